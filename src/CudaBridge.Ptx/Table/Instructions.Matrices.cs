namespace CudaBridge.Ptx;

// PTX ISA 9.7.14 (warp level matrix instructions). A, B, C and D are register lists whose lengths follow from shape and type.
public static partial class Instructions
{
    private const string FragmentLayout = ".row|col";

    private static readonly Form[] Matrices =
    [
        //  opcode                   modifiers                                                   types                     operands
        new("ldmatrix.sync.aligned", ".m8n8.x1|x2|x4{.trans}{.shared}",                          "b16",                    "r:elements, [p]"),
        new("ldmatrix.sync.aligned", ".m8n16.x1|x2|x4{.shared}.b8x16.b6x16_p32|b4x16_p64",       "",                       "r:elements, [p]"),
        new("ldmatrix.sync.aligned", ".m16n16.x1|x2.trans{.shared}",                             "b8",                     "r:elements, [p]"),
        new("ldmatrix.sync.aligned", ".m16n16.x1|x2.trans{.shared}.b8x16.b6x16_p32|b4x16_p64",   "",                       "r:elements, [p]"),
        new("stmatrix.sync.aligned", ".m8n8.x1|x2|x4{.trans}{.shared}",                          "b16",                    "[p], r:elements"),
        new("stmatrix.sync.aligned", ".m16n8.x1|x2|x4.trans{.shared}",                           "b8",                     "[p], r:elements"),
        new("movmatrix.sync.aligned", ".m8n8.trans",                                             "b16",                    "d:b32, a:b32"),

        new("mma.sync.aligned",      $".m8n8k4{FragmentLayout}{FragmentLayout}",                 "f16 f32; f16; f16; f16 f32",   "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m8n8k4.row.col",                                          "f64; f64; f64; f64",           "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m16n8k8|m16n8k16.row.col",                                "f16 f32; f16; f16; f16 f32",   "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m16n8k8|m16n8k16.row.col",                                "f32; bf16; bf16; f32",         "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m16n8k4|m16n8k8.row.col",                                 "f32; tf32; tf32; f32",         "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m16n8k4|m16n8k8|m16n8k16.row.col",                        "f64; f64; f64; f64",           "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m16n8k16|m16n8k32.row.col",                               "f16 f32; e4m3 e5m2; e4m3 e5m2; f16 f32", "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m16n8k32.row.col.kind::f8f6f4",                           "f16 f32; e4m3 e5m2 e3m2 e2m3 e2m1; e4m3 e5m2 e3m2 e2m3 e2m1; f16 f32", "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m8n8k16|m16n8k16|m16n8k32.row.col{.satfinite}",           "s32; u8 s8; u8 s8; s32",       "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m8n8k32|m16n8k32|m16n8k64.row.col{.satfinite}",           "s32; u4 s4; u4 s4; s32",       "d:elements, a:elements, b:elements, c:elements"),
        new("mma.sync.aligned",      ".m8n8k128|m16n8k128|m16n8k256.row.col",                    "s32; b1; b1; s32; .xor|and.popc", "d:elements, a:elements, b:elements, c:elements"),

        new("mma",                   ".sp|sp::ordered_metadata.sync.aligned.m16n8k16|m16n8k32.row.col", "f16 f32; f16; f16; f16 f32", "d:elements, a:elements, b:elements, c:elements, e:b32, f:imm"),
        new("mma",                   ".sp|sp::ordered_metadata.sync.aligned.m16n8k16|m16n8k32.row.col", "f32; bf16; bf16; f32",  "d:elements, a:elements, b:elements, c:elements, e:b32, f:imm"),
        new("mma",                   ".sp|sp::ordered_metadata.sync.aligned.m16n8k8|m16n8k16.row.col",  "f32; tf32; tf32; f32",  "d:elements, a:elements, b:elements, c:elements, e:b32, f:imm"),
        new("mma",                   ".sp|sp::ordered_metadata.sync.aligned.m16n8k32|m16n8k64.row.col{.satfinite}", "s32; u8 s8; u8 s8; s32", "d:elements, a:elements, b:elements, c:elements, e:b32, f:imm"),
        new("mma",                   ".sp|sp::ordered_metadata.sync.aligned.m16n8k64|m16n8k128.row.col{.satfinite}", "s32; u4 s4; u4 s4; s32", "d:elements, a:elements, b:elements, c:elements, e:b32, f:imm"),
        new("mma",                   ".sp|sp::ordered_metadata.sync.aligned.m16n8k64.row.col",   "f32; e4m3 e5m2; e4m3 e5m2; f32", "d:elements, a:elements, b:elements, c:elements, e:b32, f:imm"),

        new("wmma.load",             $".a|b|c.sync.aligned{FragmentLayout}{WmmaShapes}{WmmaSpace}",  "f16",               "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".a|b.sync.aligned{FragmentLayout}{WmmaShapes}{WmmaSpace}",    "bf16 u8 s8",        "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".c.sync.aligned{FragmentLayout}{WmmaShapes}{WmmaSpace}",      "f32 s32",           "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".a|b.sync.aligned{FragmentLayout}.m16n16k8{WmmaSpace}",       "tf32",              "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".c.sync.aligned{FragmentLayout}.m16n16k8{WmmaSpace}",         "f32",               "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".a|b|c.sync.aligned{FragmentLayout}.m8n8k4{WmmaSpace}",       "f64",               "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".a.sync.aligned.row.m8n8k32{WmmaSpace}",                      "u4 s4",             "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".b.sync.aligned.col.m8n8k32{WmmaSpace}",                      "u4 s4",             "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".a.sync.aligned.row.m8n8k128{WmmaSpace}",                     "b1",                "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".b.sync.aligned.col.m8n8k128{WmmaSpace}",                     "b1",                "r:elements, [p]{, stride:u32}"),
        new("wmma.load",             $".c.sync.aligned{FragmentLayout}.m8n8k32|m8n8k128{WmmaSpace}", "s32",               "r:elements, [p]{, stride:u32}"),
        new("wmma.store",            $".d.sync.aligned{FragmentLayout}{WmmaShapes}{WmmaSpace}",      "f16 f32 s32",       "[p], r:elements{, stride:u32}"),
        new("wmma.store",            $".d.sync.aligned{FragmentLayout}.m16n16k8{WmmaSpace}",         "f32",               "[p], r:elements{, stride:u32}"),
        new("wmma.store",            $".d.sync.aligned{FragmentLayout}.m8n8k4{WmmaSpace}",           "f64",               "[p], r:elements{, stride:u32}"),
        new("wmma.store",            $".d.sync.aligned{FragmentLayout}.m8n8k32|m8n8k128{WmmaSpace}", "s32",               "[p], r:elements{, stride:u32}"),
        new("wmma.mma.sync.aligned", $"{FragmentLayout}{FragmentLayout}{WmmaShapes}",   "f16 f32; f16 f32; {.satfinite}",      "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.sync.aligned", $"{FragmentLayout}{FragmentLayout}{WmmaShapes}",   "f32; bf16; bf16; f32",                "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.sync.aligned", $"{FragmentLayout}{FragmentLayout}.m16n16k8",      "f32; tf32; tf32; f32",                "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.sync.aligned", $"{FragmentLayout}{FragmentLayout}.m8n8k4{{.rnd}}", "f64; f64; f64; f64",                 "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.sync.aligned", $"{FragmentLayout}{FragmentLayout}{WmmaShapes}",   "s32; u8; u8; s32; {.satfinite}",      "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.sync.aligned", $"{FragmentLayout}{FragmentLayout}{WmmaShapes}",   "s32; s8; s8; s32; {.satfinite}",      "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.sync.aligned", ".row.col.m8n8k32",                                "s32; u4; u4; s32; {.satfinite}",      "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.sync.aligned", ".row.col.m8n8k32",                                "s32; s4; s4; s32; {.satfinite}",      "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.xor.popc.sync.aligned", ".row.col.m8n8k128",                      "s32; b1; b1; s32",                    "d:elements, a:elements, b:elements, c:elements"),
        new("wmma.mma.and.popc.sync.aligned", ".row.col.m8n8k128",                      "s32; b1; b1; s32",                    "d:elements, a:elements, b:elements, c:elements"),
    ];

    private const string WmmaShapes = ".m16n16k16|m8n32k16|m32n8k16";
    private const string WmmaSpace = "{.global|shared|shared::cta}";
}
