using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

public class LinkTests
{
    private const string Caller = """
        extern __device__ int helper(int); extern __device__ int state; extern __constant__ int table[2];
        extern "C" __global__ void k(int* d) { d[threadIdx.x] = helper(threadIdx.x) + state + table[threadIdx.x & 1]; }
        """;

    private const string Callee = "__device__ int state = 1000; __constant__ int table[2] = {1, 2}; __device__ int helper(int x) { return 10 * x; }";

    private static ReadOnlyMemory<byte> Relocatable(string source) => DeviceCode.Compile(source, "-fgpu-rdc");

    [Fact]
    public void Modules_that_name_each_other_become_one()
    {
        LinkResult linked = Translator.LinkRelocatable([Relocatable(Caller), Relocatable(Callee)]);
        linked.Diagnostics.Should().BeEmpty();
        using LoadedModule module = new(Translator.Translate(linked.Module, new TranslationOptions()).Image!);
        using DeviceArray<int> data = new(4);
        module.Launch("k", new Dim3(1), new Dim3(4), 0, data).Error.Should().Be(0);
        data.ToArray().Should().Equal(1001, 1012, 1021, 1032);
    }

    // Tables of virtual functions name __cxa_pure_virtual, which no file defines.
    [Fact]
    public void A_class_with_pure_virtual_functions_is_linked()
    {
        const string shape = """
            struct Shape { __device__ Shape() {} __device__ virtual int corners() const = 0; };
            struct Square : Shape { __device__ Square() {} __device__ int corners() const override; };
            """;
        LinkResult linked = Translator.LinkRelocatable(
            [Relocatable(shape + "__device__ int Square::corners() const { return 4; }"),
             Relocatable(shape + """__device__ int count(const Shape* s) { return s->corners(); } extern "C" __global__ void k(int* d) { Square s; d[threadIdx.x] = count(&s); }""")]);
        linked.Diagnostics.Should().BeEmpty();
        using LoadedModule module = new(Translator.Translate(linked.Module, new TranslationOptions()).Image!);
        using DeviceArray<int> data = new(2);
        module.Launch("k", new Dim3(1), new Dim3(2), 0, data).Error.Should().Be(0);
        data.ToArray().Should().Equal(4, 4);
    }

    [Fact]
    public void Undefined_symbols_are_named()
    {
        LinkResult linked = Translator.LinkRelocatable([Relocatable(Caller)]);
        linked.Module.Should().BeNull();
        linked.Diagnostics.Select(d => d.Message).Should().BeEquivalentTo("undefined device symbol helper(int)", "undefined device symbol state", "undefined device symbol table");
    }

    [Fact]
    public void Duplicate_symbols_are_named()
    {
        LinkResult linked = Translator.LinkRelocatable([Relocatable(Callee), Relocatable(Callee)]);
        linked.Success.Should().BeFalse();
        linked.Diagnostics.Should().Contain(d => d.Id == "CB2003" && d.Message == "the device symbol helper(int) is defined more than once");
    }
}
