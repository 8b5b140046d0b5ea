using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>A kernel that can run a warp at a time, and what is known about its values.</summary>
internal sealed class VectorPlan
{
    public required LLVMValueRef Function { get; init; }
    public required List<Region> Body { get; init; }
    public required ShapeAnalysis Shapes { get; init; }
    public required PrivateMemory Memory { get; init; }
    public required LLVMTargetDataRef Layout { get; init; }
    public required int Lanes { get; init; }

    /// <summary>The loops that wait for other threads: others must run meanwhile.</summary>
    public required IReadOnlySet<LoopRegion> Waiting { get; init; }
}
