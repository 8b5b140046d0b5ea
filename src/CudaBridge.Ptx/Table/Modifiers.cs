namespace CudaBridge.Ptx;

/// <summary>The modifier classes that rows of the instruction table name, spelled as in the manual without dots.</summary>
internal static class Modifiers
{
    private static readonly Dictionary<string, string[]> s_classes = new()
    {
        //  class        words
        ["rnd"]       = ["rn", "rz", "rm", "rp"],
        ["irnd"]      = ["rni", "rzi", "rmi", "rpi"],
        ["bitcmp"]    = ["eq", "ne"],
        ["scmp"]      = ["eq", "ne", "lt", "le", "gt", "ge"],
        ["ucmp"]      = ["eq", "ne", "lt", "le", "gt", "ge", "lo", "ls", "hi", "hs"],
        ["fcmp"]      = ["eq", "ne", "lt", "le", "gt", "ge", "equ", "neu", "ltu", "leu", "gtu", "geu", "num", "nan"],
        ["boolop"]    = ["and", "or", "xor"],
        ["ss"]        = ["const", "global", "local", "param", "param::entry", "param::func", "shared", "shared::cta", "shared::cluster"],
        ["space"]     = ["const", "global", "local", "param", "param::entry", "shared", "shared::cta", "shared::cluster"],
        ["stss"]      = ["global", "local", "param", "param::func", "shared", "shared::cta", "shared::cluster"],
        ["atomspace"] = ["global", "shared", "shared::cta", "shared::cluster"],
        ["shared"]    = ["shared", "shared::cta"],
        ["anyshared"] = ["shared", "shared::cta", "shared::cluster"],
        ["cop"]       = ["ca", "cg", "cs", "lu", "cv"],
        ["nccop"]     = ["ca", "cg", "cs"],
        ["stcop"]     = ["wb", "cg", "cs", "wt"],
        ["level1"]    = ["L1::evict_normal", "L1::evict_unchanged", "L1::evict_first", "L1::evict_last", "L1::no_allocate"],
        ["level2"]    = ["L2::evict_normal", "L2::evict_first", "L2::evict_last"],
        ["hint"]      = ["L2::cache_hint"],
        ["prefetch"]  = ["L2::64B", "L2::128B", "L2::256B"],
        ["vec"]       = ["v2", "v4", "v8"],
        ["scope"]     = ["cta", "cluster", "gpu", "sys"],
        ["ctascope"]  = ["cta", "cluster"],
        ["sem"]       = ["relaxed", "acquire", "release", "acq_rel"],
        ["geom"]      = ["1d", "2d", "3d", "a1d", "a2d", "cube", "acube", "2dms", "a2dms"],
        ["clampmode"] = ["trap", "clamp", "zero"],
        ["mode"]      = ["clamp", "wrap"],
    };

    /// <summary>The words of a class; null when the name is a word itself.</summary>
    public static string[]? Find(string name) => s_classes.GetValueOrDefault(name);
}
