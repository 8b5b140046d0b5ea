using System.Diagnostics.CodeAnalysis;

namespace CudaBridge.Shim;

/// <summary>The checks that CUDA's reference asks for before anything else happens.</summary>
internal static unsafe class Check
{
    /// <exception cref="CudaException">InvalidValue</exception>
    public static void NotNull([NotNull] void* pointer)
    {
        if (pointer is null) Throw(CudaError.InvalidValue);
    }

    public static void That([DoesNotReturnIf(false)] bool condition, CudaError otherwise = CudaError.InvalidValue)
    {
        if (!condition) Throw(otherwise);
    }

    /// <summary>The one device is number 0.</summary>
    /// <exception cref="CudaException">InvalidDevice</exception>
    public static void Device(int device) => That(device == 0, CudaError.InvalidDevice);

    public static void Flags(uint flags, uint allowed) => That((flags & ~allowed) == 0);

    [DoesNotReturn]
    private static void Throw(CudaError error) => throw new CudaException(error);
}
