using System.Text;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>The one device: this machine's CPU, which says it is an sm_80 device.</summary>
public sealed class Device
{
    private const int UuidBytes = 16;

    private readonly byte[] _uuid = Sha256.HashData(Encoding.UTF8.GetBytes($"cudabridge\0{Environment.MachineName}\0{HostFacts.CpuModel}"))[..UuidBytes];

    internal Device()
    {
    }

    /// <summary><c>CudaBridge CPU (model)</c></summary>
    public string Name { get; } = $"CudaBridge CPU ({HostFacts.CpuModel})";

    /// <summary>Threads that run blocks; each counts as one multiprocessor.</summary>
    public int MultiprocessorCount => WorkerPool.Shared.Concurrency;

    /// <summary>Bytes that device memory can grow to.</summary>
    public nuint TotalMemory => HostFacts.DeviceMemory;

    /// <summary>16 bytes, the same on every run on one machine.</summary>
    public ReadOnlySpan<byte> Uuid => _uuid;

    /// <summary><c>domain:bus:device.function</c></summary>
    public string PciBusId => "0000:00:00.0";

    /// <summary><c>cudaDeviceGetAttribute</c>; <c>cudaDeviceProp</c> is filled from these too. Clocks in kHz, sizes in bytes.</summary>
    /// <exception cref="CudaException">InvalidValue: no such attribute.</exception>
    public int GetAttribute(DeviceAttribute attribute) => attribute switch
    {
        DeviceAttribute.MultiProcessorCount => MultiprocessorCount,
        DeviceAttribute.ClockRate => ClockRate(),
        DeviceAttribute.L2CacheSize => HostFacts.L2Bytes,
        DeviceAttribute.MaxPersistingL2CacheSize => MaxPersistingL2Bytes,
        _ => DeviceAttributes.Values.TryGetValue(attribute, out int value) ? value : throw new CudaException(CudaError.InvalidValue),
    };

    /// <summary>The share of the cache an sm_80 device lets programs set aside. A CPU keeps by itself what is used often; windows are hints.</summary>
    internal static int MaxPersistingL2Bytes => HostFacts.L2Bytes / 4 * 3;

    // clock64() counts at this rate, so programs that divide by it get seconds.
    private static int ClockRate() => (int)CpuSupport.ClockRateKilohertz;
}
