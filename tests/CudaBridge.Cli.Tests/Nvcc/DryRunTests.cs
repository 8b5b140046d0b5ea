using System.Text.RegularExpressions;

namespace CudaBridge.Cli.Tests.Nvcc;

/// <summary>The commands that nvcc prints, with names that are the same on every machine. Nothing of the toolkit is needed.</summary>
public sealed partial class DryRunTests : IDisposable
{
    private const string Cuda = "-x cuda {version} -isystem /toolkit/include -Wno-unknown-warning-option -Qunused-arguments -Wno-error=register";

    private readonly string _folder = Directory.CreateTempSubdirectory("cb-dry-").FullName;

    public DryRunTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "llvm", "bin"));
        foreach (string file in new[] { "llvm/bin/clang++", "a.cu", "b.cu", "c.cpp", "d.o", "libe.a" }) File.WriteAllText(Path.Combine(_folder, file), "");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_environment_is_what_CMake_reads() =>
        Lines("-dryrun a.cu").Take(10).Where(line => !line.StartsWith("#$ PATH=")).Should().Equal(
            "#$ _NVVM_BRANCH_=nvvm", "#$ _SPACE_= ", "#$ _CUDART_=cudart", "#$ _HERE_=/toolkit/bin", "#$ _THERE_=/toolkit/bin", "#$ TOP=/toolkit",
            "#$ NVVMIR_LIBRARY_DIR=/toolkit/nvvm/libdevice", "#$ INCLUDES=-I/toolkit/include", "#$ LIBRARIES=  -L/toolkit/lib64");

    [Fact]
    public void A_program_is_two_halves_and_a_link() => Commands("a.cu -o a").Should().Equal(
        "clang++ {device} -fno-builtin-malloc -fno-builtin-free -Xclang -no-enable-noundef-analysis -O2 -Xclang -disable-llvm-passes -g0 -ffp-contract=fast -emit-llvm -c -o /tmp/a.bc a.cu",
        "cudabridge translate -arch compute_80 --isa {isa} /tmp/a.bc -o /tmp/a.fatbin",
        "clang++ {host} -Xclang -fcuda-include-gpubinary -Xclang /tmp/a.fatbin -c -o /tmp/a.o a.cu",
        "clang++ -o a -Wl,--start-group /tmp/a.o {runtime}");

    [Fact]
    public void An_object_with_dependencies() => Commands("-c a.cu -MD -MT x -MF y.d").Should().Equal(
        "clang++ {device} -fno-builtin-malloc -fno-builtin-free -Xclang -no-enable-noundef-analysis -O2 -Xclang -disable-llvm-passes -g0 -ffp-contract=fast -emit-llvm -c -o /tmp/a.bc a.cu -MD -MF /tmp/a.device.d",
        "cudabridge translate -arch compute_80 --isa {isa} /tmp/a.bc -o /tmp/a.fatbin",
        "clang++ {host} -Xclang -fcuda-include-gpubinary -Xclang /tmp/a.fatbin -MD -MF y.d -MT x -c -o a.o a.cu");

    [Fact]
    public void An_old_architecture_gets_its_macro() =>
        Commands("-ptx -arch=sm_60 a.cu").Should().Equal(
            "clang++ {device} -D__CUDABRIDGE_ARCH__=600 -Wno-builtin-macro-redefined -include cudabridge/architecture.h -fno-builtin-malloc -fno-builtin-free -Xclang -no-enable-noundef-analysis -O2 -g0 -ffp-contract=fast -S -o a.ptx a.cu");

    [Fact]
    public void Debugging_turns_optimisation_off() => Commands("-c -g -G a.cu")[0].Should().Contain(" -O0 -g ").And.NotContain("-O2");

    [Fact]
    public void Host_options_reach_the_device_half_when_they_change_the_source() =>
        Commands("-c a.cu -Xcompiler -DX,-Wall,-fopenmp,-fno-exceptions")[0].Should().Contain("-DX -fno-exceptions").And.NotContain("-Wall").And.NotContain("-fopenmp");

    [Fact]
    public void Host_files_are_compiled_with_the_toolkits_headers() => Commands("-c c.cpp").Should().Equal(
        "clang++ -x c++ {version} -isystem /toolkit/include -Wno-unknown-warning-option -Qunused-arguments -Wno-error=register -c -o c.o c.cpp");

    [Fact]
    public void A_link_takes_objects_and_libraries_in_order() => Commands("d.o libe.a -Lx -lfoo -shared -Xlinker -z,now -ccbin /usr/bin/g++ -o z").Should().Equal(
        "/usr/bin/g++ -o z -shared -Wl,--start-group d.o libe.a -Lx -lfoo {runtime} -Xlinker -z -Xlinker now");

    [Fact]
    public void The_OpenMP_runtime_is_that_of_the_compiler() => Commands("d.o -Xcompiler -fopenmp -lgomp").Should().Equal(
        "clang++ -o a.out -fopenmp -Wl,--start-group d.o -lomp {runtime}");

    [Fact]
    public void Separate_compilation_links_device_code_first() => Commands("-rdc=true a.cu b.cu -o ab").Where(c => !c.Contains("-x cuda")).Should().Equal(
        "cudabridge translate -arch compute_80 --relocatable /tmp/a.bc -o /tmp/a.fatbin",
        "cudabridge translate -arch compute_80 --relocatable /tmp/b.bc -o /tmp/b.fatbin",
        "cudabridge link /tmp/a.o /tmp/b.o -o /tmp/device_link.o",
        "clang++ -o ab -Wl,--start-group /tmp/a.o /tmp/b.o /tmp/device_link.o {runtime}");

    [Fact]
    public void A_static_library_is_made_anew() => Commands("-lib d.o -o libx.a").Single().Should().EndWith("/ar qsc libx.a d.o");

    [Fact]
    public void Nothing_is_written() 
    {
        Commands("a.cu -o a");
        Directory.GetFiles(_folder).Select(Path.GetFileName).Should().BeEquivalentTo("a.cu", "b.cu", "c.cpp", "d.o", "libe.a");
    }

    private string[] Lines(string arguments)
    {
        ToolResult result = Tool.Nvcc(_folder, arguments, ("CUDABRIDGE_TOOLKIT", "/toolkit"), ("CUDABRIDGE_LLVM", Path.Combine(_folder, "llvm")), ("TMPDIR", "/tmp"));
        result.ShouldSucceed();
        return result.Error.TrimEnd('\n').Split('\n');
    }

    private string[] Commands(string arguments) =>
        [.. Lines($"-dryrun {arguments}").Select(line => line[3..]).Where(line => !Assignment().IsMatch(line)).Select(Shorten)];

    // What is the same in every command has a name, so that the tests show what differs.
    private string Shorten(string command)
    {
        command = command.Replace(Path.Combine(_folder, "llvm/bin/clang++"), "clang++");
        // How host code is compiled so that it behaves as gcc's.
        command = command.Replace(" -fno-strict-return", "").Replace(" -fwrapv", "");
        command = Isa().Replace(command, "--isa {isa}");
        command = command.Replace("-D__NVCC__ -D__CUDACC_VER_MAJOR__=12 -D__CUDACC_VER_MINOR__=8 -D__CUDACC_VER_BUILD__=93", "{version}");
        command = command.Replace("-L/toolkit/lib64 -lcudadevrt -lcudart_static -lrt -lpthread -ldl -lm -Wl,--end-group -Wl,-rpath -Wl,/toolkit/lib64", "{runtime}");
        const string Halves = $"{Cuda} -D__CUDACC__ -nocudainc --cuda-path=/toolkit --no-offload-new-driver --offload-arch=sm_80 -include cuda_runtime.h";
        return command.Replace($"{Halves} --cuda-device-only", "{device}").Replace($"{Halves} --cuda-host-only", "{host}");
    }

    [GeneratedRegex(@"^\w+=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"--isa \S+")]
    private static partial Regex Isa();
}
