using System.Text.RegularExpressions;

namespace CudaBridge.Architecture;

/// <summary>What holds for every file of the tree.</summary>
public sealed partial class TreeTests
{
    private static readonly string[] s_areas = ["src", "tests", "tools", "kernels", "docs", ".ci"];

    private static IEnumerable<string> Files(params string[] extensions) => s_areas.Select(a => Repository.At(a)).Where(Directory.Exists)
        .SelectMany(area => Directory.EnumerateFiles(area, "*", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && extensions.Contains(Path.GetExtension(file)));

    [Fact]
    public void Every_sample_checks_itself()
    {
        var samples = Directory.GetFiles(Repository.At("kernels", "samples"), "*.cu");
        samples.Length.Should().BeGreaterThanOrEqualTo(25);
        foreach (string sample in samples)
        {
            string text = File.ReadAllText(sample), name = Path.GetFileNameWithoutExtension(sample);
            text.Should().Contain("EXPECT(", name).And.Contain($"return finish(\"{name}\");", name);
        }
    }

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        foreach (string file in Files(".cs", ".c", ".h", ".cu", ".md", ".props", ".csproj", ".sh", ".txt"))
            MachinePath().IsMatch(File.ReadAllText(file)).Should().BeFalse(file);
    }

    [Fact]
    public void Namespaces_are_of_their_whole_file()
    {
        foreach (string file in Files(".cs")) BlockNamespace().IsMatch(File.ReadAllText(file)).Should().BeFalse(file);
    }

    [Fact]
    public void Both_build_scripts_know_the_same_verbs()
    {
        string Verbs(string script) => VerbLine().Match(File.ReadAllText(Repository.At(script))).Groups[1].Value;
        Verbs("build.sh").Should().NotBeEmpty().And.Be(Verbs("build.ps1"));
    }

    [GeneratedRegex(@"[ ""(=:](/work|/root|/farm)/[a-z]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^namespace [\w.]+\s*(\{|$)", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();

    [GeneratedRegex(@"build\.(?:sh|ps1) (setup .*?clean)")]
    private static partial Regex VerbLine();
}
