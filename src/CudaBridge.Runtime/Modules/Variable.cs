namespace CudaBridge.Runtime;

/// <summary>A variable of a loaded module.</summary>
/// <param name="Address">Where device code and <c>cudaGetSymbolAddress</c> find it.</param>
/// <param name="Size">Bytes.</param>
public sealed record Variable(string Name, nint Address, nuint Size, bool IsConstant, bool IsManaged);
