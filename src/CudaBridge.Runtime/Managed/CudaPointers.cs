using System.Runtime.InteropServices;

namespace CudaBridge;

/// <summary>A kernel's <c>T*</c>: an address in device memory, or in page-locked or managed memory. Arithmetic counts elements.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct CudaDevicePointer<T>(nint Address) where T : unmanaged
{
    public static CudaDevicePointer<T> Null => default;

    public static unsafe CudaDevicePointer<T> operator +(CudaDevicePointer<T> pointer, long elements) => new(pointer.Address + (nint)(elements * sizeof(T)));

    public static implicit operator CudaReadOnlyPointer<T>(CudaDevicePointer<T> pointer) => new(pointer.Address);

    public static implicit operator CudaDevicePointer(CudaDevicePointer<T> pointer) => new(pointer.Address);

    public static implicit operator CudaReadOnlyPointer(CudaDevicePointer<T> pointer) => new(pointer.Address);
}

/// <summary>A kernel's <c>const T*</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct CudaReadOnlyPointer<T>(nint Address) where T : unmanaged
{
    public static CudaReadOnlyPointer<T> Null => default;

    public static unsafe CudaReadOnlyPointer<T> operator +(CudaReadOnlyPointer<T> pointer, long elements) => new(pointer.Address + (nint)(elements * sizeof(T)));

    public static implicit operator CudaReadOnlyPointer(CudaReadOnlyPointer<T> pointer) => new(pointer.Address);
}

/// <summary>A kernel's <c>void*</c>, or a pointer to what C# has no type for. Arithmetic counts bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct CudaDevicePointer(nint Address)
{
    public static CudaDevicePointer Null => default;

    public CudaDevicePointer<T> As<T>() where T : unmanaged => new(Address);

    public static CudaDevicePointer operator +(CudaDevicePointer pointer, long bytes) => new(pointer.Address + (nint)bytes);

    public static implicit operator CudaReadOnlyPointer(CudaDevicePointer pointer) => new(pointer.Address);
}

/// <summary>A kernel's <c>const void*</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct CudaReadOnlyPointer(nint Address)
{
    public static CudaReadOnlyPointer Null => default;

    public CudaReadOnlyPointer<T> As<T>() where T : unmanaged => new(Address);

    public static CudaReadOnlyPointer operator +(CudaReadOnlyPointer pointer, long bytes) => new(pointer.Address + (nint)bytes);
}
