using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Tests;

public sealed class AssemblyTests
{
    private static PortedTree Ported(string statement, string dialect = "hip", string before = "")
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", $"#include <cuda_runtime.h>\n{before}\n__device__ void f(unsigned& r, int& i, float& x, unsigned long long& w, unsigned a, unsigned b, unsigned* p, const uint4* v, uint4& q) {{\n  {statement}\n}}\n");
        return scratch.Port(dialect, keepNames: true);
    }

    [Theory]
    [InlineData("asm(\"add.u32 %0, %1, %2;\" : \"=r\"(r) : \"r\"(a), \"r\"(b + 1));", "r = a + (b + 1);")]
    [InlineData("asm volatile(\"mov.u32 %0, %%ctaid.y;\" : \"=r\"(r));", "r = blockIdx.y;")]
    [InlineData("asm(\"max.s32 %0, %1, %2;\" : \"=r\"(i) : \"r\"(a), \"r\"(i));", "i = max((int)a, i);")]
    [InlineData("asm(\"mov.b32 %0, %1;\" : \"=r\"(r) : \"f\"(x));", "r = __float_as_uint(x);")]
    [InlineData("asm(\"mov.b64 %0, {%1, %2};\" : \"=l\"(w) : \"r\"(a), \"r\"(b));", "w = (unsigned long long)(unsigned)(b) << 32 | (unsigned)(a);")]
    [InlineData("asm(\"{ .reg .u32 t; add.u32 t, %1, %2; shl.b32 %0, t, 2; }\" : \"=r\"(r) : \"r\"(a), \"r\"(b));", "{\n    unsigned t = a + b;\n    r = t << 2;\n  }")]
    [InlineData("asm(\"lop3.b32 %0, %1, %2, %3, 0x1e;\" : \"=r\"(r) : \"r\"(a), \"r\"(b), \"r\"(r));", "r = cudabridge::logic<0x1e>(a, b, r);")]
    [InlineData("asm(\"ld.global.nc.u32 %0, [%1+4];\" : \"=r\"(r) : \"l\"(p));", "r = *(const unsigned*)((char*)p + 4);")]
    [InlineData("asm volatile(\"st.global.cs.u32 [%0], %1;\" :: \"l\"(p), \"r\"(a) : \"memory\");", "*p = a;")]
    [InlineData("asm volatile(\"red.global.add.u32 [%0], %1;\" :: \"l\"(p), \"r\"(a));", "atomicAdd(p, a);")]
    [InlineData("asm(\"shfl.sync.down.b32 %0, %1, 4, 0x1f, 0xffffffff;\" : \"=r\"(r) : \"r\"(a));", "r = __shfl_down_sync(0xffffffff, a, 4);")]
    [InlineData("asm volatile(\"bar.sync 0;\");", "__syncthreads();")]
    [InlineData("asm volatile(\"\" ::: \"memory\");", "asm volatile(\"\" ::: \"memory\");")]
    [InlineData("asm(\"cvt.rzi.s32.f32 %[to], %[from];\" : [to] \"=r\"(i) : [from] \"f\"(x));", "i = (int)x;")]
    public void Inline_PTX_becomes_what_a_person_would_write(string statement, string expected)
    {
        PortedTree tree = Ported(statement);
        tree.Text("a.cu").Should().Contain("\n  " + expected + "\n}");
        tree.Findings.Should().BeEmpty();
    }

    [Fact]
    public void What_is_read_after_a_result_is_written_keeps_its_value() =>
        Ported("asm(\"add.u32 %0, %2, %3; add.u32 %1, %2, 1;\" : \"=r\"(r), \"=r\"(p[0]) : \"r\"(r), \"r\"(b));").Text("a.cu").Should()
            .Contain("{\n    const auto input2 = r;\n    r = input2 + b;\n    p[0] = input2 + 1;\n  }");

    [Fact]
    public void A_macro_s_body_is_translated_where_it_stands() =>
        Ported("LANE(r);", before: "#define LANE(to) asm(\"mov.u32 %0, %%laneid;\" : \"=r\"(to))").Text("a.cu").Should()
            .Contain("#define LANE(to) to = cudabridge::lane()\n").And.StartWith("#include \"cudabridge_ptx.h\"" + FileRewriter.AddedMark);

    [Fact]
    public void Names_in_it_are_the_dialects() =>
        Ported("asm volatile(\"bar.sync 0;\");", "ascend-simt").Text("a.cu").Should().Contain("  asc_syncthreads();\n");

    [Theory]
    [InlineData("hip", "asm(\"mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0}, {%0}, {%0}, {%0};\" : \"+f\"(x));", "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32")]
    [InlineData("maca", "asm volatile(\"mov.u64 %0, %%clusterid.w;\" : \"=l\"(w));", "mov.u64")]
    public void What_has_no_counterpart_stays_and_is_named(string dialect, string statement, string subject)
    {
        PortedTree tree = Ported(statement, dialect);
        tree.Text("a.cu").Should().Contain(statement);
        tree.Findings.Where(finding => finding.Weight == Weight.Blocking).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "CB4021", Subject = subject });
    }

    [Theory]
    [InlineData("musa-mp31", "int main() { cudabridge::start_clock(); return 0; }", "do not compare")]
    [InlineData("corex", "int other;", "main is in another file")]
    public void Time_is_counted_in_cycles_where_nothing_else_is_documented(string dialect, string main, string note)
    {
        PortedTree tree = Ported("asm volatile(\"mov.u64 %0, %%globaltimer;\" : \"=l\"(w));", dialect, main.Replace(" cudabridge::start_clock();", "", StringComparison.Ordinal));
        tree.Text("a.cu").Should().Contain("w = cudabridge::nanoseconds();").And.Contain(main).And.Contain("#include \"cudabridge_clock.h\"");
        tree.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "CB4003", Subject = "%globaltimer" });
        tree.Findings[0].Detail.Should().Contain(note);
    }
}
