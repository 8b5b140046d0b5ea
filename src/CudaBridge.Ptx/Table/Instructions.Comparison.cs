namespace CudaBridge.Ptx;

// PTX ISA 9.7.6 (comparison and selection) and 9.7.7 (half precision comparison).
public static partial class Instructions
{
    private static readonly Form[] Comparison =
    [
        //  opcode  modifiers              types                                operands
        new("set",  ".bitcmp",             "u32 s32 f32; b16 b32 b64",          "d:0, a:1, b:1"),
        new("set",  ".ucmp",               "u32 s32 f32; u16 u32 u64",          "d:0, a:1, b:1"),
        new("set",  ".scmp",               "u32 s32 f32; s16 s32 s64",          "d:0, a:1, b:1"),
        new("set",  ".fcmp{.ftz}",         "u32 s32 f32; f32",                  "d:0, a:1, b:1"),
        new("set",  ".fcmp",               "u32 s32 f32; f64",                  "d:0, a:1, b:1"),
        new("set",  ".bitcmp.boolop",      "u32 s32 f32; b16 b32 b64",          "d:0, a:1, b:1, {!}c"),
        new("set",  ".ucmp.boolop",        "u32 s32 f32; u16 u32 u64",          "d:0, a:1, b:1, {!}c"),
        new("set",  ".scmp.boolop",        "u32 s32 f32; s16 s32 s64",          "d:0, a:1, b:1, {!}c"),
        new("set",  ".fcmp.boolop{.ftz}",  "u32 s32 f32; f32",                  "d:0, a:1, b:1, {!}c"),
        new("set",  ".fcmp.boolop",        "u32 s32 f32; f64",                  "d:0, a:1, b:1, {!}c"),

        new("set",  ".bitcmp",             "f16 bf16; b16 b32 b64",             "d:0, a:1, b:1"),
        new("set",  ".ucmp",               "f16 bf16; u16 u32 u64",             "d:0, a:1, b:1"),
        new("set",  ".scmp",               "f16 bf16; s16 s32 s64",             "d:0, a:1, b:1"),
        new("set",  ".fcmp{.ftz}",         "f16; f16 f32 f64",                  "d:0, a:1, b:1"),
        new("set",  ".fcmp",               "bf16; f16 bf16 f32 f64",            "d:0, a:1, b:1"),
        new("set",  ".bitcmp.boolop",      "f16 bf16; b16 b32 b64",             "d:0, a:1, b:1, {!}c"),
        new("set",  ".ucmp.boolop",        "f16 bf16; u16 u32 u64",             "d:0, a:1, b:1, {!}c"),
        new("set",  ".scmp.boolop",        "f16 bf16; s16 s32 s64",             "d:0, a:1, b:1, {!}c"),
        new("set",  ".fcmp.boolop{.ftz}",  "f16; f16 f32 f64",                  "d:0, a:1, b:1, {!}c"),
        new("set",  ".fcmp.boolop",        "bf16; f16 bf16 f32 f64",            "d:0, a:1, b:1, {!}c"),
        new("set",  ".fcmp{.ftz}",         "u16 s16 u32 s32; f16",              "d:0, a:1, b:1"),
        new("set",  ".fcmp.boolop{.ftz}",  "u16 s16 u32 s32; f16",              "d:0, a:1, b:1, {!}c"),
        new("set",  ".fcmp",               "u16 s16 u32 s32; bf16",             "d:0, a:1, b:1"),
        new("set",  ".fcmp.boolop",        "u16 s16 u32 s32; bf16",             "d:0, a:1, b:1, {!}c"),
        new("set",  ".fcmp{.ftz}",         "f16x2 u32 s32; f16x2",              "d:0, a:1, b:1"),
        new("set",  ".fcmp.boolop{.ftz}",  "f16x2 u32 s32; f16x2",              "d:0, a:1, b:1, {!}c"),
        new("set",  ".fcmp",               "bf16x2 u32 s32; bf16x2",            "d:0, a:1, b:1"),
        new("set",  ".fcmp.boolop",        "bf16x2 u32 s32; bf16x2",            "d:0, a:1, b:1, {!}c"),

        new("setp", ".bitcmp",             "b16 b32 b64",                       "p{|q}:pred, a:0, b:0"),
        new("setp", ".ucmp",               "u16 u32 u64",                       "p{|q}:pred, a:0, b:0"),
        new("setp", ".scmp",               "s16 s32 s64",                       "p{|q}:pred, a:0, b:0"),
        new("setp", ".fcmp{.ftz}",         "f32 f16",                           "p{|q}:pred, a:0, b:0"),
        new("setp", ".fcmp",               "f64 bf16",                          "p{|q}:pred, a:0, b:0"),
        new("setp", ".bitcmp.boolop",      "b16 b32 b64",                       "p{|q}:pred, a:0, b:0, {!}c"),
        new("setp", ".ucmp.boolop",        "u16 u32 u64",                       "p{|q}:pred, a:0, b:0, {!}c"),
        new("setp", ".scmp.boolop",        "s16 s32 s64",                       "p{|q}:pred, a:0, b:0, {!}c"),
        new("setp", ".fcmp.boolop{.ftz}",  "f32 f16",                           "p{|q}:pred, a:0, b:0, {!}c"),
        new("setp", ".fcmp.boolop",        "f64 bf16",                          "p{|q}:pred, a:0, b:0, {!}c"),
        new("setp", ".fcmp{.ftz}",         "f16x2",                             "p|q:pred, a:0, b:0"),
        new("setp", ".fcmp",               "bf16x2",                            "p|q:pred, a:0, b:0"),
        new("setp", ".fcmp.boolop{.ftz}",  "f16x2",                             "p|q:pred, a:0, b:0, {!}c"),
        new("setp", ".fcmp.boolop",        "bf16x2",                            "p|q:pred, a:0, b:0, {!}c"),

        new("selp", "",                    "b16 b32 b64 u16 u32 u64 s16 s32 s64 f32 f64",       "d, a, b, c:pred"),
        new("slct", "",                    "b16 b32 b64 u16 u32 u64 s16 s32 s64 f32 f64; s32",  "d:0, a:0, b:0, c:1"),
        new("slct", "{.ftz}",              "b16 b32 b64 u16 u32 u64 s16 s32 s64 f32 f64; f32",  "d:0, a:0, b:0, c:1"),
    ];
}
