using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// What a CUDA runtime library keeps per process: the device's primary context, what programs registered, and each host thread's last
/// error. Every member may be called from any thread.
/// </summary>
public static class Cudart
{
    private static readonly object s_gate = new();
    private static PrimaryContext? s_context;
    private static volatile bool s_isUsed;
    private static Device? s_device;

    [ThreadStatic] private static CudaError t_lastError;
    [ThreadStatic] private static Stack<(Dim3 Grid, Dim3 Block, nuint SharedBytes, nint Stream)>? t_configurations;

    /// <summary>What the program's start-up code registered; outlives <see cref="DeviceReset"/>.</summary>
    public static ProgramRegistry Registry { get; } = new();

    /// <summary>The one device: the CPU, or what <c>CUDABRIDGE_DEVICE</c> names. Asking for it creates no context.</summary>
    /// <exception cref="CudaException">NoDevice: CUDABRIDGE_DEVICE names one that is not here.</exception>
    public static Device Device => Volatile.Read(ref s_device) ?? ChooseDevice();

    /// <summary>The primary context for an API call; the first use creates it.</summary>
    /// <exception cref="CudaException">The context's sticky error; NotPermitted inside a stream's host function.</exception>
    public static PrimaryContext Context
    {
        get
        {
            if (!s_isUsed) s_isUsed = true;
            return DriverContext;
        }
    }

    /// <summary>The same for a call of the driver API, which does not make the context current on every thread.</summary>
    /// <exception cref="CudaException">As those of <see cref="Context"/>.</exception>
    public static PrimaryContext DriverContext
    {
        get
        {
            if (HostCall.IsRunning) throw new CudaException(CudaError.NotPermitted);
            PrimaryContext context = ContextNoCheck;
            context.ThrowIfFaulted();
            return context;
        }
    }

    /// <summary>The primary context whatever state it is in, for calls that may be made after a fault.</summary>
    public static PrimaryContext ContextNoCheck => Volatile.Read(ref s_context) ?? CreateContext();

    /// <summary>The runtime API is in use: each thread has the primary context, as long as the driver API gives it no other.</summary>
    public static bool IsUsed => s_isUsed && HasContext;

    /// <summary>Some call has needed a context since the start or the last reset.</summary>
    public static bool HasContext => Volatile.Read(ref s_context) is not null;

    /// <summary><c>cudaGetLastError</c>: the calling thread's last error, which is cleared unless it is sticky.</summary>
    public static CudaError GetLastError()
    {
        CudaError error = PeekAtLastError();
        t_lastError = CudaError.Success;
        return error;
    }

    /// <summary><c>cudaPeekAtLastError</c></summary>
    public static CudaError PeekAtLastError()
    {
        CudaError sticky = Volatile.Read(ref s_context)?.StickyError ?? CudaError.Success;
        return sticky != CudaError.Success ? sticky : t_lastError;
    }

    /// <summary>Makes a failed call's error the thread's last one and returns it. Success and NotReady change nothing.</summary>
    public static CudaError Record(CudaError error)
    {
        if (error is not (CudaError.Success or CudaError.NotReady)) t_lastError = error;
        return error;
    }

    /// <summary>
    /// <c>cudaDeviceReset</c>: waits for the device, frees what the context holds and clears sticky errors. The next call that needs
    /// a context gets a new one; registered modules are loaded afresh.
    /// </summary>
    public static void DeviceReset()
    {
        if (HostCall.IsRunning) throw new CudaException(CudaError.NotPermitted);
        lock (s_gate)
        {
            s_context?.Close();
            s_context = null;
        }
    }

    /// <summary><c>__cudaPushCallConfiguration</c>: the <c>&lt;&lt;&lt;…&gt;&gt;&gt;</c> of the launch that follows on this thread.</summary>
    public static void PushCallConfiguration(Dim3 grid, Dim3 block, nuint sharedBytes, nint stream) =>
        (t_configurations ??= new()).Push((grid, block, sharedBytes, stream));

    /// <summary><c>__cudaPopCallConfiguration</c></summary>
    /// <exception cref="CudaException">MissingConfiguration: none was pushed.</exception>
    public static (Dim3 Grid, Dim3 Block, nuint SharedBytes, nint Stream) PopCallConfiguration() =>
        t_configurations is { Count: > 0 } pushed ? pushed.Pop() : throw new CudaException(CudaError.MissingConfiguration);

    internal static void Unregister(RegisteredFatBinary image, bool isLast)
    {
        PrimaryContext? context = Volatile.Read(ref s_context);
        if (context is null) return;
        // At the end of the process the other threads may be gone and the system takes everything back anyhow.
        if (isLast) context.FinishAtExit();
        else
        {
            context.WaitForAll();
            context.UnloadProgramModule(image);
        }
    }

    private static Device ChooseDevice()
    {
        lock (s_gate) return s_device ??= DeviceList.Choose();
    }

    private static PrimaryContext CreateContext()
    {
        lock (s_gate)
        {
            if (s_context is null) Volatile.Write(ref s_context, new PrimaryContext(Device, Registry));
            return s_context!;
        }
    }
}
