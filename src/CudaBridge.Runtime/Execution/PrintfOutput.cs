namespace CudaBridge.Runtime;

/// <summary>Brings what kernels printed to C's <c>stdout</c>, so that it keeps its order with the program's own output.</summary>
internal static unsafe class PrintfOutput
{
    private const int BufferBytes = 64 << 10;

    private static readonly object s_gate = new();
    private static readonly nint* s_stdout = (nint*)Libc.dlsym(0, "stdout");
    private static byte[]? s_buffer;

    public static void Drain()
    {
        if (!CpuSupport.IsLoaded || s_stdout == null) return;
        lock (s_gate)
        {
            s_buffer ??= new byte[BufferBytes];
            fixed (byte* buffer = s_buffer)
                for (nuint bytes; (bytes = CpuSupport.DrainPrintf(buffer, BufferBytes)) > 0;)
                    _ = Libc.fwrite(buffer, 1, bytes, *s_stdout);
        }
    }
}
