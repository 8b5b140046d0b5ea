using CudaBridge.Compiler;

namespace CudaBridge.Fuzz.Execute;

/// <summary>One way to compile: instruction set, and lanes of a warp where they are free.</summary>
/// <param name="Lanes">0: the compiler's choice; −1: one lane at a time.</param>
internal sealed record Combination(string Isa, int Lanes)
{
    public const int Scalar = -1;

    /// <summary>What the others are compared with.</summary>
    public static readonly Combination Reference = new(HostIsa.Current, Scalar);

    public bool CanRun => HostIsa.CanRun(Isa);

    // The reference is optimised less: faster to make, and its code takes another way through LLVM.
    public TranslationOptions Options => new() { OptimizationLevel = Lanes == Scalar ? 1 : 2, Isa = Isa, Vectorize = Lanes != Scalar, Lanes = Math.Max(0, Lanes) };

    public override string ToString() => $"{Isa}/{(Lanes switch { Scalar => "scalar", 0 => "vector", _ => $"vector×{Lanes}" })}";

    /// <summary>All pairs of the lists; without lists the host's instruction set and the compiler's number of lanes.</summary>
    public static List<Combination> All(IReadOnlyCollection<string> isas, IReadOnlyCollection<int> lanes) =>
        [.. from isa in isas.DefaultIfEmpty(HostIsa.Current) from count in lanes.DefaultIfEmpty(0) select new Combination(isa, count)];
}
