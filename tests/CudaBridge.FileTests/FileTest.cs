using System.Globalization;
using System.Text.RegularExpressions;
using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;

namespace CudaBridge.FileTests;

/// <summary>
/// One file of <c>cases/</c>: CUDA (<c>.cu</c>) or kernel IR (<c>.ll</c>), a header, and at its end what must come out.
/// <code>
/// ; test: after LowerExits            the functions after that pass
/// ; test: diagnostics                 what the translator reports
/// ; test: facts                       what `cudabridge inspect` tells about the kernels
/// ; options: -O2 --isa=x86-64-v2      -O0 and x86-64-v2 without; --lanes=64
/// ; functions: k helper               only these, of all the functions after the pass
/// …
/// ; expect:
/// ; define void @k…
/// </code>
/// In <c>.cu</c> files the comments are <c>//</c>.
/// </summary>
internal sealed partial class FileTest
{
    private const string ExpectMark = "expect:";
    private readonly string _path, _comment, _source;

    public FileTest(string path)
    {
        _path = path;
        _comment = path.EndsWith(".cu", StringComparison.Ordinal) ? "//" : ";";
        string text = File.ReadAllText(path);
        int mark = text.IndexOf($"\n{_comment} {ExpectMark}", StringComparison.Ordinal);
        _source = mark < 0 ? text : text[..(mark + 1)];
        Expected = mark < 0 ? "" : Uncomment(text[(text.IndexOf('\n', mark + 1) + 1)..]);
        Kind = Header("test") ?? throw new InvalidDataException($"{path}: no '{_comment} test:' line");
    }

    public string Kind { get; }
    public string Expected { get; }

    /// <summary>What comes out now.</summary>
    public string Run()
    {
        if (Kind.StartsWith("after ", StringComparison.Ordinal)) return DumpAfter(Kind["after ".Length..]);
        TranslationResult result = Translator.Translate(KernelIr(), Options());
        return Kind switch
        {
            "diagnostics" => string.Concat(result.Diagnostics.Select(d => $"{d.Severity.ToString().ToLowerInvariant()}: {d with { File = d.File is null ? null : Path.GetFileName(d.File) }}\n")),
            "facts" => string.Concat(result.Kernels.Select(Describe)),
            _ => throw new InvalidDataException($"{_path}: unknown test '{Kind}'"),
        };
    }

    /// <summary>Rewrites the file's end to what came out.</summary>
    public void Bless(string actual) =>
        File.WriteAllText(_path, $"{_source.TrimEnd('\n')}\n\n{_comment} {ExpectMark}\n{string.Concat(actual.TrimEnd('\n').Split('\n').Select(l => $"{_comment} {l}".TrimEnd() + "\n"))}");

    private string DumpAfter(string pass)
    {
        TranslationResult result = Translator.Translate(KernelIr(), Options() with { DumpAfter = pass });
        if (result.Dump is null) throw new InvalidDataException($"{_path}: {string.Join('\n', result.Diagnostics)}");
        string[] wanted = Header("functions")?.Split(' ') ?? [];
        IEnumerable<string> functions = Functions().Matches(result.Dump).Where(m => wanted.Length == 0 || wanted.Contains(m.Groups["name"].Value)).Select(m => m.Value);
        return Noise().Replace(string.Join("\n\n", functions), "") + "\n";
    }

    private byte[] KernelIr()
    {
        if (_comment == ";") return File.ReadAllBytes(_path);
        string output = Path.GetTempFileName();
        try
        {
            CompileOptions options = new() { Source = _path, DeviceLines = true };
            ChildResult clang = ChildProcess.Run(ClangDriver.ProgramPath, DeviceCompiler.Arguments(options, DeviceOutput.Bitcode, output), Frontend.Clang.Capture.Error);
            return clang.ExitCode == 0 ? File.ReadAllBytes(output) : throw new InvalidDataException(clang.Error);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private TranslationOptions Options()
    {
        string options = Header("options") ?? "";
        Match level = Regex.Match(options, "-O([0-3])"), isa = Regex.Match(options, "--isa=(\\S+)"), lanes = Regex.Match(options, "--lanes=(\\d+)");
        return new TranslationOptions
        {
            OptimizationLevel = level.Success ? level.Groups[1].Value[0] - '0' : 0,
            Isa = isa.Success ? isa.Groups[1].Value : "x86-64-v2",
            Lanes = lanes.Success ? int.Parse(lanes.Groups[1].Value, CultureInfo.InvariantCulture) : 0,
            SourceName = Path.GetFileName(_path),
        };
    }

    private static string Describe(KernelFacts k) =>
        $"""
        {k.DisplayName}: {k.Mode}{(k.Reason is null ? "" : $", {k.Reason}")}
          parameters {string.Join(", ", k.Parameters.Select(p => $"{p.Type}@{p.Offset}+{p.Size}"))}
          shared {k.StaticShared}{(k.DynamicShared ? "+dynamic" : "")}, barriers {k.Barriers}, warp operations {k.WarpOperations}, atomics {k.Atomics}, grid sync {k.GridSync}, printf {k.Printf}, threads {k.MaxThreads}

        """;

    private string? Header(string name)
    {
        Match match = Regex.Match(_source, $"^{Regex.Escape(_comment)} {name}: *(.*?) *$", RegexOptions.Multiline);
        return match.Success ? match.Groups[1].Value : null;
    }

    private string Uncomment(string text) =>
        string.Join('\n', text.TrimEnd('\n').Split('\n').Select(l => l.StartsWith(_comment + " ", StringComparison.Ordinal) ? l[(_comment.Length + 1)..] : l[Math.Min(l.Length, _comment.Length)..])) + "\n";

    [GeneratedRegex(@"^define [^\n]*@""?(?<name>[\w.$]+)""?\([^\n]*\{\n.*?^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Functions();

    // Attribute group numbers, predecessor comments, debug locations.
    [GeneratedRegex(@" #\d+|[ \t]+; preds = [^\n]*|, !dbg !\d+| !dbg !\d+| local_unnamed_addr| dso_local")]
    private static partial Regex Noise();
}
