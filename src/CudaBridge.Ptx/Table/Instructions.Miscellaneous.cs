namespace CudaBridge.Ptx;

// PTX ISA 9.7.20 (miscellaneous).
public static partial class Instructions
{
    private static readonly Form[] Miscellaneous =
    [
        //  opcode          modifiers                   types   operands
        new("brkpt",        "",                         "",     ""),
        new("trap",         "",                         "",     ""),
        new("nanosleep",    "",                         "u32",  "t"),
        new("pmevent",      "",                         "",     "a:imm"),
        new("pmevent.mask", "",                         "",     "a:imm"),
        new("setmaxnreg",   ".inc|dec.sync.aligned",    "u32",  "count:imm"),
    ];
}
