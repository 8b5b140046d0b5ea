namespace CudaBridge.Cli.Tests.Nvcc;

public class OptionTableTests
{
    // "words | what the settings then say", one form of every kind of option, as users and build systems write them.
    [Theory]
    [InlineData("-o prog", "Output", "prog")]
    [InlineData("-o=prog", "Output", "prog")]
    [InlineData("-oprog", "Output", "prog")]
    [InlineData("--output-file prog", "Output", "prog")]
    [InlineData("--output-file=prog", "Output", "prog")]
    [InlineData("-c", "Phase", "Compile")]
    [InlineData("--compile", "Phase", "Compile")]
    [InlineData("-dc", "Phase Relocatable", "Compile True")]
    [InlineData("-dw", "Phase Relocatable", "Compile False")]
    [InlineData("-rdc=true", "Relocatable", "True")]
    [InlineData("-rdc true", "Relocatable", "True")]
    [InlineData("--relocatable-device-code=false", "Relocatable", "False")]
    [InlineData("-dlink", "Phase", "DeviceLink")]
    [InlineData("-lib", "Phase", "Library")]
    [InlineData("-E", "Phase", "Preprocess")]
    [InlineData("-M", "Phase SystemDependencies", "Dependencies True")]
    [InlineData("-MM", "Phase SystemDependencies", "Dependencies False")]
    [InlineData("-MD -MT a.o -MF a.d -MP", "WriteDependencies DependencyTargets DependencyFile PhonyTargets", "True [a.o] a.d True")]
    [InlineData("-ptx", "Phase", "Ptx")]
    [InlineData("-cubin", "Phase", "Cubin")]
    [InlineData("-fatbin", "Phase", "Fatbin")]
    [InlineData("-arch=sm_70", "Architectures", "[70]")]
    [InlineData("-arch sm_90a", "Architectures", "[90a]")]
    [InlineData("--gpu-architecture=compute_52", "Architectures", "[52]")]
    [InlineData("--arch=sm_70", "Architectures", "[70]")]
    [InlineData("-arch=native", "Architectures", "[80]")]
    [InlineData("-gencode arch=compute_60,code=sm_60 -gencode=arch=compute_70,code=[compute_70,sm_70]", "Architectures", "[60, 70]")]
    [InlineData("--generate-code=arch=compute_80,code=[compute_80,sm_80]", "Architectures", "[80]")]
    [InlineData("--generate-code=arch=compute_80,code=[compute_80,sm_80]", "Codes EmbedsPtxOnly", "[compute_80, sm_80] False")]
    [InlineData("-gencode arch=compute_80,code=compute_80 -gencode arch=compute_90,code=\\\"compute_90\\\"", "Codes EmbedsPtxOnly", "[compute_80, compute_90] True")]
    [InlineData("-arch=compute_80 -code=compute_80,compute_75", "Codes EmbedsPtxOnly", "[compute_80, compute_75] True")]
    [InlineData("-arch=compute_80", "Codes EmbedsPtxOnly", "[] False")]
    [InlineData("-std=c++17", "Standard", "c++17")]
    [InlineData("--std c++11", "Standard", "c++11")]
    [InlineData("-O3", "OptimizationLevel", "3")]
    [InlineData("-O 2", "OptimizationLevel", "2")]
    [InlineData("-g -G -lineinfo", "Debug DeviceDebug LineInfo", "True True True")]
    [InlineData("-G -dopt on", "DeviceDebug", "False")]
    [InlineData("-Ia -I b -I=c,d -DX=1 -D Y -UZ -isystem e -isystem=f -include g.h", "Preprocessor", "[-Ia, -Ib, -Ic, -Id, -DX=1, -DY, -UZ, -isystem, e, -isystem, f, -include, g.h]")]
    [InlineData("-Lx -L y -lm -l pthread,dl", "LibraryFolders Libraries", "[x, y] [m, pthread, dl]")]
    [InlineData("-Xcompiler -Wall,-fPIC -Xcompiler=-O1 --compiler-options '-a -b'", "HostCompilerOptions", "[-Wall, -fPIC, -O1, -a, -b]")]
    [InlineData("-Xcompiler -Wl,-rpath,/x", "HostCompilerOptions", "[-Wl,-rpath,/x]")]
    [InlineData("-Xlinker -rpath -Xlinker=/x,--no-undefined", "LinkerOptions", "[-rpath, /x, --no-undefined]")]
    [InlineData("-Xptxas -v,-O3 -Xarchive x", "AssemblerOptions ArchiverOptions", "[-v, -O3] [x]")]
    [InlineData("-ccbin g++", "HostCompiler", "g++")]
    [InlineData("-use_fast_math", "FastMath", "True")]
    [InlineData("--fmad=false -ftz=true -prec-div=false -prec-sqrt false", "Contract FlushDenormals PreciseDivision PreciseSquareRoot", "False True False False")]
    [InlineData("-maxrregcount=32 --maxrregcount 64", "Phase", "Link")]
    [InlineData("--extended-lambda", "ExtendedLambda", "True")]
    [InlineData("-expt-extended-lambda --expt-relaxed-constexpr", "ExtendedLambda RelaxedConstexpr", "True True")]
    [InlineData("-t 4", "Threads", "4")]
    [InlineData("-t0", "Threads", "0")]
    [InlineData("--threads=2", "Threads", "2")]
    [InlineData("--dryrun --verbose --keep -keep-dir tmp", "DryRun Verbose Keep KeepFolder", "True True True tmp")]
    [InlineData("-w -Werror all-warnings,reorder", "NoWarnings WarningsAsErrors", "True [all-warnings, reorder]")]
    [InlineData("--default-stream=per-thread", "PerThreadStream", "True")]
    [InlineData("--default-stream legacy", "PerThreadStream", "False")]
    [InlineData("-cudart=shared", "Runtime", "Shared")]
    [InlineData("--cudart none", "Runtime", "None")]
    [InlineData("-run --run-args 'a b'", "Run RunArguments", "True [a, b]")]
    [InlineData("--shared=true", "Shared", "True")]
    [InlineData("--shared=false", "Shared", "False")]
    [InlineData("a.cu -x cu b.txt -x=c++ c.txt", "Inputs", "[a.cu:, b.txt:cu, c.txt:c++]")]
    [InlineData("--forward-unknown-to-host-compiler -fopenmp -Wall", "HostCompilerOptions", "[-fopenmp, -Wall]")]
    [InlineData("--forward-unknown-to-host-linker -Wl,-z,now", "HostLinkOptions HostCompilerOptions", "[-Wl,-z,now] []")]
    [InlineData("-Xcudafe --diag_suppress=177 -diag-suppress 177 -Wno-deprecated-gpu-targets -m64 -cudadevrt static -noprof", "Phase", "Link")]
    public void Options_are_understood(string commandLine, string properties, string expected)
    {
        NvccSettings settings = NvccParser.Parse(ShellWords.Split(commandLine));
        string.Join(' ', properties.Split(' ').Select(name => Describe(typeof(NvccSettings).GetProperty(name)!.GetValue(settings)))).Should().Be(expected);
    }

