using CudaBridge.Compiler;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Frontend.Clang;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Cores;

/// <summary>The kernels of one source file in a language that they do not reach by renaming: one for cores without threads, or OpenCL C.</summary>
/// <param name="Header">Name of the file that holds them, beside the translated source.</param>
/// <param name="Problem">Why there are none; null: there are.</param>
public sealed record CoreUnit(SourceFile File, string Header, string Text, IReadOnlyList<CoreKernel> Kernels, string? Problem)
{
    /// <summary>All kernels of a tree, unit by unit. Units without kernels are not among them.</summary>
    public static IReadOnlyDictionary<string, CoreUnit> Of(Survey survey, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(dialect);
        if (dialect.Family == DialectFamily.Simt || !ClangDriver.IsInstalled || Toolkit.Root is null) return new Dictionary<string, CoreUnit>();
        return survey.Files.Where(file => file.IsCudaSource && file.IsText && !survey.IsPart(file)).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Max(1, Environment.ProcessorCount / 2))
            .Select(file => Translate(survey, dialect, file)).OfType<CoreUnit>().ToDictionary(unit => unit.File.Path);
    }

    // What nvcc accepts and clang does not, rewritten under the file's own name; null: there is nothing.
    private static string? Overlay(string folder, SourceFile file)
    {
        string text = file.Source!.Text, rewritten = LaunchSyntax.Rewrite(text) ?? text;
        rewritten = AsmText.Rewrite(rewritten) ?? rewritten;
        if (ReferenceEquals(text, rewritten)) return null;
        string copy = System.IO.Path.Combine(folder, "source.cu"), overlay = System.IO.Path.Combine(folder, "overlay.json");
        System.IO.File.WriteAllText(copy, rewritten);
        System.IO.File.WriteAllText(overlay, $$"""{ "version": 0, "use-external-names": false, "roots": [ { "type": "file", "name": {{Quote(System.IO.Path.GetFullPath(file.Path))}}, "external-contents": {{Quote(copy)}} } ] }""");
        return overlay;
    }

    private static string Quote(string path) => $"\"{System.Text.Json.JsonEncodedText.Encode(path)}\"";

    private static CoreUnit? Translate(Survey survey, Dialect dialect, SourceFile file)
    {
        string header = System.IO.Path.GetFileNameWithoutExtension(file.Name) + (dialect.Family == DialectFamily.Tile ? "_kernels.h" : ".cl");
        TranslationOptions options = new() { Target = dialect.Name, SourceName = file.Name };
        (byte[]? bitcode, string problem) = Compile(survey, file, isPart: false);
        TranslationResult? result = bitcode is null ? null : Translator.Translate(bitcode, options);
        if (result?.Image is null && dialect.Family == DialectFamily.Tile) result = TranslateLinked(survey, file, options) ?? result;
        if (result is null) return new CoreUnit(file, header, "", [], problem);
        if (result.Image is not { } image) return new CoreUnit(file, header, "", [], result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.Message ?? "it was not translated");
        if (dialect.Family == DialectFamily.Kernels) return OfOpenCl(file, header, OpenClImage.Read(image));
        CoreImage kernels = CoreImage.Read(image);
        return kernels.Kernels.Count == 0 ? null : new CoreUnit(file, header, LaunchWriter.File(dialect, kernels), kernels.Kernels, null);
    }

    // As nvcc -rdc=true does: with the device functions and variables that files beside this one define. Null: its own code does not compile.
    private static TranslationResult? TranslateLinked(Survey survey, SourceFile file, TranslationOptions options)
    {
        if (Compile(survey, file, isPart: true).Bitcode is not { } own) return null;
        options = options with { Kernels = Translator.Inspect(own).Kernels.Select(kernel => kernel.Name).ToHashSet() };
        List<ReadOnlyMemory<byte>> parts = [own];
        TranslationResult best = Translator.Translate(own, options);
        string? folder = System.IO.Path.GetDirectoryName(file.Path);
        foreach (SourceFile other in survey.Files.Where(other => other != file && other.IsCudaSource && other.IsText && !survey.IsPart(other) && System.IO.Path.GetDirectoryName(other.Path) == folder))
        {
            if (best.Image is not null) break;
            if (Compile(survey, other, isPart: true).Bitcode is not { } more || Translator.LinkRelocatable([.. parts, more]).Module is not { } linked) continue;
            TranslationResult result = Translator.Translate(linked, options);
            if (result.Image is null && result.Diagnostics.Count >= best.Diagnostics.Count) continue;
            parts.Add(more);
            best = result;
        }

        return best;
    }

    private static (byte[]? Bitcode, string Problem) Compile(Survey survey, SourceFile file, bool isPart)
    {
        string folder = Directory.CreateTempSubdirectory("cudabridge-cores-").FullName;
        try
        {
            string bitcode = System.IO.Path.Combine(folder, "device.bc");
            IReadOnlyList<string> own = survey.ArgumentsOf(file);
            CompileOptions options = new()
            {
                Source = file.Path,
                Overlay = Overlay(folder, file),
                Standard = own.Any(argument => argument.StartsWith("-std=", StringComparison.Ordinal)) ? null : "c++17",
                FrontEnd = own,
                ExtendedLambda = true,
                RelaxedConstexpr = true,
                NoWarnings = true,
                DeviceNames = true,
                Relocatable = isPart,
            };
            ChildResult compiled = Compile(options, bitcode);
            // As nvcc does for sources of CUDA 11.
            if (Refusals.In(compiled.Error).Any(refusal => refusal.Kind == RefusalKind.Reference)) compiled = Compile(options with { References = true }, bitcode);
            if (compiled.ExitCode == 0 && System.IO.File.Exists(bitcode)) return (System.IO.File.ReadAllBytes(bitcode), "");
            string first = compiled.Error.Split('\n').FirstOrDefault(line => line.Contains("error: ", StringComparison.Ordinal)) ?? "";
            int word = first.IndexOf("error: ", StringComparison.Ordinal);
            return (null, "clang could not compile its device code" + (word < 0 ? "" : ": " + first[(word + "error: ".Length)..].Trim()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ChildResult Compile(CompileOptions options, string bitcode) =>
        PrecompiledHeader.Run(DeviceCompiler.Arguments(options, DeviceOutput.Bitcode, bitcode), Capture.Output);

    private static CoreUnit? OfOpenCl(SourceFile file, string header, OpenClImage image) => image.Kernels.Count == 0 ? null : new CoreUnit(file, header, image.Source,
        [.. image.Kernels.Select(kernel => new CoreKernel(kernel.Name, kernel.SourceName, kernel.SourceName.Length == 0 ? CoreForm.Refused : CoreForm.General, kernel.Refusal, [], 3, (int)kernel.MaxThreads, false, 0))], null);
}
