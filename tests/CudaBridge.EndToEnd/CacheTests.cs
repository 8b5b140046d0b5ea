namespace CudaBridge.EndToEnd;

/// <summary>The disk cache is a convenience: whatever is wrong with it, programs run.</summary>
public sealed class CacheTests
{
    private static string Sample => Path.Combine(ToolkitUnderTest.Samples, "vector_add.cu");

    private static Outcome RunWithCache(string folder, string cache) =>
        ToolkitUnderTest.Run(folder, ToolkitUnderTest.CudaBridge, ["run", Sample], ("CUDABRIDGE_CACHE", cache));

    [Fact]
    public async Task Two_processes_may_compile_the_same_program_at_once()
    {
        using var scratch = new Scratch();
        string cache = Path.Combine(scratch.Folder, "cache");
        var both = await Task.WhenAll(Task.Run(() => RunWithCache(scratch.Folder, cache)), Task.Run(() => RunWithCache(scratch.Folder, cache)));
        foreach (var outcome in both)
        {
            outcome.ExitCode.Should().Be(0, outcome.All);
            outcome.Output.Should().EndWith("vector_add: ok\n");
        }

        Directory.GetFiles(cache, "*.tmp*", SearchOption.AllDirectories).Should().BeEmpty("nobody leaves half a file behind");
    }

    [Fact]
    public void A_cache_that_is_no_folder_costs_time_only()
    {
        using var scratch = new Scratch();
        string cache = scratch.Write("file", "not a folder");
        var outcome = RunWithCache(scratch.Folder, cache);
        outcome.ExitCode.Should().Be(0, outcome.All);
        outcome.Output.Should().EndWith("vector_add: ok\n");
    }

    [Fact]
    public void A_full_disk_costs_time_only()
    {
        const string Full = "/dev/full";
        Assert.SkipUnless(File.Exists(Full), "this system has no /dev/full");
        using var scratch = new Scratch();
        var outcome = RunWithCache(scratch.Folder, Full);
        outcome.ExitCode.Should().Be(0, outcome.All);
    }

    [Fact]
    public void A_damaged_entry_is_replaced()
    {
        using var scratch = new Scratch();
        string cache = Path.Combine(scratch.Folder, "cache");
        RunWithCache(scratch.Folder, cache).ExitCode.Should().Be(0);
        var entries = Directory.GetFiles(cache, "*", SearchOption.AllDirectories);
        entries.Should().NotBeEmpty();
        foreach (string entry in entries) File.WriteAllBytes(entry, [0x7f, 0x45, 0x4c]);
        var outcome = RunWithCache(scratch.Folder, cache);
        outcome.ExitCode.Should().Be(0, outcome.All);
        outcome.Output.Should().EndWith("vector_add: ok\n");
    }
}
