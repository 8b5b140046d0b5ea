using System.Text;
using System.Text.RegularExpressions;
using CudaBridge.Compiler.Backends.Source;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>Functions of ours that kernels for cores call (CoreHelpers.h), and C++'s names of mathematical functions.</summary>
internal static partial class CoreHelpers
{
    private static readonly Lazy<List<(string Name, string Text)>> s_library = new(() => Read("CoreHelpers.h"));
    private static readonly Lazy<List<(string Name, string Text)>> s_double = new(() => [.. Read("SoftDouble.h"), .. Read("SoftDoubleMath.h")]);

    /// <summary>A helper of OpenCL's by the name it has here.</summary>
    public static string Plain(string helper) => s_library.Value.Exists(h => h.Name == helper) ? helper
        : throw new SourceException(default, $"what OpenCL C says with {helper}");

    public static string Typed(string helper, string from, string to) => helper switch
    {
        "minimum_number" => from == "float" ? "fminf" : "fmin",
        "maximum_number" => from == "float" ? "fmaxf" : "fmax",
        _ => s_library.Value.Exists(h => h.Name == helper) ? $"{helper}<{to}>" : throw new SourceException(default, $"the operation {helper}"),
    };

    // CUDA's device functions that C++'s <math.h> does not have.
    private static readonly Dictionary<string, string> s_forms = new()
    {
        ["rsqrtf"] = "1.0f / sqrtf({0})", ["rsqrt"] = "1.0 / sqrt({0})", ["exp10f"] = "powf(10.0f, {0})", ["exp10"] = "pow(10.0, {0})",
        ["sinpif"] = "sinf(3.14159265f * ({0}))", ["cospif"] = "cosf(3.14159265f * ({0}))", ["sinpi"] = "sin(3.141592653589793 * ({0}))", ["cospi"] = "cos(3.141592653589793 * ({0}))",
        ["mulhi"] = "(int)((long)({0}) * ({1}) >> 32)", ["umulhi"] = "(uint)((ulong)({0}) * ({1}) >> 32)",
        ["mul64hi"] = "(long)((__int128)({0}) * ({1}) >> 64)", ["umul64hi"] = "(ulong)((unsigned __int128)({0}) * ({1}) >> 64)",
    };

    /// <summary>Whether a function of doubles is among those that <c>SoftDouble.h</c> and <c>SoftDoubleMath.h</c> have.</summary>
    public static bool IsEmulated(string name)
    {
        if (name.StartsWith("__nv_", StringComparison.Ordinal)) return HasDouble(name["__nv_".Length..]);
        if (PureIntrinsics.Find(name) is not { } intrinsic) return !name.StartsWith("llvm.", StringComparison.Ordinal);
        string form = intrinsic.Form, called = form[..form.IndexOf('(', StringComparison.Ordinal)];
        return called.Length == 0 || called.StartsWith('@') || HasDouble(called);
    }

    private static bool HasDouble(string name) => s_double.Value.Exists(h => h.Name == name);

    /// <summary>The call of a function of CUDA's math library, <c>__nv_…</c>.</summary>
    public static string Math(string name, IEnumerable<string> arguments, CoreLanguage language)
    {
        string shown = name["__nv_".Length..];
        object[] texts = [.. arguments];
        if (!(language.EmulatesDouble && HasDouble(shown)) && s_forms.TryGetValue(shown, out string? form)) return $"({string.Format(System.Globalization.CultureInfo.InvariantCulture, form, texts)})";
        return $"{shown}({string.Join(", ", texts)})";
    }

    private static readonly HashSet<string> s_math =
        ["fma", "fabs", "sqrt", "floor", "ceil", "trunc", "rint", "round", "copysign", "fmin", "fmax", "ldexp", "exp2", "log2", "exp", "log", "sin", "cos", "pow", "fmod"];

    /// <summary>OpenCL's call of an overloaded function as C++'s by type.</summary>
    public static string Intrinsic(string call, bool isFloat)
    {
        int open = call.IndexOf('(', StringComparison.Ordinal);
        string name = open < 0 ? "" : call[..open];
        // Functions of the host's standard library are none of a core's.
        if (name is "min" or "max" or "abs") return $"{name switch { "min" => "minimum_of", "max" => "maximum_of", _ => "magnitude_of" }}{call[open..]}";
        return isFloat && s_math.Contains(name) ? $"{name}f{call[open..]}" : call;
    }

    /// <summary>The helpers that a text calls, each after those it calls itself.</summary>
    public static string For(string text, CoreLanguage language)
    {
        // What the others stand on comes first.
        List<(string Name, string Text)> common = s_library.Value, first = common.FindAll(h => h.Name is "bits_as" or "as_float" or "as_uint");
        List<(string Name, string Text)> library = [.. first, .. language.EmulatesDouble ? s_double.Value : [], .. Parse(language.Helpers), .. common.Except(first)];
        HashSet<string> needed = [];
        Queue<string> work = new([text]);
        while (work.TryDequeue(out string? next))
            foreach (Match word in Word().Matches(next))
                foreach ((string name, string body) in library)
                    if (name == word.Value && needed.Add(name)) work.Enqueue(body);
        StringBuilder result = new();
        foreach ((string name, string body) in library)
            if (needed.Contains(name) && body.Length > 0) result.Append(body.Replace("FUNCTION ", language.FunctionHead, StringComparison.Ordinal).Replace("SCRATCH ", language.ScratchPointer, StringComparison.Ordinal).Replace("GLOBAL ", language.GlobalPointer, StringComparison.Ordinal).Replace("MEMBER ", "__device__ ", StringComparison.Ordinal)).Append("\n\n");
        return result.ToString();
    }

    private static List<(string Name, string Text)> Read(string resource)
    {
        using Stream stream = typeof(CoreHelpers).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is no resource");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }

    private static List<(string Name, string Text)> Parse(string library)
    {
        List<(string, string)> helpers = [];
        foreach (string block in library.Replace("\r", "", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string text = block.Trim('\n');
            string name = Defined().Match(text).Groups[1].Value;
            helpers.Add((name, text));
            if (name.StartsWith("atomic_", StringComparison.Ordinal)) helpers.Add(("global_" + name, OnGlobal(name, text)));
        }

        return helpers;
    }

    // For languages that reach single values of global memory through functions of ours.
    private static string OnGlobal(string name, string text) => WrittenPlace().Replace(text.Replace(name, "global_" + name, StringComparison.Ordinal), "store_global(place, $1);").Replace("old = *place", "old = load_global(place)", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!old = )\*place = ([^;]+);")]
    private static partial Regex WrittenPlace();

    [GeneratedRegex(@"[A-Za-z_][A-Za-z_0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?m)^(?:struct |(?:template <[^>]*>\s*)?FUNCTION [A-Za-z_0-9 ]+[ *&])([A-Za-z_0-9]+)(?:\(| \{)")]
    private static partial Regex Defined();
}
