using System.Diagnostics;
using System.Globalization;
using CudaBridge.Abi;

namespace CudaBridge.Cli.Tests.Nvcc;

/// <summary>nvcc with the assembled toolkit: what comes out of each phase.</summary>
public class CompileTests
{
    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void A_program_is_compiled_and_runs()
    {
        using Scratch scratch = new();
        ToolResult result = scratch.Write("a.cu", Scratch.GoodProgram).Nvcc("a.cu -o a").ShouldSucceed();
        (result.Output + result.Error).Should().BeEmpty("nvcc is silent when all is well");
        scratch.Run("a").ShouldSucceed().Output.Should().Be("ok\n");
        scratch.Files.Should().Equal("a", "a.cu");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Run_ends_with_the_programs_exit_code()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <cstdio>\nint main(int c, char** v) { std::puts(v[1]); return 7; }");
        ToolResult result = scratch.Nvcc("a.cu -o a -run --run-args hello");
        result.ExitCode.Should().Be(7, result.Error);
        result.Output.Should().Be("hello\n");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Host_files_and_device_files_are_linked_together()
    {
        using Scratch scratch = new();
        scratch.Write("main.cpp", "#include <cuda_runtime.h>\nint launch(int); extern \"C\" int plain(int); int main() { int d; return cudaGetDevice(&d) + launch(20) + plain(1) - 42; }")
            .Write("plain.c", "#include <cuda_runtime_api.h>\nint plain(int x) { struct cudaDeviceProp* p = 0; return x + (p != 0); }")
            .Write("kernel.cu", """
                __global__ void twice(int* p) { *p *= 2; }
                int launch(int x) {
                  int* p; cudaMallocManaged(&p, 4); *p = x;
                  twice<<<1, 1>>>(p); cudaDeviceSynchronize();
                  return *p + 1;
                }
                """);
        scratch.Nvcc("main.cpp plain.c kernel.cu -o all -t 2").ShouldSucceed();
        scratch.Run("all").ShouldSucceed();
        scratch.Nvcc("-c main.cpp plain.c kernel.cu").ShouldSucceed();
        scratch.Nvcc("main.o plain.o kernel.o -o parts").ShouldSucceed();
        scratch.Run("parts").ShouldSucceed();
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void A_shared_library_with_kernels_is_linked_by_another_compiler()
    {
        using Scratch scratch = new();
        scratch.Write("lib.cu", "__global__ void k(int* p) { *p = 42; }\nextern \"C\" int answer() { int* p; cudaMallocManaged(&p, 4); k<<<1, 1>>>(p); cudaDeviceSynchronize(); return *p; }")
            .Write("main.c", "int answer(void); int main(void) { return answer() - 42; }");
        scratch.Nvcc("-shared -Xcompiler -fPIC lib.cu -o libanswer.so").ShouldSucceed();
        Tool.Run("clang-22", ["main.c", "-L.", "-lanswer", "-Wl,-rpath,.", "-o", "main"], scratch.Folder).ShouldSucceed();
        scratch.Run("main").ShouldSucceed();
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void The_device_code_alone_is_PTX_or_an_image()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", Scratch.GoodProgram);
        scratch.Nvcc("-ptx a.cu").ShouldSucceed();
        scratch.Read("a.ptx").Should().Contain(".visible .entry _Z3addPii(").And.Contain(".target sm_80");
        scratch.Nvcc("-cubin a.cu -o a.image").ShouldSucceed();
        Abi.FatBinary.Read(File.ReadAllBytes(scratch["a.image"])).Select(image => image.Kind).Should().Equal(Abi.ImageKind.CpuCode, Abi.ImageKind.KernelIr);
        scratch.Nvcc("-fatbin -rdc=true a.cu").ShouldSucceed();
        Abi.FatBinary.Read(File.ReadAllBytes(scratch["a.fatbin"])).Single().Flags.Should().Be(Abi.ImageFlags.Relocatable);
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void PTX_goes_back_in()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", Scratch.GoodProgram);
        scratch.Nvcc("-ptx a.cu").ShouldSucceed();
        scratch.Nvcc("-fatbin a.ptx").ShouldSucceed();
        Abi.FatBinary.Read(File.ReadAllBytes(scratch["a.fatbin"])).Select(image => image.Kind).Should().Equal(Abi.ImageKind.CpuCode, Abi.ImageKind.Ptx);
        scratch.CudaBridge("inspect a.ptx").ShouldSucceed().Output.Should().Contain("add(int*, int)");
        scratch.CudaBridge("inspect a.fatbin").ShouldSucceed().Output.Should().Contain("PTX").And.Contain("add(int*, int)");
        scratch.CudaBridge("dump a.ptx --after RecoverPointers").ShouldSucceed().Output.Should().Contain("define ptx_kernel void @_Z3addPii(");
        scratch.Write("b.ptx", ".version 8.0\n.target sm_80\n.address_size 64\n.entry k() {\n  ad.u32 a, b, c;\n}\n");
        scratch.Nvcc("-fatbin b.ptx").Error.Should().Contain("b.ptx:5:3: error: CB2104: PTX: no instruction is called 'ad'; the nearest is 'add'");
        scratch.CudaBridge("inspect b.ptx").ExitCode.Should().Be(1);
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Architecture_macros_are_the_ones_asked_for()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", """
            #if defined(__CUDA_ARCH__) && __CUDA_ARCH__ != EXPECTED
            #error wrong architecture
            #endif
            #if !defined(__NVCC__) || !defined(__CUDACC__) || __CUDACC_VER_MAJOR__ != 12
            #error not nvcc
            #endif
            __global__ void k() {}
            """);
        foreach ((string options, int arch) in new[] { ("", 800), ("-arch=sm_60", 600), ("-gencode arch=compute_70,code=sm_70 -gencode arch=compute_90,code=sm_90", 700), ("-arch=sm_90", 900), ("-arch=native", 800) })
            scratch.Nvcc($"-c a.cu -DEXPECTED={arch} {options}").ShouldSucceed();
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void An_image_for_virtual_architectures_alone_holds_ptx_alone()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", Scratch.GoodProgram);
        foreach ((string options, ImageKind[] kinds) in new (string, ImageKind[])[]
        {
            ("-gencode arch=compute_80,code=compute_80", [ImageKind.Ptx]),
            ("-arch=compute_80 -code=compute_80", [ImageKind.Ptx]),
            ("-gencode arch=compute_80,code=[compute_80,sm_80]", [ImageKind.CpuCode, ImageKind.KernelIr]),
        })
        {
            scratch.Nvcc($"-fatbin a.cu -o a.fatbin {options}").ShouldSucceed();
            FatBinary.Read(File.ReadAllBytes(scratch["a.fatbin"])).Select(entry => entry.Kind).Should().Equal(kinds);
        }
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Ptx_says_which_variables_are_managed()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", """
            __managed__ int counter = 5;
            __device__ int plain;
            __managed__ double table[3];
            __global__ void k(int *p) { *p = counter + plain + (int)table[*p]; }
            """);
        scratch.Nvcc("-ptx a.cu -o a.ptx").ShouldSucceed();

        string[] globals = [.. scratch.Read("a.ptx").Split('\n').Where(line => line.Contains(".global .", StringComparison.Ordinal) && line.StartsWith(".visible", StringComparison.Ordinal))];
        globals.Should().HaveCount(3).And.SatisfyRespectively(
            counter => counter.Should().Be(".visible .global .attribute(.managed) .align 4 .u32 counter = 5;"),
            plain => plain.Should().NotContain("managed"),
            table => table.Should().StartWith(".visible .global .attribute(.managed) .align 8 "));
    }

    [Theory(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    [InlineData("-lineinfo")]
    [InlineData("-g")]
    [InlineData("-G")]
    [InlineData("-g -G -O3 -Xptxas -O0")]
    [InlineData("-O0")]
    [InlineData("-use_fast_math --fmad=false")]
    [InlineData("-std=c++20 --extended-lambda --expt-relaxed-constexpr")]
    [InlineData("--default-stream per-thread")]
    [InlineData("-Xcompiler -fPIC,-fopenmp,-Wall,-Wextra,-march=native")]
    [InlineData("-ccbin g++")]
    [InlineData("-cudart shared")]
    [InlineData("-gencode arch=compute_80,code=compute_80")]
    public void Every_kind_of_code_comes_out_right(string options)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", Scratch.GoodProgram.Replace("p[threadIdx.x] += n;", "if (n == 3) __trap(); __shared__ int s; s = n; __syncthreads(); p[threadIdx.x] += s;"));
        scratch.Nvcc($"a.cu -o a {options}").ShouldSucceed().Error.Should().BeEmpty();
        scratch.Run("a").ShouldSucceed().Output.Should().Be("ok\n");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Preprocessing_goes_to_standard_output()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#define X 42\nint marker = X;\n");
        scratch.Nvcc("-E a.cu").ShouldSucceed().Output.Should().Contain("int marker = 42;");
        scratch.Nvcc("-E a.cu -o a.i").ShouldSucceed();
        scratch.Read("a.i").Should().Contain("int marker = 42;");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Intermediate_files_are_kept_on_request()
    {
        using Scratch scratch = new();
        Directory.CreateDirectory(scratch["kept"]);
        scratch.Write("a.cu", Scratch.GoodProgram).Nvcc("-c a.cu --keep --keep-dir kept").ShouldSucceed();
        Directory.GetFiles(scratch["kept"]).Select(file => Path.GetFileName(file)).Should().BeEquivalentTo("a.bc", "a.cpu.so", "a.fatbin");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Unknown_options_are_forwarded_on_request()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#ifndef _OPENMP\n#ifndef __CUDA_ARCH__\n#error no OpenMP\n#endif\n#endif\nint main() {}");
        scratch.Nvcc("-forward-unknown-to-host-compiler -fopenmp -c a.cu").ShouldSucceed();
        scratch.Nvcc("-fopenmp -c a.cu").ExitCode.Should().Be(1);
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Cleaning_deletes_what_the_command_made()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "int main() {}").Nvcc("-c a.cu").ShouldSucceed();
        scratch.Nvcc("-c a.cu --clean-targets").ShouldSucceed();
        scratch.Files.Should().Equal("a.cu");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Times_are_reported()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "int main() {}").Nvcc("-c a.cu -time times.csv").ShouldSucceed();
        scratch.Read("times.csv").Split('\n').Select(line => line.Split(',').ElementAtOrDefault(1)).Should().Contain(["phase", "device", "translate", "host"]);
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Resource_usage_names_each_kernel()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", Scratch.GoodProgram).Nvcc("-c a.cu -Xptxas -v").ShouldSucceed().Error.Should().Contain("add(int*, int)");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Braced_launches_compile_in_the_source_and_in_its_headers()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <launch.h>\nint main() { count<<<{1, 2}, {3}>>>(&n); launch(); return n - 12; }")
            .Write("include/launch.h", "#include \"deep/../deep/kernel.h\"\nvoid launch() { count<<<{2}, {1, 3}>>>(&n); cudaDeviceSynchronize(); }")
            .Write("include/deep/kernel.h", "__managed__ int n;\n__global__ void count(int* p) { atomicAdd(p, 1); }");
        scratch.Nvcc("a.cu -I include -MMD -o a").ShouldSucceed();
        scratch.Run("a").ShouldSucceed();
        DependencyRule.Files(scratch.Read("a.d")).Should().BeEquivalentTo("a.cu", "include/launch.h", "include/deep/../deep/kernel.h");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Files_named_after_the_object_lie_beside_it()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", Scratch.GoodProgram).Nvcc("-c a.cu -o b.o -Xcompiler --coverage").ShouldSucceed();
        scratch.Files.Should().Equal("a.cu", "b.gcno", "b.o");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void A_killed_nvcc_leaves_no_compiler_that_waits_and_no_object()
    {
        using Scratch scratch = new();
        string clang = ClangDriver.ProgramPath;
        scratch.Write("a.cu", Scratch.GoodProgram)
            .Write("llvm/bin/clang++-22", $"#!/bin/sh\ncase \"$*\" in *--cuda-device-only*) echo $$ > device.pid; exec sleep 100;; esac\necho $$ > host.pid\nexec {clang} \"$@\"\n");
        Tool.Run("chmod", ["+x", "llvm/bin/clang++-22"], scratch.Folder).ShouldSucceed();
        using Process nvcc = Tool.Start(Tool.ProgramPath, ["nvcc", "-c", "a.cu"], scratch.Folder, ("CUDABRIDGE_TOOLKIT", Scratch.ToolkitFolder), ("CUDABRIDGE_LLVM", scratch["llvm"]), ("TMPDIR", scratch["llvm"]));
        Process host = Started("host.pid"), device = Started("device.pid");
        nvcc.Kill();
        try
        {
            host.WaitForExit(TimeSpan.FromSeconds(60)).Should().BeTrue("the host half ends with nvcc");
            scratch.Has("a.o").Should().BeFalse("it would have no kernels");
        }
        finally
        {
            device.Kill();
        }

        Process Started(string file)
        {
            SpinWait.SpinUntil(() => { Thread.Sleep(20); return scratch.Has(file) && scratch.Read(file).EndsWith('\n'); }, TimeSpan.FromSeconds(60)).Should().BeTrue();
            return Process.GetProcessById(int.Parse(scratch.Read(file), CultureInfo.InvariantCulture));
        }
    }
}
