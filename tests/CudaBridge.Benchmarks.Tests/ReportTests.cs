using System.Xml.Linq;

namespace CudaBridge.Benchmarks.Tests;

public sealed class ReportTests
{
    private static readonly Machine s_machine = new("Test CPU", 2, "AVX-512", "madvise");

    private static KernelResult Kernel(string name, double native, double? vector) => new(
        name,
        [new Measurement("native", 1, [native, native]), .. vector is { } seconds ? [new Measurement("vector", 1, [seconds, seconds])] : Array.Empty<Measurement>()],
        vector is null ? [new Failure("vector", "wrong: element 3")] : []);

    private static Results Results(params KernelResult[] kernels) =>
        new(s_machine, ["native", "vector"], kernels, new Dictionary<string, string> { ["pocl"] = "no OpenCL driver is installed" });

    [Fact]
    public void The_table_shows_ratios_to_the_hand_written_version_and_their_geometric_mean()
    {
        var report = Report.From(Results(Kernel("vecadd", 0.010, 0.020), Kernel("saxpy", 2e-5, 1.6e-4)));
        report.Header.Should().Equal("kernel", "hand-written", "CudaBridge");
        report.Rows.Should().HaveCount(3);
        report.Rows[0].Should().Equal("vecadd", "10.0 ms", "2.00 (2.00–2.00)");
        report.Rows[1].Should().Equal("saxpy", "20.0 µs", "8.00 (8.00–8.00)");
        report.Rows[2].Should().Equal("**geometric mean**", "", "**4.00**");
    }

    [Fact]
    public void A_failed_variant_is_named_and_kept_out_of_the_mean()
    {
        var report = Report.From(Results(Kernel("vecadd", 1, 2), Kernel("saxpy", 1, null)));
        report.Rows[1].Should().Equal("saxpy", "1.00 s", "failed");
        report.Rows[2][2].Should().Be("**2.00**");
    }

    [Fact]
    public void Without_a_hand_written_version_the_table_shows_times()
    {
        var kernel = new KernelResult("vecadd", [new Measurement("vector", 1, [0.5])], []);
        var report = Report.From(new Results(s_machine, ["vector"], [kernel], new Dictionary<string, string>()));
        report.Header.Should().Equal("kernel", "CudaBridge");
        report.Rows.Should().ContainSingle().Which.Should().Equal("vecadd", "500 ms");
    }

    [Fact]
    public void The_page_names_the_machine_and_what_was_absent()
    {
        string page = Markdown.Write(Results(Kernel("vecadd", 1, 2)), null);
        page.Should().Contain("Test CPU, 2 cores, AVX-512, 2 MiB pages: madvise").And.Contain("Not measured: PoCL, because no OpenCL driver is installed.");
    }

    [Fact]
    public void The_chart_is_an_image_with_a_bar_for_each_ratio()
    {
        var chart = XDocument.Parse(Chart.Write(Results(Kernel("vecadd", 1, 2), Kernel("saxpy", 1, null))));
        chart.Descendants().Where(e => e.Name.LocalName == "title").Select(e => e.Value).Should().Equal("vecadd, CudaBridge: 2.00 (2.00–2.00)");
    }

    [Fact]
    public void Doubling_a_ratio_moves_a_bar_by_the_same_length_everywhere_on_the_axis()
    {
        (Chart.Position(4) - Chart.Position(2)).Should().BeApproximately(Chart.Position(32) - Chart.Position(16), 1e-9);
        Chart.Position(1000).Should().Be(Chart.Position(128), "what is beyond the axis ends with it");
    }

    [Fact]
    public void An_earlier_run_fills_in_kernels_that_were_left_out()
    {
        var merged = Results(Kernel("saxpy", 1, 3)).Over(Results(Kernel("saxpy", 1, 9), Kernel("vecadd", 1, 2)));
        merged.Kernels.Select(k => (k.Kernel, k.Ratio("vector")!.Value.Median)).Should().Equal(("vecadd", 2), ("saxpy", 3));
    }

    [Fact]
    public void Results_survive_a_file()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var results = Results(Kernel("vecadd", 1, 2), Kernel("saxpy", 1, null));
        try
        {
            results.Save(file);
            Benchmarks.Results.Load(file).Should().BeEquivalentTo(results);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
