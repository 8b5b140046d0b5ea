using System.Buffers;
using System.Collections.Concurrent;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>An image in the program's memory and what the program registered of it.</summary>
internal sealed unsafe class RegisteredFatBinary(nint handle, nint wrapper)
{
    public nint Handle { get; } = handle;

    /// <summary>Host stub → kernel name.</summary>
    public ConcurrentDictionary<nint, string> Functions { get; } = new();

    /// <summary>Host variable → device name.</summary>
    public ConcurrentDictionary<nint, string> Variables { get; } = new();

    /// <exception cref="CudaException">InvalidKernelImage</exception>
    public IReadOnlyList<ImageEntry> ReadEntries()
    {
        // The wrapper: uint magic, int version, container pointer, one more pointer.
        uint magic = *(uint*)wrapper;
        byte* container = ((byte**)wrapper)[1];
        int size = magic == FatBinary.WrapperMagic ? FatBinary.SizeAt(container) : 0;
        if (size == 0) throw new CudaException(CudaError.InvalidKernelImage, "The registered image is not a fat binary.");
        try
        {
            return FatBinary.Read(new ProgramMemory(container, size).Memory);
        }
        catch (InvalidDataException e)
        {
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
