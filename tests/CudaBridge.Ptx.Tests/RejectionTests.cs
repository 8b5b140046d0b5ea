using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

public sealed class RejectionTests
{
    [Theory]
    [InlineData("ad.u32 a, b, c;", "1:1: no instruction is called 'ad'; the nearest is 'add'")]
    [InlineData("add.sat.u64 a, b, c;", "1:1: 'add.sat.u64' is no form of 'add'; the nearest is 'add.u64 d, a, b'")]
    [InlineData("add.f64.ftz a, b, c;", "1:1: 'add.f64.ftz' is no form of 'add'; the nearest is 'add.f64 d, a, b'")]
    [InlineData("ld.global.nc.cv.f32 a, [b];", "1:1: 'ld.global.nc.cv.f32' is no form of 'ld'; the nearest is 'ld.global.cv.f32 d, [a]{.unified}{, cache-policy}'")]
    [InlineData("ld.global.v3.f32 {a, b, c}, [p];", "1:1: 'ld.global.v3.f32' is no form of 'ld'; the nearest is 'ld.global.f32 d, [a]{.unified}{, cache-policy}'")]
    [InlineData("cvt.f16.f32 a, b;", "1:1: 'cvt.f16.f32' is no form of 'cvt'; the nearest is 'cvt.rn.f16.f32 d, a'")]
    [InlineData("setp.lo.s32 p, a, b;", "1:1: 'setp.lo.s32' is no form of 'setp'; the nearest is 'setp.lo.u32 p{|q}, a, b'")]
    [InlineData("fma.f32 a, b, c, d;", "1:1: 'fma.f32' is no form of 'fma'; the nearest is 'fma.rn.f32 d, a, b, c'")]
    [InlineData("add.u32 a, b;", "1:1: these are not the operands of 'add.u32'; write 'add.u32 d, a, b'")]
    [InlineData("mov.u32 a, [b];", "1:1: these are not the operands of 'mov.u32'; write 'mov.u32 d, a'")]
    [InlineData("ld.global.v2.f32 {a, b, c}, [p];", "1:1: these are not the operands of 'ld.global.v2.f32'; write 'ld.global.v2.f32 d, [a]{.unified}{, cache-policy}'")]
    [InlineData("st.global.u32 a, [b];", "1:1: these are not the operands of 'st.global.u32'; write 'st.global.u32 [a], b{, cache-policy}'")]
    [InlineData("shfl.sync.sideways.b32 a, b, c, d, e;", "1:1: 'shfl.sync.sideways.b32' is no form of 'shfl'; the nearest is 'shfl.sync.up.b32 d{|p}, a, b, c, membermask'")]
    [InlineData("\n  add.u32 a, b, c", "2:18: the text ends where ';' is expected")]
    [InlineData("{ add.u32 a, b, c;", "1:19: the text ends where '}' is expected")]
    [InlineData("add.u32 a, 09, c;", "1:12: '09' is no number; digits after a leading 0 are octal")]
    [InlineData("add.u32 a, 0x1ffffffffffffffff, c;", "1:12: '0x1ffffffffffffffff' does not fit in 64 bits")]
    [InlineData(".reg .b32 r<0>;", "1:13: a range of 0 names")]
    [InlineData(".reg .b33 r;", "1:6: '.b33' stands where a type is expected")]
    [InlineData("mov.u32 a, \"text\";", "1:12: '\"text\"' stands where an operand is expected")]
    [InlineData("/* open", "1:1: this comment is not closed")]
    [InlineData("frobnicate.u32 a;", "1:1: no instruction is called 'frobnicate'")]
    [InlineData("#include <x>", "1:1: '#' stands where a statement is expected")]
    [InlineData("wgmma.fence.sync.aligned;", "1:1: 'wgmma' drives a unit that only some NVIDIA chips have")]
    public void Says_where_and_what_and_what_would_be_right(string text, string message)
    {
        Action parse = () => Parser.ParseStatements(text);
        parse.Should().Throw<PtxException>().Which.Message.Should().Be(message);
    }

    [Theory]
    [InlineData(".version 10.0\n.target sm_80", "1:10: PTX version 10.0; versions 1.0 to 9.x are known")]
    [InlineData(".target sm_80", "1:1: '.target' stands where '.version' is expected")]
    [InlineData(".version 8.0\n.target sm_80\n.address_size 48", "3:15: an address size of 48 bits; 32 or 64")]
    [InlineData(".version 8.0\n.target sm_80\n.visible .entry k( { ret; }", "3:20: '{' stands where a state space is expected")]
    [InlineData(".version 8.0\n.target sm_80\n.entry k() .maxblocks 3 { ret; }", "3:12: '.maxblocks' is no directive of a function")]
    [InlineData(".version 8.0\n.target sm_80\n.global .align 3 .u32 x;", "3:16: an alignment is a power of two")]
    [InlineData(".version 8.0\n.target sm_80\n.global .u32 x", "3:15: the text ends where ';' is expected")]
    public void Rejects_modules(string text, string message)
    {
        Action parse = () => Parser.ParseModule(text);
        parse.Should().Throw<PtxException>().Which.Message.Should().Be(message);
    }
}
