namespace CudaBridge.Ptx;

// PTX ISA 9.7.4 (half precision floating point).
public static partial class Instructions
{
    private static readonly Form[] Half =
    [
        //  opcode  modifiers                           types         operands
        new("add",  "{.rn}{.ftz}{.sat}",                "f16 f16x2",   "d, a, b"),
        new("add",  "{.rn}",                            "bf16 bf16x2", "d, a, b"),
        new("sub",  "{.rn}{.ftz}{.sat}",                "f16 f16x2",   "d, a, b"),
        new("sub",  "{.rn}",                            "bf16 bf16x2", "d, a, b"),
        new("mul",  "{.rn}{.ftz}{.sat}",                "f16 f16x2",   "d, a, b"),
        new("mul",  "{.rn}",                            "bf16 bf16x2", "d, a, b"),
        new("fma",  ".rn{.ftz}{.sat}",                  "f16 f16x2",   "d, a, b, c"),
        new("fma",  ".rn{.ftz}.relu",                   "f16 f16x2",   "d, a, b, c"),
        new("fma",  ".rn{.relu}",                       "bf16 bf16x2", "d, a, b, c"),
        new("fma",  ".rn.oob{.relu}",                   "f16 f16x2 bf16 bf16x2", "d, a, b, c"),
        new("neg",  "{.ftz}",                           "f16 f16x2",   "d, a"),
        new("neg",  "",                                 "bf16 bf16x2", "d, a"),
        new("abs",  "{.ftz}",                           "f16 f16x2",   "d, a"),
        new("abs",  "",                                 "bf16 bf16x2", "d, a"),
        new("min",  "{.ftz}{.NaN}",                     "f16 f16x2",   "d, a, b"),
        new("min",  "{.ftz}{.NaN}.xorsign.abs",         "f16 f16x2",   "d, a, b"),
        new("min",  "{.NaN}",                           "bf16 bf16x2", "d, a, b"),
        new("min",  "{.NaN}.xorsign.abs",               "bf16 bf16x2", "d, a, b"),
        new("max",  "{.ftz}{.NaN}",                     "f16 f16x2",   "d, a, b"),
        new("max",  "{.ftz}{.NaN}.xorsign.abs",         "f16 f16x2",   "d, a, b"),
        new("max",  "{.NaN}",                           "bf16 bf16x2", "d, a, b"),
        new("max",  "{.NaN}.xorsign.abs",               "bf16 bf16x2", "d, a, b"),
        new("tanh", ".approx",                          "f16 f16x2 bf16 bf16x2", "d, a"),
        new("ex2",  ".approx",                          "f16 f16x2",   "d, a"),
        new("ex2",  ".approx.ftz",                      "bf16 bf16x2", "d, a"),
    ];
}
