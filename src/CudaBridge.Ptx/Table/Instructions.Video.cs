namespace CudaBridge.Ptx;

// PTX ISA 9.7.18 (scalar video) and 9.7.19 (SIMD video).
public static partial class Instructions
{
    private const string Word = "u32 s32";
    private const string Sources = "a{.asel}:1, b{.bsel}:2";
    private const string Simd = "d{.mask}, a{.asel}:1, b{.bsel}:2, c:0";

    private static readonly Form[] Video =
    [
        //  opcode       modifiers                        types                                                operands
        new("vadd",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d, {Sources}"),
        new("vadd",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}.add|min|max",     $"d, {Sources}, c:0"),
        new("vadd",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d{{.dsel}}, {Sources}, c:0"),
        new("vsub",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d, {Sources}"),
        new("vsub",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}.add|min|max",     $"d, {Sources}, c:0"),
        new("vsub",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d{{.dsel}}, {Sources}, c:0"),
        new("vabsdiff",  "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d, {Sources}"),
        new("vabsdiff",  "",                              $"{Word}; {Word}; {Word}; {{.sat}}.add|min|max",     $"d, {Sources}, c:0"),
        new("vabsdiff",  "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d{{.dsel}}, {Sources}, c:0"),
        new("vmin",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d, {Sources}"),
        new("vmin",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}.add|min|max",     $"d, {Sources}, c:0"),
        new("vmin",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d{{.dsel}}, {Sources}, c:0"),
        new("vmax",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d, {Sources}"),
        new("vmax",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}.add|min|max",     $"d, {Sources}, c:0"),
        new("vmax",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}",                 $"d{{.dsel}}, {Sources}, c:0"),
        new("vshl",      "",                              $"{Word}; {Word}; u32; {{.sat}}.mode",               $"d, {Sources}"),
        new("vshl",      "",                              $"{Word}; {Word}; u32; {{.sat}}.mode.add|min|max",   $"d, {Sources}, c:0"),
        new("vshl",      "",                              $"{Word}; {Word}; u32; {{.sat}}.mode",               $"d{{.dsel}}, {Sources}, c:0"),
        new("vshr",      "",                              $"{Word}; {Word}; u32; {{.sat}}.mode",               $"d, {Sources}"),
        new("vshr",      "",                              $"{Word}; {Word}; u32; {{.sat}}.mode.add|min|max",   $"d, {Sources}, c:0"),
        new("vshr",      "",                              $"{Word}; {Word}; u32; {{.sat}}.mode",               $"d{{.dsel}}, {Sources}, c:0"),
        new("vmad",      "",                              $"{Word}; {Word}; {Word}; {{.sat}}{{.shr7|shr15}}",    "d, {-}a{.asel}:1, {-}b{.bsel}:2, {-}c:0"),
        new("vmad",      "",                              $"{Word}; {Word}; {Word}; .po{{.sat}}{{.shr7|shr15}}", $"d, {Sources}, c:0"),
        new("vset",      "",                              $"{Word}; {Word}; .scmp",                            "d:u32, a{.asel}:0, b{.bsel}:1"),
        new("vset",      "",                              $"{Word}; {Word}; .scmp.add|min|max",                "d:u32, a{.asel}:0, b{.bsel}:1, c:u32"),
        new("vset",      "",                              $"{Word}; {Word}; .scmp",                            "d{.dsel}:u32, a{.asel}:0, b{.bsel}:1, c:u32"),

        new("vadd2",     "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vsub2",     "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vavrg2",    "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vabsdiff2", "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vmin2",     "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vmax2",     "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vset2",     "",                              $"{Word}; {Word}; .scmp{{.add}}",                    "d{.mask}:u32, a{.asel}:0, b{.bsel}:1, c:u32"),
        new("vadd4",     "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vsub4",     "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vavrg4",    "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vabsdiff4", "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vmin4",     "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vmax4",     "",                              $"{Word}; {Word}; {Word}; {{.sat|add}}",             Simd),
        new("vset4",     "",                              $"{Word}; {Word}; .scmp{{.add}}",                    "d{.mask}:u32, a{.asel}:0, b{.bsel}:1, c:u32"),
    ];
}
