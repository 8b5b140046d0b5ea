using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>Something that the target's C cannot say, at an instruction.</summary>
internal sealed class SourceException(LLVMValueRef place, string what) : Exception(what)
{
    public LLVMValueRef Place { get; } = place;
}
