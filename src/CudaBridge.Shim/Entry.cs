namespace CudaBridge.Shim;

/// <summary>What every export does around the method it calls.</summary>
internal static class Entry
{
    /// <summary>The code that an exception becomes: none crosses the C ABI.</summary>
    public static CudaError Failed(string function, Exception exception)
    {
        switch (exception)
        {
            case CudaException cuda:
                ErrorLog.Explain(cuda.Message);
                return cuda.Code;
            case OutOfMemoryException or InsufficientExecutionStackException:
                return CudaError.MemoryAllocation;
            default:
                Log.Write($"{function}: internal error: {exception}");
                return CudaError.Unknown;
        }
    }

    /// <summary>A function without an implementation.</summary>
    public static CudaError Unsupported(string function, CudaError code)
    {
        Unsupported(function);
        return code;
    }

    public static void Unsupported(string function) => Log.WriteOnce($"{function} is not implemented");

    /// <summary>Makes the failure the thread's last error and logs it.</summary>
    public static void Record(CudaError error, string function)
    {
        if (error == CudaError.NotReady) return;
        ErrorLog.Add(function, CudaErrorTable.NameOf(error), CudaErrorTable.Describe(error));
        Cudart.Record(error);
    }

    /// <summary>In the <c>_ptsz</c> variants stream 0 is the calling thread's default stream.</summary>
    public static cudaStream_t PerThread(cudaStream_t stream) => stream.Value == 0 ? cudaStream_t.PerThread : stream;
}
