namespace CudaBridge.Frontend.Clang.Tests;

public class AsmTextTests
{
    [Theory]
    [InlineData("asm volatile(\"mov.u64 %0, %globaltimer;\" : \"=l\"(t));", "asm volatile(\"mov.u64 %0, %%globaltimer;\" : \"=l\"(t));")]
    [InlineData("asm (\"mov.u32 %0, \" \"%tid.x; // %1\\n\"::\"r\"(f(a)));", "asm (\"mov.u32 %0, \" \"%%tid.x; // %1\\n\"::\"r\"(f(a)));")]
    [InlineData("__asm__ __volatile__(R\"(mov.u32 %0, %laneid;)\" : \"=r\"(t));", "__asm__ __volatile__(R\"(mov.u32 %0, %%laneid;)\" : \"=r\"(t));")]
    [InlineData("asm volatile(\"{.reg .pred %p; setp.ne.u32 %p, %1, 0; selp.u32 %0, 1, 0, %p;}\" : \"=r\"(t) : \"r\"(u));", "asm volatile(\"{.reg .pred %%p; setp.ne.u32 %%p, %1, 0; selp.u32 %0, 1, 0, %%p;}\" : \"=r\"(t) : \"r\"(u));")]
    public void Registers_get_their_second_percent_sign(string source, string rewritten) => AsmText.Rewrite(source).Should().Be(rewritten);

    [Theory]
    [InlineData("asm(\"mov.u64 %0, %%globaltimer;\" : \"=l\"(t));")]
    [InlineData("asm(\"mov.u32 x, %laneid;\");")]
    [InlineData("asm(\"add %0, %[input], %1;\" : \"=r\"(t) : [input] \"r\"(u), \"n\"(3));")]
    [InlineData("printf(\"%lu %laneid\", asmtime); // asm(\"%laneid\" : )")]
    [InlineData("asm(\"mov %0, 1;\" : \"=r\"(t) : : \"%memory\");")]
    [InlineData("asm(\"%laneid\" ")]
    [InlineData("asm")]
    public void Everything_else_stays(string source) => AsmText.Rewrite(source).Should().BeNull();
}
