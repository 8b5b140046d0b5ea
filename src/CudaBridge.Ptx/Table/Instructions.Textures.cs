namespace CudaBridge.Ptx;

// PTX ISA 9.7.10 (textures) and 9.7.11 (surfaces).
public static partial class Instructions
{
    private const string TextureForms = ".geom.v4";

    private static readonly Form[] Textures =
    [
        //  opcode   modifiers                          types                                   operands
        new("tex",       TextureForms,                  "u32 s32 f16 f32; s32 f32",             "d:elements, [a]{, e}{, f}"),
        new("tex",       ".geom.v2",                    "f16x2; s32 f16 f32",                   "d:elements, [a]{, e}{, f}"),
        new("tex.base",  TextureForms,                  "u32 s32 f16 f32; s32 f32",             "d:elements, [a]{, e}{, f}"),
        new("tex.level", TextureForms,                  "u32 s32 f16 f32; s32 f32",             "d:elements, [a], lod{, e}{, f}"),
        new("tex.grad",  TextureForms,                  "u32 s32 f16 f32; f32",                 "d:elements, [a], dPdx:steps, dPdy:steps{, e}{, f}"),
        new("tld4",      ".r|g|b|a.2d|a2d|cube|acube.v4", "u32 s32 f32; f32",                   "d:elements, [a]{, e}{, f}"),
        new("txq",       ".width|height|depth|channel_data_type|channel_order|normalized_coords|array_size|num_mipmap_levels|num_samples", "b32", "d, [a]"),
        new("txq",       ".filter_mode|addr_mode_0|addr_mode_1|addr_mode_2|force_unnormalized_coords", "b32", "d, [a]"),
        new("txq.level", ".width|height|depth",         "b32",                                  "d, [a], lod"),
        new("istypep",   ".texref|samplerref|surfref",  "",                                     "p:pred, a"),
        new("suld.b",    ".1d|2d|3d|a1d|a2d{.cop}{.vec}", "b8 b16 b32 b64; .clampmode",         "d:vec, [a]"),
        new("sust.b",    ".1d|2d|3d|a1d|a2d{.stcop}{.vec}", "b8 b16 b32 b64; .clampmode",       "[a], c:vec"),
        new("sust.p",    ".1d|2d|3d{.vec}",             "b32; .clampmode",                      "[a], c:vec"),
        new("sured.b",   ".add.1d|2d|3d",               "u32 u64 s32; .clampmode",              "[a], c"),
        new("sured.b",   ".min|max.1d|2d|3d",           "u32 s32 u64 s64; .clampmode",          "[a], c"),
        new("sured.b",   ".and|or.1d|2d|3d",            "b32; .clampmode",                      "[a], c"),
        new("sured.p",   ".add|min|max|and|or.1d|2d|3d", "b32; .clampmode",                     "[a], c"),
        new("sured.p",   ".min|max.1d|2d|3d",           "b64; .clampmode",                      "[a], c"),
        new("suq",       ".width|height|depth|channel_data_type|channel_order|array_size|memory_layout", "b32", "d, [a]"),
    ];
}
