namespace CudaBridge.FileTests;

/// <summary>Runs every file below <c>cases/</c>. <c>CUDABRIDGE_BLESS=1</c> rewrites what the files expect.</summary>
public class FileTestRunner
{
    private static readonly bool s_bless = Environment.GetEnvironmentVariable("CUDABRIDGE_BLESS") == "1";
    private static readonly string s_cases = FindCases();

    public static TheoryData<string> Files => new(Directory.EnumerateFiles(s_cases, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => Path.GetRelativePath(s_cases, f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Gives_what_the_file_expects(string file)
    {
        (Path.GetExtension(file) is ".ll" or ".cu").Should().BeTrue($"{file} is claimed by no test");
        FileTest test = new(Path.Combine(s_cases, file));
        string actual = test.Run();
        actual.Trim().Should().NotBeEmpty($"{file} would pass whatever the compiler did");
        if (s_bless) test.Bless(actual);
        else actual.Should().Be(test.Expected, $"{file} expects it (CUDABRIDGE_BLESS=1 rewrites the expectation)");
    }

    private static string FindCases()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "tests", "CudaBridge.FileTests", "cases")))
                return Path.Combine(folder.FullName, "tests", "CudaBridge.FileTests", "cases");
        throw new DirectoryNotFoundException("tests/CudaBridge.FileTests/cases");
    }
}
