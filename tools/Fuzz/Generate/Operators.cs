namespace CudaBridge.Fuzz.Generate;

/// <summary>A function of CUDA that the generator may call: its types and its text with {0}, {1}, … for the operands.</summary>
/// <param name="Weight">How often; code of heavy functions takes long to compile.</param>
internal sealed record Operator(string Result, string Operands, string Text, int Weight = 4)
{
    public ValueType Type { get; } = ValueType.Named(Result);
    public ValueType[] OperandTypes { get; } = [.. Operands.Split(' ').Select(ValueType.Named)];
}

/// <summary>
/// Functions whose result is defined for all operands. NaNs have no bits of their own in CUDA's arithmetic (results are one NaN, which one a CPU
/// gives depends on operand order), so functions that show bits get them through <c>nn</c>, which replaces a NaN.
/// </summary>
internal static class Operators
{
    public static readonly Operator[] All =
    [
        //  result operands       text                                         weight
        // ---- integers
        new("i32", "u32",         "__popc({0})"),
        new("i32", "i32",         "__clz({0})"),
        new("i32", "i32",         "__ffs({0})"),
        new("u32", "u32",         "__brev({0})"),
        new("i32", "u64",         "__popcll({0})"),
        new("i32", "i64",         "__clzll({0})"),
        new("i32", "i64",         "__ffsll({0})"),
        new("u64", "u64",         "__brevll({0})"),
        new("u32", "u32 u32 u32", "__byte_perm({0}, {1}, {2})"),
        new("u32", "u32 u32 u32", "__funnelshift_l({0}, {1}, {2})"),
        new("u32", "u32 u32 u32", "__funnelshift_r({0}, {1}, {2})"),
        new("u32", "u32 u32 u32", "__funnelshift_lc({0}, {1}, {2})"),
        new("u32", "u32 u32 u32", "__funnelshift_rc({0}, {1}, {2})"),
        new("i32", "i32 i32",     "__mulhi({0}, {1})"),
        new("u32", "u32 u32",     "__umulhi({0}, {1})"),
        new("i64", "i64 i64",     "__mul64hi({0}, {1})"),
        new("u64", "u64 u64",     "__umul64hi({0}, {1})"),
        new("i32", "i32 i32",     "__mul24({0}, {1})"),
        new("u32", "u32 u32",     "__umul24({0}, {1})"),
        new("u32", "i32 i32 u32", "__sad({0}, {1}, {2})"),
        new("u32", "u32 u32 u32", "__usad({0}, {1}, {2})"),
        new("i32", "i32 i32",     "__hadd({0}, {1})"),
        new("i32", "i32 i32",     "__rhadd({0}, {1})"),
        new("u32", "u32 u32",     "__uhadd({0}, {1})"),
        new("i32", "i32 i32",     "min({0}, {1})"),
        new("i32", "i32 i32",     "max({0}, {1})"),
        new("u32", "u32 u32",     "min({0}, {1})"),
        new("u32", "u32 u32",     "max({0}, {1})"),
        new("i64", "i64 i64",     "min({0}, {1})"),
        new("u64", "u64 u64",     "max({0}, {1})"),
        new("i32", "i32 i32 i32", "__dp4a({0}, {1}, {2})"),
        new("u32", "u32 u32 u32", "__dp4a({0}, {1}, {2})"),
        new("u32", "u32 u32",     "__vadd4({0}, {1})", 2),
        new("u32", "u32 u32",     "__vsubss2({0}, {1})", 2),
        new("u32", "u32 u32",     "__vmaxs4({0}, {1})", 2),
        new("u32", "u32 u32",     "__vcmpgtu4({0}, {1})", 2),
        new("u32", "u32 u32",     "__vabsdiffu4({0}, {1})", 2),
        // ---- single precision
        new("f32", "f32",         "fabsf({0})"),
        new("f32", "f32",         "-{0}"),
        new("f32", "f32",         "sqrtf({0})"),
        new("f32", "f32",         "rsqrtf({0})", 2),
        new("f32", "f32",         "floorf({0})"),
        new("f32", "f32",         "ceilf({0})"),
        new("f32", "f32",         "truncf({0})"),
        new("f32", "f32",         "rintf({0})"),
        new("f32", "f32",         "roundf({0})", 2),
        new("f32", "f32",         "__saturatef({0})"),
        new("f32", "f32 f32",     "fminf({0}, {1})"),
        new("f32", "f32 f32",     "fmaxf({0}, {1})"),
        new("f32", "f32 f32 f32", "fmaf({0}, {1}, {2})"),
        new("f32", "f32 f32",     "fdimf({0}, {1})", 2),
        new("f32", "f32 f32",     "copysignf({0}, nn({1}))"),
        new("f32", "f32 i32",     "ldexpf({0}, {1} & 31)", 2),
        new("f32", "f32",         "expf({0})", 2),
        new("f32", "f32",         "exp2f({0})", 1),
        new("f32", "f32",         "logf({0})", 2),
        new("f32", "f32",         "log2f({0})", 1),
        new("f32", "f32",         "sinf({0})", 1),
        new("f32", "f32",         "cosf({0})", 1),
        new("f32", "f32",         "tanhf({0})", 1),
        new("f32", "f32",         "erff({0})", 1),
        new("f32", "f32 f32",     "powf({0}, {1})", 1),
        new("f32", "f32 f32",     "atan2f({0}, {1})", 1),
        new("f32", "f32 f32",     "fmodf({0}, {1})", 1),
        new("f32", "f32 f32",     "hypotf({0}, {1})", 1),
        new("f32", "f32",         "cbrtf({0})", 1),
        new("f32", "f32",         "__expf({0})", 2),
        new("f32", "f32",         "__logf({0})", 2),
        new("f32", "f32",         "__sinf({0})", 1),
        new("f32", "f32 f32",     "__fdividef({0}, {1})", 2),
        new("f32", "f32 f32",     "__fadd_rz({0}, {1})", 2),
        new("f32", "f32 f32",     "__fmul_rd({0}, {1})", 2),
        new("f32", "f32 f32",     "__fadd_rn({0}, {1})", 2),
        new("f32", "f32 f32",     "__fdiv_ru({0}, {1})", 1),
        // ---- double precision
        new("f64", "f64",         "fabs({0})"),
        new("f64", "f64",         "-{0}"),
        new("f64", "f64",         "sqrt({0})"),
        new("f64", "f64",         "floor({0})"),
        new("f64", "f64",         "rint({0})"),
        new("f64", "f64 f64",     "fmin({0}, {1})"),
        new("f64", "f64 f64",     "fmax({0}, {1})"),
        new("f64", "f64 f64 f64", "fma({0}, {1}, {2})"),
        new("f64", "f64",         "exp({0})", 1),
        new("f64", "f64",         "log({0})", 1),
        new("f64", "f64 f64",     "__dadd_rn({0}, {1})", 2),
        new("f64", "f64 f64",     "__dmul_rz({0}, {1})", 1),
        // ---- half precision
        new("f16", "f16 f16",     "__hadd({0}, {1})"),
        new("f16", "f16 f16",     "__hsub({0}, {1})"),
        new("f16", "f16 f16",     "__hmul({0}, {1})"),
        new("f16", "f16 f16",     "__hdiv({0}, {1})", 2),
        new("f16", "f16 f16 f16", "__hfma({0}, {1}, {2})"),
        new("f16", "f16 f16",     "__hmin({0}, {1})", 2),
        new("f16", "f16 f16",     "__hmax({0}, {1})", 2),
        new("f16", "f16",         "__hneg({0})"),
        new("f16", "f16",         "hsqrt({0})", 1),
        new("b",   "f16 f16",     "__hlt({0}, {1})"),
        new("b",   "f16",         "__hisnan({0})", 2),
        // ---- conversions and bits
        new("i32", "f32",         "__float2int_rn({0})"),
        new("u32", "f32",         "__float2uint_rd({0})", 2),
        new("i32", "f64",         "__double2int_rn({0})"),
        new("f32", "i32",         "__int2float_rz({0})"),
        new("f32", "u64",         "__ull2float_ru({0})", 2),
        new("f32", "f64",         "__double2float_rd({0})", 2),
        new("u32", "f32",         "__float_as_uint(nn({0}))"),
        new("f32", "u32",         "__uint_as_float({0})"),
        new("i64", "f64",         "__double_as_longlong(nn({0}))"),
        new("f64", "i64",         "__longlong_as_double({0})"),
        new("i32", "f64",         "__double2hiint(nn({0}))"),
        new("f64", "i32 i32",     "__hiloint2double({0}, {1})", 2),
        new("u16", "f16",         "__half_as_ushort(nn({0}))"),
        new("f16", "u16",         "__ushort_as_half({0})"),
        new("i32", "f16",         "__half2int_rz({0})"),
        new("f16", "i32",         "__int2half_rn({0})"),
        // ---- predicates
        new("b",   "f32",         "isnan({0})"),
        new("b",   "f32",         "isinf({0})"),
        new("b",   "f64",         "isfinite({0})"),
        new("b",   "f32",         "(bool)signbit(nn({0}))"),
        // ---- inline PTX, by way of functions of the prelude
        new("u32", "u32 u32 u32", "ptx_lop3({0}, {1}, {2})", 2),
        new("u32", "u32 u32 u32", "ptx_bfe({0}, {1}, {2})", 2),
        new("u32", "u32 u32 u32", "ptx_bfi({0}, {1}, {2})", 2),
        new("u32", "u32 u32",     "ptx_prmt({0}, {1})", 2),
        new("i32", "i32 i32 i32", "ptx_mad({0}, {1}, {2})", 2),
        new("u32", "u32 u32 u32", "ptx_shf({0}, {1}, {2})", 2),
        new("i32", "i32 i32",     "ptx_select({0}, {1})", 2),
        new("u64", "u64 u64",     "ptx_carry({0}, {1})", 2),
        new("f32", "f32 f32 f32", "ptx_fma_sat({0}, {1}, {2})", 2),
        new("i32", "i32",         "ptx_branch({0})", 2),
    ];

    private static readonly ILookup<ValueType, Operator> s_byResult = All.ToLookup(o => o.Type);
    private static readonly Dictionary<ValueType, (int, Operator)[]> s_weighted = s_byResult.ToDictionary(g => g.Key, g => g.Select(o => (o.Weight, o)).ToArray());

    /// <summary>The functions that give a type, with their weights; empty when there are none.</summary>
    public static (int Weight, Operator Item)[] Giving(ValueType type) => s_weighted.GetValueOrDefault(type, []);
}