    [Theory]
    [InlineData("--fmda=true", "CB1001: unknown option '--fmda=true'; did you mean '--fmad'?")]
    [InlineData("-use_fast_maht", "CB1001: unknown option '-use_fast_maht'; did you mean '--use_fast_math'?")]
    [InlineData("--gpu-archtecture=sm_80", "CB1001: unknown option '--gpu-archtecture=sm_80'; did you mean '--gpu-architecture'?")]
    [InlineData("-Wall", "CB1001: unknown option '-Wall'; --help lists the options")]
    [InlineData("-std=c++98", "CB1002: 'c++98' is no value of option '--std'; it takes*")]
    [InlineData("--fmad=maybe", "CB1002: 'maybe' is no value of option '--fmad'; it takes true, false")]
    [InlineData("-arch=pascal", "CB1002: 'pascal' is no value of option '--gpu-architecture'; it takes*")]
    [InlineData("-gencode code=sm_80", "CB1002: 'code=sm_80' is no value of option '--generate-code'; it takes*")]
    [InlineData("-t many", "CB1002: 'many' is no value of option '--threads'; it takes a number")]
    [InlineData("-c=yes", "CB1002: 'yes' is no value of option '--compile'; it takes no value")]
    [InlineData("-o", "CB1003: option '--output-file' lacks its value")]
    [InlineData("--optix-ir", "CB1004: option '--optix-ir' is not supported; *")]
    public void Wrong_options_are_named(string commandLine, string message) =>
        new Action(() => NvccParser.Parse(ShellWords.Split(commandLine))).Should().Throw<ToolException>().WithMessage(message);

    [Fact]
    public void Every_option_has_help_and_its_names_are_unique()
    {
        NvccOptions.All.Should().OnlyContain(option => option.Help.EndsWith('.'));
        NvccOptions.All.SelectMany(option => option.Names.Distinct()).Should().OnlyHaveUniqueItems();
        foreach (NvccOption option in NvccOptions.All) NvccHelp.Text().Should().Contain($"--{option.Long}");
    }

    [Fact]
    public void Options_without_effect_leave_a_note() =>
        NvccParser.Parse(["-maxrregcount=32"]).Notes.Should().Equal("--maxrregcount has no effect: there is no GPU code to tune");

    [Theory]
    [InlineData("52 60 70", "70")]
    [InlineData("70 80 90", "80")]
    [InlineData("90 100", "90")]
    [InlineData("", "80")]
    public void The_architecture_is_the_one_a_program_would_run_with(string asked, string chosen) =>
        Architectures.Choose([.. asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => new Architecture(int.Parse(number), ""))])
            .ToString().Should().Be(chosen);

    private static string Describe(object? value) => value switch
    {
        IEnumerable<string> list => $"[{string.Join(", ", list)}]",
        IEnumerable<Architecture> list => $"[{string.Join(", ", list)}]",
        IEnumerable<NvccInput> list => $"[{string.Join(", ", list.Select(input => $"{input.Path}:{input.Language}"))}]",
        null => "",
        _ => value.ToString()!,
    };
}
