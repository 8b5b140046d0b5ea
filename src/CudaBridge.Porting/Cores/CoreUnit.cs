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
        return survey.Files.Where(file => file.IsCudaSource && file.IsText).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Max(1, Environment.ProcessorCount / 2))
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
            };
            ChildResult compiled = ChildProcess.Run(ClangDriver.ProgramPath, [.. DeviceCompiler.Arguments(options, DeviceOutput.Bitcode, bitcode)], Capture.Error | Capture.Output);
            if (compiled.ExitCode != 0 || !System.IO.File.Exists(bitcode)) return new CoreUnit(file, header, "", [], "clang could not compile its device code");
            TranslationResult result = Translator.Translate(System.IO.File.ReadAllBytes(bitcode), new TranslationOptions { Target = dialect.Name, SourceName = file.Name });
            if (result.Image is not { } image) return new CoreUnit(file, header, "", [], result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.Message ?? "it was not translated");
            if (dialect.Family == DialectFamily.Kernels) return OfOpenCl(file, header, OpenClImage.Read(image));
            CoreImage kernels = CoreImage.Read(image);
            return kernels.Kernels.Count == 0 ? null : new CoreUnit(file, header, LaunchWriter.File(dialect, kernels), kernels.Kernels, null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CoreUnit? OfOpenCl(SourceFile file, string header, OpenClImage image) => image.Kernels.Count == 0 ? null : new CoreUnit(file, header, image.Source,
        [.. image.Kernels.Select(kernel => new CoreKernel(kernel.Name, kernel.SourceName, kernel.SourceName.Length == 0 ? CoreForm.Refused : CoreForm.General, kernel.Refusal, [], 3, (int)kernel.MaxThreads, false, 0))], null);
}
