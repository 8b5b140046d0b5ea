using System.Collections.Concurrent;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>An image in the program's memory and what the program registered of it.</summary>
internal sealed class RegisteredFatBinary(nint handle, nint wrapper)
{
    public nint Handle { get; } = handle;

    /// <summary>Host stub → kernel name.</summary>
    public ConcurrentDictionary<nint, string> Functions { get; } = new();

    /// <summary>Host variable → device name.</summary>
    public ConcurrentDictionary<nint, string> Variables { get; } = new();

    /// <summary>Host variable of a texture or surface reference → its device name.</summary>
    public ConcurrentDictionary<nint, RegisteredReference> References { get; } = new();

    /// <exception cref="CudaException">InvalidKernelImage</exception>
    public IReadOnlyList<ImageEntry> ReadEntries() =>
        ProgramImage.FatBinaryAt(ProgramImage.Unwrap(wrapper)) is { } container
            ? ProgramImage.Read(container)
            : throw new CudaException(CudaError.InvalidKernelImage, "The registered image is not a fat binary.");
}

/// <param name="ReadsNormalized">The reference's type says <c>cudaReadModeNormalizedFloat</c>.</param>
public sealed record RegisteredReference(string Name, bool IsSurface, bool ReadsNormalized);
