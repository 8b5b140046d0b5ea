namespace CudaBridge.Ptx;

// PTX ISA 9.7.8 (logic and shift).
public static partial class Instructions
{
    private static readonly Form[] Logic =
    [
        //  opcode   modifiers        types                                operands
        new("and",   "",              "pred b16 b32 b64",                  "d, a, b"),
        new("or",    "",              "pred b16 b32 b64",                  "d, a, b"),
        new("xor",   "",              "pred b16 b32 b64",                  "d, a, b"),
        new("not",   "",              "pred b16 b32 b64",                  "d, a"),
        new("cnot",  "",              "b16 b32 b64",                       "d, a"),
        new("lop3",  "",              "b32",                               "d, a, b, c, immLut:imm"),
        new("lop3",  ".or|and",       "b32",                               "d|p:0, a:0, b:0, c:0, immLut:imm, q:pred"),
        new("shf",   ".l|r.mode",     "b32",                               "d, a, b, c:u32"),
        new("shl",   "",              "b16 b32 b64",                       "d, a, b:u32"),
        new("shr",   "",              "b16 b32 b64 u16 u32 u64 s16 s32 s64", "d, a, b:u32"),
    ];
}
