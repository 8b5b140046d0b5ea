namespace CudaBridge.Shim;

/// <summary>What every export of the driver API does around the method it calls. The driver API keeps no last error.</summary>
internal static class DriverEntry
{
    /// <summary>The code that an exception becomes: none crosses the C ABI.</summary>
    public static CUresult Failed(string function, Exception exception) => DriverCodes.Of(Entry.Failed(function, exception));

    public static CUresult Unsupported(string function, CUresult code)
    {
        Entry.Unsupported(function);
        return code;
    }

    public static void Record(CUresult result, string function)
    {
        if (result != CUresult.CUDA_ERROR_NOT_READY) ErrorLog.Add(function, result.ToString(), CudaErrorTable.Describe((CudaError)result));
    }

    /// <summary>In the <c>_ptsz</c> variants stream 0 is the calling thread's default stream.</summary>
    public static CUstream PerThread(CUstream stream) => stream.Value == 0 ? CUstream.PerThread : stream;
}

/// <summary>Runtime codes that the driver API says otherwise. All others have the same number in both.</summary>
internal static class DriverCodes
{
    private static readonly Dictionary<CudaError, CUresult> s_differing = new()
    {
        [CudaError.InvalidConfiguration]   = CUresult.CUDA_ERROR_INVALID_VALUE,
        [CudaError.InvalidPitchValue]      = CUresult.CUDA_ERROR_INVALID_VALUE,
        [CudaError.InvalidMemcpyDirection] = CUresult.CUDA_ERROR_INVALID_VALUE,
        [CudaError.InvalidDevicePointer]   = CUresult.CUDA_ERROR_INVALID_VALUE,
        [CudaError.InvalidHostPointer]     = CUresult.CUDA_ERROR_INVALID_VALUE,
        [CudaError.InvalidSymbol]          = CUresult.CUDA_ERROR_NOT_FOUND,
        [CudaError.InvalidDeviceFunction]  = CUresult.CUDA_ERROR_INVALID_HANDLE,
    };

    public static CUresult Of(CudaError error) => s_differing.TryGetValue(error, out CUresult code) ? code : (CUresult)error;
}

/// <summary>A failure that only the driver API can name.</summary>
internal static class DriverError
{
    public static CudaException Of(CUresult code) => new((CudaError)code);
}
