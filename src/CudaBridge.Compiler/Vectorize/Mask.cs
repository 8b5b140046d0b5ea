using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>The lanes that execute a piece of code: a vector of i1, or all of them (known when compiling).</summary>
internal readonly record struct Mask(LLVMValueRef Value)
{
    public static readonly Mask All = default;

    public bool IsAll => !Value.Exists();
}
