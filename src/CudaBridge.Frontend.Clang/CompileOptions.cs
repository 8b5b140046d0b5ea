namespace CudaBridge.Frontend.Clang;

public enum SourceLanguage { C, Cxx, Cuda }

/// <summary>What a compilation of one source file asks for. Both halves of a CUDA file are compiled from the same record.</summary>
public sealed record CompileOptions
{
    public required string Source { get; init; }
    public SourceLanguage Language { get; init; } = SourceLanguage.Cuda;

    /// <summary>A file of clang's virtual file system that shows clang other contents for some files; null: none.</summary>
    public string? Overlay { get; init; }

    /// <summary><c>c++17</c>; null: clang's default, which is C++17 with GNU extensions.</summary>
    public string? Standard { get; init; }

    /// <summary>Arguments for the preprocessor and the parser, as clang spells them, for both halves.</summary>
    public IReadOnlyList<string> FrontEnd { get; init; } = [];

    /// <summary>Arguments for the host half only. Those that change what the source means reach the device half, too.</summary>
    public IReadOnlyList<string> HostOptions { get; init; } = [];

    /// <summary>Number of the GPU architecture whose code path the source takes: 80 makes <c>__CUDA_ARCH__</c> 800.</summary>
    public int Architecture { get; init; } = 80;

    /// <summary>"a" or "f" of architectures such as sm_90a.</summary>
    public string ArchitectureSuffix { get; init; } = "";

    /// <summary>Optimisation level of host code; null: none given.</summary>
    public string? HostOptimization { get; init; }
    public bool HostDebug { get; init; }

    /// <summary>Full debug information for device code, which is then not optimised.</summary>
    public bool DeviceDebug { get; init; }
    public bool DeviceLines { get; init; }

    /// <summary>Kernel IR keeps the names of variables, for targets whose output people read. Implies <see cref="DeviceLines"/>.</summary>
    public bool DeviceNames { get; init; }

    /// <summary>Device code that is linked with that of other files.</summary>
    public bool Relocatable { get; init; }

    /// <summary>Names this file in symbols that both halves share; needed when <see cref="Relocatable"/>.</summary>
    public string? UnitId { get; init; }

    public bool FastMath { get; init; }
    public bool FlushDenormals { get; init; }
    public bool Contract { get; init; } = true;
    public bool RelaxedConstexpr { get; init; }
    public bool ExtendedLambda { get; init; }
    public bool NoExceptions { get; init; }
    public bool PerThreadStream { get; init; }

    /// <summary>What declares texture and surface references, which CUDA 12 has no more.</summary>
    public const string ReferencesMacro = "-D__CUDABRIDGE_REFERENCES__=1";

    /// <summary>Declares texture and surface references, which CUDA had until version 12: <c>texture</c> and <c>surface</c> are then no names of the program's.</summary>
    public bool References { get; init; }

    public bool NoWarnings { get; init; }

    /// <summary>Kinds of warnings that are errors, as nvcc names them: <c>all-warnings</c>, <c>reorder</c>, …</summary>
    public IReadOnlyList<string> WarningsAsErrors { get; init; } = [];

    /// <summary>Diagnostics in colour: they end on a terminal.</summary>
    public bool Color { get; init; }
}
