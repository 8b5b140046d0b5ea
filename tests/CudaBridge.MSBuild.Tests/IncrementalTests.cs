namespace CudaBridge.MSBuild.Tests;

/// <summary>What a second build does after each kind of change.</summary>
public sealed class IncrementalTests
{
    [Fact]
    public void Without_a_change_nothing_runs()
    {
        using ScratchProject project = TwoFiles();
        var first = Build(project);
        string stamp = Path.Combine(project.Generated(), "kernels.stamp");
        DateTime made = File.GetLastWriteTimeUtc(stamp);

        Build(project).Should().Equal(first);
        File.GetLastWriteTimeUtc(stamp).Should().Be(made, "the program is not even started");
    }

    [Fact]
    public void A_changed_source_is_compiled_alone()
    {
        using ScratchProject project = TwoFiles();
        var first = Build(project);
        project.WriteKernel("a.cu", "__global__ void changed(float x) {}\n");

        var second = Build(project);
        (second["a"] > first["a"], second["b"] == first["b"]).Should().Be((true, true));
        Launchers(project).Should().Contain("changed").And.NotContain(" other_a(");
    }

    [Fact]
    public void A_changed_header_makes_its_users_be_compiled()
    {
        using ScratchProject project = TwoFiles();
        var first = Build(project);
        project.Write("include/shared.h", "struct Shared { int x; double y; };\n");

        var second = Build(project);
        (second["a"] > first["a"], second["b"] == first["b"]).Should().Be((true, true));
        File.ReadAllText(Path.Combine(project.Generated(), "CudaBridge.Types.g.cs")).Should().Contain("double y");
    }

    [Fact]
    public void A_removed_file_takes_its_outputs_along()
    {
        using ScratchProject project = TwoFiles();
        Build(project);
        File.Delete(Path.Combine(project.Folder, "b.cu"));

        Build(project).Keys.Should().Equal("a");
        Directory.GetFiles(project.Generated(), "b.*").Should().BeEmpty();

        File.Delete(Path.Combine(project.Folder, "a.cu"));
        project.MsBuild("CudaBridgeRequest").ExitCode.Should().Be(0);
        Directory.Exists(project.Generated()).Should().BeFalse();
    }

    [Fact]
    public void A_changed_option_compiles_the_files_it_is_for()
    {
        using ScratchProject project = TwoFiles("<CudaCompile Update=\"b.cu\" Defines=\"EXTRA=$(Extra);NAME=&quot;a b&quot;\" />");
        var first = Build(project, "-p:Extra=1");
        var second = Build(project, "-p:Extra=2");

        (second["a"] == first["a"], second["b"] > first["b"]).Should().Be((true, true));
    }

    [Fact]
    public void A_failed_file_is_reported_again_until_it_is_mended_and_the_others_are_kept()
    {
        using ScratchProject project = TwoFiles();
        project.WriteKernel("a.cu", "__global__ void broken(int x) { y = x; }\n");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            Outcome failed = project.Compile();
            failed.ExitCode.Should().NotBe(0);
            failed.Lines("a.cu").Should().Equal($"{project.Folder}/a.cu(1,33): error CB1030: use of undeclared identifier 'y' [{project.Folder}/app.csproj]");
        }
        DateTime kept = project.Images()["b"];
        project.WriteKernel("a.cu");

