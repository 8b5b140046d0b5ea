using System.Globalization;
using System.Text;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Porting.Dialects;

namespace CudaBridge.Porting.Cores;

/// <summary>Functions that start translated kernels: they take what CUDA's launch syntax took, and use the maker's.</summary>
internal static class LaunchWriter
{
    /// <summary>The kernels and what starts them, as a header.</summary>
    public static string File(Dialect dialect, CoreImage image)
    {
        StringBuilder text = new();
        int includes = image.Source.IndexOf("#include", StringComparison.Ordinal);
        text.Append(image.Source, 0, includes).Append("#pragma once\n#include \"").Append(dialect.Helper).Append("\"\n").Append(image.Source, includes, image.Source.Length - includes);
        List<CoreKernel> written = [.. image.Kernels.Where(kernel => kernel.Form != CoreForm.Refused)];
        HashSet<string> heads = [];
        foreach (CoreKernel kernel in written)
        {
            string launch = Launch(dialect, kernel, written.Count(other => PlainName(other) == PlainName(kernel)) > 1);
            // C++ cannot tell two apart that differ in template arguments alone.
            if (heads.Add(launch[launch.IndexOf("inline void", StringComparison.Ordinal)..launch.IndexOf('{', launch.IndexOf("inline void", StringComparison.Ordinal))])) text.Append('\n').Append(launch);
        }

        return text.ToString();
    }

    /// <summary>The kernel's name in CUDA's source, without namespaces and template arguments.</summary>
    public static string PlainName(CoreKernel kernel)
    {
        string shown = Translator.Demangle(kernel.Name);
        int end = shown.IndexOfAny(['(', '<']);
        string head = end > 0 ? shown[..end] : shown;
        head = head[(head.LastIndexOf(' ') + 1)..];
        return head[(head.LastIndexOf(':') + 1)..];
    }

    // Pointers of any type are taken, unless they tell kernels of one name apart.
    private static string Launch(Dialect dialect, CoreKernel kernel, bool isOverloaded)
    {
        string name = PlainName(kernel);
        List<string> types = [], parameters = [], arguments = [];
        foreach (CoreParameter parameter in kernel.Parameters)
        {
            if (parameter.Type.StartsWith("bytes_", StringComparison.Ordinal))
            {
                types.Add($"typename T{types.Count}");
                parameters.Add($"const T{types.Count - 1} &{parameter.Name}");
                arguments.Add($"reinterpret_cast<const {parameter.Type} &>({parameter.Name})");
            }
            else if (parameter.Type.EndsWith('*'))
            {
                parameters.Add($"{(isOverloaded ? parameter.Type.Replace("__gm__ ", "", StringComparison.Ordinal) : "const void *")}{parameter.Name}");
                arguments.Add($"({parameter.Type}){parameter.Name}");
            }
            else
            {
                parameters.Add($"{parameter.Type} {parameter.Name}");
                arguments.Add(parameter.Name);
            }
        }

        foreach (string of in new[] { "grid", "block" }) arguments.AddRange("xyz"[..kernel.Dimensions].Select(axis => $"{of}_.{axis}"));
        string head = types.Count > 0 ? $"template <{string.Join(", ", types)}>\n" : "";
        string start = dialect.CoreLaunch.Replace("$k", kernel.SourceName, StringComparison.Ordinal).Replace("$q", "queue_", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            // Starts {{name}} as CUDA's launch of it does.
            {{head}}inline void launch_{{name}}({{string.Join(", ", new[] { "dim3 grid_", "dim3 block_", "size_t shared_", $"{dialect.QueueType} queue_" }.Concat(parameters))}}) {
                cudabridge::check("{{name}}", grid_, block_, {{(kernel.OneCore ? kernel.Dimensions : 3)}}, {{kernel.MaxThreads}}, shared_, {{kernel.DynamicShared}});
                {{start}}({{string.Join(", ", arguments)}});
                cudabridge::finish(queue_);
            }

            """);
    }
}
