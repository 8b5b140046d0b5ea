using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

/// <summary>
/// A piece of a unit's code that the units of a block run through one after the other: it has no barrier inside, is entered at
/// <see cref="Entry"/> and left at the end of <see cref="End"/>. What happens between segments happens once for the whole block.
/// </summary>
internal sealed class Segment
{
    public required LLVMBasicBlockRef Entry { get; init; }
    public LLVMBasicBlockRef End { get; set; }
    public List<LLVMBasicBlockRef> Blocks { get; } = [];

    /// <summary>Units whose guard is down skip the segment; null: all units run it.</summary>
    public Guard? Guard { get; init; }

    /// <summary>Guards that the segment's end sets for the units.</summary>
    public List<Guard> Sets { get; } = [];

    /// <summary>The barrier at which the segment ends; null when it ends at a branch.</summary>
    public LLVMValueRef Barrier { get; set; }

    /// <summary>The lock-step loop that the segment's end closes.</summary>
    public Guard? Closes { get; set; }
}

/// <summary>A bit for each unit: whether it takes part in a branch's arm, or is still in a lock-step loop.</summary>
internal sealed class Guard
{
    /// <summary>The branch's condition or the one at the loop's latch.</summary>
    public required LLVMValueRef Condition { get; init; }

    /// <summary>The value of the condition that raises the guard or keeps it up.</summary>
    public required bool RaisedBy { get; init; }

    /// <summary>The lock-step loop; null for a branch. All units that come to the loop start it.</summary>
    public LoopRegion? Loop { get; init; }
}

/// <summary>A kernel's unit code cut into segments.</summary>
/// <param name="Grouped">The units may belong to several blocks.</param>
internal sealed record SegmentPlan(List<Segment> Segments, BlockUniformity Uniform, bool Grouped);
