using System.Security.Cryptography;
using System.Text;

namespace CudaBridge.Cli.CSharp;

/// <summary>C++ names as C# writes them.</summary>
internal static class CSharpNames
{
    private const string ClassSuffix = "Kernels";

    private static readonly HashSet<string> s_keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate",
        "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in",
        "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this",
        "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>The name, with <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) => s_keywords.Contains(name) ? $"@{name}" : name;

    /// <summary>A name for a member of a type, which may not be called as the type.</summary>
    public static string Member(string name, string type) => name == type ? $"{name}_" : Escape(name);

    /// <summary>A template's instance as one word: <c>scale&lt;float, 3&gt;</c> → <c>scale_float_3</c>. Identifiers stay as they are.</summary>
    public static string Identifier(string name)
    {
        StringBuilder word = new();
        bool skipped = false;
        foreach (char c in name)
        {
            bool belongs = char.IsLetterOrDigit(c) || c == '_';
            if (belongs && skipped && word.Length > 0) word.Append('_');
            if (belongs) word.Append(c);
            skipped = !belongs;
        }
        return word.ToString();
    }

    /// <summary>What a namespace and C++ namespaces within it give.</summary>
    public static string Namespace(string root, IEnumerable<string> inner) => string.Join('.', root.Split('.').Concat(inner).Where(part => part.Length > 0).Select(Escape));

    /// <summary><c>image_filter.cu</c> → <c>ImageFilterKernels</c></summary>
    public static string ClassOf(string file)
    {
        StringBuilder name = new();
        bool start = true;
        foreach (char c in Path.GetFileNameWithoutExtension(file))
        {
            if (char.IsLetterOrDigit(c)) name.Append(start ? char.ToUpperInvariant(c) : c);
            start = !char.IsLetterOrDigit(c);
        }
        if (name.Length == 0 || char.IsDigit(name[0])) name.Insert(0, '_');
        return name.ToString().EndsWith(ClassSuffix, StringComparison.Ordinal) ? name.ToString() : name.Append(ClassSuffix).ToString();
    }

    /// <summary>What a file's outputs are called: the same wherever the project lies, and another one for each file.</summary>
    public static string KeyOf(string file, string projectFolder)
    {
        string relative = Path.GetRelativePath(projectFolder, file).Replace('\\', '/');
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(relative)), 0, 4).ToLowerInvariant();
        string stem = string.Concat(Path.GetFileNameWithoutExtension(file).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
        return $"{stem}.{hash}";
    }
}
