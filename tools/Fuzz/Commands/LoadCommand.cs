using System.Diagnostics;
using System.Globalization;
using CudaBridge.Compiler;
using CudaBridge.Fuzz.Load;

namespace CudaBridge.Fuzz.Commands;

/// <summary>
/// <c>load</c>: damaged PTX texts and fat binaries through <c>cuModuleLoadData</c>, in processes of their own. A process that ends, hangs or
/// grows too large is a finding, and the next one goes on behind the image that did it.
/// </summary>
internal static class LoadCommand
{
    private const long MostMemory = 3L << 30;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(100);

    public static int Run(ulong seed, int count, int jobs, TimeSpan limit)
    {
        DateTime start = DateTime.UtcNow;
        string folder = Directory.CreateTempSubdirectory("cudabridge-fuzz-").FullName, seeds = Path.Combine(folder, "seeds");
        try
        {
            Directory.CreateDirectory(seeds);
            Seeds.Write(Repository(), seeds);
            Share[] shares = [.. Enumerable.Range(0, jobs).Select(job => new Share(seeds, Path.Combine(folder, $"progress{job}"), seed + (ulong)count * (ulong)job / (ulong)jobs, seed + (ulong)count * (ulong)(job + 1) / (ulong)jobs))];
            Parallel.ForEach(shares, new ParallelOptions { MaxDegreeOfParallelism = jobs }, share => share.Run(start + limit));
            return Summarise(shares, DateTime.UtcNow - start);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes the image of an index to a file.</summary>
    public static void Show(ulong index, string file)
    {
        string seeds = Directory.CreateTempSubdirectory("cudabridge-fuzz-").FullName;
        Seeds.Write(Repository(), seeds);
        File.WriteAllBytes(file, new Mutator(Seeds.Read(seeds)).Of(index).Image);
        Directory.Delete(seeds, recursive: true);
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CudaBridge.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The program does not lie in the repository.");
    }

    private static int Summarise(Share[] shares, TimeSpan time)
    {
        int findings = shares.Sum(share => share.Findings);
        var codes = shares.SelectMany(share => share.Results).GroupBy(result => result.Code).OrderBy(group => group.Key).Select(group => (Code: group.Key, Count: group.Sum(result => result.Count))).ToList();
        Console.Out.WriteLine($"{codes.Sum(code => code.Count)} images in {time.TotalSeconds:0} s, {findings} findings; slowest {shares.Max(share => share.SlowestSeconds):0.00} s, largest process {shares.Max(share => share.LargestBytes) >> 20} MB");
        Console.Out.WriteLine($"  results: {string.Join(", ", codes.Select(code => $"{code.Code}: {code.Count}"))}");
        return findings == 0 && codes.Count > 0 ? 0 : 1;
    }

    /// <summary>A contiguous range of images, by one process after the other.</summary>
    private sealed class Share(string seeds, string progressFile, ulong first, ulong end)
    {
        public int Findings { get; private set; }

        public long LargestBytes { get; private set; }

        public double SlowestSeconds { get; private set; }

        public IReadOnlyList<(int Code, long Count)> Results { get; private set; } = [];

        public void Run(DateTime deadline)
        {
            using Progress progress = new(progressFile);
            for (ulong at = first; at < end && DateTime.UtcNow < deadline; at = progress.At + 1)
            {
                progress.At = at;
                if (Watch(at, progress, deadline) is not { } problem) break;
                Findings++;
                lock (Console.Out) Console.Out.WriteLine($"image {progress.At}: {problem}");
            }
            (SlowestSeconds, Results) = (progress.SlowestSeconds, [.. progress.Results]);
        }

        // Null: it came to its end, or time is over.
        private string? Watch(ulong at, Progress progress, DateTime deadline)
        {
            using Process worker = Start(at);
            Task<string> errors = worker.StandardError.ReadToEndAsync();
            ulong last = at;
            long moved = Stopwatch.GetTimestamp();
            while (!worker.WaitForExit(s_glance))
            {
                if (progress.At != last) (last, moved) = (progress.At, Stopwatch.GetTimestamp());
                worker.Refresh();
                LargestBytes = Math.Max(LargestBytes, worker.WorkingSet64);
                string? problem = Stopwatch.GetElapsedTime(moved) > s_patience ? "it hangs" : worker.WorkingSet64 > MostMemory ? $"it takes {worker.WorkingSet64 >> 20} MB" : null;
                if (problem is null && DateTime.UtcNow < deadline) continue;
                worker.Kill();
                worker.WaitForExit();
                return problem;
            }
            return worker.ExitCode == 0 ? null : $"the process ended with {worker.ExitCode}: {errors.Result.Split('\n').FirstOrDefault()}";
        }

        private Process Start(ulong at)
        {
            ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardError = true };
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(LoadCommand).Assembly.Location);
            foreach (string argument in (string[])["load-worker", seeds, progressFile, at.ToString(CultureInfo.InvariantCulture), (end - at).ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
            // What is compiled is not kept: every image is new.
            start.Environment["CUDABRIDGE_CACHE"] = "/dev/null/none";
            start.Environment["CUDABRIDGE_TOOLKIT"] = Toolkit.Root!;
            return Process.Start(start)!;
        }
    }
}
