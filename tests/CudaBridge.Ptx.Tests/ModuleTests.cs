using System.Text;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Ptx.Tests;

/// <summary>Whole PTX modules as CPU code.</summary>
public sealed class ModuleTests
{
    private const string Head = ".version 8.0\n.target sm_80\n.address_size 64\n";

    public static TheoryData<string, bool> Files
    {
        get
        {
            TheoryData<string, bool> data = [];
            foreach (string name in PtxFile.Names)
            {
                data.Add(name, false);
                data.Add(name, true);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_kernels_ptx_gives_what_it_says(string name, bool vectorize)
    {
        Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
        PtxFile file = PtxFile.Read(name);
        TranslationResult result = Translator.Translate(Encoding.UTF8.GetBytes(file.Text), new TranslationOptions { Vectorize = vectorize });
        result.Diagnostics.Should().BeEmpty();
        using LoadedModule module = new(result.Image!);
        using DeviceArray<uint> data = new(file.Data);
        module.Launch(file.Kernel, file.Grid, file.Block, file.DynamicShared, data).Should().Be((0u, ""));
        data.ToArray().Should().Equal(file.Expected);
    }

    [Theory]
    [InlineData(".visible .entry k() { add.u32 %r1, %r2, 1; }", "4:36: '%r2' is neither a register, a variable nor a function")]
    [InlineData(".visible .entry k() { .reg .u64 %r1; add.u32 %r1, %r1, 1; }", "4:51: a 64-bit register stands where .u32 is expected")]
    [InlineData(".visible .entry k() { bra nowhere; }", "4:27: there is no label 'nowhere' in this scope")]
    [InlineData(".visible .entry k() { call f; }", "4:23: 'f' is neither a function nor a register that holds its address")]
    [InlineData(".func f(.param .b32 x) { ret; }\n.visible .entry k() { call f; }", "5:23: 0 arguments stand where 1 are expected")]
    [InlineData(".func f() { ret; }\n.func f() { ret; }", "5:1: 'f' is defined twice")]
    [InlineData(".global .u32 a[2] = {1, 2, 3};", "4:28: 'a' has more initialisers than elements")]
    [InlineData(".global .u32 a = b;", "4:18: an address fills 64 bits, or eight bytes one after the other from 0xFF to 0xFF00000000000000")]
    [InlineData(".global .u64 a = b;", "4:18: 'b' is neither a variable nor a function")]
    [InlineData(".visible .entry k() { ad.u32 %r1, %r2, 1; }", "4:23: no instruction is called 'ad'; the nearest is 'add'")]
    [InlineData(".entry k(.param .b8 a[32765]) { ret; }", "4:1: 'k' takes 32765 bytes of parameters; 32764 is the most")]
    [InlineData(".local .u32 a;", "4:1: 'a': only .global, .const and .shared variables can be declared outside a function")]
    public void What_is_wrong_has_a_place(string body, string expected)
    {
        TranslationResult result = Translator.Translate(Encoding.UTF8.GetBytes(Head + body), new TranslationOptions { SourceName = "t.ptx" });
        result.Image.Should().BeNull();
        result.Diagnostics.Select(d => $"{d.Line}:{d.Column}: {d.Message["PTX: ".Length..]}{(d.Hint is null ? "" : "; " + d.Hint)}").Should().Equal(expected);
    }

    [Fact]
    public void Addresses_of_32_bits_are_refused()
    {
        TranslationResult result = Translator.Translate(".version 2.0\n.target sm_20\n.entry k() { ret; }"u8, new TranslationOptions());
        result.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("32 bits");
    }

    [Fact]
    public void What_has_no_meaning_here_is_an_error_only_when_it_is_reached()
    {
        Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
        string ptx = Head + """
            .visible .entry k(.param .u64 data) {
                .reg .pred p; .reg .b32 r; .reg .b64 d;
                ld.param.u64 d, [data];
                ld.global.u32 r, [d];
                setp.eq.u32 p, r, 1;
                @p multimem.red.global.add.u32 [d], 1;
                st.global.u32 [d], 5;
                ret;
            }
            """;
        TranslationResult result = Translator.Translate(Encoding.UTF8.GetBytes(ptx), new TranslationOptions { SourceName = "t.ptx" });
        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("CB2105");
        using LoadedModule module = new(result.Image!);
        using DeviceArray<uint> data = new([0]);
        module.Launch("k", new(1), new(1), 0, data).Error.Should().Be(0);
        data.Span[0].Should().Be(5);
        data.Span[0] = 1;
        module.Launch("k", new(1), new(1), 0, data).Error.Should().NotBe(0);
    }

    [Fact]
    public void Variables_are_seen_by_the_host()
    {
        Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
        string ptx = Head + ".visible .global .align 4 .u32 a[2] = {3, 4};\n.visible .const .u32 c = 9;\n.visible .global .attribute(.managed) .u32 m = 7;\n.global .u32 hidden = 1;\n"
            + ".visible .entry k() { .reg .b32 r; ld.global.u32 r, [m]; st.global.u32 [a], r; ret; }";
        TranslationResult result = Translator.Translate(Encoding.UTF8.GetBytes(ptx), new TranslationOptions());
        result.Diagnostics.Should().BeEmpty();
        using LoadedModule module = new(result.Image!);
        unsafe
        {
            ((uint*)module.Variable("a"))[1].Should().Be(4);
            (*(uint*)module.Variable("c")).Should().Be(9);
            uint cell = 11;
            *module.Cell("m") = &cell;
            module.Launch("k", new(1), new(1), 0).Error.Should().Be(0);
            ((uint*)module.Variable("a"))[0].Should().Be(11);
        }
    }

    [Theory]
    [InlineData("sm_80", "-O2")]
    [InlineData("sm_90", "-O1")]
    [InlineData("sm_80", "-g", "-O0")]
    public void What_clang_prints_is_lowered_without_a_word(string architecture, params string[] options)
    {
        string ptx = Clang.Ptx("language.cu", [$"--cuda-gpu-arch={architecture}", "--cuda-feature=+ptx80", .. options]);
        LinkResult result = Translator.LowerPtx(Encoding.UTF8.GetBytes(ptx), "language.ptx");
        result.Diagnostics.Should().BeEmpty();
        result.Module.Should().NotBeNull();
    }

    [Fact]
    public void Damaged_modules_give_a_diagnostic_and_no_crash()
    {
        string[] sources = [.. PtxFile.Names.Select(name => PtxFile.Read(name).Text)];
        Random random = new(11);
        int accepted = 0;
        for (int i = 0; i < 3000; i++)
        {
            string damaged = Damage(sources[i % sources.Length], random);
            LinkResult result = Translator.LowerPtx(Encoding.UTF8.GetBytes(damaged), "damaged.ptx");
            if (result.Module is not null) accepted++;
            else result.Diagnostics.Should().Contain(d => d.Id == "CB2104" || d.Id == "CB2000", damaged);
        }
        accepted.Should().BeGreaterThan(100);
    }

    // Words change places, vanish or double; numbers and types change.
    private static string Damage(string text, Random random)
    {
        List<string> words = [.. text.Split(' ')];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(words.Count);
            switch (random.Next(5))
            {
                case 0: words.RemoveAt(at); break;
                case 1: words.Insert(at, words[random.Next(words.Count)]); break;
                case 2: words[at] = words[random.Next(words.Count)]; break;
                case 3: words[at] = words[at].Replace("32", "64", StringComparison.Ordinal); break;
                default: words[at] = words[at].Replace("u", "s", StringComparison.Ordinal).Replace("4", "3", StringComparison.Ordinal); break;
            }
        }
        return string.Join(' ', words);
    }
}
