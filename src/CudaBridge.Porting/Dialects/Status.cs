namespace CudaBridge.Porting.Dialects;

/// <summary>What a dialect says about a CUDA name.</summary>
public enum Status
{
    /// <summary>It has an equivalent with the same meaning.</summary>
    Mapped,

    /// <summary>It has an equivalent whose meaning differs in part; the note says how.</summary>
    Partial,

    /// <summary>It has none.</summary>
    Unsupported,

    /// <summary>Nothing public says whether it has one.</summary>
    Unknown,
}

/// <summary>How well a row is known: seen in a primary source, in code of others only, or contradictory.</summary>
public enum Evidence { Verified, UsageOnly, Unverified }

/// <summary>What a CUDA name becomes.</summary>
/// <param name="Target">The target's name, or a call with <c>$1</c> … <c>$9</c> for CUDA's arguments; null: nothing to write.</param>
public sealed record Mapping(string Cuda, string? Target, Status Status, Evidence Evidence, string Note)
{
    /// <summary>The target is a call whose arguments are arranged anew.</summary>
    public bool Reshapes => Target is not null && Target.Contains('(', StringComparison.Ordinal);

    public bool Keeps => Target == Cuda;

    /// <summary>The target's name without arguments.</summary>
    public string TargetName => Target is null ? "" : Reshapes ? Target[..Target.IndexOf('(', StringComparison.Ordinal)] : Target;
}
