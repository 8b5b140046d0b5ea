using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CudaBridge.Architecture;

/// <summary>src/ARCHITECTURE.md §2 says who may reference whom.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Abi"] = [],
        ["Abi.Generator"] = [],
        ["Interop.Llvm"] = [],
        ["Interop.Clang"] = [],
        ["Ptx"] = [],
        ["Compiler"] = ["Abi", "Interop.Llvm", "Ptx"],
        ["Frontend.Clang"] = ["Compiler", "Interop.Clang"],
        ["Runtime"] = ["Abi", "Compiler"],
        ["Shim"] = ["Runtime", "Abi.Generator"],
        ["Porting"] = ["Frontend.Clang", "Interop.Clang"],
        ["Cli"] = ["Frontend.Clang", "Porting", "Runtime"],
    };

    public static TheoryData<string> Projects => [.. Directory.GetFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories).Select(NameOf).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_architecture_allows(string project)
    {
        s_allowed.Should().ContainKey(project, "a new project is a decision: write it into src/ARCHITECTURE.md and into this table");
        References(project).Should().BeSubsetOf(s_allowed[project]);
    }

    [Fact]
    public void The_page_lists_every_project()
    {
        string page = File.ReadAllText(Repository.At("src", "ARCHITECTURE.md"));
        foreach (string project in s_allowed.Keys) page.Should().Contain($"| `CudaBridge.{project}` |");
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        string solution = File.ReadAllText(Repository.At("CudaBridge.sln"));
        foreach (string area in new[] { "src", "tests", "tools" })
            foreach (string file in Directory.GetFiles(Repository.At(area), "*.csproj", SearchOption.AllDirectories))
                solution.Should().Contain(Path.GetFileName(file));
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Repository.At("src", $"CudaBridge.{project}", $"CudaBridge.{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => NameOf(reference.Attribute("Include")!.Value));

    private static string NameOf(string path) => Regex.Match(path, @"CudaBridge\.([^/]+)\.csproj$").Groups[1].Value;
}
