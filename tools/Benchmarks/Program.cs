using System.CommandLine;
using CudaBridge.Benchmarks;
using Spectre.Console;

var only = new Option<string[]>("--only") { Description = $"kernels to run: {string.Join(", ", Kernels.All.Select(k => k.Name))}", AllowMultipleArgumentsPerToken = true };
var modes = new Option<string[]>("--modes")
{
    Description = $"columns: {string.Join(", ", Variants.All.Select(v => v.Name))}", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. Variants.Default],
};
var quick = new Option<bool>("--quick") { Description = "fewer and shorter rounds" };
var small = new Option<bool>("--small") { Description = "the sizes of the tests: checks that everything works, figures mean nothing" };
var latency = new Option<bool>("--latency") { Description = "measure an empty launch, and the time from process start to first result, instead" };
var modules = new Option<bool>("--modules") { Description = "measure loading a module of 10 MB of PTX and the first launch of one of its 300 kernels, instead" };
var keep = new Option<bool>("--keep") { Description = "show and write what an earlier run measured for kernels that this one leaves out" };
var root = new RootCommand("Runs the benchmarks: as CUDA through CudaBridge, as OpenCL through PoCL, and as hand-written C++.") { only, modes, quick, small, keep, latency, modules };
root.SetAction(arguments =>
{
    try
    {
        var effort = arguments.GetValue(small) ? Effort.Test : arguments.GetValue(quick) ? Effort.Quick : Effort.Full;
        if (arguments.GetValue(modules))
        {
            Terminal.Show(LargeModules.Measure(Folders.Find(), effort));
            return 0;
        }
        var run = new BenchmarkRun(Folders.Find(), [.. arguments.GetValue(modes)!.SelectMany(Words).Select(Variants.Find)], effort);
        var names = arguments.GetValue(only)!.SelectMany(Words).ToList();
        if (!arguments.GetValue(latency)) return run.MeasureKernels(names, arguments.GetValue(keep)) ? 0 : 1;
        run.MeasureLatency(names);
        return 0;
    }
    catch (BenchmarkException e)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]bench: error:[/] {e.Message}");
        return 1;
    }
});
return root.Parse(args).Invoke();

static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
