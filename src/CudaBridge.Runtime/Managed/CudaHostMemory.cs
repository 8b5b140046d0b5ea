using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>Page-locked host memory: kernels can use it, and copies from and to it overlap with other work. Sizes count elements.</summary>
public sealed unsafe class CudaPageLockedHostMemory<T> : CudaResource where T : unmanaged
{
    /// <exception cref="CudaException">MemoryAllocation</exception>
    public CudaPageLockedHostMemory(long size, CudaContext? context = null)
        : base(context ?? CudaContext.Current, $"CudaPageLockedHostMemory<{typeof(T).Name}> of {size} elements")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        PinnedHostPointer = Context.Native.Memory.AllocateHost(checked((nuint)size * (nuint)sizeof(T)));
        Size = size;
    }

    public nint PinnedHostPointer { get; }

    public long Size { get; }

    public long SizeInBytes => Size * sizeof(T);

    /// <exception cref="OverflowException">More than 2³¹ - 1 elements.</exception>
    public Span<T> Span
    {
        get
        {
            ThrowIfDisposed();
            return new((void*)PinnedHostPointer, checked((int)Size));
        }
    }

    public ref T this[long index]
    {
        get
        {
            ThrowIfDisposed();
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Size, nameof(index));
            return ref ((T*)PinnedHostPointer)[index];
        }
    }

    public static implicit operator CudaDevicePointer<T>(CudaPageLockedHostMemory<T>? memory) => memory is null ? default : new(memory.PinnedHostPointer);

    public static implicit operator CudaReadOnlyPointer<T>(CudaPageLockedHostMemory<T>? memory) => memory is null ? default : new(memory.PinnedHostPointer);

    public void SynchronCopyToDevice(CudaDeviceVariable<T> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.CopyToDevice(Span);
    }

    public void SynchronCopyToHost(CudaDeviceVariable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.CopyToHost(Span);
    }

    /// <summary>All elements, as work of the stream.</summary>
    public void AsyncCopyToDevice(CudaDeviceVariable<T> target, CudaStream stream)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfDisposed();
        target.CopyAsync(PinnedHostPointer, 0, Size, CopyKind.HostToDevice, stream);
    }

    /// <summary>As many elements as this memory holds, as work of the stream.</summary>
    public void AsyncCopyFromDevice(CudaDeviceVariable<T> source, CudaStream stream)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfDisposed();
        source.CopyAsync(PinnedHostPointer, 0, Size, CopyKind.DeviceToHost, stream);
    }

    private protected override void Release(PrimaryContext native) => native.Memory.FreeHost(PinnedHostPointer);
}

/// <summary>Memory that host and device both use by its address (<c>cudaMallocManaged</c>). The host must synchronise before it looks.</summary>
public sealed unsafe class CudaManagedMemory<T> : CudaResource where T : unmanaged
{
    /// <exception cref="CudaException">MemoryAllocation; InvalidValue: no elements.</exception>
    public CudaManagedMemory(long size, CudaContext? context = null)
        : base(context ?? CudaContext.Current, $"CudaManagedMemory<{typeof(T).Name}> of {size} elements")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        DevicePointer = new(Context.Native.Memory.AllocateManaged(checked((nuint)size * (nuint)sizeof(T)), ManagedAttachFlags.Global));
        Size = size;
    }

    public CudaDevicePointer<T> DevicePointer { get; }

    public long Size { get; }

    public long SizeInBytes => Size * sizeof(T);

    /// <exception cref="OverflowException">More than 2³¹ - 1 elements.</exception>
    public Span<T> Span
    {
        get
        {
            ThrowIfDisposed();
            return new((void*)DevicePointer.Address, checked((int)Size));
        }
    }

    public ref T this[long index]
    {
        get
        {
            ThrowIfDisposed();
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Size, nameof(index));
            return ref ((T*)DevicePointer.Address)[index];
        }
    }

    public static implicit operator CudaDevicePointer<T>(CudaManagedMemory<T>? memory) => memory is null ? default : memory.DevicePointer;

    public static implicit operator CudaReadOnlyPointer<T>(CudaManagedMemory<T>? memory) => memory is null ? default : memory.DevicePointer;

    private protected override void Release(PrimaryContext native) => native.Memory.Free(DevicePointer.Address);
}
