namespace CudaBridge.Ptx;

// PTX ISA 9.7.1 (integer arithmetic) and 9.7.2 (extended precision).
public static partial class Instructions
{
    private static readonly Form[] Integer =
    [
        //  opcode    modifiers       types                                  operands
        new("add",    "",             "u16 u32 u64 s16 s32 s64 u16x2 s16x2", "d, a, b"),
        new("add",    ".sat",         "u32 s32 u16x2 s16x2 u8x4 s8x4",       "d, a, b"),
        new("add",    "",             "u8x4 s8x4",                           "d, a, b"),
        new("sub",    "",             "u16 u32 u64 s16 s32 s64",             "d, a, b"),
        new("sub",    ".sat",         "u32 s32 u16x2 s16x2 u8x4 s8x4",       "d, a, b"),
        new("sub",    "",             "u16x2 s16x2 u8x4 s8x4",               "d, a, b"),
        new("mul",    ".hi|lo",       "u16 u32 u64 s16 s32 s64",             "d, a, b"),
        new("mul",    ".wide",        "u16 u32 s16 s32",                     "d:wide, a, b"),
        new("mad",    ".hi|lo",       "u16 u32 u64 s16 s32 s64",             "d, a, b, c"),
        new("mad",    ".wide",        "u16 u32 s16 s32",                     "d:wide, a, b, c:wide"),
        new("mad",    ".hi.sat",      "s32",                                 "d, a, b, c"),
        new("mul24",  ".hi|lo",       "u32 s32",                             "d, a, b"),
        new("mad24",  ".hi|lo",       "u32 s32",                             "d, a, b, c"),
        new("mad24",  ".hi.sat",      "s32",                                 "d, a, b, c"),
        new("sad",    "",             "u16 u32 u64 s16 s32 s64",             "d, a, b, c"),
        new("div",    "",             "u16 u32 u64 s16 s32 s64",             "d, a, b"),
        new("rem",    "",             "u16 u32 u64 s16 s32 s64",             "d, a, b"),
        new("abs",    "",             "s16 s32 s64",                         "d, a"),
        new("neg",    "",             "s16 s32 s64",                         "d, a"),
        new("min",    "",             "u16 u32 u64 u16x2 s16 s64 u8x4 s8x4", "d, a, b"),
        new("min",    "{.relu}",      "s16x2 s32",                           "d, a, b"),
        new("max",    "",             "u16 u32 u64 u16x2 s16 s64 u8x4 s8x4", "d, a, b"),
        new("max",    "{.relu}",      "s16x2 s32",                           "d, a, b"),
        new("popc",   "",             "b32 b64",                             "d:u32, a"),
        new("clz",    "",             "b32 b64",                             "d:u32, a"),
        new("bfind",  "{.shiftamt}",  "u32 u64 s32 s64",                     "d:u32, a"),
        new("fns",    "",             "b32",                                 "d:b32, mask:b32, base:b32, offset:s32"),
        new("brev",   "",             "b32 b64",                             "d, a"),
        new("bfe",    "",             "u32 u64 s32 s64",                     "d, a, b:u32, c:u32"),
        new("bfi",    "",             "b32 b64",                             "f, a, b, c:u32, d:u32"),
        new("szext",  ".mode",        "u32 s32",                             "d, a, b:u32"),
        new("bmsk",   ".mode",        "b32",                                 "d, a:u32, b:u32"),
        new("dp4a",   "",             "u32 s32; u32 s32",                    "d:b32, a:0, b:1, c:b32"),
        new("dp2a",   "{.lo|hi}",     "u32 s32; u32 s32",                    "d:b32, a:0, b:1, c:b32"),

        new("add.cc", "",             "u32 s32 u64 s64",                     "d, a, b"),
        new("addc",   "{.cc}",        "u32 s32 u64 s64",                     "d, a, b"),
        new("sub.cc", "",             "u32 s32 u64 s64",                     "d, a, b"),
        new("subc",   "{.cc}",        "u32 s32 u64 s64",                     "d, a, b"),
        new("mad",    ".hi|lo.cc",    "u32 s32 u64 s64",                     "d, a, b, c"),
        new("madc",   ".hi|lo{.cc}",  "u32 s32 u64 s64",                     "d, a, b, c"),
    ];
}
