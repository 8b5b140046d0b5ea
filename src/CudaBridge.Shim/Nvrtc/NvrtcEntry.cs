namespace CudaBridge.Shim;

/// <summary>What every export of NVRTC does around the method it calls. NVRTC keeps no last error.</summary>
internal static class NvrtcEntry
{
    public static nvrtcResult Failed(string function, Exception exception)
    {
        if (exception is NvrtcException known) return known.Code;
        // A check of an argument that the other APIs share.
        if (exception is CudaException { Code: CudaError.InvalidValue }) return nvrtcResult.NVRTC_ERROR_INVALID_INPUT;
        _ = Entry.Failed(function, exception);
        return exception is OutOfMemoryException ? nvrtcResult.NVRTC_ERROR_OUT_OF_MEMORY : nvrtcResult.NVRTC_ERROR_INTERNAL_ERROR;
    }

    public static nvrtcResult Unsupported(string function, nvrtcResult code)
    {
        Entry.Unsupported(function);
        return code;
    }

    public static void Record(nvrtcResult result, string function) => _ = (result, function);
}

/// <summary>A failure that has a code of NVRTC's.</summary>
internal sealed class NvrtcException(nvrtcResult code) : Exception(code.ToString())
{
    public nvrtcResult Code { get; } = code;
}