        var mended = Build(project);
        (mended.ContainsKey("a"), mended["b"] == kept).Should().Be((true, true));
    }

    [Fact]
    public void A_warning_is_shown_once_with_its_option_as_code()
    {
        using ScratchProject project = new();
        project.WriteKernel("a.cu", "__global__ void careless(int* x) {\n  x[0] == 1;\n}\n");
        Outcome built = project.Compile();
        built.ExitCode.Should().Be(0, built.Output);
        built.Output.Split('\n').Count(line => line.Contains("warning", StringComparison.Ordinal)).Should().Be(1, built.Output);
        built.Lines("warning").Single().Should().StartWith($"{project.Folder}/a.cu(2,").And.Contain("warning Wunused-comparison: ");
    }

    [Fact]
    public void Two_frameworks_are_built_side_by_side()
    {
        using ScratchProject project = new(frameworks: "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
        project.WriteKernel("a.cu");
        project.Write("Program.cs", "Console.WriteLine(typeof(Checks.AKernels));");
        Outcome built = project.Build();
        built.ExitCode.Should().Be(0, built.Output);
        (project.Images("net8.0").Count, project.Images("net10.0").Count).Should().Be((1, 1));
    }

    [Fact]
    public void Projects_of_a_solution_share_a_source_in_a_parallel_build()
    {
        const string shared = "<CudaCompile Include=\"../shared.cu\" />";
        using ScratchProject one = new("one", items: shared, properties: "<OutputType>Library</OutputType>");
        string two = Path.Combine(one.Scratch, "two");
        Directory.CreateDirectory(two);
        File.Copy(Path.Combine(one.Folder, "app.csproj"), Path.Combine(two, "other.csproj"));
        one.WriteKernel("../shared.cu");
        one.Write("all.proj", """
            <Project>
              <Target Name="Build"><MSBuild Projects="app.csproj;../two/other.csproj" BuildInParallel="true" Targets="CudaBridgeCompile" /></Target>
            </Project>
            """);
        Outcome built = one.Run("dotnet", "msbuild", "all.proj", "-m", "-nologo", "-v:m", "-nodeReuse:false");
        built.ExitCode.Should().Be(0, built.Output);
        one.Images().Keys.Should().Equal("shared");
        Directory.GetFiles(Path.Combine(two, "obj/Debug/net10.0/cudabridge"), "*.image").Should().ContainSingle();
    }

    [Fact]
    public void Paths_may_have_spaces_and_any_letters()
    {
        using ScratchProject project = new("Grüße an 世界 (neu)", items: "<CudaCompile Update=\"kerne/größe und form.cu\" IncludeDirectories=\"mit leer\" />");
        project.Write("mit leer/wert.h", "struct Wert { float f; };\n");
        project.WriteKernel("kerne/größe und form.cu", "#include \"wert.h\"\n__global__ void messen(Wert w) {}\n");
        Build(project).Should().ContainSingle();
        Launchers(project).Should().Contain("class GrößeUndFormKernels").And.Contain("messen(");

        project.WriteKernel("kerne/größe und form.cu", "\n__global__ void falsch(Wert w) {}\n");
        project.Compile().Lines("error CB1030").Single().Should().StartWith($"{project.Folder}/kerne/größe und form.cu(2,24): error CB1030: ");
    }

    [Fact]
    public void A_source_folder_may_be_read_only()
    {
        using ScratchProject project = new(items: "<CudaCompile Include=\"../sources/*.cu\" Instances=\"::only&lt;int&gt;\" />");
        string sources = Path.Combine(project.Scratch, "sources");
        project.WriteKernel("../sources/a.cu", "template <typename T> __global__ void only(T x) {}\n");
        File.SetUnixFileMode(Path.Combine(sources, "a.cu"), UnixFileMode.UserRead);
        File.SetUnixFileMode(sources, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Build(project).Keys.Should().Equal("a");
        Directory.GetFiles(sources).Should().ContainSingle();
        Launchers(project).Should().Contain(" only_int(");
    }

    [Fact]
    public void Clean_removes_what_the_build_made()
    {
        using ScratchProject project = TwoFiles();
        Build(project);
        project.MsBuild("Clean").ExitCode.Should().Be(0);
        Directory.Exists(project.Generated()).Should().BeFalse();
    }

    [Fact]
    public void An_editor_gets_the_methods_without_a_compilation_and_in_spite_of_errors()
    {
        using ScratchProject project = TwoFiles();
        project.WriteKernel("a.cu", "__global__ void half_written(int count) { this does not compile }\n");
        Outcome declared = project.MsBuild("CudaBridgeInclude", "-p:DesignTimeBuild=true");
        declared.ExitCode.Should().Be(0, declared.Output);
        project.Images().Should().BeEmpty();
        Launchers(project).Should().Contain(" half_written(").And.Contain("int count").And.Contain(" other_b(");
    }

    [Fact]
    public void What_C_sharp_cannot_pass_is_a_warning_at_the_parameter()
    {
        using ScratchProject project = new();
        project.WriteKernel("a.cu", "struct Bits { int a : 3; };\n__global__ void fine(int x) {}\n__global__ void refers(float x,\n  Bits bits) {}\n");
        Outcome built = project.Compile();
        built.ExitCode.Should().Be(0, built.Output);
        built.Lines("CB1032").Single().Should().StartWith($"{project.Folder}/a.cu(4,8): warning CB1032: no C# method for kernel 'refers': its parameter 'bits' is 'Bits', whose field 'a' is a bit-field");
        Launchers(project).Should().Contain(" fine(").And.NotContain(" refers(");
    }

    [Fact]
    public void Wrong_requests_are_errors_of_their_file()
    {
        using ScratchProject project = new(items: """
            <CudaCompile Update="a.cu" Instances="::missing&lt;int&gt;" />
            <CudaCompile Update="b.cu" Options="--no-such-option" />
            <CudaCompile Update="c.cu" Options="-rdc=true" />
            """);
        foreach (string name in new[] { "a.cu", "b.cu", "c.cu" }) project.WriteKernel(name);
        Outcome built = project.Compile();
        built.ExitCode.Should().NotBe(0);
        built.Lines("a.cu : error CB1031: there is no kernel instance '::missing<int>'").Should().NotBeEmpty();
        built.Lines("b.cu : error CB1001").Should().ContainSingle();
        built.Lines("c.cu : error CB1037").Should().ContainSingle();
    }

    [Fact]
    public void A_type_of_two_files_is_declared_once_and_must_be_one()
    {
        using ScratchProject project = new();
        project.Write("shared.h", "struct Shared { SHARED x; };\n");
        project.WriteKernel("a.cu", "#define SHARED int\n#include \"shared.h\"\n__global__ void first(Shared s) {}\n");
        project.WriteKernel("b.cu", "#define SHARED int\n#include \"shared.h\"\n__global__ void second(Shared s) {}\n");
        Build(project);
        string types = Path.Combine(project.Generated(), "CudaBridge.Types.g.cs");
        File.ReadAllText(types).Split("partial struct Shared").Should().HaveCount(2);

        project.WriteKernel("b.cu", "#define SHARED float\n#include \"shared.h\"\n__global__ void second(Shared s) {}\n");
        project.Compile().Lines("b.cu : error CB1034: type 'Checks.Shared'").Should().ContainSingle();
    }

    private static ScratchProject TwoFiles(string items = "")
    {
        ScratchProject project = new(items: items + "<CudaCompile Update=\"a.cu\" IncludeDirectories=\"include\" />");
        project.Write("include/shared.h", "struct Shared { int x; };\n");
        project.WriteKernel("a.cu", "#include \"shared.h\"\n__global__ void other_a(Shared s) {}\n");
        project.WriteKernel("b.cu", "__global__ void other_b(int* x) {}\n");
        return project;
    }

    private static IReadOnlyDictionary<string, DateTime> Build(ScratchProject project, params string[] properties)
    {
        Outcome built = project.Compile(properties);
        built.ExitCode.Should().Be(0, built.Output);
        return project.Images();
    }

    private static string Launchers(ScratchProject project) =>
        string.Concat(Directory.GetFiles(project.Generated(), "*.g.cs").Select(File.ReadAllText));
}
