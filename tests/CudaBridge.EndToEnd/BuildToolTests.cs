namespace CudaBridge.EndToEnd;

/// <summary>The other ways to build a program: in one go with <c>cudabridge run</c>, file by file, with CMake.</summary>
public sealed class BuildToolTests
{
    // Every sample is built by nvcc in SourceRoadTests; here are one that is plain, one that needs an option of its own and one that needs a library.
    [Theory]
    [InlineData("vector_add")]
    [InlineData("dynamic_parallelism")]
    [InlineData("random_numbers")]
    public void Cudabridge_run_compiles_and_runs_it(string sample)
    {
        using var scratch = new Scratch();
        Sample.ExpectPass(ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.CudaBridge, ["run", Sample.PathOf(sample), .. Sample.OptionsOf(sample)], ("CUDABRIDGE_CACHE", scratch.Folder)), sample);
    }

    [Fact]
    public void Separately_compiled_files_are_linked()
    {
        using var scratch = new Scratch();
        string folder = Path.Combine(ToolkitUnderTest.Samples, "separate_compilation");
        foreach (string file in new[] { "main", "shapes" })
            ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["-dc", Path.Combine(folder, file + ".cu"), "-o", file + ".o"]).All.Should().BeEmpty();
        ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["main.o", "shapes.o", "-o", "program"]).All.Should().BeEmpty();
        Sample.ExpectPass(ToolkitUnderTest.Run(scratch.Folder, Path.Combine(scratch.Folder, "program"), []), "separate_compilation");
    }

    // All samples are configured, a few are built: the files themselves are SourceRoadTests' matter.
    [Theory]
    [InlineData("Unix Makefiles", "/usr/bin/make")]
    [InlineData("Ninja", "/usr/bin/ninja")]
    public void A_CMake_project_builds_and_passes(string generator, string tool)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/cmake") && File.Exists(tool), $"cmake or {Path.GetFileName(tool)} is not installed");
        using var scratch = new Scratch();
        string[] some = ["vector_add", "templates", "dynamic_parallelism", "separate_compilation"];
        var configured = ToolkitUnderTest.Run(scratch.Folder, "cmake", ["-S", ToolkitUnderTest.Samples, "-B", "build", "-G", generator, $"-DCMAKE_CUDA_COMPILER={ToolkitUnderTest.Nvcc}"]);
        configured.ExitCode.Should().Be(0, configured.All);
        var built = ToolkitUnderTest.Run(scratch.Folder, "cmake", ["--build", "build", "--parallel", "2", "--target", .. some]);
        built.ExitCode.Should().Be(0, built.All);
        var tested = ToolkitUnderTest.Run(scratch.Folder, "ctest", ["--test-dir", "build", "--output-on-failure", "--timeout", "120", "-R", $"^({string.Join('|', some)})$"]);
        tested.ExitCode.Should().Be(0, tested.All);
        tested.Output.Should().Contain($"100% tests passed, 0 tests failed out of {some.Length}");
    }
}
