namespace CudaBridge.Ptx;

// PTX ISA 9.7.12 (control flow) and 9.7.17 (stack manipulation).
public static partial class Instructions
{
    private static readonly Form[] ControlFlow =
    [
        //  opcode          modifiers   types      operands
        new("bra",          "{.uni}",   "",        "tgt:label"),
        new("brx.idx",      "{.uni}",   "",        "index:u32, tlist:label"),
        new("call",         "{.uni}",   "",        "(call)"),
        new("ret",          "{.uni}",   "",        ""),
        new("exit",         "",         "",        ""),

        new("stacksave",    "",         "u32 u64", "d"),
        new("stackrestore", "",         "u32 u64", "a"),
        new("alloca",       "",         "u32 u64", "ptr, size{, immAlign:imm}"),
    ];
}
