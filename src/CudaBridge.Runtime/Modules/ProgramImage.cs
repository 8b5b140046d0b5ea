using System.Buffers;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>Images that lie at an address in the program's memory. Nothing is read that cannot be read, whatever their headers say.</summary>
internal static unsafe class ProgramImage
{
    // A wrapper: uint magic, int version, container pointer, one more pointer.
    private const int WrapperContainer = 8;
    private const int WrapperSize = 24;

    /// <summary>The container that a wrapper points to; the address itself where no wrapper is.</summary>
    public static nint Unwrap(nint image) => StartsWith(image, FatBinary.WrapperMagic, WrapperSize) ? *(nint*)(image + WrapperContainer) : image;

    /// <summary>The first four bytes are this number, and at least that many bytes can be read.</summary>
    public static bool StartsWith(nint image, uint magic, nuint bytes = sizeof(uint)) => Pages.ReadableBytes(image, bytes) == bytes && *(uint*)image == magic;

    /// <summary>The fat binary at the address, which stays where it is; null where none is.</summary>
    /// <exception cref="CudaException">InvalidKernelImage: it is longer than what can be read.</exception>
    public static ReadOnlyMemory<byte>? FatBinaryAt(nint image)
    {
        if (!StartsWith(image, FatBinary.ContainerMagic, FatBinary.ContainerHeader)) return null;
        int size = FatBinary.SizeOf(new ReadOnlySpan<byte>((void*)image, FatBinary.ContainerHeader));
        if (size == 0 || Pages.ReadableBytes(image, (nuint)size) < (nuint)size)
            throw new CudaException(CudaError.InvalidKernelImage, "The fat binary's header does not give its size.");
        return new ProgramMemory((byte*)image, size).Memory;
    }

    /// <summary>The bytes before the first NUL, all of which can be read.</summary>
    /// <exception cref="CudaException">InvalidKernelImage: what can be read ends before a NUL.</exception>
    public static ReadOnlySpan<byte> TextAt(nint image)
    {
        const nuint firstStep = 64 << 10, longest = int.MaxValue;
        nuint searched = 0;
        for (nuint step = firstStep; searched < longest; step *= 2)
        {
            nuint readable = Pages.ReadableBytes(image + (nint)searched, Math.Min(step, longest - searched));
            int end = new ReadOnlySpan<byte>((byte*)image + searched, (int)readable).IndexOf((byte)0);
            if (end >= 0) return new ReadOnlySpan<byte>((void*)image, (int)searched + end);
            if (readable < step) break;
            searched += readable;
        }
        throw new CudaException(CudaError.InvalidKernelImage, "The image is neither a fat binary nor text that ends with a NUL.");
    }

    /// <exception cref="CudaException">InvalidKernelImage</exception>
    public static IReadOnlyList<ImageEntry> Read(ReadOnlyMemory<byte> container) => OrInvalid(() => FatBinary.Read(container));

    /// <summary>The entry without compression.</summary>
    /// <exception cref="CudaException">InvalidKernelImage</exception>
    public static ImageEntry Expand(ImageEntry entry) => OrInvalid(entry.Expand);

    private static T OrInvalid<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            Log.Write(RuntimeMessages.NotWhole, e.Message);
            throw new CudaException(CudaError.InvalidKernelImage, e.Message, e);
        }
    }

    /// <summary>Bytes of the program's image, which stays where it is.</summary>
    private sealed class ProgramMemory(byte* start, int size) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(start, size);

        public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
