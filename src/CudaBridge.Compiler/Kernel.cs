using LLVMSharp.Interop;

namespace CudaBridge.Compiler;

/// <summary>One parameter of a kernel as the launch sees it: a place in the parameter buffer.</summary>
/// <param name="Offset">Bytes from the buffer's start: PTX's ABI, every parameter at its natural alignment.</param>
/// <param name="Type">The value's type; for a structure passed by value the structure's.</param>
/// <param name="ByValue">The IR passes a pointer to the value (<c>byval</c>).</param>
internal readonly record struct KernelParameter(uint Offset, uint Size, LLVMTypeRef Type, bool ByValue);

/// <summary>What the passes learn about a kernel.</summary>
internal sealed class Kernel
{
    public required string Name { get; init; }

    /// <summary>The kernel's body. Passes that change its signature replace it.</summary>
    public required LLVMValueRef Function { get; set; }

    /// <summary>Stands for its row of the module's table where code names the kernel; no value elsewhere.</summary>
    public LLVMValueRef Row { get; set; }

    public required IReadOnlyList<KernelParameter> Parameters { get; init; }
    public uint ParameterBytes { get; init; }
    public uint MaxThreads { get; init; } = 1024;
    public uint MinBlocks { get; init; }

    public uint StaticShared { get; set; }
    public uint SharedAlign { get; set; } = 16;
    public bool DynamicShared { get; set; }

    public OperationCounts Counts { get; set; }
    public bool IndirectCalls { get; set; }
    public bool Recursion { get; set; }

    /// <summary>Why lanes must be able to suspend; null when they need not.</summary>
    public string? SuspendReason { get; set; }

    public bool IsCoroutine => SuspendReason is not null;
    /// <summary>Lanes of a vectorised warp; 0 when the kernel is not vectorised.</summary>
    public int WarpLanes { get; set; }

    /// <summary>The vectorised forms; with both of them <see cref="Function"/> is gone.</summary>
    public WarpForm? Warp { get; set; }
    public WarpForm? MaskedWarp { get; set; }

    /// <summary>As <see cref="Warp"/> with more lanes, until block forms are built: then that one chooses between the two.</summary>
    public WarpForm? WideWarp { get; set; }

    /// <summary>Why some or all blocks run one lane at a time; null when none does or nobody asked for more.</summary>
    public string? ScalarReason { get; set; }

    public bool HasScalarForm => Function.Handle != IntPtr.Zero;
    public IEnumerable<WarpForm> WarpForms => new[] { Warp, MaskedWarp }.OfType<WarpForm>();

    public uint FrameBytes { get; set; }

    /// <summary>Bytes that a warp of a form for whole blocks keeps from one segment to the next.</summary>
    public uint UnitBytes { get; set; }

    public uint LocalBytes { get; set; }

    /// <summary>What cb_kernel.run and cb_kernel.start_lane point at.</summary>
    public LLVMValueRef Run { get; set; }
    public LLVMValueRef StartLane { get; set; }
}

/// <summary>A vectorised form of a kernel.</summary>
internal sealed class WarpForm
{
    /// <summary>The body: the kernel's parameters, then the lanes' mask if <see cref="IsMasked"/>.</summary>
    public required LLVMValueRef Function { get; set; }
    public required bool IsMasked { get; init; }
    public required int Lanes { get; init; }
    public bool IsCoroutine { get; set; }

    /// <summary>The function runs all warps of a block; otherwise one, as a coroutine.</summary>
    public bool IsWholeBlock { get; set; }

    /// <summary>The function may be given the warps of several blocks at once.</summary>
    public bool IsForGroups { get; set; }

    /// <summary>The whole-block function takes blocks of one dimension only.</summary>
    public bool NeedsRow { get; set; }

    /// <summary>What the form's pointer in cb_kernel points at.</summary>
    public LLVMValueRef Entry { get; set; }
}

/// <summary>Operations in a kernel's code and in the device functions it can reach.</summary>
internal readonly record struct OperationCounts(int Barriers, int WarpOperations, int Atomics, bool GridSync, bool Printf);
