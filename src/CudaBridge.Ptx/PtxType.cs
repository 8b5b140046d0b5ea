namespace CudaBridge.Ptx;

public enum PtxType : byte
{
    None,
    B1, B8, B16, B32, B64, B128,
    U2, U4, U8, U16, U32, U64,
    S2, S4, S8, S16, S32, S64,
    U8x4, S8x4, U16x2, S16x2,
    F16, F32, F64, F16x2, F32x2,
    Bf16, Bf16x2, Tf32,
    E4m3, E5m2, E2m3, E3m2, E2m1, Ue8m0,
    E4m3x2, E5m2x2, E2m3x2, E3m2x2, E2m1x2, Ue8m0x2, E4m3x4, E5m2x4, E2m3x4, E3m2x4, E2m1x4,
    Pred,
    TexRef, SamplerRef, SurfRef,
}

public enum PtxTypeClass : byte { None, Bits, Unsigned, Signed, Float, Predicate, Opaque }

/// <summary>What is known of a type: its name, its size, how its bits are read and how many elements it packs.</summary>
/// <param name="Bits">Size in bits of the whole value; 0 for opaque types.</param>
public readonly record struct PtxTypeInfo(PtxType Type, string Name, int Bits, PtxTypeClass Class, int Lanes)
{
    public int ElementBits => Bits / Lanes;
    public bool IsInteger => Class is PtxTypeClass.Unsigned or PtxTypeClass.Signed;
}

/// <summary>PTX ISA section 5.2, with the alternate and packed formats of 5.2.3 to 5.2.5.</summary>
public static class PtxTypes
{
    private static readonly PtxTypeInfo[] s_rows =
    [
        //  type             name       bits  class                    lanes
        new(PtxType.None,    "",           0, PtxTypeClass.None,       1),
        new(PtxType.B1,      "b1",         1, PtxTypeClass.Bits,       1),
        new(PtxType.B8,      "b8",         8, PtxTypeClass.Bits,       1),
        new(PtxType.B16,     "b16",       16, PtxTypeClass.Bits,       1),
        new(PtxType.B32,     "b32",       32, PtxTypeClass.Bits,       1),
        new(PtxType.B64,     "b64",       64, PtxTypeClass.Bits,       1),
        new(PtxType.B128,    "b128",     128, PtxTypeClass.Bits,       1),
        new(PtxType.U2,      "u2",         2, PtxTypeClass.Unsigned,   1),
        new(PtxType.U4,      "u4",         4, PtxTypeClass.Unsigned,   1),
        new(PtxType.U8,      "u8",         8, PtxTypeClass.Unsigned,   1),
        new(PtxType.U16,     "u16",       16, PtxTypeClass.Unsigned,   1),
        new(PtxType.U32,     "u32",       32, PtxTypeClass.Unsigned,   1),
        new(PtxType.U64,     "u64",       64, PtxTypeClass.Unsigned,   1),
        new(PtxType.S2,      "s2",         2, PtxTypeClass.Signed,     1),
        new(PtxType.S4,      "s4",         4, PtxTypeClass.Signed,     1),
        new(PtxType.S8,      "s8",         8, PtxTypeClass.Signed,     1),
        new(PtxType.S16,     "s16",       16, PtxTypeClass.Signed,     1),
        new(PtxType.S32,     "s32",       32, PtxTypeClass.Signed,     1),
        new(PtxType.S64,     "s64",       64, PtxTypeClass.Signed,     1),
        new(PtxType.U8x4,    "u8x4",      32, PtxTypeClass.Unsigned,   4),
        new(PtxType.S8x4,    "s8x4",      32, PtxTypeClass.Signed,     4),
        new(PtxType.U16x2,   "u16x2",     32, PtxTypeClass.Unsigned,   2),
        new(PtxType.S16x2,   "s16x2",     32, PtxTypeClass.Signed,     2),
        new(PtxType.F16,     "f16",       16, PtxTypeClass.Float,      1),
        new(PtxType.F32,     "f32",       32, PtxTypeClass.Float,      1),
        new(PtxType.F64,     "f64",       64, PtxTypeClass.Float,      1),
        new(PtxType.F16x2,   "f16x2",     32, PtxTypeClass.Float,      2),
        new(PtxType.F32x2,   "f32x2",     64, PtxTypeClass.Float,      2),
        new(PtxType.Bf16,    "bf16",      16, PtxTypeClass.Float,      1),
        new(PtxType.Bf16x2,  "bf16x2",    32, PtxTypeClass.Float,      2),
        new(PtxType.Tf32,    "tf32",      32, PtxTypeClass.Float,      1),
        new(PtxType.E4m3,    "e4m3",       8, PtxTypeClass.Float,      1),
        new(PtxType.E5m2,    "e5m2",       8, PtxTypeClass.Float,      1),
        new(PtxType.E2m3,    "e2m3",       8, PtxTypeClass.Float,      1),
        new(PtxType.E3m2,    "e3m2",       8, PtxTypeClass.Float,      1),
        new(PtxType.E2m1,    "e2m1",       4, PtxTypeClass.Float,      1),
        new(PtxType.Ue8m0,   "ue8m0",      8, PtxTypeClass.Float,      1),
        new(PtxType.E4m3x2,  "e4m3x2",    16, PtxTypeClass.Float,      2),
        new(PtxType.E5m2x2,  "e5m2x2",    16, PtxTypeClass.Float,      2),
        new(PtxType.E2m3x2,  "e2m3x2",    16, PtxTypeClass.Float,      2),
        new(PtxType.E3m2x2,  "e3m2x2",    16, PtxTypeClass.Float,      2),
        new(PtxType.E2m1x2,  "e2m1x2",     8, PtxTypeClass.Float,      2),
        new(PtxType.Ue8m0x2, "ue8m0x2",   16, PtxTypeClass.Float,      2),
        new(PtxType.E4m3x4,  "e4m3x4",    32, PtxTypeClass.Float,      4),
        new(PtxType.E5m2x4,  "e5m2x4",    32, PtxTypeClass.Float,      4),
        new(PtxType.E2m3x4,  "e2m3x4",    32, PtxTypeClass.Float,      4),
        new(PtxType.E3m2x4,  "e3m2x4",    32, PtxTypeClass.Float,      4),
        new(PtxType.E2m1x4,  "e2m1x4",    16, PtxTypeClass.Float,      4),
        new(PtxType.Pred,    "pred",       1, PtxTypeClass.Predicate,  1),
        new(PtxType.TexRef,  "texref",     0, PtxTypeClass.Opaque,     1),
        new(PtxType.SamplerRef, "samplerref", 0, PtxTypeClass.Opaque,  1),
        new(PtxType.SurfRef, "surfref",    0, PtxTypeClass.Opaque,     1),
    ];

    private static readonly Dictionary<string, PtxType> s_byName = s_rows.Skip(1).ToDictionary(row => row.Name, row => row.Type);

    public static PtxTypeInfo Info(this PtxType type) => s_rows[(int)type];

    public static string Name(this PtxType type) => s_rows[(int)type].Name;

    /// <summary>The type of a name such as <c>u32</c>, without the dot; <see cref="PtxType.None"/> when it names none.</summary>
    public static PtxType Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The bit type of a size: <c>b32</c> for 32; <see cref="PtxType.None"/> for a size without one.</summary>
    public static PtxType BitsOf(int bits) => bits switch
    {
        1 => PtxType.Pred, 8 => PtxType.B8, 16 => PtxType.B16, 32 => PtxType.B32, 64 => PtxType.B64, 128 => PtxType.B128,
        _ => PtxType.None,
    };
}
