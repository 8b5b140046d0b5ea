using CudaBridge.Compiler;
using CudaBridge.Porting.Checking;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Tests;

/// <summary>Translated samples are compiled with our stand-ins for the makers' headers, and give the right answers on the CPU.</summary>
public sealed class CheckingTests
{
    // Those that use most; compiling all of them for every dialect takes many minutes.
    private static readonly string[] s_samples = ["block_reduce", "shuffles"];

    // What headers of ours give: groups with the maker's own or without, on warps of 32 lanes and of 64; random numbers; arrays; pools and launches with a configuration; texture references, clocks and cooperative launches; halves and copies in graphs.
    private static readonly Dictionary<string, string[]> s_withHeaders = new()
    {
        ["hip"] = ["cooperative_groups"],
        ["musa-mp31"] = ["cooperative_groups", "clocks", "texture_references"],
        ["maca"] = ["cooperative_groups", "random_numbers"],
        ["corex"] = ["memory_pools", "launch_forms"],
        ["supa-gen1"] = ["grid_sync", "graphs"],
        ["supa-gen2"] = ["copies", "half_precision", "texture_references"],
    };

    private static readonly Lazy<Survey> s_survey = new(() => Survey.Of(SourceTree.Open(Repository.Samples), new SurveyOptions()));

    public static TheoryData<string> Dialects => [.. DialectTable.All.Where(dialect => dialect.Family == DialectFamily.Simt).Select(dialect => dialect.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Translated_samples_compile_and_pass_their_own_checks(string dialect)
    {
        using Scratch scratch = new();
        string sources = Path.Combine(scratch.Folder, "sources"), headers = Path.Combine(scratch.Folder, "headers");
        PortedTree tree = PortedTree.Of(s_survey.Value, DialectTable.Find(dialect)!);
        OutputWriter.WriteFolder(tree, sources);
        CheckingHeaders.Write(tree.Dialect, headers);
        foreach (string sample in s_samples.Concat(s_withHeaders.GetValueOrDefault(dialect, [])))
        {
            string program = Path.Combine(scratch.Folder, sample);
            (int code, string output) = Processes.Run(Nvcc, ["-x", "cu", "-w", "-std=c++17", "-I", headers, "-I", sources, Path.Combine(sources, sample + tree.Dialect.Extension), "-o", program]);
            code.Should().Be(0, output);
            (code, output) = Processes.Run(program, []);
            code.Should().Be(0, output);
            output.Should().EndWith($"{sample}: ok\n");
        }
    }

    // Filtered, normalized, clamped, wrapped and bordered fetches of each kind, from arrays, rows, lines and levels, and surfaces; the same of the driver's; all halves.
    [Theory]
    [InlineData("supa-gen1", "textures", 900)]
    [InlineData("supa-gen2", "driver_textures", 400)]
    [InlineData("supa-gen2", "halves", 250)]
    public void What_headers_of_ours_compute_is_what_the_runtime_computes(string dialect, string program, int lines)
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "CudaBridge.Porting.Tests", "Checking", program + ".cu"));
        using Scratch scratch = new(), output = new();
        string original = scratch.Write(program + ".cu", source), headers = Path.Combine(output.Folder, "headers");
        PortedTree tree = scratch.Port(dialect);
        tree.Findings.Where(finding => finding.Weight == Rewriting.Weight.Blocking).Should().BeEmpty();
        OutputWriter.WriteFolder(tree, output.Folder);
        CheckingHeaders.Write(tree.Dialect, headers);
        string translated = Path.Combine(output.Folder, program + tree.Dialect.Extension);
        Printed(["-x", "cu", "-w", "-std=c++17", "-I", headers, "-I", output.Folder, translated]).Should().Be(Printed(["-w", "-std=c++17", original]));

        string Printed(string[] arguments)
        {
            string binary = Path.Combine(output.Folder, "program");
            (int code, string text) = Processes.Run(Nvcc, [.. arguments, "-lcuda", "-o", binary]);
            code.Should().Be(0, text);
            (code, text) = Processes.Run(binary, []);
            code.Should().Be(0, text);
            text.Split('\n').Should().HaveCountGreaterThan(lines);
            return text;
        }
    }

    [Theory]
    [InlineData("hip", "#include <hip/hip_runtime.h>\nint main() { void* p; return cudaMalloc(&p, 4); }\n", "poisoned")]
    [InlineData("supa-gen1", "#include <supa.h>\nint main() { char a[4], b[4]; return suMemcpyAsync(a, b, 4, suMemcpyHostToHost, suStream_t()); }\n", "no matching function")]
    [InlineData("ascend-simt", "#include <acl/acl.h>\nint main() { char a[4], b[4]; return aclrtMemcpy(a, b, 4, ACL_MEMCPY_HOST_TO_HOST); }\n", "no matching function")]
    [InlineData("maca", "#include <mc_runtime.h>\nint main() { return mcDeviceSynchronise(); }\n", "undeclared")]
    public void What_the_maker_would_not_take_does_not_compile(string dialect, string source, string error)
    {
        using Scratch scratch = new();
        CheckingHeaders.Write(DialectTable.Find(dialect)!, scratch.Folder);
        (int code, string output) = Processes.Run(Nvcc, ["-x", "cu", "-w", "-std=c++17", "-I", scratch.Folder, "-c", scratch.Write("a.cu", source), "-o", Path.Combine(scratch.Folder, "a.o")]);
        code.Should().NotBe(0);
        output.Should().Contain(error);
    }

    private static string Nvcc => Path.Combine(Toolkit.Root!, "bin", "nvcc");
}
