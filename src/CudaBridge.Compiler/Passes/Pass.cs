namespace CudaBridge.Compiler.Passes;

/// <summary>One row of the pass table.</summary>
/// <param name="Reason">Why it stands where it stands.</param>
internal sealed record Pass(string Name, Action<Translation> Run, string Reason)
{
    /// <summary>How long it usually takes beside the others, for those who wait.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The module is verified behind it, always: what LLVM's code generation takes for granted ends the process when it is not so.</summary>
    public bool EndsTranslation { get; init; }
}

/// <summary>A pass as others see it.</summary>
public sealed record PassInfo(string Name, string Reason);
