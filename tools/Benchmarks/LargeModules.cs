using System.Globalization;
using System.Text;

namespace CudaBridge.Benchmarks;

/// <summary>A module of 300 kernels and some 10 MB of PTX: loading it, and the first launch of one of them, with nothing in the cache.</summary>
internal static class LargeModules
{
    private const int KernelCount = 300;
    private const string Entry = ".visible .entry work(";

    public static Report Measure(Folders folders, Effort effort)
    {
        string folder = Directory.CreateTempSubdirectory("cudabridge-bench-").FullName;
        try
        {
            string program = Path.Combine(folder, "load"), one = Path.Combine(folder, "one.ptx"), module = Path.Combine(folder, "module.ptx");
            Compile(folders, ["-O2", Source(folders, "load.c"), "-o", program, "-lcuda"]);
            Compile(folders, ["-ptx", Source(folders, "kernel.cu"), "-o", one]);
            File.WriteAllText(module, Repeated(File.ReadAllText(one)));
            return Measure(folders, program, module, effort);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Report Measure(Folders folders, string program, string module, Effort effort)
    {
        List<double[]> rounds = [.. Enumerable.Range(0, effort.Count).Select(_ => Run(folders, program, module))];
        double Middle(int column) => Statistics.Median(rounds.Select(round => round[column]));
        long bytes = new FileInfo(module).Length;
        return new Report(
            [string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB of PTX, {KernelCount} kernels"), "time", "processor time"],
            [
                ["cuModuleLoadData, which reads all of it", Texts.Duration(Middle(0)), Texts.Duration(Middle(4))],
                ["read per second", Speed(bytes / Middle(0)), Speed(bytes / Middle(4))],
                ["from there to the end of the first launch of one kernel, which compiles it", Texts.Duration(Middle(1)), Texts.Duration(Middle(5))],
                ["its second launch", Texts.Duration(Middle(2)), ""],
                ["memory that all this took at most", string.Create(CultureInfo.InvariantCulture, $"{Middle(3) / 1024:0} MiB"), ""],
            ]);
    }

    private static string Speed(double bytesPerSecond) => string.Create(CultureInfo.InvariantCulture, $"{bytesPerSecond / 1e6:0} MB");

    // The kernel under other names
    private static string Repeated(string ptx)
    {
        int first = ptx.IndexOf(Entry, StringComparison.Ordinal);
        if (first < 0) throw new BenchmarkException("kernel.cu has no kernel 'work'");
        string head = ptx[..first], kernel = ptx[(first + Entry.Length)..];
        StringBuilder module = new(head, head.Length + KernelCount * (kernel.Length + Entry.Length + 4));
        for (int i = 0; i < KernelCount; i++) module.Append(CultureInfo.InvariantCulture, $".visible .entry work{i}(").Append(kernel);
        return module.ToString();
    }

    private static double[] Run(Folders folders, string program, string module)
    {
        (string, string)[] environment = [("LD_LIBRARY_PATH", Path.Combine(folders.Toolkit, "lib64")), ("CUDABRIDGE_CACHE", "/dev/null/none")];
        string output = Processes.Output(Processes.Start(program, [module, $"work{KernelCount / 2}"], environment));
        return [.. output.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    private static void Compile(Folders folders, IEnumerable<string> arguments) =>
        Processes.Output(Processes.Start(Path.Combine(folders.Toolkit, "bin", "nvcc"), arguments, []));

    private static string Source(Folders folders, string name) => Path.Combine(folders.Kernels, "modules", name);
}
