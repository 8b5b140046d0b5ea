using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Porting.Analysis;
using CudaBridge.Porting.Cores;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>A file in a dialect.</summary>
/// <param name="NewName">Path from the output's root.</param>
/// <param name="Result">Null: the file is left as it is.</param>
public sealed record PortedFile(SourceFile File, string NewName, RewriteResult? Result)
{
    public bool IsChanged => Result is { Edits.Count: > 0 };
    public byte[] Bytes => SourceText.Bytes(Result is null ? File.Source!.Text : Edits.Apply(File.Source!.Text, Result.Edits));
}

/// <summary>A kernel and what stands in the way of its translation.</summary>
public sealed record PortedKernel(string File, string Name, int Line, int Findings, Weight? Worst);

/// <summary>A tree translated into one dialect.</summary>
public sealed class PortedTree
{
    private PortedTree(Survey survey, Dialect dialect, IReadOnlyList<PortedFile> files, IReadOnlyDictionary<string, CoreUnit> cores)
    {
        Cores = cores;
        Survey = survey;
        Dialect = dialect;
        Files = files;
        Findings = [.. survey.FileFindings, .. files.Where(file => file.Result is not null).SelectMany(file => file.Result!.Findings)];
        Kernels = [.. files.SelectMany(KernelsOf)];
    }

    /// <summary>For cores without threads the translated kernels of each unit, by its path.</summary>
    public IReadOnlyDictionary<string, CoreUnit> Cores { get; }

    public Survey Survey { get; }
    public Dialect Dialect { get; }
    public IReadOnlyList<PortedFile> Files { get; }
    public IReadOnlyList<Finding> Findings { get; }
    public IReadOnlyList<PortedKernel> Kernels { get; }

    /// <summary>Headers of ours that the output includes, with their texts.</summary>
    public IReadOnlyDictionary<string, string> Helpers => HelperHeader.Texts(Dialect, Files.SelectMany(file => file.Result?.OwnHeaders ?? Enumerable.Empty<string>())
        .Concat(Dialect.Helper is { } helper && Cores.Values.Any(unit => unit.Text.Length > 0) ? [helper] : []));

    /// <param name="keepNames">Files keep their names: <c>.cu</c> does not become the dialect's extension.</param>
    public static PortedTree Of(Survey survey, Dialect dialect, bool keepNames = false)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(dialect);
        Renaming names = new(survey, keepNames ? ".cu" : dialect.Extension, ".cu");
        bool IsMain(string header) => CudaText.IsRuntimeHeader(header) || header == dialect.MainHeader || HelperHeader.IsOurs(header)
            || header == dialect.FindHeader("cuda_runtime.h")?.Target;
        HashSet<SourceFile> withHeader = survey.Includes.Reaching(IsMain);
        HashSet<string> own = [.. survey.Files.Where(file => file.MentionsCuda).SelectMany(ProgramNames.DeclaredIn)];
        IReadOnlyDictionary<string, CoreUnit> cores = CoreUnit.Of(survey, dialect);
        Dictionary<string, CoreKernel> kernels = [];
        foreach (CoreKernel kernel in cores.Values.SelectMany(unit => unit.Kernels))
            if (!kernels.TryGetValue(LaunchWriter.PlainName(kernel), out CoreKernel? known) || kernel.Form < known.Form) kernels[LaunchWriter.PlainName(kernel)] = kernel;
        return new PortedTree(survey, dialect, [.. survey.Files.AsParallel().AsOrdered().Select(file => Port(survey, dialect, file, names, !survey.Includes.StartsWith(file, IsMain, withHeader), own, kernels, cores.GetValueOrDefault(file.Path)))], cores);
    }

    /// <summary>How often CUDA names were met, by status.</summary>
    public IReadOnlyDictionary<Status, int> Uses => Enum.GetValues<Status>().ToDictionary(status => status, status =>
        Files.Where(file => file.Result is not null).SelectMany(file => file.Result!.Uses).Where(use => use.Key.Status == status).Sum(use => use.Value));

    private static PortedFile Port(Survey survey, Dialect dialect, SourceFile file, Renaming names, bool lacksHeader, HashSet<string> own, Dictionary<string, CoreKernel> kernels, CoreUnit? core)
    {
        string newName = names.Of(file);
        if (!file.IsText || HelperHeader.IsOurs(System.IO.Path.GetFileName(file.Name)) || !(file.MentionsCuda || names.Touches(file))) return new PortedFile(file, newName, null);
        RewriteInput input = new(file.Name, file.Source!, file.Tokens, survey.Facts.GetValueOrDefault(file.Path),
            file.IsCudaSource && lacksHeader, name => names.Include(file, name), name => survey.Includes.Resolve(file, name) is not null)
        {
            OwnNames = own,
            CoreKernels = kernels,
            KernelProblem = core?.Problem,
            KernelHeader = core is { Text.Length: > 0 } ? core.Header : null,
        };
        return new PortedFile(file, newName, FileRewriter.Rewrite(dialect, input));
    }

    private IEnumerable<PortedKernel> KernelsOf(PortedFile file)
    {
        if (file.Result is null || !Survey.Facts.TryGetValue(file.File.Path, out FileFacts? facts)) yield break;
        foreach (KernelPlace kernel in facts.Kernels.Values.OrderBy(kernel => kernel.Start))
        {
            List<Finding> inside = [.. file.Result.Findings.Where(finding => finding.Offset >= kernel.Start && finding.Offset < kernel.End && finding.Weight != Weight.Note)];
            yield return new PortedKernel(file.File.Name, kernel.Name, file.File.Source!.PlaceOf(kernel.Start).Line, inside.Count, inside.Count > 0 ? inside.Min(finding => finding.Weight) : null);
        }
    }
}

/// <summary>What files are called in the output, and how includes of renamed files follow.</summary>
internal sealed class Renaming(Survey survey, string extension, string from)
{
    public string Of(SourceFile file) => extension != from && file.Name.EndsWith(from, StringComparison.Ordinal) ? file.Name[..^from.Length] + extension : file.Name;

    /// <summary>The new spelling of an include; null: as it was.</summary>
    public string? Include(SourceFile includer, string name) =>
        extension != from && name.EndsWith(from, StringComparison.Ordinal) && survey.Includes.Resolve(includer, name) is not null ? name[..^from.Length] + extension : null;

    public bool Touches(SourceFile file) => extension != from && Includes.NamesIn(file).Any(name => Include(file, name) is not null);
}
