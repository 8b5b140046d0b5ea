using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>Allocations of every kind. Sizes are bytes. Freeing null does nothing, as CUDA documents.</summary>
public sealed class MemoryManager
{
    /// <summary><c>cudaMalloc</c>: 256-byte aligned. Size 0 gives null.</summary>
    /// <exception cref="CudaException">MemoryAllocation</exception>
    public nint Allocate(nuint size) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaFree</c>: waits for the device; takes device, managed and stream-ordered memory.</summary>
    /// <exception cref="CudaException">InvalidValue: not the start of such an allocation.</exception>
    public void Free(nint pointer) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMallocPitch</c>; also for <c>cudaMalloc3D</c>, with <paramref name="rows"/> = height × depth.</summary>
    public (nint Pointer, nuint Pitch) AllocatePitched(nuint widthBytes, nuint rows) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaHostAlloc</c> and <c>cudaMallocHost</c> (flags 0): page-aligned.</summary>
    /// <exception cref="CudaException">InvalidValue: unknown flags; MemoryAllocation.</exception>
    public nint AllocateHost(nuint size, HostAllocFlags flags = HostAllocFlags.Default) => throw new CudaException(CudaError.NotYetImplemented);

    public void FreeHost(nint pointer) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaHostRegister</c></summary>
    /// <exception cref="CudaException">HostMemoryAlreadyRegistered, InvalidValue.</exception>
    public void RegisterHost(nint pointer, nuint size, HostRegisterFlags flags) => throw new CudaException(CudaError.NotYetImplemented);

    /// <exception cref="CudaException">HostMemoryNotRegistered</exception>
    public void UnregisterHost(nint pointer) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaHostGetDevicePointer</c></summary>
    /// <exception cref="CudaException">InvalidValue: not pinned memory.</exception>
    public nint GetDevicePointer(nint hostPointer) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaHostGetFlags</c></summary>
    public HostAllocFlags GetHostFlags(nint hostPointer) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMallocManaged</c></summary>
    /// <exception cref="CudaException">InvalidValue: size 0, or neither exactly attach-global nor attach-host; MemoryAllocation.</exception>
    public nint AllocateManaged(nuint size, ManagedAttachFlags flags) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaPointerGetAttributes</c>; a pointer no allocation holds is unregistered host memory.</summary>
    public PointerAttributes GetAttributes(nint pointer) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMemGetInfo</c></summary>
    public (nuint Free, nuint Total) GetInfo() => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cuMemGetAddressRange</c></summary>
    public (nint Base, nuint Size) GetAddressRange(nint pointer) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMallocArray</c> and <c>cudaMalloc3DArray</c>; height and depth 0 for fewer dimensions.</summary>
    public CudaArray AllocateArray(ChannelFormat format, Extent extent, ArrayFlags flags) => throw new CudaException(CudaError.NotYetImplemented);

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public CudaArray GetArray(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    public void FreeArray(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>The device's default pool (<c>cudaDeviceGetDefaultMemPool</c>).</summary>
    public MemoryPool DefaultPool => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>The pool <c>cudaMallocAsync</c> uses (<c>cudaDeviceSetMemPool</c>).</summary>
    public MemoryPool CurrentPool { get; set; } = null!;

    public MemoryPool CreatePool(nuint maxSize = 0) => throw new CudaException(CudaError.NotYetImplemented);

    /// <exception cref="CudaException">InvalidValue</exception>
    public MemoryPool GetPool(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>The default pool cannot be destroyed (InvalidValue).</summary>
    public void DestroyPool(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMallocAsync</c> / <c>cudaMallocFromPoolAsync</c></summary>
    public nint AllocateAsync(nuint size, MemoryPool pool, Stream stream) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaFreeAsync</c></summary>
    public void FreeAsync(nint pointer, Stream stream) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMemPrefetchAsync</c>, <c>cudaMemAdvise</c>: the range must lie in managed memory; nothing moves on a CPU.</summary>
    public void CheckManagedRange(nint pointer, nuint size) => throw new CudaException(CudaError.NotYetImplemented);
}

/// <summary><c>cudaMemoryType</c></summary>
public enum MemoryKind
{
    Unregistered = 0,
    Host = 1,
    Device = 2,
    Managed = 3,
}

/// <summary><c>cudaPointerAttributes</c></summary>
public readonly record struct PointerAttributes(MemoryKind Kind, int Device, nint DevicePointer, nint HostPointer);

[Flags]
public enum HostAllocFlags : uint
{
    Default = 0,
    Portable = 1,
    Mapped = 2,
    WriteCombined = 4,
}

[Flags]
public enum HostRegisterFlags : uint
{
    Default = 0,
    Portable = 1,
    Mapped = 2,
    IoMemory = 4,
    ReadOnly = 8,
}

[Flags]
public enum ManagedAttachFlags : uint
{
    Global = 1,
    Host = 2,
    Single = 4,
}
