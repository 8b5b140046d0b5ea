namespace CudaBridge.Fuzz.Generate;

/// <summary>What a statement may rely on and may do where it stands.</summary>
internal readonly record struct Context
{
    /// <summary>All threads of the block that have not ended come here together: barriers are allowed.</summary>
    public bool Together { get; init; }

    /// <summary>An expression for the lanes of the warp that come here together; null where that is not known.</summary>
    public string? Mask { get; init; }

    /// <summary>Nesting that is still allowed.</summary>
    public int Depth { get; init; }

    /// <summary>Whether any thread may leave the innermost loop, or begin its next round, on its own.</summary>
    public bool FreeLoop { get; init; }

    /// <summary>Inside a loop whose threads stay together: its phases at the start, for leaving it; null elsewhere.</summary>
    public Phase[]? LoopPhases { get; init; }

    /// <summary>In the kernel itself: a thread may end.</summary>
    public bool MayReturn { get; init; }

    /// <summary>Threads go separate ways from here.</summary>
    public Context Apart => this with { Together = false, Mask = null, LoopPhases = null };

    public Context Deeper => this with { Depth = Depth - 1 };
}

internal enum PhaseKind { Own, Read, Atomic }

/// <summary>What threads may do with a shared array until the next barrier: use their own element, read any, or add to any atomically.</summary>
internal readonly record struct Phase(PhaseKind Kind, string Operation = "");

/// <summary>Memory that the threads of a block share: an element each and some more.</summary>
/// <param name="Length">A power of two, at least the largest block.</param>
/// <param name="Element">Text of the element at {0}.</param>
internal sealed record SharedArray(string Name, ValueType Type, int Length, string Element)
{
    public Phase Phase { get; set; }

    public string At(string index) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Element, index);
}

/// <summary>An array of one thread.</summary>
internal sealed record LocalArray(string Name, ValueType Type, int Length);

/// <summary>A device function that expressions may call: it has no side effects.</summary>
internal sealed record DeviceFunction(string Name, ValueType Result, ValueType[] Parameters);
