using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Tests;

public sealed class TreeTests
{
    private static readonly Lazy<Survey> s_few = new(() =>
    {
        using Scratch scratch = new();
        foreach (string sample in new[] { "check.h", "streams_and_events.cu", "block_reduce.cu" }) scratch.Write(sample, File.ReadAllBytes(Path.Combine(Repository.Samples, sample)));
        return scratch.Survey();
    });

    private static readonly Lazy<Survey> s_samples = new(() => Survey.Of(SourceTree.Open(Repository.Samples), new SurveyOptions()));

    public static TheoryData<string> WithThreads => [.. DialectTable.All.Where(dialect => dialect.Family == DialectFamily.Simt).Select(dialect => dialect.Name)];

    public static TheoryData<string> Dialects => [.. DialectTable.Names];

    [Theory]
    [MemberData(nameof(WithThreads))]
    public void A_tree_goes_there_and_back_to_the_same_bytes(string dialect)
    {
        using Scratch there = new();
        Dialect language = DialectTable.Find(dialect)!;
        OutputWriter.WriteFolder(PortedTree.Of(s_samples.Value, language), there.Folder);
        File.Exists(Path.Combine(there.Folder, "shuffles" + language.Extension)).Should().BeTrue();
        Dictionary<string, byte[]> returned = ReversedTree.Of(SourceTree.Open(there.Folder), language).ToDictionary(file => file.NewName, file => file.Bytes);
        foreach (SourceFile file in s_samples.Value.Files) SourceText.Bytes(file.Source!.Text).Should().Equal(returned[file.Name], file.Name);
        returned.Should().HaveCount(s_samples.Value.Files.Count);
    }

