using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler.Passes;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

public class DiagnosticTests
{
    private static TranslationResult Translate(string source, params string[] options) => Translator.Translate(DeviceCode.Compile(source, options), new TranslationOptions { SourceName = "kernel.cu" });

    [Fact]
    public void More_than_48_KB_of_static_shared_memory_is_an_error()
    {
        Diagnostic found = Translate("""extern "C" __global__ void big(int* d) { __shared__ int s[262144]; s[threadIdx.x] = d[0]; __syncthreads(); d[1] = s[5]; }""").Diagnostics.Should().ContainSingle().Subject;
        found.Id.Should().Be("CB2005");
        found.Message.Should().Be("kernel big uses too much shared data (0x100000 bytes, 0xc000 max)");
    }

    [Fact]
    public void An_undefined_device_function_is_named_with_its_line()
    {
        Diagnostic found = Translate("extern __device__ int missing(int);\nextern \"C\" __global__ void k(int* d) {\n  d[0] = missing(1);\n}\n", "-fgpu-rdc", "-gline-tables-only").Diagnostics.Should().ContainSingle().Subject;
        (found.Id, found.Message, found.Line).Should().Be(("CB2002", "undefined device symbol missing(int)", 3));
        found.File.Should().EndWith("kernel.cu");
    }

    [Fact]
    public void An_operation_without_a_row_is_named_and_ends_only_the_launches_that_come_to_it()
    {
        string ir = """
            target triple = "nvptx64-nvidia-cuda"
            declare void @llvm.nvvm.setmaxnreg.inc.sync.aligned.u32(i32 immarg)
            define ptx_kernel void @k(i32 %n) {
              %c = icmp eq i32 %n, 1
              br i1 %c, label %unsupported, label %done
            unsupported:
              call void @llvm.nvvm.setmaxnreg.inc.sync.aligned.u32(i32 64)
              br label %done
            done:
              ret void
            }
            """;
        TranslationResult result = Translator.Translate(Encoding.UTF8.GetBytes(ir), new TranslationOptions());
        Diagnostic found = result.Diagnostics.Should().ContainSingle().Subject;
        found.Severity.Should().Be(DiagnosticSeverity.Warning);
        found.ToString().Should().StartWith("CB2001: the operation llvm.nvvm.setmaxnreg.inc.sync.aligned.u32");
        using LoadedModule module = new(result.Image!);
        module.Launch("k", new Dim3(1), new Dim3(1), 0, 0).Should().Be((0u, ""));
        module.Launch("k", new Dim3(1), new Dim3(1), 0, 1).Should().Be((801u, "llvm.nvvm.setmaxnreg.inc.sync.aligned.u32 is not supported"));
    }

    [Theory]
    [InlineData("not LLVM IR at all", "CB2000"), InlineData("target triple = \"x86_64-unknown-linux-gnu\"", "CB2000"), InlineData("", "CB2000")]
    public void What_is_no_kernel_ir_is_refused(string text, string id) =>
        Translator.Translate(Encoding.UTF8.GetBytes(text), new TranslationOptions()).Diagnostics.Should().ContainSingle().Which.Id.Should().Be(id);

    [Fact]
    public void Broken_bitcode_is_refused()
    {
        byte[] bitcode = DeviceCode.Compile("extern \"C\" __global__ void k(int* d) { d[0] = 1; }");
        for (int length = 0; length < bitcode.Length; length += 97)
            Translator.Translate(bitcode.AsSpan(0, length), new TranslationOptions()).Success.Should().BeFalse();
    }

    [Fact]
    public void Dynamic_initialisation_is_refused_by_name()
    {
        string ir = """
            target triple = "nvptx64-nvidia-cuda"
            @llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @init, ptr null }]
            define internal void @init() { ret void }
            """;
        Translator.Translate(Encoding.UTF8.GetBytes(ir), new TranslationOptions()).Diagnostics.Should().ContainSingle().Which.Id.Should().Be("CB2004");
    }

    [Theory]
    [InlineData("gpu", "x86-64-v2", null, "CB2008"), InlineData("cpu", "x86-64-v9", null, "CB2009"), InlineData("cpu", "x86-64-v2", "NoSuchPass", "CB2010")]
    public void Unknown_targets_levels_and_passes_are_errors(string target, string isa, string? pass, string id) =>
        Translator.Translate([], new TranslationOptions { Target = target, Isa = isa, DumpAfter = pass }).Diagnostics.Should().ContainSingle().Which.Id.Should().Be(id);

    [Theory]
    [InlineData("cpu"), InlineData("opencl-c")]
    public void The_module_can_be_dumped_after_every_pass(string target)
    {
        byte[] ir = DeviceCode.Compile("""extern "C" __global__ void k(int* d) { __shared__ int s[32]; s[threadIdx.x] = d[threadIdx.x]; __syncthreads(); d[threadIdx.x] = s[0]; }""");
        foreach (PassInfo pass in PassTable.Of(target))
        {
            TranslationResult result = Translator.Translate(ir, new TranslationOptions { Target = target, DumpAfter = pass.Name });
            result.Diagnostics.Should().BeEmpty();
            result.Dump.Should().Contain("define", because: pass.Name);
        }
    }

    [Fact]
    public void AArch64_code_is_generated_on_any_host()
    {
        TranslationResult result = Translator.Translate(DeviceCode.Compile("""
            extern "C" __global__ void k(int* d, double* x) { __shared__ int s[32]; s[threadIdx.x] = atomicAdd(d, 1); __syncthreads(); d[threadIdx.x] = s[31 - threadIdx.x]; atomicAdd(x, 1.0); x[1] = exp(x[2]); }
            """), new TranslationOptions { Isa = "aarch64" });
        result.Diagnostics.Should().BeEmpty();
        // e_machine of the ELF header: EM_AARCH64
        BitConverter.ToUInt16(result.Image!, 18).Should().Be(183);
    }

    [Fact]
    public void Faults_traps_and_assertions_end_a_launch_with_an_error()
    {
        using LoadedModule module = LoadedModule.FromSource("""
            #include <assert.h>
            extern "C" __global__ void k(int* d, int how) { if (how == 0) *(volatile int*)8 = 1; if (how == 1) __trap(); if (how == 2) { assert(d[0] == 12); } d[0] = 5; }
            """);
        using DeviceArray<int> data = new(1);
        uint[] errors = [.. Enumerable.Range(0, 4).Select(how => module.Launch("k", new Dim3(1), new Dim3(1), 0, data, how).Error)];
        errors.Should().Equal(700, 719, 710, 0);
    }
}
