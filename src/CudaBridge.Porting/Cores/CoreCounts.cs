using System.Globalization;
using System.Text;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Cores;

/// <summary>How many kernels of a tree were translated for cores without threads, and why the others were not.</summary>
/// <param name="Tiles">Kernels that use the maker's vector operations.</param>
/// <param name="Threads">Kernels that run a block's threads in loops.</param>
/// <param name="OneCore">How many of these run on one core.</param>
/// <param name="Refused">Reasons, the most frequent first.</param>
public sealed record CoreCounts(int Tiles, int Threads, int OneCore, IReadOnlyList<(string Reason, int Kernels)> Refused)
{
    public static CoreCounts Of(PortedTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        List<CoreKernel> kernels = [.. tree.Cores.Values.SelectMany(unit => unit.Kernels)];
        return new CoreCounts(kernels.Count(k => k.Form == CoreForm.Tiles), kernels.Count(k => k.Form == CoreForm.General), kernels.Count(k => k.OneCore),
            [.. tree.Findings.Where(finding => finding.Id == "CB4028").GroupBy(finding => finding.Detail).Select(same => (same.Key, same.Count())).OrderByDescending(same => same.Item2)]);
    }

    public override string ToString()
    {
        int refused = Refused.Sum(row => row.Kernels), translated = Tiles + Threads;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{translated} of {translated + refused} kernels translated: {Tiles} as tiles, {Threads} thread by thread, {OneCore} of these on one core");
        foreach ((string reason, int count) in Refused) text.Append(CultureInfo.InvariantCulture, $"\n{count,6} refused: {reason}");
        return text.ToString();
    }
}
