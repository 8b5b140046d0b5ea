namespace CudaBridge.Porting.Rewriting;

/// <summary>How much of a person's time a finding asks for; reports list the first first.</summary>
public enum Weight
{
    /// <summary>It will not compile, or not mean the same.</summary>
    Blocking,

    /// <summary>It may go wrong on the target's hardware.</summary>
    Risk,

    /// <summary>Worth knowing.</summary>
    Note,
}

/// <summary>A place that a person should see.</summary>
/// <param name="Id">CB4nnn; <see cref="PortingMessages"/> has the words.</param>
/// <param name="Subject">The name or value it is about.</param>
/// <param name="Detail">What the dialect's table adds; may be empty.</param>
public sealed record Finding(string Id, Weight Weight, string File, int Line, int Column, string Excerpt, string Subject, string Detail, int Offset);
