using static CudaBridge.Cli.Nvcc.ValueForm;

namespace CudaBridge.Cli.Nvcc;

/// <summary>
/// Every option of NVIDIA's nvcc manual (CUDA 12.8, "Command Option Description"): the one table behind parsing, the help text and the
/// documentation.
/// </summary>
internal static class NvccOptions
{
    private const string NoGpuCode = "there is no GPU code to tune";
    private const string OneArchitecture = "one form serves all architectures";
    private const string HostOnly = "the platform is 64-bit Linux";

    public static readonly NvccOptionGroup[] Groups =
    [
        new("Phases",
        [
            new("link", "link", None, "", (s, _) => s.Phase = Phase.Link, "Compile and link all inputs. This is the default."),
            new("compile", "c", None, "", (s, _) => s.Phase = Phase.Compile, "Compile each input into an object file."),
            new("device-c", "dc", None, "", (s, _) => (s.Phase, s.Relocatable) = (Phase.Compile, true), "As -c, with relocatable device code."),
            new("device-w", "dw", None, "", (s, _) => (s.Phase, s.Relocatable) = (Phase.Compile, false), "As -c, with device code that is complete in itself."),
            new("device-link", "dlink", None, "", (s, _) => s.Phase = Phase.DeviceLink, "Link the relocatable device code of the inputs into one object for the host's linker."),
            new("lib", "lib", None, "", (s, _) => s.Phase = Phase.Library, "Compile the inputs where needed and put them into a static library."),
            new("preprocess", "E", None, "", (s, _) => s.Phase = Phase.Preprocess, "Preprocess only; the result goes to standard output or to -o."),
            new("ptx", "ptx", None, "", (s, _) => s.Phase = Phase.Ptx, "Compile the device code to PTX text."),
            new("cubin", "cubin", None, "", (s, _) => s.Phase = Phase.Cubin, "Compile the device code to an image that a program can load."),
            new("fatbin", "fatbin", None, "", (s, _) => s.Phase = Phase.Fatbin, "Compile the device code to a fat binary."),
            new("generate-dependencies", "M", None, "", (s, _) => s.Phase = Phase.Dependencies, "Print the files an input depends on, as a make rule."),
            new("generate-nonsystem-dependencies", "MM", None, "", (s, _) => (s.Phase, s.SystemDependencies) = (Phase.Dependencies, false), "As -M, without system headers."),
            new("generate-dependencies-with-compile", "MD", None, "", (s, _) => s.WriteDependencies = true, "Write a dependency file besides compiling."),
            new("generate-nonsystem-dependencies-with-compile", "MMD", None, "", (s, _) => (s.WriteDependencies, s.SystemDependencies) = (true, false), "As -MD, without system headers."),
            new("run", "run", None, "", (s, _) => s.Run = true, "Compile, link and run; the exit code is the program's."),
            Unsupported("cuda", "cuda", "the host and device halves are compiled directly, not through generated C++; use -c"),
            Unsupported("optix-ir", "optix-ir", "OptiX is not part of CudaBridge"),
            Unsupported("ltoir", "ltoir", "use -dc; its objects carry the device code as LLVM bitcode"),
        ]),
        new("Files and folders",
        [
            new("output-file", "o", One, "file", (s, v) => s.Output = v, "Name of the output."),
            new("output-directory", "odir", One, "folder", (s, v) => s.OutputFolder = v, "Folder of outputs that -o does not name."),
            new("pre-include", "include", List, "file,...", (s, v) => s.Preprocessor.AddRange(["-include", v]), "Include a file before the input."),
            new("library", "l", List, "library,...", (s, v) => s.Libraries.Add(v), "Link with a library."),
            new("define-macro", "D", List, "name[=value],...", (s, v) => s.Preprocessor.Add($"-D{v}"), "Define a macro."),
            new("undefine-macro", "U", List, "name,...", (s, v) => s.Preprocessor.Add($"-U{v}"), "Remove a macro's definition."),
            new("include-path", "I", List, "folder,...", (s, v) => s.Preprocessor.Add($"-I{v}"), "Search a folder for headers."),
            new("system-include", "isystem", List, "folder,...", (s, v) => s.Preprocessor.AddRange(["-isystem", v]), "Search a folder for system headers, whose warnings are not shown."),
            new("library-path", "L", List, "folder,...", (s, v) => s.LibraryFolders.Add(v), "Search a folder for libraries."),
            new("dependency-output", "MF", One, "file", (s, v) => s.DependencyFile = v, "Name of the dependency file."),
            new("dependency-target-name", "MT", Repeated, "target", (s, v) => s.DependencyTargets.Add(v), "Target of the rule in the dependency file."),
            new("generate-dependency-targets", "MP", None, "", (s, _) => s.PhonyTargets = true, "Add an empty rule for each header, so that make survives a removed header."),
            new("compiler-bindir", "ccbin", One, "program", (s, v) => s.HostCompiler = v, "Host compiler, or its folder. A clang compiles and links; any other compiler links, and clang compiles."),
            new("allow-unsupported-compiler", "allow-unsupported-compiler", None, "", Nothing, "Accept any host compiler.") { NoEffect = "every host compiler is accepted" },
            new("archiver-binary", "arbin", One, "program", (s, v) => s.Archiver = v, "Program that makes static libraries."),
            new("cudart", "cudart", One, "static|shared|none|hybrid", (s, v) => s.Runtime = v switch { "none" => CudaRuntime.None, "shared" => CudaRuntime.Shared, _ => CudaRuntime.Static }, "CUDA runtime library to link with."),
            new("cudadevrt", "cudadevrt", One, "static|none", Nothing, "CUDA device runtime library.") { NoEffect = "the device runtime is part of the image" },
            new("libdevice-directory", "ldir", One, "folder", Nothing, "Folder of libdevice.") { NoEffect = "the toolkit's own device library is used" },
            new("target-directory", "target-dir", One, "name", Nothing, "Subfolder of the toolkit's targets.") { NoEffect = HostOnly },
            new("objdir-as-tempdir", "objtemp", None, "", (s, _) => s.TempBesideObjects = true, "Keep temporary files in the folder of the output."),
            new("options-file", "optf", List, "file,...", Nothing, "Read options from a file; @file does the same."),
        ]),
        new("Language",
        [
            new("x", "x", One, "c|c++|cu", (s, v) => s.Language = v, "Language of the inputs that follow."),
            new("std", "std", One, "c++03|c++11|c++14|c++17|c++20|c++23|gnu++11|gnu++14|gnu++17|gnu++20|gnu++23", (s, v) => s.Standard = v, "C++ standard; c++17 is the default."),
            new("expt-relaxed-constexpr", "expt-relaxed-constexpr", None, "", (s, _) => s.RelaxedConstexpr = true, "Device code may call constexpr functions of the host, and the other way round."),
            new("extended-lambda", "extended-lambda", None, "", (s, _) => s.ExtendedLambda = true, "Lambdas may be __device__ and __host__ __device__.") { Aliases = ["expt-extended-lambda"] },
            new("no-exceptions", "noeh", None, "", (s, _) => s.NoExceptions = true, "Host code without exceptions."),
            new("no-host-device-initializer-list", "nohdinitlist", None, "", Nothing, "std::initializer_list members are host functions.") { NoEffect = "constexpr members are usable on both sides" },
            new("no-host-device-move-forward", "nohdmoveforward", None, "", Nothing, "std::move and std::forward are host functions.") { NoEffect = "constexpr functions are usable on both sides" },
            new("ftemplate-depth", "ftemplate-depth", One, "n", (s, v) => s.FrontEnd.Add($"-ftemplate-depth={v}"), "Deepest template instantiation."),
            new("ftemplate-backtrace-limit", "ftemplate-backtrace-limit", One, "n", (s, v) => s.FrontEnd.Add($"-ftemplate-backtrace-limit={v}"), "Template notes printed for an error."),
            new("default-stream", "default-stream", One, "legacy|per-thread|null", (s, v) => s.PerThreadStream = v == "per-thread", "Meaning of stream 0."),
            new("restrict", "restrict", None, "", Nothing, "Treat pointer parameters of kernels as __restrict__.") { NoEffect = "aliasing is decided from the code", Aliases = ["kernel-pointer-restrict"] },
        ]),
        new("Code generation",
        [
            new("optimize", "O", One, "level", (s, v) => s.OptimizationLevel = v, "Optimisation level of host code; device code is optimised unless -G is given."),
            new("debug", "g", None, "", (s, _) => s.Debug = true, "Debug information for host code."),
            new("device-debug", "G", None, "", (s, _) => s.DeviceDebug = true, "Debug information for device code, which is then not optimised."),
            new("generate-line-info", "lineinfo", None, "", (s, _) => s.LineInfo = true, "Line numbers for device code."),
            new("dopt", "dopt", One, "kind", (s, _) => s.DeviceDebug = false, "Optimise device code although -G is given."),
            new("Ofast-compile", "Ofc", One, "0|min|mid|max", Nothing, "Trade code quality for compile time.") { NoEffect = "compile time is spent only where it pays" },
            new("profile", "pg", None, "", (s, _) => s.Profile = true, "Instrument host code for gprof."),
            new("shared", "shared", None, "", (s, _) => s.Shared = true, "Link a shared library."),
            new("machine", "m", One, "64", Nothing, "Word size.") { NoEffect = HostOnly },
            new("m64", "m64", None, "", Nothing, "64-bit code.") { NoEffect = HostOnly },
            new("relocatable-device-code", "rdc", TrueFalse, "true|false", (s, v) => s.Relocatable = v == "true", "Device code that is linked with that of other files."),
            new("extensible-whole-program", "ewp", None, "", Nothing, "Leave device runtime calls open.") { NoEffect = "the device runtime is part of the image" },
            new("no-device-link", "nodlink", None, "", (s, _) => s.NoDeviceLink = true, "Link without linking device code."),
            new("gpu-architecture", "arch", One, "sm_NN", (s, v) => s.Architectures.Add(Architectures.Parse("gpu-architecture", v)), "Architecture that __CUDA_ARCH__ names: sm_NN, compute_NN, native, all or all-major; sm_80 is the default."),
            new("gpu-code", "code", List, "sm_NN,compute_NN,...", (s, v) => s.Codes.Add(v.Trim('"', '[', ']')), "What to put into the image: PTX alone if all are compute_NN, else code for this machine; one form serves all sm_NN."),
            new("generate-code", "gencode", Repeated, "arch=compute_NN,code=[sm_NN,...]", AddGenerateCode, "Architecture and code in one; of several, the highest that the device has counts. PTX alone if all codes are compute_NN."),
            new("use_fast_math", "use_fast_math", None, "", (s, _) => s.FastMath = true, "Fast approximate functions; implies -ftz=true -prec-div=false -prec-sqrt=false -fmad=true."),
            new("ftz", "ftz", TrueFalse, "true|false", (s, v) => s.FlushDenormals = v == "true", "Functions and .ftz instructions take single-precision denormals for zero; plain arithmetic keeps them."),
            new("prec-div", "prec-div", TrueFalse, "true|false", (s, v) => s.PreciseDivision = v == "true", "Correctly rounded single-precision division."),
            new("prec-sqrt", "prec-sqrt", TrueFalse, "true|false", (s, v) => s.PreciseSquareRoot = v == "true", "Correctly rounded single-precision square root."),
            new("fmad", "fmad", TrueFalse, "true|false", (s, v) => s.Contract = v == "true", "Multiplication and addition become one operation."),
            new("maxrregcount", "maxrregcount", One, "n", Nothing, "Most registers a thread may use.") { NoEffect = NoGpuCode },
            new("entries", "e", List, "kernel,...", Nothing, "Kernels to compile.") { NoEffect = "all kernels are compiled" },
            new("keep-device-functions", "keep-device-functions", None, "", Nothing, "Keep unused device functions.") { NoEffect = "relocatable code keeps them all" },
            new("extra-device-vectorization", "extra-device-vectorization", None, "", Nothing, "More vectorisation of device code.") { NoEffect = "device code is vectorised where it can be" },
            new("optimization-info", "opt-info", List, "kind,...", Nothing, "Report optimisations.") { NoEffect = "cudabridge inspect says how a kernel runs" },
            new("dlink-time-opt", "dlto", None, "", Nothing, "Optimise at device link time.") { NoEffect = "device linking always optimises" },
            new("lto", "lto", None, "", Nothing, "As -dlto.") { NoEffect = "device linking always optimises" },
            new("gen-opt-lto", "gen-opt-lto", None, "", Nothing, "Optimise before device linking.") { NoEffect = "device code is always optimised" },
            new("split-compile", "split-compile", One, "n", Nothing, "Threads for one module.") { NoEffect = NoGpuCode },
            new("split-compile-extended", "split-compile-extended", One, "n", Nothing, "Threads for one module.") { NoEffect = NoGpuCode },
            new("jump-table-density", "jtd", One, "n", Nothing, "When a switch becomes a jump table.") { NoEffect = NoGpuCode },
            new("device-stack-protector", "device-stack-protector", TrueFalse, "true|false", Nothing, "Stack canaries in device code.") { NoEffect = "a kernel's stack overflow is caught by the runtime" },
            new("device-entity-has-hidden-visibility", "device-entity-has-hidden-visibility", TrueFalse, "true|false", Nothing, "Visibility of kernels in host objects.") { NoEffect = "visibility is the source's" },
            new("static-global-template-stub", "static-global-template-stub", TrueFalse, "true|false", Nothing, "Linkage of kernel template stubs.") { NoEffect = "linkage is the source's" },
            new("compile-as-tools-patch", "astoolspatch", None, "", Nothing, "Code for CUDA tools.") { NoEffect = NoGpuCode },
            new("no-compress", "no-compress", None, "", Nothing, "Leave images uncompressed.") { NoEffect = "images are never compressed" },
            new("compress-mode", "compress-mode", One, "default|size|speed|balance|none", Nothing, "Compression of images.") { NoEffect = "images are never compressed" },
            new("relocatable-ptx", "reloc-ptx", None, "", Nothing, "Allow relocatable PTX.") { NoEffect = OneArchitecture },
            new("source-in-ptx", "src-in-ptx", None, "", Nothing, "Source lines as comments in PTX.") { NoEffect = "PTX carries line numbers with -lineinfo" },
            new("frandom-seed", "frandom-seed", One, "text", Nothing, "Seed of generated names.") { NoEffect = "generated names depend on the file alone" },
            new("host-relocatable-link", "r", None, "", (s, _) => s.LinkerOptions.Add("-r"), "Link into an object file."),
            new("host-linker-script", "hls", One, "use-lcs|gen-lcs", Nothing, "Linker script for large images.") { NoEffect = "images need no linker script" },
            new("augment-host-linker-script", "aug-hls", None, "", Nothing, "Linker script for large images.") { NoEffect = "images need no linker script" },
            new("no-align-double", "no-align-double", None, "", Nothing, "Alignment of double on 32-bit platforms.") { NoEffect = HostOnly },
            new("list-gpu-arch", "arch-ls", None, "", (s, _) => s.Listing = "compute_", "Print the virtual architectures."),
            new("list-gpu-code", "code-ls", None, "", (s, _) => s.Listing = "sm_", "Print the real architectures."),
        ]),
        new("Options for other programs",
        [
            new("compiler-options", "Xcompiler", List, "option,...", (s, v) => s.HostCompilerOptions.AddRange(ShellWords.Split(v)), "Options for the host compiler."),
            new("linker-options", "Xlinker", List, "option,...", (s, v) => s.LinkerOptions.AddRange(ShellWords.Split(v)), "Options for the host linker."),
            new("archive-options", "Xarchive", List, "option,...", (s, v) => s.ArchiverOptions.AddRange(ShellWords.Split(v)), "Options for the archiver."),
            new("ptxas-options", "Xptxas", List, "option,...", (s, v) => s.AssemblerOptions.AddRange(ShellWords.Split(v)), "Options for ptxas: -v reports what kernels use; others have no effect."),
            new("nvlink-options", "Xnvlink", List, "option,...", Nothing, "Options for nvlink.") { NoEffect = "device code is linked in this process" },
            new("cudafe-options", "Xcudafe", List, "option,...", Nothing, "Options for cudafe++.") { NoEffect = "clang is the front end" },
            new("fatbin-options", "Xfatbin", List, "option,...", Nothing, "Options for fatbinary.") { NoEffect = "fat binaries are written in this process" },
            new("nvvm-options", "Xcicc", List, "option,...", Nothing, "Options for cicc.") { NoEffect = "clang is the front end" },
            new("forward-unknown-to-host-compiler", "forward-unknown-to-host-compiler", None, "", (s, _) => s.ForwardToHostCompiler = true, "Pass unknown options to the host compiler."),
            new("forward-unknown-to-host-linker", "forward-unknown-to-host-linker", None, "", (s, _) => s.ForwardToHostLinker = true, "Pass unknown options to the host linker."),
            new("forward-unknown-opts", "forward-unknown-opts", None, "", (s, _) => (s.ForwardToHostCompiler, s.ForwardToHostLinker) = (true, true), "Pass unknown options to the host compiler and linker."),
        ]),
        new("Diagnostics",
        [
            new("disable-warnings", "w", None, "", (s, _) => s.NoWarnings = true, "Show no warnings."),
            new("Werror", "Werror", List, "all-warnings|cross-execution-space-call|reorder|default-stream-launch|missing-launch-bounds|ext-lambda-captures-this|deprecated-declarations", (s, v) => s.WarningsAsErrors.Add(v), "Treat warnings of a kind as errors."),
            new("Wreorder", "Wreorder", None, "", (s, _) => s.FrontEnd.Add("-Wreorder"), "Warn when members are initialised in another order than written."),
            new("Wno-deprecated-declarations", "Wno-deprecated-declarations", None, "", (s, _) => s.FrontEnd.Add("-Wno-deprecated-declarations"), "Do not warn about deprecated functions."),
            new("Wno-deprecated-gpu-targets", "Wno-deprecated-gpu-targets", None, "", Nothing, "Do not warn about old architectures.") { NoEffect = "no architecture is deprecated here" },
            new("Wdefault-stream-launch", "Wdefault-stream-launch", None, "", Nothing, "Warn about launches without a stream.") { NoEffect = "clang has no such warning" },
            new("Wmissing-launch-bounds", "Wmissing-launch-bounds", None, "", Nothing, "Warn about kernels without launch bounds.") { NoEffect = "launch bounds have no cost here" },
            new("Wext-lambda-captures-this", "Wext-lambda-captures-this", None, "", Nothing, "Warn about lambdas that capture this.") { NoEffect = "host and device share one memory" },
            new("Wno-wrong-side-call", "Wno-wrong-side-call", None, "", Nothing, "Do not warn about calls across sides.") { NoEffect = "clang reports them as errors when they are compiled" },
            new("display-error-number", "err-no", None, "", Nothing, "Show the numbers of diagnostics.") { NoEffect = "diagnostics are clang's, which have names" },
            new("no-display-error-number", "no-err-no", None, "", Nothing, "Hide the numbers of diagnostics.") { NoEffect = "diagnostics are clang's, which have names" },
            new("diag-error", "diag-error", List, "number,...", Nothing, "Diagnostics that become errors.") { NoEffect = "diagnostics are clang's, which have names" },
            new("diag-suppress", "diag-suppress", List, "number,...", Nothing, "Diagnostics that are not shown.") { NoEffect = "diagnostics are clang's, which have names" },
            new("diag-warn", "diag-warn", List, "number,...", Nothing, "Diagnostics that become warnings.") { NoEffect = "diagnostics are clang's, which have names" },
            new("brief-diagnostics", "brief-diag", TrueFalse, "true|false", (s, v) => s.FrontEnd.Add(v == "true" ? "-fno-caret-diagnostics" : "-fcaret-diagnostics"), "Diagnostics without the source line."),
            new("resource-usage", "res-usage", None, "", (s, _) => s.ResourceUsage = true, "Report what each kernel uses."),
            new("fdevice-time-trace", "fdevice-time-trace", One, "file", Nothing, "Trace of device compilation.") { NoEffect = "-time reports where time goes" },
            new("fdevice-syntax-only", "fdevice-syntax-only", None, "", (s, _) => s.SyntaxOnly = true, "Check the device code and stop."),
            new("minimal", "minimal", None, "", Nothing, "Skip optional steps.") { NoEffect = "no step is optional" },
        ]),
        new("The driver",
        [
            new("help", "h", None, "", (s, _) => s.ShowHelp = true, "Print this text."),
            new("version", "V", None, "", (s, _) => s.ShowVersion = true, "Print the version."),
            new("verbose", "v", None, "", (s, _) => s.Verbose = true, "Print the commands as they run."),
            new("dryrun", "dryrun", None, "", (s, _) => s.DryRun = true, "Print the commands and run none."),
            new("threads", "t", One, "n", (s, v) => s.Threads = OptionValues.Count("threads", v), "Inputs compiled at once; 0 means one a processor."),
            new("keep", "keep", None, "", (s, _) => s.Keep = true, "Keep intermediate files.") { Aliases = ["save-temps"] },
            new("keep-dir", "keep-dir", One, "folder", (s, v) => s.KeepFolder = v, "Folder of the files that -keep keeps."),
            new("clean-targets", "clean", None, "", (s, _) => s.Clean = true, "Delete what the same command without this option writes."),
            new("time", "time", One, "file", (s, v) => s.TimeReport = v, "Append a line of comma-separated values for each step; - means standard output."),
            new("run-args", "run-args", List, "argument,...", (s, v) => s.RunArguments.AddRange(ShellWords.Split(v)), "Arguments of the program that -run starts."),
            new("dont-use-profile", "noprof", None, "", Nothing, "Ignore nvcc.profile.") { NoEffect = "nvcc.profile is not read" },
            new("jobserver", "jobserver", None, "", Nothing, "Take part in make's job server.") { NoEffect = "-t alone decides" },
            new("qpp-config", "qpp-config", One, "text", Nothing, "Configuration of the QNX compiler.") { NoEffect = HostOnly },
            new("use-local-env", "use-local-env", None, "", Nothing, "Windows: keep the environment.") { NoEffect = HostOnly },
            new("input-drive-prefix", "idp", One, "prefix", Nothing, "Windows: prefix of inputs.") { NoEffect = HostOnly },
            new("dependency-drive-prefix", "ddp", One, "prefix", Nothing, "Windows: prefix in dependency files.") { NoEffect = HostOnly },
            new("drive-prefix", "dp", One, "prefix", Nothing, "Windows: prefix of files.") { NoEffect = HostOnly },
        ]),
    ];

    public static IEnumerable<NvccOption> All => Groups.SelectMany(group => group.Options);

    private static void Nothing(NvccSettings settings, string value)
    {
    }

    private static void AddGenerateCode(NvccSettings settings, string value)
    {
        settings.Architectures.Add(Architectures.ParseGenerateCode(value));
        settings.Codes.AddRange(Architectures.CodesOf(value));
    }

    private static NvccOption Unsupported(string name, string shortName, string reason) =>
        new(name, shortName, None, "", (_, _) => throw new ToolException(ToolMessages.OptionUnsupported(name, reason)), $"Not supported: {reason}.");
}
