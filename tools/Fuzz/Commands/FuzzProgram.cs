using System.CommandLine;
using CudaBridge.Fuzz.Execute;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Commands;

/// <summary><c>cudabridge-fuzz</c>: random kernels, vectorised against one lane at a time.</summary>
internal static class FuzzProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly Option<ulong> s_seed = new("--seed") { Description = "seed of the first kernel", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> s_count = new("--count") { Description = "number of kernels", DefaultValueFactory = _ => 1000 };
    private static readonly Option<int> s_batch = new("--batch") { Description = "kernels in one module", DefaultValueFactory = _ => 50 };
    private static readonly Option<int> s_jobs = new("--jobs") { Description = "processes at a time", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> s_minutes = new("--minutes") { Description = "when to stop", DefaultValueFactory = _ => 24 * 60 };
    private static readonly Option<string[]> s_isa = new("--isa") { Description = "instruction sets to compile for, separated by commas; the host's by default", CustomParser = r => Words(r.Tokens.Select(t => t.Value)) };
    private static readonly Option<string[]> s_lanes = new("--lanes") { Description = "lanes of a warp where they are free: 8, 16, 32, 64, scalar, or auto; separated by commas", CustomParser = r => Words(r.Tokens.Select(t => t.Value)) };

    public static int Run(string[] arguments)
    {
        RootCommand root = new("Compares random kernels, vectorised and one lane at a time, bit for bit.");
        Command run = new("run", "generate, compile and compare kernels") { s_seed, s_count, s_batch, s_jobs, s_minutes, s_isa, s_lanes };
        run.SetAction(p => RunCommand.Run(Combinations(p), Options(p), p.GetValue(s_seed), p.GetValue(s_count), p.GetValue(s_batch), p.GetValue(s_jobs), TimeSpan.FromMinutes(p.GetValue(s_minutes)), s_patience));
        root.Add(run);
        root.Add(Reduce());
        root.Add(Show());
        root.Add(Compare());
        root.Add(Samples());
        root.Add(Load());
        root.Add(LoadWorker());
        Command worker = new("worker", "serve another process of this program") { s_isa, s_lanes };
        worker.Hidden = true;
        worker.SetAction(p => Worker.Serve(Combinations(p)));
        root.Add(worker);
        return root.Parse(arguments).Invoke();
    }

    private static Command Reduce()
    {
        Argument<ulong> seed = new("SEED");
        Option<int> minutes = new("--minutes") { Description = "when to stop", DefaultValueFactory = _ => 5 };
        Command command = new("reduce", "print the smallest kernel that still shows what the seed's kernel shows") { seed, minutes, s_isa, s_lanes };
        command.SetAction(p =>
        {
            using WorkerProcess worker = new(Options(p), TimeSpan.FromSeconds(10));
            Reducer reducer = new(worker, p.GetValue(seed), size => Console.Error.WriteLine($"{size} choices"));
            if (reducer.Run(TimeSpan.FromMinutes(p.GetValue(minutes))) is not { } result)
            {
                Console.Error.WriteLine("the kernel does not fail");
                return 1;
            }

            Console.Out.Write($"// {result.Finding.Kind}, {result.Finding.Combination}: {result.Finding.Text}\n{result.Kernel.Text}");
            return 0;
        });
        return command;
    }

    private static Command Show()
    {
        Argument<ulong> seed = new("SEED");
        Command command = new("show", "print the kernel of a seed as a CUDA file") { seed };
        command.SetAction(p => Console.Out.Write(Prelude.Text + Candidate.Of(p.GetValue(seed)).Kernel.Text));
        return command;
    }

    private static Command Compare()
    {
        Argument<string> file = new("FILE") { Description = "one kernel, named as the file, with the generator's parameters (PARAMETERS)" };
        Command command = new("compare", "compare the kernel of a file, in every shape of launch") { file, s_isa, s_lanes };
        command.SetAction(p => CompareCommand.Run(Combinations(p), p.GetRequiredValue(file)));
        return command;
    }

    private static Command Samples()
    {
        Argument<string> folder = new("FOLDER") { Description = "CUDA programs that check themselves, such as kernels/samples" };
        Command command = new("samples", "run programs in every combination of the instruction sets and numbers of lanes") { folder, s_isa, s_lanes };
        command.SetAction(p => SamplesCommand.Run(Combinations(p), p.GetRequiredValue(folder), ["-std=c++17", "--extended-lambda", "-rdc=true"]));
        return command;
    }

    private static Command Load()
    {
        Option<string> show = new("--show") { Description = "only write the image of the seed to this file" };
        Command command = new("load", "load damaged PTX texts and fat binaries with the toolkit's libcuda") { s_seed, s_count, s_jobs, s_minutes, show };
        command.SetAction(p =>
        {
            if (p.GetValue(show) is not { } file) return LoadCommand.Run(p.GetValue(s_seed), p.GetValue(s_count), p.GetValue(s_jobs), TimeSpan.FromMinutes(p.GetValue(s_minutes)));
            LoadCommand.Show(p.GetValue(s_seed), file);
            return 0;
        });
        return command;
    }

    private static Command LoadWorker()
    {
        Argument<string> seeds = new("SEEDS"), progress = new("PROGRESS");
        Argument<ulong> first = new("FIRST"), count = new("COUNT");
        Command command = new("load-worker", "serve another process of this program") { seeds, progress, first, count };
        command.Hidden = true;
        command.SetAction(p => Fuzz.Load.LoadWorker.Serve(p.GetRequiredValue(seeds), p.GetRequiredValue(progress), p.GetValue(first), p.GetValue(count)));
        return command;
    }

    private static List<Combination> Combinations(ParseResult p) =>
        Combination.All(p.GetValue(s_isa) ?? [], [.. (p.GetValue(s_lanes) ?? []).Select(l => l switch { "scalar" => Combination.Scalar, "auto" => 0, _ => int.Parse(l, System.Globalization.CultureInfo.InvariantCulture) })]);

    private static List<string> Options(ParseResult p)
    {
        List<string> options = [];
        if (p.GetValue(s_isa) is { Length: > 0 } isas) options.AddRange(["--isa", string.Join(',', isas)]);
        if (p.GetValue(s_lanes) is { Length: > 0 } lanes) options.AddRange(["--lanes", string.Join(',', lanes)]);
        return options;
    }

    private static string[] Words(IEnumerable<string> texts) => [.. texts.SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries))];
}
