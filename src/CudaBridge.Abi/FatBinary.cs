namespace CudaBridge.Abi;

/// <summary>What an entry of a fat binary holds. 1 and 2 are CUDA's numbers, the others ours.</summary>
public enum ImageKind : ushort
{
    Ptx = 1,
    Elf = 2,
    KernelIr = 0x4301,
    CpuCode = 0x4302,
}

[Flags]
public enum ImageFlags : uint
{
    None = 0,
    Lz4 = 0x2000,
    Zstd = 0x8000,

    /// <summary>Kernel IR of separate compilation (<c>-dc</c>), which device linking merges. Ours.</summary>
    Relocatable = 0x1000_0000,
}

/// <summary>One image of a fat binary.</summary>
/// <param name="Target">For our kinds: <c>nvptx64</c>, <c>x86-64-v4</c> and the like; else empty.</param>
/// <param name="Payload">As stored: <paramref name="Flags"/> says whether it is compressed.</param>
/// <param name="SmVersion">Compute capability × 10.</param>
public sealed record ImageEntry(ImageKind Kind, string Target, ReadOnlyMemory<byte> Payload, ImageFlags Flags = 0, int SmVersion = 80);

/// <summary>CUDA's fat binary container: what lies in section <c>.nv_fatbin</c>.</summary>
public static class FatBinary
{
    public const uint ContainerMagic = 0xBA55ED50;
    public const uint WrapperMagic = 0x466243B1;

    public static byte[] Write(IReadOnlyList<ImageEntry> entries) => throw new CudaException(CudaError.NotYetImplemented);

    /// <exception cref="InvalidDataException">The bytes are not a fat binary or are cut short.</exception>
    public static IReadOnlyList<ImageEntry> Read(ReadOnlyMemory<byte> container) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Bytes of the container that starts at <paramref name="container"/>, from its header. 0 when it is none.</summary>
    public static unsafe nuint SizeAt(void* container) => throw new CudaException(CudaError.NotYetImplemented);
}
