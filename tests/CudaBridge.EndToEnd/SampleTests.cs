namespace CudaBridge.EndToEnd;

/// <summary>Every sample checks itself; here they go down each road a user can take.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> All => [.. Sample.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Nvcc_builds_a_program_that_passes_its_own_check(string sample)
    {
        using var scratch = new Scratch();
        var built = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, [.. Sample.OptionsOf(sample), Sample.PathOf(sample), "-o", "program"]);
        built.All.Should().BeEmpty("nvcc is silent when all is well");
        built.ExitCode.Should().Be(0);
        ExpectPass(ToolkitUnderTest.Run(scratch.Folder, Path.Combine(scratch.Folder, "program"), []), sample);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void One_lane_at_a_time_they_pass_the_same_checks(string sample)
    {
        using var scratch = new Scratch();
        var built = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, [.. Sample.OptionsOf(sample), Sample.PathOf(sample), "-o", "program"], ("CUDABRIDGE_MODE", "scalar"));
        built.ExitCode.Should().Be(0, built.All);
        ExpectPass(ToolkitUnderTest.Run(scratch.Folder, Path.Combine(scratch.Folder, "program"), [], ("CUDABRIDGE_MODE", "scalar")), sample);
    }

    // clang's PTX does not say which variables are managed.
    public static TheoryData<string> OnThePtxRoad => [.. Sample.Names.Where(sample => sample != "managed_memory")];

    [Theory]
    [MemberData(nameof(OnThePtxRoad))]
    public void Kernels_that_went_through_PTX_pass_the_same_checks(string sample)
    {
        using var scratch = new Scratch();
        var built = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, [.. Sample.OptionsOf(sample), Sample.PathOf(sample), "-o", "program"], ("CUDABRIDGE_ROAD", "ptx"));
        built.All.Should().BeEmpty("nvcc is silent when all is well");
        built.ExitCode.Should().Be(0);
        ExpectPass(ToolkitUnderTest.Run(scratch.Folder, Path.Combine(scratch.Folder, "program"), []), sample);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Cudabridge_run_compiles_and_runs_it(string sample)
    {
        using var scratch = new Scratch();
        ExpectPass(ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.CudaBridge, ["run", Sample.PathOf(sample), .. Sample.OptionsOf(sample)], ("CUDABRIDGE_CACHE", scratch.Folder)), sample);
    }

    [Fact]
    public void Separately_compiled_files_are_linked()
    {
        using var scratch = new Scratch();
        string folder = Path.Combine(ToolkitUnderTest.Samples, "separate_compilation");
        foreach (string file in new[] { "main", "shapes" })
            ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["-dc", Path.Combine(folder, file + ".cu"), "-o", file + ".o"]).All.Should().BeEmpty();
        ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["main.o", "shapes.o", "-o", "program"]).All.Should().BeEmpty();
        ExpectPass(ToolkitUnderTest.Run(scratch.Folder, Path.Combine(scratch.Folder, "program"), []), "separate_compilation");
    }

    [Theory]
    [InlineData("Unix Makefiles", "/usr/bin/make")]
    [InlineData("Ninja", "/usr/bin/ninja")]
    public void A_CMake_project_builds_and_passes(string generator, string tool)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/cmake") && File.Exists(tool), $"cmake or {Path.GetFileName(tool)} is not installed");
        using var scratch = new Scratch();
        // One generator builds everything; that the other works is seen on a few.
        string[] targets = generator == "Ninja" ? [] : ["--target", "vector_add", "separate_compilation", "templates"];
        string[] tests = generator == "Ninja" ? [] : ["-R", "^(vector_add|separate_compilation|templates)$"];
        var configured = ToolkitUnderTest.Run(scratch.Folder, "cmake", ["-S", ToolkitUnderTest.Samples, "-B", "build", "-G", generator, $"-DCMAKE_CUDA_COMPILER={ToolkitUnderTest.Nvcc}"]);
        configured.ExitCode.Should().Be(0, configured.All);
        var built = ToolkitUnderTest.Run(scratch.Folder, "cmake", ["--build", "build", "--parallel", "2", .. targets]);
        built.ExitCode.Should().Be(0, built.All);
        var tested = ToolkitUnderTest.Run(scratch.Folder, "ctest", ["--test-dir", "build", "--output-on-failure", "--timeout", "120", .. tests]);
        tested.ExitCode.Should().Be(0, tested.All);
        tested.Output.Should().Contain("100% tests passed").And.NotContain("No tests were found");
    }

    private static void ExpectPass(Outcome outcome, string sample)
    {
        outcome.ExitCode.Should().Be(0, outcome.All);
        outcome.Output.Should().EndWith($"{sample}: ok\n");
    }
}
