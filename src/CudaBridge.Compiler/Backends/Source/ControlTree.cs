using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>A function's control flow as C can say it. Sequences are lists of these nodes.</summary>
internal abstract record ControlNode;

/// <summary>Instructions <paramref name="First"/> … <paramref name="End"/> - 1 of a block, without phis and the terminator.</summary>
internal sealed record CodeNode(LLVMBasicBlockRef Block, int First, int End) : ControlNode;

/// <summary>An operation in which threads meet; all threads of the block come to it, those with <paramref name="Active"/> false only as company.</summary>
/// <param name="Active">Name of the flag; null: all take part.</param>
internal sealed record MeetingNode(LLVMValueRef Call, string? Active) : ControlNode;

/// <summary>The values that the target's phis get on this edge.</summary>
internal sealed record EdgeNode(LLVMBasicBlockRef From, LLVMBasicBlockRef To) : ControlNode;

internal sealed record IfNode(LLVMValueRef Condition, List<ControlNode> Then, List<ControlNode> Else) : ControlNode;

/// <summary>A loop that only jumps leave.</summary>
internal sealed record LoopNode(JumpTarget Next, List<ControlNode> Body) : ControlNode;

/// <summary>The place a jump goes to, when nothing shorter than a goto says it.</summary>
internal sealed record LabelNode(JumpTarget Target) : ControlNode;

internal sealed record JumpNode(JumpTarget Target) : ControlNode;

/// <summary>The function's end; with the value of the block's return instruction.</summary>
internal sealed record ReturnNode(LLVMBasicBlockRef Block) : ControlNode;

/// <summary>A statement about the flags that say which threads are active.</summary>
internal sealed record FlagNode(string Flag, string Text, bool Declares = false) : ControlNode;

/// <summary>The flag takes whether the thread is active and the condition holds.</summary>
internal sealed record FlagFromNode(string Flag, LLVMValueRef Condition) : ControlNode;

internal sealed record IfFlagNode(string Text, List<ControlNode> Then) : ControlNode;

/// <summary>Goes round while any thread of the block is active.</summary>
internal sealed record WhileAnyNode(string Flag, List<ControlNode> Body) : ControlNode;

internal enum JumpKind { LoopNext, Label, Return }

/// <summary>Where a jump goes.</summary>
internal sealed class JumpTarget(JumpKind kind, int number)
{
    public JumpKind Kind { get; } = kind;
    public int Number { get; } = number;

    /// <summary>Some jump needs a goto.</summary>
    public bool NeedsLabel { get; set; }

    public string Name => Kind switch
    {
        JumpKind.LoopNext => $"next{Number}",
        JumpKind.Label => $"join{Number}",
        _ => "done",
    };
}
