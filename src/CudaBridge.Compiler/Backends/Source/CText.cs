using System.Globalization;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>A C expression: its text, how strongly its outermost operator binds, and whether an integer is signed.</summary>
internal readonly record struct Expression(string Text, int Binding, bool IsSigned = false)
{
    public const int Primary = 16, Unary = 14, Product = 13, Sum = 12, Shift = 11, Relation = 10, Equality = 9, And = 8, Xor = 7, Or = 6, Both = 5, Either = 4, Choice = 3;

    /// <summary>The text where an operand must bind at least this strongly.</summary>
    public string At(int binding) => Binding >= binding ? Text : $"({Text})";

    public override string ToString() => Text;
}

/// <summary>C's spelling of types and constants.</summary>
internal static class CText
{
    public static string Integer(uint width, bool isSigned) => (isSigned ? "" : "u") + Container(width) switch { 8 => "char", 16 => "short", 32 => "int", _ => "long" };

    /// <summary>Bits of the C type that holds an integer of this width.</summary>
    public static uint Container(uint width) => width <= 8 ? 8u : width <= 16 ? 16u : width <= 32 ? 32u : 64u;

    public static string Quoted(string text) => "\"" + string.Concat(text.Select(c => c switch
    {
        '\n' => "\\n",
        '\t' => "\\t",
        '\r' => "\\r",
        '"' => "\\\"",
        '\\' => "\\\\",
        < ' ' or > '~' => "\\" + Convert.ToString(c & 255, 8).PadLeft(3, '0'),
        _ => c.ToString(),
    })) + "\"";

    /// <summary>Exact: hexadecimal, or by its bits when it is no number.</summary>
    public static unsafe string Float(LLVMValueRef constant)
    {
        int loses;
        double value = LLVM.ConstRealGetDouble(constant, &loses);
        bool single = constant.TypeOf.Kind == LLVMTypeKind.LLVMFloatTypeKind;
        if (double.IsNaN(value)) return single ? "NAN" : "(double)NAN";
        if (double.IsInfinity(value)) return (value < 0 ? "-" : "") + (single ? "INFINITY" : "(double)INFINITY");
        return Number(value) + (single ? "f" : "");
    }

    // Short decimal numbers that are exact stay decimal.
    private static string Number(double value)
    {
        if (Math.Abs(value) < 1e7 && value * 1024 == Math.Floor(value * 1024) && !(value == 0 && double.IsNegative(value)))
        {
            string text = ((decimal)value).ToString(CultureInfo.InvariantCulture);
            return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52 & 0x7FF);
        string mantissa = (bits & 0xFFFFFFFFFFFFF).ToString("x13", CultureInfo.InvariantCulture).TrimEnd('0');
        string sign = bits < 0 ? "-" : "";
        if (exponent == 0) return $"{sign}0x0.{(mantissa.Length == 0 ? "0" : mantissa)}p{(mantissa.Length == 0 ? 0 : -1022)}";
        return $"{sign}0x1{(mantissa.Length == 0 ? "" : "." + mantissa)}p{(exponent - 1023).ToString("+0;-0;+0", CultureInfo.InvariantCulture)}";
    }

    public static string Unsigned(ulong value, uint width) =>
        (value > 0xFFFF ? "0x" + value.ToString("x", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture)) + (width > 32 ? "ul" : "u");

    public static string Signed(long value, uint width) =>
        width > 32 ? (value == long.MinValue ? "(-9223372036854775807l - 1)" : value.ToString(CultureInfo.InvariantCulture) + "l")
        : value == int.MinValue ? "(-2147483647 - 1)" : value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Names in one scope, none twice and none that C or OpenCL uses.</summary>
/// <param name="isCpp">C++'s keywords are taken, too.</param>
internal sealed class CNames(bool isCpp = false)
{
    private static readonly HashSet<string> s_cpp =
    [
        "and", "or", "not", "xor", "this", "new", "delete", "class", "namespace", "operator", "template", "typename", "try", "catch", "throw", "using", "virtual", "friend", "public", "protected",
        "mutable", "nullptr", "compl", "bitand", "bitor", "explicit", "export", "requires", "concept", "lane", "end",
    ];

    private static readonly HashSet<string> s_taken =
    [
        "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register",
        "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "bool", "half", "uchar", "ushort",
        "uint", "ulong", "size_t", "kernel", "global", "local", "constant", "private", "generic", "read_only", "write_only", "read_write", "pipe", "vector", "image", "sampler_t", "event_t",
        "thread", "thread_x", "thread_y", "thread_z", "block_x", "block_y", "block_z", "block_size_x", "block_size_y", "block_size_z", "grid_size_x", "grid_size_y", "grid_size_z",
        "true", "false", "active", "shared", "scratch", "status", "module_data", "dynamic_shared", "main", "quad", "complex", "imaginary", "min", "max", "clamp", "sin", "cos", "tan", "exp", "log",
        "pow", "sqrt", "fma", "dot", "length", "cross", "mix", "step", "sign", "barrier", "select", "all", "any", "abs", "popcount", "rotate", "clz", "ctz", "floor", "ceil", "round", "trunc",
        "normalize", "distance", "degrees", "radians", "fabs", "fmin", "fmax", "fmod", "hypot", "isnan", "isinf", "mad", "mad24", "mul24", "mul_hi", "nan", "rint", "shuffle", "remainder",
        "upsample", "prefetch", "print", "printf", "fail", "NAN", "INFINITY", "erf", "gamma", "tgamma", "lgamma", "j0", "j1", "y0", "y1",
    ];

    private readonly HashSet<string> _used = [];

    public string Unique(string wanted)
    {
        string clean = Clean(wanted);
        string name = clean;
        for (int i = 1; s_taken.Contains(name) || (isCpp && s_cpp.Contains(name)) || !_used.Add(name); i++) name = $"{clean}_{i}";
        return name;
    }

    private static string Clean(string text)
    {
        string head = text;
        // Copies that LLVM makes are x.i, x.1.i, …
        for (int dot = head.LastIndexOf('.'); dot > 0 && (head[(dot + 1)..] is "i" or "addr" or "val" or "us" || head[(dot + 1)..].All(char.IsAsciiDigit)); dot = head.LastIndexOf('.')) head = head[..dot];
        string clean = string.Concat(head.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_')).Trim('_');
        return clean.Length == 0 ? "v" : char.IsAsciiDigit(clean[0]) ? "v" + clean : clean;
    }
}
