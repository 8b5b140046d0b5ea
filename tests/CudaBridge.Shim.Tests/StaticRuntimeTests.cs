namespace CudaBridge.Shim.Tests;

/// <summary>Programs linked as CMake links CUDA programs: by the host compiler, against the static runtime, without an rpath.</summary>
public sealed class StaticRuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cudabridge-static-").FullName;

    private static string Forwarder => Path.Combine(PublishedLibrary.RepositoryRoot, "src", "CudaBridge.Shim", "Static", "forward.c");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("gcc", "bfd")]
    [InlineData("gcc", "lld")]
    [InlineData("clang-22", "bfd")]
    [InlineData("clang-22", "lld")]
    public void A_program_runs_without_library_paths(string compiler, string linker)
    {
        string program = Path.Combine(_folder, "program");
        Link(compiler, [.. UseLinker(compiler, linker), Source("memory.c"), .. StaticRuntime(), "-o", program]);
        Run(program).MustSucceed().Output.Should().EndWith("ok\n");
        NativeProgram.Run("readelf", ["-d", program]).Output.Should().NotContain("libcudart");
    }

    [Fact]
    public void A_shared_object_with_a_static_runtime_of_its_own_shares_the_state_of_the_process()
    {
        string plugin = Path.Combine(_folder, "plugin.so"), program = Path.Combine(_folder, "host");
        File.WriteAllText(Path.Combine(_folder, "plugin.c"), "#include <cuda_runtime_api.h>\nint last(void) { return cudaGetLastError(); }\n");
        File.WriteAllText(Path.Combine(_folder, "host.c"), """
            #include <cuda_runtime_api.h>
            #include <stdio.h>
            int last(void);
            int main(void) { cudaSetDevice(5); int theirs = last(), ours = cudaGetLastError(); printf("%d %d\n", theirs, ours); return 0; }
            """);
        Link("gcc", ["-shared", "-fPIC", Path.Combine(_folder, "plugin.c"), .. StaticRuntime(), "-o", plugin]);
        Link("gcc", [Path.Combine(_folder, "host.c"), plugin, $"-Wl,-rpath,{_folder}", PublishedLibrary.File12, $"-Wl,-rpath,{Path.GetDirectoryName(PublishedLibrary.File12)}", "-o", program]);
        Run(program).MustSucceed().Output.Should().Be("101 0\n");
        NativeProgram.Run("nm", ["-D", "--defined-only", plugin]).Output.Should().NotContain("cudaGetLastError", "the stubs are the plug-in's own");
    }

    [Fact]
    public void Without_a_toolkit_calls_fail_with_one_message()
    {
        string program = Path.Combine(_folder, "lost"), functions = Path.Combine(_folder, "functions.inc");
        File.WriteAllText(functions, "F(cudaMalloc, status)\nF(cudaFree, status)\nF(cudaGetErrorString, text)\n");
        File.WriteAllText(Path.Combine(_folder, "lost.c"), """
            #include <cuda_runtime_api.h>
            #include <stdio.h>
            int main(void) { void* p; printf("%d %d\n%s\n", (int)cudaMalloc(&p, 1), (int)cudaFree(0), cudaGetErrorString(0)); return 0; }
            """);
        Link("gcc", [$"-DFUNCTIONS=\"{functions}\"", "-DTOOLKIT_LIBRARY=\"/nowhere/libcudart.so.12\"", Forwarder, Path.Combine(_folder, "lost.c"), "-ldl", "-o", program]);
        Outcome outcome = NativeProgram.Run(program, [], null, ("CUDABRIDGE_TOOLKIT", "/nowhere/else"), ("LD_LIBRARY_PATH", ""));
        outcome.MustSucceed().Output.Should().Be("35 35\nthe CudaBridge runtime library was not found\n");
        outcome.Errors.Should().StartWith("cudabridge: libcudart.so.12 was not found").And.EndWith("set CUDABRIDGE_TOOLKIT to the toolkit's folder\n");
        outcome.Errors.Count(c => c == '\n').Should().Be(1);
    }

    private static string Source(string name) => Path.Combine(NativeProgram.SourceFolder, name);

    // gcc looks for "ld.lld" beside its own programs.
    private static string[] UseLinker(string compiler, string linker) => (compiler, linker) switch
    {
        ("gcc", "lld") => ["-fuse-ld=lld", "-B/usr/lib/llvm-22/bin"],
        ("gcc", _) => [],
        _ => [linker == "lld" ? "-fuse-ld=lld" : "-fuse-ld=/usr/bin/ld"],
    };

    private static string[] StaticRuntime()
    {
        Assert.SkipUnless(PublishedLibrary.Toolkit is { } toolkit && File.Exists(Path.Combine(toolkit, "lib64", "libcudart_static.a")), "the toolkit has not been built");
        return [$"-L{Path.Combine(PublishedLibrary.Toolkit!, "lib64")}", "-lcuda", "-lcudadevrt", "-lcudart_static", "-lrt", "-lpthread", "-ldl"];
    }

    private static void Link(string compiler, string[] arguments) =>
        NativeProgram.Run(compiler, ["-O1", "-Wno-deprecated-declarations", "-I", PublishedLibrary.Headers, .. arguments]).MustSucceed();

    private static Outcome Run(string program) => NativeProgram.Run("env", ["-u", "CUDABRIDGE_TOOLKIT", "-u", "LD_LIBRARY_PATH", program]);
}
