using System.Text;
using System.Text.RegularExpressions;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>The helper functions a file needs: those of Helpers.cl that it names, and those written for a type.</summary>
internal sealed partial class HelperTexts
{
    private static readonly Lazy<(List<(string Name, string Text)> Plain, Dictionary<string, string> Typed)> s_library = new(Read);

    private readonly HashSet<string> _wanted = [];
    private readonly SortedDictionary<string, string> _written = new(StringComparer.Ordinal);

    public void Use(string helper) => _wanted.Add(helper);

    /// <summary>A helper for an operand and a result type; returns its name.</summary>
    public string UseTyped(string helper, string from, string to)
    {
        string name = $"{helper}_{from}_{to}";
        string text = Regex.Replace(s_library.Value.Typed[helper], $@"\b{helper}\b", name).Replace("convert_TO", $"convert_{to}", StringComparison.Ordinal);
        _written[name] = "static " + Regex.Replace(Regex.Replace(text, @"\bFROM\b", from), @"\bTO\b", to) + "\n\n";
        return name;
    }

    /// <summary>load or store through an address that says by itself which memory it means.</summary>
    public string UseGeneric(string operation, string type)
    {
        Use("IN_LOCAL");
        Use("IN_PRIVATE");
        Use("ADDRESS");
        string name = $"{operation}_{type}";
        _written[name] = operation == "load"
            ? $$"""
              static {{type}} {{name}}(ulong p) {
                  if (p & IN_LOCAL) return *(__local {{type}} *)(p & ADDRESS);
                  return p & IN_PRIVATE ? *(__private {{type}} *)(p & ADDRESS) : *(__global {{type}} *)p;
              }


              """
            : $$"""
              static void {{name}}(ulong p, {{type}} value) {
                  if (p & IN_LOCAL) *(__local {{type}} *)(p & ADDRESS) = value;
                  else if (p & IN_PRIVATE) *(__private {{type}} *)(p & ADDRESS) = value;
                  else *(__global {{type}} *)p = value;
              }


              """;
        return name;
    }

    // What OpenCL 1.2 has for 32-bit integers; 64-bit ones have it as atom_… by an extension.
    private static readonly string[] s_native = ["add", "sub", "xchg", "min", "max", "and", "or", "xor", "cmpxchg"];

    private static readonly Dictionary<string, string> s_formulas = new()
    {
        ["fadd"] = "now + x", ["fsub"] = "now - x", ["fmin"] = "fmin(now, x)", ["fmax"] = "fmax(now, x)", ["xchg"] = "x",
        ["incwrap"] = "now >= x ? 0 : now + 1", ["decwrap"] = "now == 0 || now > x ? x : now - 1",
    };

    public string UseAtomic(string operation, string type, Space space)
    {
        bool isFloat = type is "float" or "double", isWide = type is "long" or "ulong" or "double";
        if (type is "char" or "uchar" or "short" or "ushort") throw new SourceException(default, "an atomic operation on less than 32 bits");
        if (space == Space.Generic) return GenericAtomic(operation, type, operation == "cmpxchg");
        if (!isFloat && Array.IndexOf(s_native, operation) >= 0) return (isWide ? "atom_" : "atomic_") + operation;
        string place = space == Space.Local ? "__local" : "__global", name = $"atomic_{operation}_{type}_{place[2..]}";
        string bits = isWide ? "ulong" : "uint", swap = isWide ? "atom_cmpxchg" : "atomic_cmpxchg";
        string asType = isFloat ? $"as_{type}" : $"({type})", asBits = isFloat ? $"as_{bits}" : $"({bits})";
        _written[name] = $$"""
            static {{type}} {{name}}(volatile {{place}} {{type}} *p, {{type}} x) {
                volatile {{place}} {{bits}} *place = (volatile {{place}} {{bits}} *)p;
                for ({{bits}} old = *place;;) {
                    {{type}} now = {{asType}}(old);
                    {{bits}} seen = {{swap}}(place, old, {{asBits}}({{s_formulas[operation]}}));
                    if (seen == old) return now;
                    old = seen;
                }
            }


            """;
        return name;
    }

    private string GenericAtomic(string operation, string type, bool compares)
    {
        Use("IN_LOCAL");
        Use("ADDRESS");
        string local = UseAtomic(operation, type, Space.Local), global = UseAtomic(operation, type, Space.Global), name = $"atomic_{operation}_{type}_any";
        (string parameters, string arguments) = compares ? ($"{type} expected, {type} x", "expected, x") : ($"{type} x", "x");
        _written["zz_" + name] = $$"""
            static {{type}} {{name}}(ulong p, {{parameters}}) {
                if (p & IN_LOCAL) return {{local}}((volatile __local {{type}} *)(p & ADDRESS), {{arguments}});
                return {{global}}((volatile __global {{type}} *)p, {{arguments}});
            }


            """;
        return name;
    }

    /// <summary>All of them, each after those it calls.</summary>
    public string Text()
    {
        HashSet<string> known = [.. s_library.Value.Plain.Select(p => p.Name)];
        if (_wanted.Contains("move_generic") || _wanted.Contains("fill_generic"))
        {
            UseGeneric("load", "uchar");
            UseGeneric("store", "uchar");
        }

        Queue<string> work = new(_wanted);
        HashSet<string> needed = [.. _wanted];
        while (work.TryDequeue(out string? name))
            foreach ((string _, string text) in s_library.Value.Plain.Where(p => p.Name == name))
                foreach (Match word in Word().Matches(text))
                    if (known.Contains(word.Value) && needed.Add(word.Value)) work.Enqueue(word.Value);

        StringBuilder result = new();
        HashSet<string> done = [];
        foreach (string macro in needed.Where(n => char.IsUpper(n[0])).Order(StringComparer.Ordinal)) Write(macro, needed, done, result);
        foreach (string text in _written.Values) result.Append(text);
        foreach ((string name, string _) in s_library.Value.Plain)
            if (needed.Contains(name)) Write(name, needed, done, result);
        return result.ToString();
    }

    private static void Write(string name, HashSet<string> needed, HashSet<string> done, StringBuilder result)
    {
        if (!done.Add(name)) return;
        foreach ((string _, string text) in s_library.Value.Plain.Where(p => p.Name == name))
        {
            foreach (Match word in Word().Matches(text))
                if (word.Value != name && needed.Contains(word.Value)) Write(word.Value, needed, done, result);
            result.Append(text).Append(text.StartsWith("#define", StringComparison.Ordinal) && !text.Contains("\\\n", StringComparison.Ordinal) ? "\n" : "\n\n");
        }
    }

    private static (List<(string, string)>, Dictionary<string, string>) Read()
    {
        using Stream stream = typeof(HelperTexts).Assembly.GetManifestResourceStream("Helpers.cl") ?? throw new InvalidOperationException("Helpers.cl is no resource");
        using StreamReader reader = new(stream);
        List<(string, string)> plain = [];
        Dictionary<string, string> typed = [];
        foreach (string block in reader.ReadToEnd().Replace("\r", "", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string text = block.Trim('\n');
            string name = Defined().Match(text).Groups[1].Value;
            if (text.StartsWith("TO ", StringComparison.Ordinal)) typed[name] = text;
            else plain.Add((name, text));
        }

        return (plain, typed);
    }

    [GeneratedRegex(@"[A-Za-z_][A-Za-z_0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?m)^(?:#define |(?:static )?[A-Za-z_ ]+[ *])([A-Za-z_0-9]+)")]
    private static partial Regex Defined();
}
