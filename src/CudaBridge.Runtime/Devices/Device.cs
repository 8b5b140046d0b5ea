using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime;

/// <summary>
/// What CUDA programs run on; it says it is an sm_80 device. The internal members are all that a kind of device must implement: memory that
/// the host and kernels reach at one address, and modules, whose kernels bring their launch (<see cref="IKernelCode"/>).
/// Copies, streams and events are the runtime's own.
/// </summary>
public abstract class Device
{
    private const int UuidBytes = 16;

    private readonly byte[] _uuid;

    private protected Device(string name)
    {
        Name = name;
        _uuid = Sha256.HashData(Encoding.UTF8.GetBytes($"cudabridge\0{Environment.MachineName}\0{name}"))[..UuidBytes];
    }

    public string Name { get; }

    /// <summary>Bytes that device memory can grow to.</summary>
    public abstract nuint TotalMemory { get; }

    public abstract int MultiprocessorCount { get; }

    /// <summary>16 bytes, the same on every run on one machine.</summary>
    public ReadOnlySpan<byte> Uuid => _uuid;

    /// <summary><c>domain:bus:device.function</c></summary>
    public string PciBusId => "0000:00:00.0";

    /// <summary>Kernels reach all memory of the program, not only what the runtime allocates.</summary>
    internal abstract bool SharesHostMemory { get; }

    /// <summary><c>cudaDeviceGetAttribute</c>; <c>cudaDeviceProp</c> is filled from these too. Clocks in kHz, sizes in bytes.</summary>
    /// <exception cref="CudaException">InvalidValue: no such attribute.</exception>
    public virtual int GetAttribute(DeviceAttribute attribute) => attribute switch
    {
        DeviceAttribute.MultiProcessorCount => MultiprocessorCount,
        DeviceAttribute.ClockRate => (int)CpuSupport.ClockRateKilohertz, // clock64() counts at this rate, so programs that divide by it get seconds
        DeviceAttribute.L2CacheSize => HostFacts.L2Bytes,
        DeviceAttribute.MaxPersistingL2CacheSize => MaxPersistingL2Bytes,
        DeviceAttribute.IpcEventSupport or DeviceAttribute.MemoryPoolSupportedHandleTypes => SharesHostMemory ? 1 : 0, // cudaMemHandleTypePosixFileDescriptor
        _ => DeviceAttributes.Values.TryGetValue(attribute, out int value) ? value : throw new CudaException(CudaError.InvalidValue),
    };

    /// <summary>The share of the cache an sm_80 device lets programs set aside. A CPU keeps by itself what is used often; windows are hints.</summary>
    internal static int MaxPersistingL2Bytes => HostFacts.L2Bytes / 4 * 3;

    /// <summary>Memory for the host and kernels, aligned to 4096 bytes at least; 0 when there is none.</summary>
    internal abstract nint MapMemory(nuint bytes);

    internal abstract void UnmapMemory(nint start, nuint bytes);

    /// <exception cref="CudaException">NoKernelImageForDevice, InvalidKernelImage, InvalidPtx, NotSupported, InitializationError.</exception>
    /// <exception cref="OperationCanceledException">Who waits has cancelled.</exception>
    internal abstract Module LoadModule(PrimaryContext context, IReadOnlyList<ImageEntry> entries, TranslationWatch? watch = null);
}

/// <summary>How a kernel of one module runs on its device.</summary>
internal unsafe interface IKernelCode
{
    /// <summary>Why launches must fail; null when they need not.</summary>
    string? Refusal { get; }

    /// <summary>Runs a launch to its end. What goes wrong is the context's fault.</summary>
    void Run(PrimaryContext context, CpuLaunch* launch);
}
