namespace CudaBridge.MSBuild.Tests;

/// <summary>A program whose kernels check on the device what the generated methods passed, built and run as users do.</summary>
public sealed class ApplicationTests : IClassFixture<ApplicationTests.BuiltProgram>
{
    private readonly BuiltProgram _program;

    public ApplicationTests(BuiltProgram program) => _program = program;

    [Fact]
    public void Every_parameter_arrives_as_it_was_passed()
    {
        Outcome run = _program.Run();
        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().NotContain("WRONG");
        run.Lines("ok ").Should().HaveCountGreaterThanOrEqualTo(35);
        run.Lines("allocated").Should().Equal("allocated 0");
        run.Output.Should().NotContain("CB3020", "everything is disposed");
    }

    [Fact]
    public void Comments_become_XML_documentation()
    {
        string launchers = File.ReadAllText(Directory.GetFiles(_program.Project.Generated(), "kernels.*.g.cs").Single());
        launchers.Should().Contain("<summary>Adds &lt;two&gt; vectors &amp; stores the sum.</summary>").And.Contain("<param name=\"n\">how many</param>");
    }

    [Fact]
    public void Debug_builds_say_what_was_not_disposed()
    {
        Outcome run = _program.Run("leak");
        run.Lines("CB3020").Single().Should().Contain("CudaDeviceVariable<Int32> of 10 elements was never disposed").And.Contain("Program.cs:line");
    }

    [Fact]
    public void A_second_build_takes_everything_as_it_is()
    {
        string image = Directory.GetFiles(_program.Project.Generated(), "*.image").Single(), assembly = Path.Combine(_program.Project.Folder, "bin/Debug/net10.0/app.dll");
        (DateTime, DateTime) before = (File.GetLastWriteTimeUtc(image), File.GetLastWriteTimeUtc(assembly));
        _program.Project.Build("--no-restore").ExitCode.Should().Be(0);
        (File.GetLastWriteTimeUtc(image), File.GetLastWriteTimeUtc(assembly)).Should().Be(before);
    }

    /// <summary>Built once for the class.</summary>
    public sealed class BuiltProgram : IDisposable
    {
        public BuiltProgram()
        {
            Project = new ScratchProject(items: "<CudaCompile Update=\"kernels.cu\" Instances=\"::generic&lt;long&gt;;seven = ::generic_value&lt;float, 7&gt;\" />",
                properties: "<CudaAheadOfTime>native</CudaAheadOfTime>");
            Project.CopyAsset("Kernels");
            Outcome built = Project.Build();
            built.ExitCode.Should().Be(0, built.Output);
        }

        internal ScratchProject Project { get; }

        internal Outcome Run(params string[] arguments) => Project.Run("dotnet", [Path.Combine("bin", "Debug", "net10.0", "app.dll"), .. arguments]);

        public void Dispose() => Project.Dispose();
    }
}
