namespace CudaBridge.EndToEnd;

/// <summary>The programs of kernels/samples that are one file.</summary>
internal static class Sample
{
    private const string OwnOptions = "// nvcc ";
    private const int HeadLines = 5;

    public static IEnumerable<string> Names => Directory.GetFiles(ToolkitUnderTest.Samples, "*.cu").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static string PathOf(string sample) => Path.Combine(ToolkitUnderTest.Samples, sample + ".cu");

    /// <summary>What nvcc needs for all of them, and what the sample's own head asks for.</summary>
    public static string[] OptionsOf(string sample) => ["-std=c++17", "--extended-lambda", .. File.ReadLines(PathOf(sample)).Take(HeadLines).SelectMany(OptionsIn)];

    private static string[] OptionsIn(string line) => line.StartsWith(OwnOptions, StringComparison.Ordinal) ? line[OwnOptions.Length..].Split(' ') : [];
}
