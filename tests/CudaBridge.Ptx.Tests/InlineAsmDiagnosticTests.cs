using System.Text;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Ptx.Tests;

public sealed class InlineAsmDiagnosticTests
{
    [Theory]
    [InlineData("add.sat.u64 $0, $1, $1;", "=l,l", "1:1: 'add.sat.u64' is no form of 'add'; the nearest is 'add.u64 d, a, b'")]
    [InlineData("mov.u64 $0, $1;\\0A  nanosleep.u32 t;", "=l,l", "2:17: 't' is neither a register nor a variable here")]
    [InlineData("mov.u64 $0, $7;", "=l,l", "1:13: there is no operand %7")]
    [InlineData("add.u32 $0, $1, $1;", "=l,l", "1:13: a 64-bit register stands where .u32 is expected")]
    [InlineData("mov.u64 $0, $1", "=l,l", "1:15: the text ends where ';' is expected")]
    [InlineData("bra NOWHERE;", "=l,l", "1:5: there is no label 'NOWHERE' in this scope")]
    [InlineData("wgmma.fence.sync.aligned;", "=l,l", "1:1: 'wgmma' drives a unit that only some NVIDIA chips have")]
    [InlineData("cp.async.bulk.tensor.1d.global.shared::cta.bulk_group [$1, {0}], [$1];", "=l,l", "1:1: 'cp.async.bulk.tensor.1d.global.shared::cta.bulk_group' is not supported: tensor maps belong to NVIDIA's copy engine")]
    [InlineData("ret;", "=l,l", "1:1: 'ret' is not supported: it would leave the function behind the compiler's back")]
    [InlineData("cp.async.cg.shared.global [$1], [$1], 8;", "=l,l", "1:1: 'cp.async.cg.shared.global' cannot copy 8 bytes; 16")]
    [InlineData("lop3.b32 $1, $1, $1, $1, 0x100;", "=r,r", "1:1: immLut 256 is not in 0 to 255")]
    [InlineData("mov.f32 $0, 1;", "=f,f", "1:13: an integer stands where .f32 is expected; write 1.0, 0f3F800000 or 0d3FF0000000000000")]
    [InlineData("mov.u64 $0, $1;", "=v,v", "1:1: the constraint \"v\" is not one of PTX; h, r, l, q, f, d, n or C")]
    public void A_statement_that_cannot_be_lowered_says_where_and_why(string asm, string constraints, string problem)
    {
        string type = constraints[1] switch { 'f' => "float", 'r' => "i32", _ => "i64" };
        string ir = $"target triple = \"nvptx64-nvidia-cuda\"\ndefine {type} @f({type} %x) {{\n  %r = call {type} asm \"{asm}\", \"{constraints}\"({type} %x)\n  ret {type} %r\n}}\n";
        LoweredText.LowerModule(ir).Problem.Should().Be(problem);
    }

    [Fact]
    public void The_diagnostic_names_file_line_and_the_asm_as_written()
    {
        Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
        byte[] kernelIr = DeviceCode.Compile("""
            __global__ void k(unsigned* p)
            {
              asm volatile("{\n\t"
                           "add.u32 %0, %0, %%laneid;\n\t"
                           "prmt.b16 %0, %0, %0, %1;\n\t"
                           "}" : "+r"(p[0]) : "n"(0x3210));
            }
            """, "-gline-tables-only");
        TranslationResult result = Translator.Translate(kernelIr, new TranslationOptions());
        Diagnostic diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be("CB2101");
        diagnostic.File.Should().EndWith("kernel.cu");
        diagnostic.Line.Should().Be(3);
        diagnostic.Message.Should().Be("inline PTX, 3:2 in \"{ add.u32 %0, %0, %%laneid; prmt.b16 %0, %0, %0, %1; }\": 'prmt.b16' is no form of 'prmt'");
        diagnostic.Hint.Should().Be("the nearest is 'prmt.b32 d, a, b, c'");
    }

    [Fact]
    public void What_only_NVIDIA_hardware_does_has_an_id_of_its_own()
    {
        string ir = LoweredText.Module("void", "", "tcgen05.relinquish_alloc_permit.cta_group::1.sync.aligned;", "", "");
        TranslationResult result = Translator.Translate(Encoding.UTF8.GetBytes(ir), new TranslationOptions());
        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("CB2102");
    }
}
