namespace CudaBridge.Ptx;

// PTX ISA 9.7.9, first part: moves, shuffles, loads, stores, cache control, address conversion.
public static partial class Instructions
{
    private static readonly Form[] Movement =
    [
        //  opcode          modifiers                                    types                                                   operands
        new("mov",          "",                                          "pred b16 b32 b64 u16 u32 u64 s16 s32 s64 f32 f64",     "d, a"),
        new("mov",          "",                                          "b16 b32 b64 b128",                                     "d, a:elements"),
        new("mov",          "",                                          "b16 b32 b64 b128",                                     "d:elements, a"),
        new("mov",          "",                                          "b128",                                                 "d, a"),

        new("shfl",         ".up|down|bfly|idx",                         "b32",                                                  "d{|p}:0, a:0, b:u32, c:u32"),
        new("shfl.sync",    ".up|down|bfly|idx",                         "b32",                                                  "d{|p}:0, a:0, b:u32, c:u32, membermask:u32"),
        new("prmt",         "",                                          "b32; {.f4e|b4e|rc8|ecl|ecr|rc16}",                     "d, a, b, c:u32"),

        new("ld",           "{.weak}{.ss}{.cop}{.hint}{.prefetch}{.vec}",                             LoadTypes,                 "d:vec, [a]{.unified}{, cache-policy:b64}"),
        new("ld",           "{.weak}{.ss}{.level1}{.level2}{.hint}{.prefetch}{.vec}",                 LoadTypes,                 "d:vec, [a]{.unified}{, cache-policy:b64}"),
        new("ld.volatile",  "{.ss}{.prefetch}{.vec}",                                                 LoadTypes,                 "d:vec, [a]"),
        new("ld.relaxed",   ".scope{.ss}{.level1}{.level2}{.hint}{.prefetch}{.vec}",                  LoadTypes,                 "d:vec, [a]{, cache-policy:b64}"),
        new("ld.acquire",   ".scope{.ss}{.level1}{.level2}{.hint}{.prefetch}{.vec}",                  LoadTypes,                 "d:vec, [a]{, cache-policy:b64}"),
        new("ld.mmio.relaxed.sys", "{.global}",                                                       LoadTypes,                 "d, [a]"),
        new("ld.global",    "{.nccop}.nc{.hint}{.prefetch}{.vec}",                                    LoadTypes,                 "d:vec, [a]{, cache-policy:b64}"),
        new("ld.global",    ".nc{.level1}{.level2}{.hint}{.prefetch}{.vec}",                          LoadTypes,                 "d:vec, [a]{, cache-policy:b64}"),
        new("ldu",          "{.global}{.vec}",                                                        LoadTypes,                 "d:vec, [a]"),

        new("st",           "{.weak}{.stss}{.stcop}{.hint}{.vec}",                                    LoadTypes,                 "[a], b:vec{, cache-policy:b64}"),
        new("st",           "{.weak}{.stss}{.level1}{.level2}{.hint}{.vec}",                          LoadTypes,                 "[a], b:vec{, cache-policy:b64}"),
        new("st.volatile",  "{.stss}{.vec}",                                                          LoadTypes,                 "[a], b:vec"),
        new("st.relaxed",   ".scope{.stss}{.level1}{.level2}{.hint}{.vec}",                           LoadTypes,                 "[a], b:vec{, cache-policy:b64}"),
        new("st.release",   ".scope{.stss}{.level1}{.level2}{.hint}{.vec}",                           LoadTypes,                 "[a], b:vec{, cache-policy:b64}"),
        new("st.mmio.relaxed.sys", "{.global}",                                                       LoadTypes,                 "[a], b"),
        new("st.async",     "{.weak}{.shared::cluster}.mbarrier::complete_tx::bytes{.vec}",           "b32 b64 u32 u64 s32 s64 f32 f64",              "[a], b:vec, [mbar]"),
        new("st.async",     "{.mmio}.release.scope{.global}",                                         "b8 b16 b32 b64 u8 u16 u32 u64 s8 s16 s32 s64 f32 f64", "[a], b"),
        new("st.bulk",      "{.weak}{.shared}",                                                       "",                        "[a], size:u64, initval:imm"),

        new("prefetch",     "{.global|local}.L1|L2",                     "",                                                     "[a]"),
        new("prefetch",     ".global.L2::evict_last|L2::evict_normal",   "",                                                     "[a]"),
        new("prefetch",     "{.const|param}.tensormap",                  "",                                                     "[a]"),
        new("prefetchu",    ".L1",                                       "",                                                     "[a]"),
        new("applypriority", "{.global}.L2::evict_normal",               "",                                                     "[a], size:imm"),
        new("discard",      "{.global}.L2",                              "",                                                     "[a], size:imm"),
        new("createpolicy.fractional", ".L2::evict_last|L2::evict_normal|L2::evict_first|L2::evict_unchanged{.L2::evict_first|L2::evict_unchanged}", "b64", "policy{, fraction:f32}"),
        new("createpolicy.range", "{.global}.L2::evict_last|L2::evict_normal|L2::evict_first|L2::evict_unchanged{.L2::evict_first|L2::evict_unchanged}", "b64", "policy, [a], primary:u32, total:u32"),
        new("createpolicy.cvt", ".L2",                                   "b64",                                                  "policy, property:b64"),

        new("isspacep",     ".space",                                    "",                                                     "p:pred, a:b64"),
        new("cvta",         ".space",                                    "u32 u64",                                              "p, a"),
        new("cvta.to",      ".space",                                    "u32 u64",                                              "p, a"),
        new("mapa",         "{.shared::cluster}",                        "u32 u64",                                              "d, a, b:u32"),
        new("getctarank",   "{.shared::cluster}",                        "u32 u64",                                              "d:u32, a"),

        new("multimem.ld_reduce", "{.weak}{.global}.add|min|max|and|or|xor{.acc::f32|acc::f16}{.vec}",                    "b32 b64 u32 u64 s32 s64 f16 f16x2 bf16 bf16x2 f32 f64 e5m2 e5m2x2 e5m2x4 e4m3 e4m3x2 e4m3x4", "d:vec, [a]"),
        new("multimem.ld_reduce", ".relaxed|acquire.scope{.global}.add|min|max|and|or|xor{.acc::f32|acc::f16}{.vec}",     "b32 b64 u32 u64 s32 s64 f16 f16x2 bf16 bf16x2 f32 f64 e5m2 e5m2x2 e5m2x4 e4m3 e4m3x2 e4m3x4", "d:vec, [a]"),
        new("multimem.st",  "{.weak}{.global}{.vec}",                    "b32 b64 u32 u64 s32 s64 f16 f16x2 bf16 bf16x2 f32 f64",                               "[a], b:vec"),
        new("multimem.st",  ".relaxed|release.scope{.global}{.vec}",     "b32 b64 u32 u64 s32 s64 f16 f16x2 bf16 bf16x2 f32 f64",                               "[a], b:vec"),
        new("multimem.red", "{.relaxed|release}{.scope}{.global}.add|min|max|and|or|xor{.vec}",                           "b32 b64 u32 u64 s32 s64 f16 f16x2 bf16 bf16x2 f32 f64", "[a], b:vec"),
    ];

    private const string LoadTypes = "b8 b16 b32 b64 b128 u8 u16 u32 u64 s8 s16 s32 s64 f32 f64";
}
