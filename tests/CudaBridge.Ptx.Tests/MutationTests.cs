using System.Diagnostics;
using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

public sealed class MutationTests
{
    private const string Seed = """
        .version 8.3
        .target sm_80
        .address_size 64
        .visible .const .align 4 .b8 table[16] = {0, 0, 128, 63, generic(x)+4, (1 + 2) * ~3 ? 4 : 5};
        .visible .entry k(.param .u64 .ptr .global .align 16 p) .maxntid 256, 1, 1
        {
            .reg .pred %p<4>; .reg .b32 %r<9>;
            ld.param.b64 %rd1, [p];
            @!%p1 bra $L1;
            setp.lt.and.s32 %p1|%p2, %r1, -2, !%p3;
            fma.rn.ftz.f32 %f1, %f2, 0f3F800000, 1.5e-3;
            { call.uni (retval0), f, (param0, 3); }
            atom.global.add.u32 %r2, [%rd1+4], 1;
        $L1:
            .loc 1 2 3, function_name $L__info0+4, inlined_at 1 5 6
            tex.2d.v4.f32.f32 {%f1, %f2, %f3, _}, [t, s, {%f5, %f6}];
            ret;
        }
        .section .debug_str { $L2: .b8 104, 0 }
        """;

    [Fact]
    public void Damaged_text_is_parsed_or_rejected_and_never_worse()
    {
        Random random = new(20260101);
        List<string> tokens = Tokens.Of(Seed);
        Stopwatch watch = Stopwatch.StartNew();
        int accepted = 0;
        const int Inputs = 30_000;
        for (int i = 0; i < Inputs; i++)
        {
            string text = i % 2 == 0 ? MutateCharacters(random) : MutateTokens(random, tokens);
            try
            {
                string printed = Printer.Print(Parser.ParseModule(text));
                Printer.Print(Parser.ParseModule(printed)).Should().Be(printed);
                accepted++;
            }
            catch (PtxException e)
            {
                e.Offset.Should().BeInRange(0, text.Length);
            }
        }
        accepted.Should().BeInRange(100, Inputs - 100, "the mutations must reach both outcomes");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("mov.u32 a, (")]
    [InlineData("mov.u32 a, -")]
    [InlineData("mov.u32 a, {")]
    [InlineData("mov.u32 a, 1?")]
    [InlineData("add.rn")]
    [InlineData("1+")]
    public void Endless_nesting_is_rejected(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 100_000));
        Action parse = () => Parser.ParseStatements(text);
        parse.Should().Throw<PtxException>();
    }

    private static string MutateCharacters(Random random)
    {
        char[] text = Seed.ToCharArray();
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            int at = random.Next(text.Length);
            text[at] = random.Next(3) switch { 0 => (char)random.Next(32, 127), 1 => text[random.Next(text.Length)], _ => (char)random.Next(0x2000) };
        }
        return new(text);
    }

    private static string MutateTokens(Random random, List<string> tokens)
    {
        List<string> mutated = [.. tokens];
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            int at = random.Next(mutated.Count);
            switch (random.Next(3))
            {
                case 0: mutated.RemoveAt(at); break;
                case 1: mutated.Insert(at, mutated[random.Next(mutated.Count)]); break;
                default: mutated[at] = mutated[random.Next(mutated.Count)]; break;
            }
        }
        return string.Join(' ', mutated);
    }
}
