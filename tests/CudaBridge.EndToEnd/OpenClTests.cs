namespace CudaBridge.EndToEnd;

/// <summary>Programs that nvcc made run on an OpenCL device by an environment variable alone; without such a device the tests are skipped.</summary>
public sealed class OpenClTests(SamplePrograms programs)
{
    // What OpenCL C cannot say, and the words that the refusal uses.
    private static readonly Dictionary<string, string> s_refused = new()
    {
        ["atomics"] = "a loop that waits for another thread",
        ["clocks"] = "reading a clock",
        ["dynamic_parallelism"] = "a launch by a kernel",
        ["device_heap"] = "memory that kernels allocate",
        ["function_pointers"] = "memory that kernels allocate",
        ["grid_sync"] = "a grid-wide barrier",
        ["last_block"] = "a loop that waits for another thread",
        ["recursion"] = "recursion",
        ["shared_objects"] = "a loop that waits for another thread",
        ["streams_and_events"] = "a loop that waits for another thread",
    };

    // Its kernels touch memory that is not theirs: OpenCL has no way to survive that.
    private static readonly string[] s_crashing = ["device_errors"];

    private static readonly Lazy<string?> s_missing = new(FindDevice);

    public static TheoryData<string> Running => [.. Sample.Names.Where(s => !s_refused.ContainsKey(s) && !s_crashing.Contains(s))];

    public static TheoryData<string> Refused => [.. s_refused.Keys];

    [Theory]
    [MemberData(nameof(Running))]
    public void The_same_executable_passes_its_check_there(string sample)
    {
        Outcome run = Run(sample);
        Sample.ExpectPass(run, sample);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_OpenCL_cannot_say_is_refused_with_its_reason(string sample)
    {
        Outcome run = Run(sample);
        run.ExitCode.Should().NotBe(0);
        run.All.Should().Contain(s_refused[sample]);
    }

    [Fact]
    public void A_device_that_is_not_here_is_named_in_the_message()
    {
        Outcome run = programs.Run("vector_add", ("CUDABRIDGE_DEVICE", "opencl:no such device"));
        run.ExitCode.Should().NotBe(0);
        run.All.Should().Contain("CB3030").And.Contain("CUDABRIDGE_DEVICE=opencl:no such device");
    }

    [Fact]
    public void Kernels_are_written_as_OpenCL_C_to_read()
    {
        using var scratch = new Scratch();
        Outcome written = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.CudaBridge, ["translate", Path.Combine(ToolkitUnderTest.Samples, "vector_add.cu"), "--target", "opencl-c"]);
        written.ExitCode.Should().Be(0, written.All);
        written.Output.Should().Contain("__kernel void add(__global float *").And.Contain("get_local_id(0)");
    }

    private Outcome Run(string sample)
    {
        Assert.SkipWhen(s_missing.Value is not null, s_missing.Value ?? "");
        using var scratch = new Scratch();
        return programs.Run(sample, ("CUDABRIDGE_DEVICE", "opencl"), ("CUDABRIDGE_LOG", "1"), ("CUDABRIDGE_CACHE", scratch.Folder));
    }

    private static string? FindDevice()
    {
        using var scratch = new Scratch();
        Outcome devices = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.CudaBridge, ["devices"]);
        return devices.Output.Contains("OpenCL C", StringComparison.Ordinal) ? null : $"no OpenCL device is here:\n{devices.All}";
    }
}
