namespace CudaBridge.EndToEnd;

/// <summary>
/// The programs of kernels/samples that are one file. Each checks itself. They go down every road a user can take, and each road is a test class of its
/// own, as xUnit runs classes side by side.
/// </summary>
public static class Sample
{
    private const string OwnOptions = "// nvcc ";
    private const int HeadLines = 5;

    public static IEnumerable<string> Names => Directory.GetFiles(ToolkitUnderTest.Samples, "*.cu").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static TheoryData<string> All => [.. Names];

    public static string PathOf(string sample) => Path.Combine(ToolkitUnderTest.Samples, sample + ".cu");

    /// <summary>What nvcc needs for all of them, and what the sample's own head asks for.</summary>
    public static string[] OptionsOf(string sample) => ["-std=c++17", "--extended-lambda", .. File.ReadLines(PathOf(sample)).Take(HeadLines).SelectMany(OptionsIn)];

    /// <summary>Compiles a sample with nvcc, which says nothing when all is well.</summary>
    /// <returns>the program's path</returns>
    public static string Build(string sample, string folder, params (string Name, string Value)[] environment)
    {
        string program = Path.Combine(folder, sample);
        var built = ToolkitUnderTest.Run(folder, ToolkitUnderTest.Nvcc, [.. OptionsOf(sample), PathOf(sample), "-o", program], environment);
        built.All.Should().BeEmpty("nvcc is silent when all is well");
        built.ExitCode.Should().Be(0);
        return program;
    }

    public static void ExpectPass(Outcome outcome, string sample)
    {
        outcome.ExitCode.Should().Be(0, outcome.All);
        outcome.Output.Should().EndWith($"{sample}: ok\n");
    }

    private static string[] OptionsIn(string line) => line.StartsWith(OwnOptions, StringComparison.Ordinal) ? line[OwnOptions.Length..].Split(' ') : [];
}
