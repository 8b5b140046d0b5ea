namespace CudaBridge.Compiler.Passes;

/// <summary>
/// LLVM's simplifications of device code, while a thread is still a thread: those of its <c>thinlto-pre-link&lt;O2&gt;</c> pipeline, without what suits a
/// scalar processor but not lanes.
/// <list type="bullet">
/// <item><c>jump-threading</c>: it joins loops to webs that no structured form has, and lanes need one.</item>
/// <item><c>indvars</c>: it widens 32-bit counters to 64 bits, which halves the lanes of a vector register.</item>
/// <item><c>speculative-execution</c>, <c>openmp-opt</c>, <c>coro-*</c> and what prepares linking: nothing for them to do here.</item>
/// </list>
/// </summary>
internal static class Simplification
{
    private const string InstCombine = "instcombine<max-iterations=1;no-verify-fixpoint>";
    private const string SimplifyCfg = "simplifycfg<switch-range-to-icmp>";

    private static readonly string[] Early =
    [
        "lower-expect", "simplifycfg", "sroa<modify-cfg>", "early-cse<>",
    ];

    private static readonly string[] Promoted =
    [
        "mem2reg", InstCombine, SimplifyCfg,
    ];

    private static readonly string[] AfterInlining =
    [
        "sroa<modify-cfg>", "early-cse<memssa>", "correlated-propagation", SimplifyCfg, InstCombine, "aggressive-instcombine", "tailcallelim", SimplifyCfg, "reassociate",
        "constraint-elimination",
        "loop-mssa(loop-instsimplify,loop-simplifycfg,licm<no-allowspeculation>,loop-rotate,licm<allowspeculation>,simple-loop-unswitch<no-nontrivial;trivial>)",
        SimplifyCfg, InstCombine,
        "loop(loop-idiom,loop-deletion,loop-unroll-full)",
        "sroa<modify-cfg>", "gvn<>", "sccp", "bdce", InstCombine, "correlated-propagation", "adce", "memcpyopt", "dse", "loop-mssa(licm<allowspeculation>)",
        "simplifycfg<switch-range-to-icmp;hoist-common-insts;sink-common-insts>", InstCombine,
    ];

    /// <summary>The pipeline, as <c>opt -passes</c> takes it.</summary>
    public static readonly string Pipeline = string.Join(",",
        "always-inline", "inferattrs", Function(Early), "ipsccp", "called-value-propagation", "globalopt", Function(Promoted), "require<globals-aa>", "require<profile-summary>",
        $"cgscc(devirt<4>(inline,function-attrs<skip-non-recursive-function-attrs>,{Function(AfterInlining)},function-attrs))",
        "deadargelim", "globalopt", "globaldce");

    private static string Function(string[] passes) => $"function<eager-inv>({string.Join(",", passes)})";
}
