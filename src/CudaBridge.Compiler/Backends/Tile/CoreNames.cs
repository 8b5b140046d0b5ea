using System.Text.RegularExpressions;
using CudaBridge.Compiler.Ir;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>Names of kernels and types in the makers' C++.</summary>
internal static partial class CoreNames
{
    /// <summary>The kernel's name without parameters and template arguments, and with a number where there are several of it.</summary>
    public static string Unique(Kernel kernel, HashSet<string> names)
    {
        string shown = Demangler.Demangle(kernel.Name);
        int end = shown.IndexOfAny(['(', '<']);
        string head = end > 0 ? shown[..end] : shown;
        head = head[(head.LastIndexOf(' ') + 1)..].Replace("::", "_", StringComparison.Ordinal);
        string name = head;
        for (int i = 2; !names.Add(name); i++) name = $"{head}_{i}";
        return name;
    }

    /// <summary>OpenCL's names of unsigned types as C++'s.</summary>
    public static string Shown(string text) => OpenClTypes().Replace(text, m => m.Value switch { "uint" => "unsigned", "uchar" => "unsigned char", "ushort" => "unsigned short", _ => "unsigned long" });

    [GeneratedRegex(@"\b(uint|uchar|ushort|ulong)\b")]
    private static partial Regex OpenClTypes();
}
