using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tests;

public sealed class LexerTests
{
    private static string[] Spellings(string text) => [.. Lexer.Tokenize(text).Select(token => text.Substring(token.Start, token.Length))];

    [Theory]
    [InlineData("a // cudaMalloc\nb", "a b")]
    [InlineData("a // goes on \\\n cudaMalloc\nb", "a b")]
    [InlineData("a /* cudaMalloc */ b", "a b")]
    [InlineData("\"cudaMalloc \\\" // \" x", "\"cudaMalloc \\\" // \" x")]
    [InlineData("R\"x(cudaMalloc )\" )x\" y", "R\"x(cudaMalloc )\" )x\" y")]
    [InlineData("1'000'000 'c' 1.5e-3f 0x1p+4", "1'000'000 'c' 1.5e-3f 0x1p+4")]
    [InlineData("k<<<1, 2>>>(x->y::z)", "k <<< 1 , 2 >>> ( x -> y :: z )")]
    [InlineData("#include <cuda.h>\n#include \"a b.h\"\n", "# include <cuda.h> # include \"a b.h\"")]
    public void Tokens_are_the_preprocessors(string text, string expected) => string.Join(' ', Spellings(text)).Should().Be(expected);

    [Fact]
    public void Tokens_of_a_directive_know_it_across_joined_lines()
    {
        List<Token> tokens = Lexer.Tokenize("#define A x \\\n  y\nz\n#define B w\n");
        tokens.Select(token => token.Directive).Should().Equal(1, 1, 1, 1, 1, 0, 2, 2, 2, 2);
    }

    [Theory]
    [InlineData("a /* never closed")]
    [InlineData("\"never closed\nx")]
    [InlineData("R\"(never closed")]
    [InlineData("#include <never closed\nx")]
    [InlineData("a \\")]
    public void What_is_no_program_still_ends(string text) => Lexer.Tokenize(text).Should().NotBeEmpty().And.OnlyContain(token => token.End <= text.Length);
}
