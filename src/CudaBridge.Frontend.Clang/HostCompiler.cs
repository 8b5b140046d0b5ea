namespace CudaBridge.Frontend.Clang;

/// <param name="File">Name of the dependency file; null: standard output.</param>
/// <param name="System">System headers count.</param>
/// <param name="Targets">Names the rule's target; empty: the object's name.</param>
/// <param name="Phony">Adds a rule for each header.</param>
public sealed record DependencyOptions(string? File, bool System, IReadOnlyList<string> Targets, bool Phony)
{
    /// <summary>The file that the rule is for when it is not the compiler's output; null: it is.</summary>
    public string? DefaultTarget { get; init; }
}

/// <summary>The clang command for the host half of a CUDA file and for files without device code.</summary>
public static class HostCompiler
{
    // CUDA's programs are written against gcc, where signed arithmetic that overflows wraps in practice; clang widens it to 64 bits.
    private const string WrapSigned = "-fwrapv";

    /// <param name="image">File whose bytes become the program's device code; null: none.</param>
    public static IReadOnlyList<string> Object(CompileOptions options, string? image, string output, DependencyOptions? dependencies = null)
    {
        List<string> arguments = Common(options);
        if (image is not null) arguments.AddRange(["-Xclang", "-fcuda-include-gpubinary", "-Xclang", image]);
        if (options.HostOptimization is { } level) arguments.Add($"-O{level}");
        if (options.HostDebug || options.DeviceDebug) arguments.Add("-g");
        if (dependencies is not null) arguments.AddRange(WithDependencies(dependencies));
        arguments.AddRange(["-c", "-o", output, options.Source]);
        return arguments;
    }

    /// <param name="output">A file or <c>-</c> for standard output.</param>
    public static IReadOnlyList<string> Preprocess(CompileOptions options, string output) => [.. Common(options), "-E", "-o", output, options.Source];

    /// <summary>Only the make rule of what the file depends on.</summary>
    public static IReadOnlyList<string> Dependencies(CompileOptions options, DependencyOptions dependencies)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        return [.. Common(options), dependencies.System ? "-M" : "-MM", .. Rule(dependencies), options.Source];
    }

    private static List<string> Common(CompileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> arguments = [.. SharedArguments.Of(options)];
        if (options.Language == SourceLanguage.Cuda) arguments.Add("--cuda-host-only");
        arguments.Add(WrapSigned);
        arguments.AddRange(options.HostOptions);
        return arguments;
    }

    private static IEnumerable<string> WithDependencies(DependencyOptions dependencies) => [dependencies.System ? "-MD" : "-MMD", .. Rule(dependencies)];

    private static IEnumerable<string> Rule(DependencyOptions dependencies)
    {
        if (dependencies.File is { } file) foreach (string word in new[] { "-MF", file }) yield return word;
        if (dependencies.DefaultTarget is { } made) foreach (string word in new[] { "-MQ", made }) yield return word;
        foreach (string target in dependencies.Targets) foreach (string word in new[] { "-MT", target }) yield return word;
        if (dependencies.Phony) yield return "-MP";
    }
}
