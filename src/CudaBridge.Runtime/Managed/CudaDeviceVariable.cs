using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>Elements in device memory. Sizes, offsets and indices count elements unless they say bytes.</summary>
/// <remarks>
/// Copies and fills are work of the default stream. All of them throw <see cref="CudaException"/> with the error of a kernel that faulted, and
/// with InvalidValue for a range outside the memory.
/// </remarks>
public sealed unsafe partial class CudaDeviceVariable<T> : CudaResource where T : unmanaged
{
    private readonly bool _owns;

    /// <exception cref="CudaException">MemoryAllocation; InvalidValue: a negative size.</exception>
    public CudaDeviceVariable(long size)
        : this(size, CudaContext.Current)
    {
    }

    /// <exception cref="CudaException">MemoryAllocation; InvalidValue: a negative size.</exception>
    public CudaDeviceVariable(long size, CudaContext context)
        : base(context, $"CudaDeviceVariable<{typeof(T).Name}> of {size} elements")
    {
        DevicePointer = new(context.Native.Memory.Allocate(BytesOf(size)));
        Size = size;
        _owns = true;
    }

    /// <summary>Memory that belongs to somebody else, who keeps it while this object is used.</summary>
    public CudaDeviceVariable(CudaDevicePointer<T> pointer, long size, CudaContext? context = null)
        : base(context ?? CudaContext.Current, null)
    {
        _ = BytesOf(size);
        DevicePointer = pointer;
        Size = size;
    }

    public CudaDevicePointer<T> DevicePointer { get; }

    public long Size { get; }

    public long SizeInBytes => Size * sizeof(T);

    public static int TypeSize => sizeof(T);

    /// <summary>One element; each access is a copy.</summary>
    public T this[long index]
    {
        get
        {
            T value;
            Copy((nint)(&value), Place(index, 1), 1, CopyKind.DeviceToHost);
            return value;
        }
        set => Copy(Place(index, 1), (nint)(&value), 1, CopyKind.HostToDevice);
    }

    public static implicit operator CudaDevicePointer<T>(CudaDeviceVariable<T>? variable) => variable is null ? default : variable.DevicePointer;

    public static implicit operator CudaReadOnlyPointer<T>(CudaDeviceVariable<T>? variable) => variable is null ? default : variable.DevicePointer;

    public static implicit operator CudaDevicePointer(CudaDeviceVariable<T>? variable) => variable is null ? default : variable.DevicePointer;

    public static implicit operator CudaReadOnlyPointer(CudaDeviceVariable<T>? variable) => variable is null ? default : variable.DevicePointer;

    /// <summary>New device memory with the array's elements.</summary>
    public static implicit operator CudaDeviceVariable<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        CudaDeviceVariable<T> variable = new(values.Length);
        variable.CopyToDevice(values);
        return variable;
    }

    /// <summary>A copy of the elements.</summary>
    public static implicit operator T[](CudaDeviceVariable<T> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable.ToArray();
    }

    /// <summary>Elements <paramref name="offset"/> … as a variable of their own, without copying.</summary>
    /// <exception cref="CudaException">InvalidValue: outside the memory.</exception>
    public CudaDeviceVariable<T> Slice(long offset, long size) => new(new CudaDevicePointer<T>(Place(offset, size)), size, Context);

    /// <summary>From the host, to <paramref name="offset"/> and on.</summary>
    public void CopyToDevice(ReadOnlySpan<T> source, long offset = 0)
    {
        fixed (T* start = source) Copy(Place(offset, source.Length), (nint)start, source.Length, CopyKind.HostToDevice);
    }

    public void CopyToDevice(T value) => this[0] = value;

    /// <summary>The elements that both have.</summary>
    public void CopyToDevice(CudaDeviceVariable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        long count = Math.Min(Size, source.Size);
        Copy(Place(0, count), source.Place(0, count), count, CopyKind.DeviceToDevice);
    }

    /// <summary>To the host, from <paramref name="offset"/> on, as many elements as the span holds.</summary>
    public void CopyToHost(Span<T> target, long offset = 0)
    {
        fixed (T* start = target) Copy((nint)start, Place(offset, target.Length), target.Length, CopyKind.DeviceToHost);
    }

    public T[] ToArray()
    {
        T[] values = new T[Size];
        CopyToHost(values);
        return values;
    }

    /// <summary>Sets every byte.</summary>
    public void Memset(byte value, CudaStream? stream = null) => Fill(value, 1, stream);

    /// <summary>Sets every two bytes.</summary>
    public void Memset(ushort value, CudaStream? stream = null) => Fill(value, 2, stream);

    /// <summary>Sets every four bytes.</summary>
    public void Memset(uint value, CudaStream? stream = null) => Fill(value, 4, stream);

    internal void CopyAsync(nint host, long offset, long count, CopyKind kind, CudaStream stream)
    {
        nint device = Place(offset, count);
        (nint target, nint source) = kind == CopyKind.HostToDevice ? (device, host) : (host, device);
        Context.Native.Transfers.Copy(target, source, (nuint)(count * sizeof(T)), kind, stream.Native, async: true);
    }

    private protected override void Release(PrimaryContext native)
    {
        if (_owns) native.Memory.Free(DevicePointer.Address);
    }

    private void Copy(nint target, nint source, long count, CopyKind kind) =>
        Context.Native.Transfers.Copy(target, source, (nuint)(count * sizeof(T)), kind, Context.DefaultStream.Native, async: false);

    private void Fill(uint value, int elementBytes, CudaStream? stream)
    {
        ThrowIfDisposed();
        if (SizeInBytes % elementBytes != 0) throw new CudaException(CudaError.InvalidValue, $"{SizeInBytes} bytes are no multiple of {elementBytes}.");
        Context.Native.Transfers.Fill(DevicePointer.Address, value, elementBytes, (nuint)(SizeInBytes / elementBytes), (stream ?? Context.DefaultStream).Native, async: stream is not null);
    }

    private nint Place(long offset, long count)
    {
        ThrowIfDisposed();
        if (offset < 0 || count < 0 || offset > Size || count > Size - offset)
            throw new CudaException(CudaError.InvalidValue, $"Elements {offset} … {offset + count} are not all in the memory of {Size}.");
        return (DevicePointer + offset).Address;
    }

    private static nuint BytesOf(long size)
    {
        if (size < 0) throw new CudaException(CudaError.InvalidValue, $"Memory cannot have {size} elements.");
        Int128 bytes = (Int128)size * sizeof(T);
        return bytes <= long.MaxValue ? (nuint)bytes : throw new CudaException(CudaError.MemoryAllocation);
    }
}
