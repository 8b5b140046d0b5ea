namespace CudaBridge.Ptx;

// PTX ISA 9.7.13, second part: fences, atomics, reductions.
public static partial class Instructions
{
    private const string Head = "{.sem}{.scope}{.atomspace}";

    private static readonly Form[] MemoryBarriers =
    [
        //  opcode            modifiers                                              types            operands
        new("membar",         ".cta|gl|sys",                                         "",              ""),
        new("membar.proxy",   ".alias|async|async.global|async.shared::cta",         "",              ""),
        new("fence",          "{.sc|acq_rel|acquire|release}.scope",                 "",              ""),
        new("fence",          ".acquire|release.sync_restrict::shared::cta|sync_restrict::shared::cluster.cluster", "", ""),
        new("fence.mbarrier_init.release.cluster", "",                               "",              ""),
        new("fence.proxy",    ".alias|async",                                        "",              ""),
        new("fence.proxy.async", ".global|shared::cta|shared::cluster",              "",              ""),
        new("fence.proxy.tensormap::generic.release", ".scope",                      "",              ""),
        new("fence.proxy.tensormap::generic.acquire", ".scope",                      "",              "[addr], size:imm"),
        new("fence.proxy.async::generic", ".acquire|release.sync_restrict::shared::cta|sync_restrict::shared::cluster.cluster", "", ""),

        new("atom",           $"{Head}.and|or|xor{{.hint}}",                         "b32 b64",       "d, [a], b{, cache-policy:b64}"),
        new("atom",           $"{Head}.exch{{.hint}}",                               "b32 b64 b128 u32 u64 s32 s64 f32 f64", "d, [a], b{, cache-policy:b64}"),
        new("atom",           $"{Head}.cas{{.hint}}",                                "b16 b32 b64 b128 u32 u64 s32 s64", "d, [a], b, c{, cache-policy:b64}"),
        new("atom",           $"{Head}.add{{.hint}}",                                "u32 s32 u64 s64 f32 f64", "d, [a], b{, cache-policy:b64}"),
        new("atom",           $"{Head}.inc|dec{{.hint}}",                            "u32",           "d, [a], b{, cache-policy:b64}"),
        new("atom",           $"{Head}.min|max{{.hint}}",                            "u32 s32 u64 s64", "d, [a], b{, cache-policy:b64}"),
        new("atom",           $"{Head}.add.noftz{{.hint}}",                          "f16 f16x2 bf16 bf16x2", "d, [a], b{, cache-policy:b64}"),
        new("atom",           $"{Head}.add{{.hint}}.vec",                            "f32",           "d:vec, [a], b:vec{, cache-policy:b64}"),
        new("atom",           $"{Head}.add|min|max.noftz{{.hint}}.vec",              "f16 f16x2 bf16 bf16x2", "d:vec, [a], b:vec{, cache-policy:b64}"),

        new("red",            $"{Head}.and|or|xor{{.hint}}",                         "b32 b64",       "[a], b{, cache-policy:b64}"),
        new("red",            $"{Head}.add{{.hint}}",                                "u32 s32 u64 s64 f32 f64", "[a], b{, cache-policy:b64}"),
        new("red",            $"{Head}.inc|dec{{.hint}}",                            "u32",           "[a], b{, cache-policy:b64}"),
        new("red",            $"{Head}.min|max{{.hint}}",                            "u32 s32 u64 s64", "[a], b{, cache-policy:b64}"),
        new("red",            $"{Head}.add.noftz{{.hint}}",                          "f16 f16x2 bf16 bf16x2", "[a], b{, cache-policy:b64}"),
        new("red",            $"{Head}.add{{.hint}}.vec",                            "f32",           "[a], b:vec{, cache-policy:b64}"),
        new("red",            $"{Head}.add|min|max.noftz{{.hint}}.vec",              "f16 f16x2 bf16 bf16x2", "[a], b:vec{, cache-policy:b64}"),
        new("red.async",      "{.relaxed}{.ctascope|gpu|sys}{.shared::cluster}.mbarrier::complete_tx::bytes.inc|dec", "u32", "[a], b, [mbar]"),
        new("red.async",      "{.relaxed}{.ctascope|gpu|sys}{.shared::cluster}.mbarrier::complete_tx::bytes.min|max", "u32 s32", "[a], b, [mbar]"),
        new("red.async",      "{.relaxed}{.ctascope|gpu|sys}{.shared::cluster}.mbarrier::complete_tx::bytes.add", "u32 s32 u64", "[a], b, [mbar]"),
        new("red.async",      "{.relaxed}{.ctascope|gpu|sys}{.shared::cluster}.mbarrier::complete_tx::bytes.and|or|xor", "b32", "[a], b, [mbar]"),
    ];
}
