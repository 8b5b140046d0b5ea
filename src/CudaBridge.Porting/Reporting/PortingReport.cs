using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Reporting;

/// <summary>How one target fares. Shares are of uses: a name met ten times counts ten times.</summary>
public sealed record TargetSummary(Dialect Dialect, IReadOnlyDictionary<Status, int> Uses, int Kernels, int CleanKernels, IReadOnlyList<Finding> Findings)
{
    public int AllUses => Uses.Values.Sum();

    /// <summary>Percent of uses that translate by themselves; 100 when there are none.</summary>
    public double MappedPercent => AllUses == 0 ? 100 : 100.0 * Uses[Status.Mapped] / AllUses;

    public double KernelPercent => Kernels == 0 ? 100 : 100.0 * CleanKernels / Kernels;

    public int Count(Weight weight) => Findings.Count(finding => finding.Weight == weight);
}

/// <summary>What porting a tree to each target takes.</summary>
public sealed record PortingReport(string Name, int Files, int CudaFiles, int Lines, IReadOnlyList<TargetSummary> Targets)
{
    public static PortingReport Of(Survey survey, IEnumerable<Dialect> dialects)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(dialects);
        return new PortingReport(Path.GetFileName(survey.Tree.Root), survey.Files.Count, survey.Files.Count(file => file.MentionsCuda),
            survey.Files.Where(file => file.MentionsCuda).Sum(file => file.Source!.Lines), [.. dialects.Select(dialect => Summarize(PortedTree.Of(survey, dialect)))]);
    }

    private static TargetSummary Summarize(PortedTree tree) =>
        new(tree.Dialect, tree.Uses, tree.Kernels.Count, tree.Kernels.Count(kernel => kernel.Findings == 0),
            [.. tree.Findings.OrderBy(finding => finding.Weight).ThenBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line)]);
}
