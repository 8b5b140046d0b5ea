using System.Diagnostics;
using System.Globalization;
using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;
using CudaBridge.Fuzz.Execute;

namespace CudaBridge.Fuzz.Commands;

/// <summary>
/// <c>samples</c>: whole programs in every combination. Each is built once by the toolkit's nvcc; for each combination its kernels are compiled anew
/// from the kernel IR in it. The programs check themselves, and must print what they print one lane at a time. Their standard error is
/// no part of that: how many blocks fail an assertion before the launch ends is the scheduler's choice. Nor are lines that tell a speed.
/// </summary>
internal static class SamplesCommand
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    public static int Run(IReadOnlyList<Combination> combinations, string folder, IReadOnlyList<string> nvccOptions)
    {
        string scratch = Directory.CreateTempSubdirectory("cudabridge-fuzz-").FullName;
        int runs = 0, problems = 0;
        try
        {
            foreach (string source in Directory.GetFiles(folder, "*.cu", SearchOption.TopDirectoryOnly).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileNameWithoutExtension(source), program = Path.Combine(scratch, name);
                ChildResult built = ChildProcess.Run(Path.Combine(Toolkit.Root!, "bin", "nvcc"), [.. nvccOptions, source, "-o", program], Frontend.Clang.Capture.Error);
                if (built.ExitCode != 0) { Report(name, "build", built.Error); continue; }
                (int, string) expected = Execute(program, Combination.Reference, scratch);
                if (expected.Item1 != 0) Report(name, Combination.Reference.ToString(), expected.Item2);
                foreach (Combination combination in combinations.Where(c => c.CanRun))
                {
                    runs++;
                    if (Execute(program, combination, scratch) is var actual && actual != expected) Report(name, combination.ToString(), $"ended with {actual.Item1} and printed\n{actual.Item2}instead of {expected.Item1} and\n{expected.Item2}");
                }
            }
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        Console.Out.WriteLine($"{runs} runs in {string.Join(", ", combinations)}: {problems} differ from {Combination.Reference}");
        return problems == 0 && runs > 0 ? 0 : 1;

        void Report(string name, string combination, string text)
        {
            problems++;
            Console.Out.WriteLine($"{name}, {combination}: {text}");
        }
    }

    private static (int ExitCode, string Output) Execute(string program, Combination combination, string cache)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = cache };
        start.Environment["CUDA_FORCE_PTX_JIT"] = "1";
        start.Environment["CUDABRIDGE_CACHE"] = cache;
        start.Environment["CUDABRIDGE_ISA"] = combination.Isa;
        start.Environment["CUDABRIDGE_MODE"] = combination.Lanes == Combination.Scalar ? "scalar" : "vector";
        if (combination.Lanes > 0) start.Environment["CUDABRIDGE_LANES"] = combination.Lanes.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        if (!process.WaitForExit(s_patience)) { process.Kill(); return (-1, "it hangs\n"); }
        return (process.ExitCode, string.Join('\n', output.Result.Split('\n').Where(line => !line.EndsWith(" a second", StringComparison.Ordinal))));
    }
}
