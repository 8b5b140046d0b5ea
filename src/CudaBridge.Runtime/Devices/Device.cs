using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>The one device: this machine's CPU, which says it is an sm_80 device.</summary>
public sealed class Device
{
    /// <summary><c>CudaBridge CPU (model)</c></summary>
    public string Name => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Threads that run blocks; each counts as one multiprocessor.</summary>
    public int MultiprocessorCount => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Bytes that device memory can grow to.</summary>
    public nuint TotalMemory => throw new CudaException(CudaError.NotYetImplemented);

    public ReadOnlySpan<byte> Uuid => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>00000000:00:00.0</c></summary>
    public string PciBusId => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaDeviceGetAttribute</c>; <see cref="DeviceAttribute"/> has the numbers. <c>cudaDeviceProp</c> is filled from these too.</summary>
    /// <exception cref="CudaException">InvalidValue: no such attribute.</exception>
    public int GetAttribute(DeviceAttribute attribute) => throw new CudaException(CudaError.NotYetImplemented);
}
