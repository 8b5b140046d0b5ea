using System.Globalization;
using CudaBridge.Porting.Analysis;
using CudaBridge.Porting.Dialects;

namespace CudaBridge.Porting.Rewriting;

/// <summary>Which hazards matter to which dialect.</summary>
public static class HazardRules
{
    private const int CudaWarp = 32;

    //  what is found             where it matters                                                          says
    private static readonly (HazardKind Kind, Func<Dialect, Hazard, bool> Matters, string Id)[] s_rules =
    [
        (HazardKind.WarpLiteral,        (dialect, _) => dialect.Warp != CudaWarp,                               "CB4010"),
        (HazardKind.PartialMask,        (dialect, _) => dialect.Warp != CudaWarp || DropsMasks(dialect),        "CB4011"),
        (HazardKind.WarpSynchronous,    (dialect, _) => dialect.Warp != CudaWarp || dialect.Lacks.Contains("syncwarp-visibility"), "CB4012"),
        (HazardKind.Double,             (dialect, _) => dialect.Lacks.Contains("double"),                       "CB4020"),
        (HazardKind.Double,             (dialect, _) => dialect.Lacks.Contains("slow-double"),                  "CB4026"),
        (HazardKind.InlinePtx,          (dialect, _) => dialect.Lacks.Contains("ptx"),                          "CB4021"),
        (HazardKind.DynamicParallelism, (dialect, _) => dialect.Lacks.Contains("dynamic-parallelism"),          "CB4022"),
        (HazardKind.SharedMemory,       (dialect, hazard) => hazard.Value > dialect.MaxShared,                  "CB4023"),
        (HazardKind.Recursion,          (dialect, _) => dialect.Lacks.Contains("recursion"),                    "CB4024"),
        (HazardKind.StructParameter,    (dialect, _) => dialect.Lacks.Contains("struct-parameters"),            "CB4025"),
    ];

    /// <summary>The diagnostics that a hazard means to a dialect, and what they are about.</summary>
    public static IEnumerable<(string Id, string Subject)> Of(Dialect dialect, Hazard hazard)
    {
        foreach ((HazardKind kind, Func<Dialect, Hazard, bool> matters, string id) in s_rules)
            if (kind == hazard.Kind && matters(dialect, hazard)) yield return (id, hazard.Value.ToString(CultureInfo.InvariantCulture));
    }

    private static bool DropsMasks(Dialect dialect) => dialect.Find("__ballot_sync", 2) is { Reshapes: true };
}
