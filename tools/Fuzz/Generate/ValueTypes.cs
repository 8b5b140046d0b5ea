namespace CudaBridge.Fuzz.Generate;

internal enum NumberKind { Bool, Integer, Half, Float }

/// <summary>A scalar type of CUDA C++ whose values the generator computes with.</summary>
/// <param name="Name">As C++ spells it.</param>
/// <param name="Unsigned">For integers the unsigned type to compute in when signed arithmetic could overflow.</param>
/// <param name="Buffer">The kernel parameter that points at <see cref="Limits.BufferElements"/> values of the type; null: none.</param>
internal sealed record ValueType(string Name, NumberKind Kind, int Bits, bool Signed, string Unsigned, string? Buffer)
{
    public static readonly ValueType Bool = new("bool", NumberKind.Bool, 8, false, "unsigned", null);
    public static readonly ValueType I8 = new("signed char", NumberKind.Integer, 8, true, "unsigned", null);
    public static readonly ValueType U8 = new("unsigned char", NumberKind.Integer, 8, false, "unsigned", "inB");
    public static readonly ValueType I16 = new("short", NumberKind.Integer, 16, true, "unsigned", "inS");
    public static readonly ValueType U16 = new("unsigned short", NumberKind.Integer, 16, false, "unsigned", null);
    public static readonly ValueType I32 = new("int", NumberKind.Integer, 32, true, "unsigned", "inI");
    public static readonly ValueType U32 = new("unsigned", NumberKind.Integer, 32, false, "unsigned", null);
    public static readonly ValueType I64 = new("long long", NumberKind.Integer, 64, true, "unsigned long long", null);
    public static readonly ValueType U64 = new("unsigned long long", NumberKind.Integer, 64, false, "unsigned long long", "inL");
    public static readonly ValueType F16 = new("__half", NumberKind.Half, 16, true, "", "inH");
    public static readonly ValueType F32 = new("float", NumberKind.Float, 32, true, "", "inF");
    public static readonly ValueType F64 = new("double", NumberKind.Float, 64, true, "", "inD");

    /// <summary>Types of variables; the simplest first, the common ones more than once.</summary>
    public static readonly ValueType[] Variables = [I32, U32, F32, I32, F32, U32, I64, U64, F64, I16, U16, I8, U8, F16, Bool];

    public static readonly ValueType[] Integers = [I32, U32, I64, U64, I16, U16, I8, U8];

    public bool IsInteger => Kind == NumberKind.Integer;
    public bool IsFloat => Kind == NumberKind.Float;

    public Interval Range => !IsInteger ? Kind == NumberKind.Bool ? new(0, 1) : throw new InvalidOperationException($"{Name} has no range")
        : Signed ? new(-((Int128)1 << (Bits - 1)), ((Int128)1 << (Bits - 1)) - 1) : new(0, ((Int128)1 << Bits) - 1);

    public static ValueType Named(string shortName) => shortName switch
    {
        "b" => Bool, "i8" => I8, "u8" => U8, "i16" => I16, "u16" => U16, "i32" => I32, "u32" => U32, "i64" => I64, "u64" => U64, "f16" => F16, "f32" => F32, "f64" => F64,
        _ => throw new ArgumentOutOfRangeException(nameof(shortName), shortName, null),
    };
}

/// <summary>The values an integer expression can have.</summary>
internal readonly record struct Interval(Int128 Min, Int128 Max)
{
    public bool Contains(Interval other) => Min <= other.Min && other.Max <= Max;
    public bool Contains(Int128 value) => Min <= value && value <= Max;

    public static Interval operator +(Interval a, Interval b) => new(a.Min + b.Min, a.Max + b.Max);
    public static Interval operator -(Interval a, Interval b) => new(a.Min - b.Max, a.Max - b.Min);

    public static Interval operator *(Interval a, Interval b)
    {
        Int128[] corners = [a.Min * b.Min, a.Min * b.Max, a.Max * b.Min, a.Max * b.Max];
        return new(corners.Min(), corners.Max());
    }
}

/// <summary>Text of an expression without side effects, and what is known about its value. Integer expressions stay in their range.</summary>
/// <param name="Uniform">The same for all threads of a block.</param>
internal readonly record struct Expression(string Text, ValueType Type, Interval Range, bool Uniform);

/// <summary>A name in scope.</summary>
/// <param name="Assignable">Whether statements may assign to it; a uniform one only where all threads of the block do.</param>
internal sealed record Variable(string Name, ValueType Type, Interval Range, bool Uniform, bool Assignable);

/// <summary>Sizes that the generator and the launcher agree on.</summary>
internal static class Limits
{
    public const int BlockThreads = 256;
    public const int Blocks = 4;
    public const int Threads = BlockThreads * Blocks;

    /// <summary>Elements of each input buffer; a power of two.</summary>
    public const int BufferElements = 4096;

    /// <summary>64-bit results of each thread.</summary>
    public const int Outputs = 10;

    /// <summary>Elements that each group of atomic accumulators has.</summary>
    public const int Accumulators = 64;

    /// <summary>16-byte pieces that each thread owns in the buffer for vector stores.</summary>
    public const int VectorSlots = 4;
}
