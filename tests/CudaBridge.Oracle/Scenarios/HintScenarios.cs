using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>Instructions that order, advise or wait: memory holds afterwards what it held before.</summary>
internal static class HintScenarios
{
    public static readonly Dictionary<string, Func<Instruction, Scenario?>> Table = new()
    {
        ["membar"] = Alone,                          ["membar.proxy"] = Alone,                     ["fence"] = Alone,
        ["fence.mbarrier_init.release.cluster"] = Alone, ["fence.proxy"] = Alone,                  ["fence.proxy.async"] = Alone,
        ["fence.proxy.tensormap::generic.release"] = Alone, ["fence.proxy.async::generic"] = Alone,
        ["fence.proxy.tensormap::generic.acquire"] = i => Around($"{i.Opcode.Text} [%out], 128"),
        ["griddepcontrol"] = Alone,                  ["nanosleep"] = i => Around($"{i.Opcode.Text} 20"),
        ["pmevent"] = i => Around($"{i.Opcode.Text} 3"), ["pmevent.mask"] = i => Around($"{i.Opcode.Text} 6"),
        ["setmaxnreg"] = i => Around($"{i.Opcode.Text} 64"),
        ["prefetch"] = Prefetch,                     ["prefetchu"] = i => Around($"{i.Opcode.Text} [%in]"),
        ["applypriority"] = i => Around($"{i.Opcode.Text} [%out], 128"),
        ["createpolicy.fractional"] = i => Policy(i, i.Operands.Count == 2 ? ", 0f3f000000" : ""),
        ["createpolicy.range"] = i => Policy(i, ", [%out], 128, 256"),
        ["createpolicy.cvt"] = i => Policy(i, ", %d1"),
        ["cp.async.bulk.prefetch.L2.global"] = i => Around($"mov.u64 %d1, 0; {i.Opcode.Text} [%in], 16{(i.Opcode.Has("L2::cache_hint") ? ", %d1" : "")}"),
    };

    private static Scenario Alone(Instruction i) => Around(i.Opcode.Text);

    // Written before and after, in shared and in global memory; read back behind both.
    private static Scenario Around(string instruction) => Scenario.OfThread(2, 3, $"""
        	st.shared.u64 [%cell], %a0; st.global.u64 [%out], %a1;
        	{instruction};
        	ld.shared.u64 %o0, [%cell]; ld.global.u64 %o1, [%out]; st.shared.u64 [%cell], %o1; ld.shared.u64 %o2, [%cell];
        """, row => [row[0], row[1], row[1]]) with { IsHint = true };

    private static Scenario? Prefetch(Instruction i)
    {
        if (i.Opcode.Has("tensormap")) return null;
        return i.Opcode.Has("local") ? Around($".local .align 8 .b64 own; st.local.u64 [own], %a0; {i.Opcode.Text} [own]") : Around($"{i.Opcode.Text} [%in]");
    }

    // A policy is opaque: it is used.
    private static Scenario Policy(Instruction i, string operands) => Scenario.OfThread(1, 1, $"""
        	mov.u64 %d1, 0; {i.Opcode.Text} %d0{operands};
        	ld.global.L2::cache_hint.u64 %o0, [%in], %d0;
        """, row => [row[0]]) with { IsHint = true };
}
