namespace CudaBridge.Shim;

/// <summary>The error log: messages of calls that failed, as text. An iterator is the number of messages before it.</summary>
internal static unsafe class DriverLogs
{
    [CudaApi]
    public static CUresult cuLogsRegisterCallback(nint callbackFunc, void* userData, nint* callback_out)
    {
        Check.That(callbackFunc != 0);
        nint handle = ErrorLog.Listen(callbackFunc, (nint)userData);
        if (callback_out is not null) *callback_out = handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuLogsUnregisterCallback(nint callback)
    {
        Check.That(ErrorLog.StopListening(callback));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuLogsCurrent(uint* iterator_out, uint flags)
    {
        Check.NotNull(iterator_out);
        Check.That(flags == 0);
        *iterator_out = ErrorLog.Position;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Without an iterator: all that is kept; with one: what came since, and it is moved to the end.</summary>
    [CudaApi]
    public static CUresult cuLogsDumpToFile(uint* iterator, byte* pathToFile, uint flags)
    {
        Check.NotNull(pathToFile);
        Check.That(flags == 0);
        uint end = ErrorLog.Position;
        try
        {
            File.WriteAllLines(NativeStrings.Read(pathToFile), ErrorLog.From(iterator is null ? 0 : *iterator));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CudaException(CudaError.InvalidValue, e.Message);
        }
        if (iterator is not null) *iterator = end;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Whole messages, one a line, as many as fit with the null behind them. <c>size</c> gets the bytes before that, the iterator what was written last.</summary>
    [CudaApi]
    public static CUresult cuLogsDumpToMemory(uint* iterator, byte* buffer, nuint* size, uint flags)
    {
        Check.NotNull(buffer);
        Check.NotNull(size);
        Check.That(flags == 0 && *size > 0);
        uint end = ErrorLog.Position;
        IReadOnlyList<string> messages = ErrorLog.From(iterator is null ? 0 : *iterator);
        uint at = end - (uint)messages.Count;
        nuint used = 0;
        foreach (string message in messages)
        {
            byte[] line = System.Text.Encoding.UTF8.GetBytes(message + '\n');
            if (used + (nuint)line.Length + 1 > *size) break;
            line.CopyTo(new Span<byte>(buffer + used, line.Length));
            used += (nuint)line.Length;
            at++;
        }
        buffer[used] = 0;
        *size = used;
        if (iterator is not null) *iterator = at;
        return CUresult.CUDA_SUCCESS;
    }
}
