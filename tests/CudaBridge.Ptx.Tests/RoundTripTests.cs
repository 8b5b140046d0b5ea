using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData("-O0", "--offload-arch=sm_80", "--cuda-feature=+ptx83")]
    [InlineData("-O2", "--offload-arch=sm_80", "--cuda-feature=+ptx83")]
    [InlineData("-O1", "--offload-arch=sm_80", "--cuda-feature=+ptx83", "-g")]
    [InlineData("-O2", "--offload-arch=sm_90a", "--cuda-feature=+ptx87", "-g")]
    [InlineData("-O2", "--offload-arch=sm_70", "--cuda-feature=+ptx72")]
    public void What_clang_writes_survives(params string[] options)
    {
        string text = Clang.Ptx("language.cu", options);
        string printed = Printer.Print(Parser.ParseModule(text));
        Tokens.Of(printed).Should().Equal(Tokens.Of(text));
    }

    [Theory]
    [InlineData(".global .align 4 .u32 a, b[4] = {1, -2, 0x3U, (1 + 2) * 3};")]
    [InlineData(".const[2] .f32 bank;")]
    [InlineData(".visible .global .attribute(.managed, .unified(19, 95)) .b32 m;")]
    [InlineData(".weak .shared .align 16 .b8 s[];")]
    [InlineData(".global .u8 bytes[] = {0xFF(foo), 0xFF00(foo), 0xff(generic(foo)+4)};")]
    [InlineData(".global .u64 pointer = generic(foo)+8;")]
    [InlineData(".global .f32 numbers[2][3] = {{1.0, 0.5e-3}, {0f3F800000, -2.0, 7}};")]
    [InlineData(".global .texref t = {normalized_coords = 1, filter_mode = linear};")]
    [InlineData(".extern .func (.param .b32 r) f (.param .b64 x, .param .align 8 .b8 y[24]) .noreturn;")]
    [InlineData(".visible .entry k(.param .u64 .ptr .global .align 16 p) .maxntid 256, 1, 1 .minnctapersm 2 { ret; }")]
    [InlineData(".entry k .reqnctapercluster 2 .explicitcluster { ret; }")]
    [InlineData(".alias f, g;")]
    [InlineData(".pragma \"nounroll\";")]
    [InlineData(".func g { .reg .v4 .f32 v; .reg .pred p<4>, q; .local .align 8 .b8 depot[16]; L: @!p1 bra L; }")]
    [InlineData(".func g { ts: .branchtargets A, B; brx.idx %r1, ts; A: B: ret; }")]
    [InlineData(".func g { fs: .calltargets f, h; call (%r1), %rd1, (%r2, 3), fs; }")]
    [InlineData(".func g { proto: .callprototype (.param .b32 _) _ (.param .b32 _) .noreturn; call %rd1, (%r2), proto; call f; }")]
    [InlineData(".func g { .loc 1 2 3, function_name $L__info0+4, inlined_at 1 5 6 mov.u32 %r1, table+4; }")]
    [InlineData(".func g { tex.2d.v4.f32.f32 {%f1, %f2, %f3, _}, [t, s, {%f5, %f6}]; }")]
    [InlineData(".func g { vadd.u32.s32.u32.sat d.b0, a.h1, b.b3, c; vmad.s32.s32.u32.shr7 d, -a.b0, b.h0, -c; }")]
    [InlineData(".file 1 \"a b.cu\", 1700000000, 123")]
    [InlineData(".section .debug_str { $L1: .b8 104, 0 .b32 .debug_abbrev+4 .b64 end-start .b32 $L1 }")]
    public void Constructs_survive(string item)
    {
        string text = $".version 8.3\n.target sm_80, texmode_unified, debug\n.address_size 64\n{item}\n";
        Tokens.Of(Printer.Print(Parser.ParseModule(text))).Should().Equal(Tokens.Of(text));
    }

    [Fact]
    public void Blanks_inside_an_opcode_are_dropped()
    {
        Printer.Print(Parser.ParseStatements("ld .global\t.v2 .f32 {a, b}, [p + 4];")).Should().Be("ld.global.v2.f32 {a, b}, [p+4];\n");
    }
}
