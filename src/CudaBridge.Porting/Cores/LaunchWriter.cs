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
        WriteVariables(text, image);
        List<CoreKernel> written = [.. image.Kernels.Where(kernel => kernel.Form != CoreForm.Refused)];
        HashSet<string> heads = [];
        foreach (IGrouping<string, CoreKernel> same in written.GroupBy(PlainName))
            foreach (CoreKernel kernel in same)
            {
                Add(Launch(dialect, kernel, same.Count() > 1, []));
                if (TemplateArguments(kernel) is { Count: > 0 } instance) Add(Launch(dialect, kernel, false, instance));
            }

        void Add(string launch)
        {
            // C++ cannot tell two apart that differ in template arguments alone; launches that name these choose among the templates.
            int start = launch.IndexOf('\n', StringComparison.Ordinal) + 1;
            if (heads.Add(launch[start..launch.IndexOf('{', start)])) text.Append('\n').Append(launch);
        }

        return text.ToString();
    }

    // Bytes as C++'s text: a line holds 32.
    private static void WriteVariables(StringBuilder text, CoreImage image)
    {
        if (image.Failures.Count > 0)
            text.Append($"\n// What kernels may fail at.\nstatic const char *const failures_[] = {{{string.Join(", ", image.Failures.Select(Quoted))}}};\n");
        if (image.Variables.Count == 0) return;
        text.Append("\n// Variables of the module: the first launch or copy that asks for one makes it in global memory.\n");
        foreach (CoreVariable variable in image.Variables) text.Append($"extern cudabridge::Variable {variable.Name};\n");
        foreach (CoreVariable variable in image.Variables)
        {
            bool isZero = variable.Bytes.All(b => b == 0);
            if (!isZero) text.Append($"static const unsigned char {variable.Name}_bytes_[] = {{\n    {string.Join(",\n    ", variable.Bytes.Chunk(32).Select(chunk => string.Join(", ", chunk)))}}};\n");
            string pointers = variable.Pointers.Count == 0 ? "" : $", {{{string.Join(", ", variable.Pointers.Select(p => $"{{{p.Place}, &{p.To}, {p.Offset}}}"))}}}";
            text.Append($"inline cudabridge::Variable {variable.Name}({variable.Bytes.Length}, {(isZero ? "nullptr" : variable.Name + "_bytes_")}{pointers});\n");
        }
    }

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>The kernel's name in CUDA's source, without namespaces and template arguments.</summary>
    public static string PlainName(CoreKernel kernel)
    {
        string shown = Translator.Demangle(kernel.Name);
        int end = shown.IndexOfAny(['(', '<']);
        string head = end > 0 ? shown[..end] : shown;
        head = head[(head.LastIndexOf(' ') + 1)..];
        return head[(head.LastIndexOf(':') + 1)..];
    }

    // The template arguments that a launch would name: void scale<float, 4>(float*) has float and 4. Packs and templates among them: none.
    private static List<string> TemplateArguments(CoreKernel kernel)
    {
        string shown = Translator.Demangle(kernel.Name);
        int open = shown.IndexOf('<', StringComparison.Ordinal), parameters = shown.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || parameters < open) return [];
        // A lambda's name among the arguments has parentheses of its own.
        int close = shown.LastIndexOf('>', parameters);
        if (close < open) return [];
        string list = shown[(open + 1)..close];
        return list.IndexOfAny(['<', '(', '{']) >= 0 ? [] : [.. list.Split(',', StringSplitOptions.TrimEntries)];
    }

    // template <typename A, auto B, enable_if<A is float and B is 4>>
    private static string Template(List<string> instance, List<string> types)
    {
        if (instance.Count == 0 && types.Count == 0) return "";
        List<string> parameters = [], tests = [];
        foreach ((int i, string argument) in instance.Select((argument, i) => (i, argument)))
        {
            bool isValue = char.IsAsciiDigit(argument[0]) || argument[0] == '-' || argument is "true" or "false";
            parameters.Add($"{(isValue ? "auto" : "typename")} A{i}");
            tests.Add(isValue ? $"A{i} == {argument}" : $"std::is_same_v<A{i}, {argument}>");
        }

        if (tests.Count > 0) parameters.Add($"std::enable_if_t<{string.Join(" && ", tests)}, int> = 0");
        return $"template <{string.Join(", ", parameters.Concat(types))}>\n";
    }

    // Pointers of any type are taken, unless they tell kernels of one name apart.
    private static string Launch(Dialect dialect, CoreKernel kernel, bool isOverloaded, List<string> instance)
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
                parameters.Add($"{(isOverloaded ? parameter.Type.Replace("__gm__ ", "", StringComparison.Ordinal).Replace("binary64", "double", StringComparison.Ordinal) : "const void *")}{parameter.Name}");
                arguments.Add($"({parameter.Type}){parameter.Name}");
            }
            else if (parameter.Type == "binary64")
            {
                parameters.Add($"double {parameter.Name}");
                arguments.Add($"reinterpret_cast<const binary64 &>({parameter.Name})");
            }
            else
            {
                parameters.Add($"{parameter.Type} {parameter.Name}");
                arguments.Add(parameter.Name);
            }
        }

        foreach (CoreArgument hidden in kernel.Hidden) arguments.Add($"({hidden.Type}){hidden.Source}.place()");
        foreach (string of in new[] { "grid", "block" }) arguments.AddRange("xyz"[..kernel.Dimensions].Select(axis => $"{of}_.{axis}"));
        string head = Template(instance, types);
        string start = dialect.CoreLaunch.Replace("$k", kernel.SourceName, StringComparison.Ordinal).Replace("$q", "queue_", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            // Starts {{name}} as CUDA's launch of it does.
            {{head}}inline void launch_{{name}}({{string.Join(", ", new[] { "dim3 grid_", "dim3 block_", "size_t shared_", $"{dialect.QueueType} queue_" }.Concat(parameters))}}) {
                cudabridge::check("{{name}}", grid_, block_, {{(kernel.OneCore ? kernel.Dimensions : 3)}}, {{kernel.MaxThreads}}, shared_, {{kernel.DynamicShared}});{{(kernel.BlockSize > 0 ? $"\n    cudabridge::check_block(\"{name}\", block_, {kernel.BlockSize});" : "")}}
                {{start}}({{string.Join(", ", arguments)}});
                cudabridge::finish(queue_);{{(kernel.Hidden.Any(h => h.Source == "cudabridge::status()") ? $"\n    cudabridge::check_status(\"{name}\", queue_, failures_);" : "")}}
            }

            """);
    }
}
