using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>A piece of structured control flow. A sequence of regions is a list; it ends where its owner joins, loops or returns.</summary>
internal abstract record Region;

/// <summary>The instructions of one block, its terminator apart.</summary>
internal sealed record BlockRegion(LLVMBasicBlockRef Block) : Region;

/// <summary>
/// A conditional branch at the end of <paramref name="Block"/>; both arms meet at <paramref name="Join"/>. An arm may be empty.
/// <paramref name="ThenEnd"/> and <paramref name="ElseEnd"/> are the blocks from which the arms enter the join.
/// </summary>
internal sealed record IfRegion(
    LLVMBasicBlockRef Block, List<Region> Then, List<Region> Else, LLVMBasicBlockRef ThenEnd, LLVMBasicBlockRef ElseEnd, LLVMBasicBlockRef Join) : Region
{
    public LLVMValueRef Condition => Block.Terminator.Condition;
}

/// <summary>
/// A loop that is left at its latch only. <paramref name="Body"/> begins with the header and ends with the latch;
/// <paramref name="ExitsOn"/> is the value of the latch's condition that leaves it.
/// </summary>
internal sealed record LoopRegion(
    LLVMBasicBlockRef Header, LLVMBasicBlockRef Latch, LLVMBasicBlockRef Exit, List<Region> Body, bool ExitsOn) : Region
{
    public LLVMValueRef Condition => Latch.Terminator.Condition;
}
