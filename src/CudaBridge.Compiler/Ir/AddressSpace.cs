namespace CudaBridge.Compiler.Ir;

/// <summary>NVPTX's address spaces.</summary>
internal static class AddressSpace
{
    public const uint Generic = 0, Global = 1, Shared = 3, Constant = 4, Local = 5, SharedCluster = 7;
}
