namespace CudaBridge.Cli.Nvcc;

/// <summary>How far nvcc goes.</summary>
internal enum Phase { Link, Compile, Preprocess, Dependencies, Ptx, Cubin, Fatbin, DeviceLink, Library }

internal enum CudaRuntime { Static, Shared, None }

/// <summary>An input and the language that <c>-x</c> gave it; null: by extension.</summary>
internal sealed record NvccInput(string Path, string? Language);

/// <summary>What the command line asks for.</summary>
internal sealed class NvccSettings
{
    // Phase.
    public Phase Phase { get; set; } = Phase.Link;
    public bool Run { get; set; }
    public bool Clean { get; set; }
    public bool ShowHelp { get; set; }
    public bool ShowVersion { get; set; }
    public string? Listing { get; set; }

    // Files.
    public List<NvccInput> Inputs { get; } = [];
    public string? Output { get; set; }
    public string? OutputFolder { get; set; }
    public string? Language { get; set; }
    public List<string> LibraryFolders { get; } = [];
    public List<string> Libraries { get; } = [];

    // Dependency files.
    public bool WriteDependencies { get; set; }
    public bool SystemDependencies { get; set; } = true;
    public string? DependencyFile { get; set; }
    public List<string> DependencyTargets { get; } = [];
    public bool PhonyTargets { get; set; }

    // Source language and preprocessor: arguments of clang, in the order given.
    public List<string> Preprocessor { get; } = [];
    public string? Standard { get; set; }
    public bool RelaxedConstexpr { get; set; }
    public bool ExtendedLambda { get; set; }
    public bool NoExceptions { get; set; }
    public List<string> FrontEnd { get; } = [];

    // Code generation.
    public string? OptimizationLevel { get; set; }
    public bool Debug { get; set; }
    public bool DeviceDebug { get; set; }
    public bool LineInfo { get; set; }
    public bool Relocatable { get; set; }
    public bool NoDeviceLink { get; set; }
    public bool Shared { get; set; }
    public bool Profile { get; set; }
    public bool FastMath { get; set; }
    public bool? FlushDenormals { get; set; }
    public bool? PreciseDivision { get; set; }
    public bool? PreciseSquareRoot { get; set; }
    public bool? Contract { get; set; }
    public List<Architecture> Architectures { get; } = [];

    /// <summary>What -code and the code= parts of -gencode name.</summary>
    public List<string> Codes { get; } = [];

    /// <summary>Only virtual architectures are named: the image holds PTX, which is compiled when the program runs.</summary>
    public bool EmbedsPtxOnly => Codes.Count > 0 && Codes.TrueForAll(code => code.StartsWith("compute_", StringComparison.Ordinal));
    public bool PerThreadStream { get; set; }
    public bool ResourceUsage { get; set; }
    public bool SyntaxOnly { get; set; }

    // Diagnostics.
    public bool NoWarnings { get; set; }
    public List<string> WarningsAsErrors { get; } = [];

    // Other programs.
    public string? HostCompiler { get; set; }
    public string? Archiver { get; set; }
    public List<string> HostCompilerOptions { get; } = [];
    public List<string> LinkerOptions { get; } = [];

    /// <summary>Options that only the link command gets, as they are.</summary>
    public List<string> HostLinkOptions { get; } = [];
    public List<string> ArchiverOptions { get; } = [];
    public List<string> AssemblerOptions { get; } = [];
    public bool ForwardToHostCompiler { get; set; }
    public bool ForwardToHostLinker { get; set; }
    public CudaRuntime Runtime { get; set; } = CudaRuntime.Static;

    // The driver itself.
    public int Threads { get; set; } = 1;
    public bool DryRun { get; set; }
    public bool Verbose { get; set; }
    public bool Keep { get; set; }
    public string? KeepFolder { get; set; }
    public bool TempBesideObjects { get; set; }
    public string? TimeReport { get; set; }
    public List<string> RunArguments { get; } = [];

    /// <summary>What was accepted without effect, for <c>-v</c>.</summary>
    public List<string> Notes { get; } = [];
}
