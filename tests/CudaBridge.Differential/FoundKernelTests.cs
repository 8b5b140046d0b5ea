using CudaBridge.Compiler;
using CudaBridge.Fuzz.Execute;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Differential;

/// <summary>
/// Kernels that once gave other results when vectorised; docs/fuzz.md lists what was wrong. A file of <c>cases/</c> holds one kernel named as the file,
/// with the generator's parameters (<c>PARAMETERS</c>). It is compared in every instruction set and number of lanes.
/// </summary>
public sealed class FoundKernelTests
{
    private static readonly string s_cases = Path.Combine(FindRoot(), "tests", "CudaBridge.Differential", "cases");

    public static TheoryData<string> Cases => [.. Directory.GetFiles(s_cases).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_one_result_in_every_combination(string file)
    {
        Path.GetExtension(file).Should().Be(".cu", "nothing else is run here");
        GeneratedKernel kernel = KernelFile.Read(Path.Combine(s_cases, file));
        string[] isas = [.. new[] { "x86-64-v4", "x86-64-v3", "x86-64-v2", "aarch64" }.Where(HostIsa.CanRun)];
        using Comparison comparison = new(Combination.All(isas, [0, 8, 64]), new Statistics(), _ => { });
        // The seeds choose the launches.
        comparison.Run([.. new ulong[] { 0, 4 }.Select(seed => new Candidate(seed, kernel))]).Should().BeEmpty();
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CudaBridge.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("the tests run inside the repository");
    }
}
