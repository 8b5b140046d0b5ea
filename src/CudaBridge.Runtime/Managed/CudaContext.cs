using System.Collections.Concurrent;
using CudaBridge.Compiler;
using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>
/// A device and what a program has on it: memory, streams, events, modules. Contexts share nothing; a kernel that faults spoils its own
/// context alone. Every member may be called from any thread.
/// </summary>
public sealed class CudaContext : IDisposable
{
    [ThreadStatic] private static CudaContext? t_current;

    private static readonly object s_gate = new();
    private static CudaContext? s_latest;

    private readonly PrimaryContext _native;
    private readonly ConcurrentDictionary<KernelImage, Module> _images = new();
    private readonly object _loading = new();
    private int _disposed;

    /// <summary>On the device that <c>CUDABRIDGE_DEVICE</c> names, else on the first one. Becomes <see cref="Current"/>.</summary>
    /// <exception cref="CudaException">InvalidDevice: no device has the name that CUDABRIDGE_DEVICE gives.</exception>
    public CudaContext()
        : this(CudaDevices.Chosen)
    {
    }

    /// <param name="deviceName">A number, <c>cpu</c>, or a part of a device's name.</param>
    /// <exception cref="CudaException">InvalidDevice</exception>
    public CudaContext(string deviceName)
        : this(CudaDevices.Find(deviceName))
    {
    }

    /// <param name="deviceId">From 0.</param>
    /// <exception cref="CudaException">InvalidDevice</exception>
    public CudaContext(int deviceId)
    {
        CudaDevices.Check(deviceId);
        DeviceId = deviceId;
        _native = new PrimaryContext(Cudart.Device, Cudart.Registry);
        DefaultStream = new CudaStream(this, _native.LegacyStream);
        SetCurrent();
        lock (s_gate) s_latest = this;
    }

    /// <summary>
    /// The context that the thread made current, else the one made last in the process, else a new one of the default device: so code that
    /// goes on on another thread after an <c>await</c> finds the one context of the program.
    /// </summary>
    public static CudaContext Current => t_current ?? Volatile.Read(ref s_latest) ?? MakeDefault();

    public static IReadOnlyList<string> DeviceNames => CudaDevices.Names;

    public int DeviceId { get; }

    /// <summary>Its work waits for that of all streams made without <see cref="CudaStreamFlags.NonBlocking"/>, and theirs for its.</summary>
    public CudaStream DefaultStream { get; }

    internal Leaks Leaks { get; } = new();

    /// <summary>The context for a call that needs a healthy one.</summary>
    /// <exception cref="CudaException">The error of a kernel that faulted.</exception>
    internal PrimaryContext Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            _native.ThrowIfFaulted();
            return _native;
        }
    }

    /// <summary>The context whatever state it is in; null once it is disposed.</summary>
    internal PrimaryContext? NativeForRelease => _disposed != 0 ? null : _native;

    public static int GetDeviceCount() => CudaDevices.Names.Count;

    public static string GetDeviceName(int deviceId) => CudaDevices.Names[deviceId];

    public string GetDeviceName() => GetDeviceName(DeviceId);

    public CudaDeviceProperties GetDeviceInfo() => CudaDeviceProperties.Of(Cudart.Device);

    /// <summary>Bytes.</summary>
    public long GetFreeDeviceMemorySize() => (long)Native.Memory.GetInfo().Free;

    /// <summary>Bytes.</summary>
    public long GetTotalDeviceMemorySize() => (long)Native.Memory.GetInfo().Total;

    /// <summary>Makes it <see cref="Current"/> on the calling thread.</summary>
    public void SetCurrent() => t_current = this;

    /// <summary>Waits for all work submitted so far and writes what kernels printed.</summary>
    /// <exception cref="CudaException">The error of a kernel that faulted.</exception>
    public void Synchronize() => Native.Synchronize();

    /// <summary><see cref="Synchronize"/> without blocking a thread. Cancelling ends the wait, not the work.</summary>
    public async Task SynchronizeAsync(CancellationToken cancellation = default)
    {
        PrimaryContext native = Native;
        await Task.WhenAll(native.AllStreams.Select(stream => Completion.Of(stream))).WaitAsync(cancellation).ConfigureAwait(false);
        native.Synchronize();
    }

    public CudaDeviceVariable<T> Allocate<T>(long size) where T : unmanaged => new(size, this);

    /// <summary>A fat binary, as <c>nvcc -fatbin</c> writes it.</summary>
    /// <exception cref="CudaException">InvalidKernelImage, NoKernelImageForDevice</exception>
    public CudaModule LoadModule(ReadOnlyMemory<byte> image) => new(this, image);

    /// <summary>Loads an image, which compiles it where it holds no code for this machine and the cache has none.</summary>
    /// <param name="progress">0 when loading begins, then the share of the compilation's usual time, 1 when it is done.</param>
    /// <param name="cancellation">Ends the wait at once, and a compilation that has begun at its next pass.</param>
    public async Task<CudaModule> LoadModuleAsync(ReadOnlyMemory<byte> image, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        return await Completion.Watched(watch => new CudaModule(this, image, watch), late => late.Dispose(), progress, cancellation).ConfigureAwait(false);
    }

    /// <param name="modulePath">A file that <c>nvcc -fatbin</c> wrote.</param>
    public CudaKernel LoadKernel(string modulePath, string kernelName) => new(kernelName, LoadModule(File.ReadAllBytes(modulePath)));

    /// <summary>Waits for the device and gives everything back. In debug builds, says what was not disposed.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        if (t_current == this) t_current = null;
        lock (s_gate)
            if (s_latest == this) s_latest = null;
        _native.Close();
        Leaks.Report();
    }

    internal Module GetModule(KernelImage image, TranslationWatch? watch = null)
    {
        if (_images.TryGetValue(image, out Module? module)) return module;
        lock (_loading)
        {
            if (_images.TryGetValue(image, out module)) return module;
            return _images[image] = Native.LoadModule(image.ReadEntries(), watch);
        }
    }

    private static CudaContext MakeDefault()
    {
        lock (s_gate) return s_latest ?? new CudaContext();
    }
}
