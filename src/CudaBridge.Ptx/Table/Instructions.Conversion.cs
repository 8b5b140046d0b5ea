namespace CudaBridge.Ptx;

// PTX ISA 9.7.9: cvt, cvt.pack.
public static partial class Instructions
{
    private const string Integers = "u8 u16 u32 u64 s8 s16 s32 s64";

    private static readonly Form[] Conversion =
    [
        //  opcode        modifiers                        types                                                       operands
        new("cvt",        "{.sat}",                        $"{Integers}; {Integers}",                                  "d, a"),
        new("cvt",        ".irnd{.ftz}{.sat}",             $"{Integers}; f16 f32 f64 bf16",                            "d, a"),
        new("cvt",        ".rnd{.ftz}{.sat}",              $"f16 f32 f64 bf16; {Integers}",                            "d, a"),
        new("cvt",        "{.ftz}{.sat}",                  "f32 f64; f16 f32",                                         "d, a"),
        new("cvt",        "{.sat}",                        "f16 f64; f16 f64",                                         "d, a"),
        new("cvt",        "{.ftz}{.sat}",                  "f32 f64; bf16",                                            "d, a"),
        new("cvt",        ".irnd{.ftz}{.sat}",             "f32; f32",                                                 "d, a"),
        new("cvt",        ".irnd{.sat}",                   "f16; f16",                                                 "d, a"),
        new("cvt",        ".irnd{.sat}",                   "f64; f64",                                                 "d, a"),
        new("cvt",        ".irnd{.sat}",                   "bf16; bf16",                                               "d, a"),
        new("cvt",        ".rnd{.ftz}{.sat}",              "f16 f32; f32 f64",                                         "d, a"),
        new("cvt",        ".rnd{.sat}",                    "f16 bf16; f64 bf16 f16",                                   "d, a"),
        new("cvt",        ".rn|rz{.relu}{.satfinite}",     "f16 bf16; f32",                                            "d, a"),
        new("cvt",        ".rn|rz{.relu}{.satfinite}",     "f16x2 bf16x2; f32",                                        "d, a, b:f32"),
        new("cvt",        ".rs{.relu}{.satfinite}",        "f16x2 bf16x2; f32",                                        "d, a, b:f32, rbits:b32"),
        new("cvt",        ".rna{.satfinite}",              "tf32; f32",                                                "d, a"),
        new("cvt",        ".rn|rz{.satfinite}{.relu}",     "tf32; f32",                                                "d, a"),
        new("cvt",        ".rn.satfinite{.relu}",          "e4m3x2 e5m2x2 e2m1x2 e2m3x2 e3m2x2; f32",                  "d, a, b:f32"),
        new("cvt",        ".rn.satfinite{.relu}",          "e4m3x2 e5m2x2; f16x2",                                     "d, a"),
        new("cvt",        ".rn{.relu}",                    "f16x2; e4m3x2 e5m2x2 e2m1x2 e2m3x2 e3m2x2",                "d, a"),
        new("cvt",        ".rs{.relu}.satfinite",          "e4m3x4 e5m2x4 e2m1x4 e2m3x4 e3m2x4; f32",                  "d, a:elements, rbits:b32"),
        new("cvt",        ".rz|rp{.satfinite}",            "ue8m0x2; f32",                                             "d, a, b:f32"),
        new("cvt",        ".rz|rp{.satfinite}",            "ue8m0x2; bf16x2",                                          "d, a"),
        new("cvt",        ".rn",                           "bf16x2; ue8m0x2",                                          "d, a"),
        new("cvt.pack.sat", "",                            "u16 s16; s32",                                             "d:b32, a:s32, b:s32"),
        new("cvt.pack.sat", "",                            "u2 u4 u8 s2 s4 s8; s32; b32",                              "d:b32, a:s32, b:s32, c:b32"),
    ];
}