    [Fact]
    public void What_a_person_changed_after_the_translation_stays_changed_on_the_way_back()
    {
        using Scratch scratch = new(), there = new();
        const string First = "    cudaThreadSynchronize();\n", Second = "    cudaDeviceSynchronize();\n", Assembly = "    unsigned r; asm(\"bfe.u32 %0, %1, 4, 4;\" : \"=r\"(r) : \"r\"(x)); *out = r;\n";
        string source = $"#include <cuda_runtime.h>\n__global__ void k(unsigned* out, unsigned x) {{\n{Assembly}}}\nint main() {{\n{First}{Second}{First}}}\n";
        scratch.Write("a.cu", source);
        Dialect hip = DialectTable.Find("hip")!;
        OutputWriter.WriteFolder(scratch.Port("hip"), there.Folder);
        string path = Path.Combine(there.Folder, "a.hip"), translated = File.ReadAllText(path);
        Back().Should().Be(source);
        File.WriteAllText(path, "// reviewed\n" + translated.Replace("*out = r;", "*out = r + 1;", StringComparison.Ordinal));
        // The edited line is no longer the record's; those around it are.
        Back().Should().StartWith("// reviewed\n#include <cuda_runtime.h>\n").And.EndWith($"r = cudabridge::extract_bits(x, 4, 4); *out = r + 1;\n}}\nint main() {{\n{First}{Second}{First}}}\n");

        string Back() => System.Text.Encoding.UTF8.GetString(ReversedTree.Of(SourceTree.Open(there.Folder), hip).Single(file => file.NewName == "a.cu").Bytes);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Twice_is_once(string dialect)
    {
        using Scratch scratch = new();
        Dialect language = DialectTable.Find(dialect)!;
        OutputWriter.WriteFolder(PortedTree.Of(s_few.Value, language, keepNames: true), scratch.Folder);
        scratch.Port(dialect, keepNames: true).Files.Where(file => file.IsChanged).Select(file => file.NewName).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_tree_without_CUDA_is_unchanged(string dialect)
    {
        using Scratch scratch = new();
        scratch.Write("a.cpp", "#include <vector>\n#include \"b.h\"\nint half(int clock) { return clock / 2; }\n");
        scratch.Write("b.h", "struct texture { int cub; };\ninline int atomic_add(int a) { return a; }\n");
        PortedTree tree = scratch.Port(dialect);
        tree.Files.Should().OnlyContain(file => !file.IsChanged);
        tree.Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_patch_gives_what_the_translation_in_place_gives()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/patch"), "patch is not installed");
        using Scratch scratch = new(), output = new();
        foreach (string sample in Directory.GetFiles(Repository.Samples, "*.*").Where(SourceFile.IsSource)) scratch.Write(Path.GetFileName(sample), File.ReadAllBytes(sample));
        scratch.Write("no_newline.cu", "__global__ void k() {}\nint main() { return cudaDeviceSynchronize(); }");
        PortedTree tree = scratch.Port("hip", keepNames: true);
        string patch = Path.Combine(output.Folder, "hip.patch");
        OutputWriter.WritePatch(tree, patch);
        using (var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("patch", ["-p1", "-s", "-d", scratch.Folder, "-i", patch]))!)
        {
            process.WaitForExit();
            process.ExitCode.Should().Be(0);
        }
        foreach (PortedFile file in tree.Files) File.ReadAllBytes(Path.Combine(scratch.Folder, file.NewName)).Should().Equal(file.Bytes, file.NewName);
    }

    [Fact]
    public void Broken_files_get_a_line_each_and_the_rest_goes_on()
    {
        using Scratch scratch = new();
        scratch.Write("good.cu", "#include <cuda_runtime.h>\nvoid f(void* p) { cudaFree(p); }\n");
        scratch.Write("syntax.cu", "#include <cuda_runtime.h>\nvoid f( { cudaFree(0;\n");
        scratch.Write("missing.cu", "#include <nowhere.h>\nvoid f(void* p) { cudaFree(p); }\n");
        scratch.Write("circle.cu", "#include \"circle.h\"\nvoid f(void* p) { cudaFree(p); }\n");
        scratch.Write("circle.h", "#include \"circle.h\"\n");
        scratch.Write("latin1.cu", [.. "// caf"u8, 0xe9, .. "\nvoid f(void* p) { cudaFree(p); }\n"u8]);
        scratch.Write("utf16.cu", System.Text.Encoding.Unicode.GetBytes("void f(void* p) { cudaFree(p); }\n"));
        scratch.Write("large.cu", string.Concat(Enumerable.Repeat("// 0123456789\n", 100_000)) + "void f(void* p) { cudaFree(p); }\n");
        Survey survey = scratch.Survey(new SurveyOptions { MaxParsedBytes = 1 << 20 });
        PortedTree tree = PortedTree.Of(survey, DialectTable.Find("musa-mp31")!);
        tree.Findings.Select(finding => (finding.File, finding.Id)).Should().BeEquivalentTo(
            [("syntax.cu", "CB4040"), ("missing.cu", "CB4041"), ("circle.cu", "CB4046"), ("latin1.cu", "CB4044"), ("utf16.cu", "CB4043"), ("large.cu", "CB4042")]);
        foreach (string file in new[] { "good", "syntax", "missing", "circle", "latin1", "large" }) tree.Text(file + ".mu").Should().Contain("musaFree", file);
        tree.Files.Single(file => file.NewName == "latin1.mu").Bytes.Should().StartWith([.. "// caf"u8, 0xe9, (byte)'\n']);
        tree.Files.Single(file => file.NewName == "utf16.mu").IsChanged.Should().BeFalse();
    }

    [Fact]
    public void A_source_that_another_includes_is_read_as_its_part()
    {
        using Scratch scratch = new();
        scratch.Write("kernels.cu", "__global__ void k(number* p) { *p = size; }\n");
        scratch.Write("main.cu", "#include <cuda_runtime.h>\ntypedef float number;\nconst int size = 4;\n#include \"kernels.cu\"\nint main() { number* p; cudaMalloc(&p, size); k<<<1, 1>>>(p); return 0; }\n");
        PortedTree tree = scratch.Port("bang");
        tree.Findings.Select(finding => finding.Id).Should().NotContain("CB4040").And.NotContain("CB4028");
        tree.Kernels.Select(kernel => (kernel.File, kernel.Name)).Should().Equal(("kernels.cu", "k"));
        tree.Cores.Values.SelectMany(unit => unit.Kernels).Should().ContainSingle();
    }

    [Fact]
    public void Headers_are_found_by_name_anywhere_in_the_tree()
    {
        using Scratch scratch = new();
        scratch.Write("src/deep/a.cu", "#include \"util/helper.h\"\nint main() { return use(); }\n");
        scratch.Write("include/util/helper.h", "#include <cuda_runtime.h>\ninline int use() { return cudaDeviceSynchronize(); }\n");
        PortedTree tree = scratch.Port("musa-mp31");
        tree.Findings.Should().BeEmpty();
        tree.Text("include/util/helper.h").Should().Contain("musaDeviceSynchronize");
    }

    [Fact]
    public void A_header_of_the_tree_with_a_systems_name_is_not_taken_for_it()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <string.h>\n#include \"used.h\"\nint main() { return strlen(\"\") + use(); }\n");
        scratch.Write("lib/string.h", "#error not the system's\n");
        scratch.Write("lib/used.h", "#include <cuda_runtime.h>\ninline int use() { return cudaDeviceSynchronize(); }\n");
        scratch.Port("musa-mp31").Findings.Should().BeEmpty();
    }

    [Fact]
    public void Compile_commands_say_how_a_file_is_read()
    {
        using Scratch scratch = new();
        string source = scratch.Write("src/a.cu", "#include \"where.h\"\n#ifndef WANTED\n#error not as the commands say\n#endif\nvoid f(void* p) { cudaFree(p); }\n");
        scratch.Write("elsewhere/where.h", "#pragma once\n");
        string json = scratch.Write("build/compile_commands.json", $$"""
            [{"directory": "{{scratch.Folder}}/build", "file": "{{source}}", "command": "nvcc -I../elsewhere \"-DWANTED=a b\" -O2 -c {{source}} -o a.o"}]
            """);
        Survey survey = Survey.Of(SourceTree.Open(json), new SurveyOptions());
        survey.FileFindings.Should().BeEmpty();
        PortedTree.Of(survey, DialectTable.Find("maca")!).Text("a.maca").Should().Contain("mcFree(p)");
    }
}
