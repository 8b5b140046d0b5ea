using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Passes;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler;

/// <summary>What to translate to and how.</summary>
public sealed record TranslationOptions
{
    /// <summary>What the code is for: <c>cpu</c> or <c>opencl-c</c>.</summary>
    public string Target { get; init; } = "cpu";

    /// <summary><c>x86-64-v2</c>, <c>x86-64-v3</c>, <c>x86-64-v4</c> or <c>aarch64</c>; for the CPU target.</summary>
    /// <remarks><c>CUDABRIDGE_ISA</c> sets the default.</remarks>
    public string Isa { get; init; } = HostIsa.Current;

    /// <summary>0 … 3, as <c>-O</c>.</summary>
    public int OptimizationLevel { get; init; } = 2;

    /// <summary>
    /// Runs warps of lanes in vector registers where a kernel allows it; else, and with <c>CUDABRIDGE_MODE=scalar</c> or at level 0, lanes
    /// run one at a time.
    /// </summary>
    public bool Vectorize { get; init; } = CodeSettings.Vectorize;

    /// <summary>Lanes of a vectorised warp where the kernel leaves them free: 8, 16, 32 or 64; 0: the compiler chooses.</summary>
    /// <remarks><c>CUDABRIDGE_LANES</c> sets the default.</remarks>
    public int Lanes { get; init; } = CodeSettings.Lanes;

    /// <summary>Keeps the line tables and variables that the kernel IR carries, so that a debugger can step through kernels.</summary>
    public bool DebugInfo { get; init; }

    /// <summary>Name of a pass: translation stops after it and <see cref="TranslationResult.Dump"/> holds the IR.</summary>
    public string? DumpAfter { get; init; }

    /// <summary>Named in diagnostics that have no better place.</summary>
    public string? SourceName { get; init; }

    /// <summary>Whether the variables of a PTX module are its own or shared with other parts of one program.</summary>
    public VariableRole Variables { get; init; }

    /// <summary>The kernels to translate, by their mangled names, where the module holds more; null: all. For languages of cores.</summary>
    public IReadOnlySet<string>? Kernels { get; init; }

    /// <summary>Who waits for a long translation; nobody unless given.</summary>
    public TranslationWatch? Watch { get; init; }
}

/// <summary>Someone who waits for a translation.</summary>
/// <param name="Progress">Told after each pass which share of the usual time is over, above 0 and at most 1, ascending.</param>
/// <param name="Cancellation">Looked at before each pass; <see cref="OperationCanceledException"/> ends the translation.</param>
public sealed record TranslationWatch(IProgress<double>? Progress, CancellationToken Cancellation);

/// <summary>Where the variables of a PTX module live. The parts of a divided module name the same ones.</summary>
public enum VariableRole
{
    /// <summary>In this module.</summary>
    Own,

    /// <summary>In this module, and other parts use them too.</summary>
    Shared,

    /// <summary>In another part: code reaches them through cells that the runtime points there, as managed ones.</summary>
    Elsewhere,
}

/// <summary>One kernel parameter: where it lies in the parameter buffer (bytes) and its LLVM type.</summary>
public sealed record ParameterFacts(int Offset, int Size, string Type);

/// <summary>What a kernel uses and how it runs.</summary>
/// <param name="Name">The mangled name, as programs register it.</param>
/// <param name="DisplayName">The demangled name, as people write it.</param>
/// <param name="StaticShared">Bytes of static shared memory.</param>
/// <param name="Barriers">Barriers in the code, not executions; so are the next two.</param>
/// <param name="MaxThreads">Largest block, from launch bounds; 1024 without.</param>
/// <param name="Mode"><c>vector ×n</c>: n lanes at a time; <c>loop</c>: lanes run to their end one after the other; <c>coroutine</c>: lanes can suspend.</param>
/// <param name="Reason">Why lanes must run one at a time, or be able to suspend.</param>
public sealed record KernelFacts(
    string Name, string DisplayName, IReadOnlyList<ParameterFacts> Parameters, int StaticShared, bool DynamicShared,
    int Barriers, int WarpOperations, int Atomics, bool GridSync, bool Printf, int MaxThreads, string Mode, string? Reason);

/// <param name="Image">The target's code: for the CPU an ELF shared object. Null when an error was reported or a dump was asked for.</param>
public sealed record TranslationResult(
    byte[]? Image, IReadOnlyList<KernelFacts> Kernels, IReadOnlyList<Diagnostic> Diagnostics, string? Dump)
{
    public bool Success => Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);
}

/// <param name="Module">LLVM bitcode of the merged module; null when an error was reported.</param>
public sealed record LinkResult(byte[]? Module, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool Success => Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);
}

/// <summary>The one door from kernel IR and PTX to code.</summary>
public static class Translator
{
    /// <summary>Changes whenever the same kernel IR may give other code; part of every cache key.</summary>
    public static string CompilerVersion => $"{SourceStamp.Value}{CodeSettings.Stamp}";

    /// <summary>Whether the environment asks for other code than is made without it (<c>CUDABRIDGE_MODE</c>, <c>CUDABRIDGE_LANES</c>).</summary>
    public static bool IsOtherCodeAsked => CodeSettings.Stamp.Length > 0;

    /// <summary>Whether the bytes are a PTX module, which every method here takes in place of kernel IR.</summary>
    public static bool IsPtx(ReadOnlySpan<byte> bytes) => LoadPtx.IsPtx(bytes);

    /// <summary>What a PTX module consists of.</summary>
    /// <param name="ptx">With or without the NUL that ends it.</param>
    /// <param name="diagnostics">Why there is no outline.</param>
    public static ModuleOutline? OutlinePtx(ReadOnlySpan<byte> ptx, out IReadOnlyList<Diagnostic> diagnostics)
    {
        DiagnosticBag found = new("ptx");
        ModuleOutline? outline = LoadPtx.Outline(found, ptx);
        diagnostics = found.All;
        return outline;
    }

    /// <summary>A symbol as people write it; what is no mangled name stays as it is.</summary>
    public static string Demangle(string symbol) => Demangler.Demangle(symbol);

    /// <summary>A PTX module as LLVM bitcode of kernel IR, for linking with others.</summary>
    public static LinkResult LowerPtx(ReadOnlySpan<byte> ptx, string? sourceName)
    {
        DiagnosticBag diagnostics = new(sourceName);
        if (!HaveLlvm(diagnostics)) return new LinkResult(null, diagnostics.All);
        using LlvmSession session = new(diagnostics);
        using Translation t = new(session.Context, new TranslationOptions { SourceName = sourceName }, diagnostics);
        if (!LoadPtx.Parse(t, ptx)) return new LinkResult(null, diagnostics.All);
        using LLVMMemoryBufferRef bitcode = t.Module.WriteBitcodeToMemoryBuffer();
        return new LinkResult(bitcode.Bytes.ToArray(), diagnostics.All);
    }

    /// <summary>Names of the variables that a module of kernel IR marks as managed.</summary>
    public static IReadOnlyList<string> ManagedVariables(ReadOnlySpan<byte> kernelIr)
    {
        DiagnosticBag diagnostics = new(null);
        if (!HaveLlvm(diagnostics)) return [];
        using LlvmSession session = new(diagnostics);
        using Translation t = new(session.Context, new TranslationOptions(), diagnostics);
        return LoadKernelIr.Parse(t, kernelIr) ? [.. LoadKernelIr.ManagedVariables(t.Module).Select(variable => variable.Name)] : [];
    }

    /// <summary>Translates one module of kernel IR (LLVM bitcode or textual IR) or of PTX text.</summary>
    public static TranslationResult Translate(ReadOnlySpan<byte> kernelIr, TranslationOptions options)
    {
        DiagnosticBag diagnostics = new(options.SourceName);
        if (!Check(options, diagnostics)) return new TranslationResult(null, [], diagnostics.All, null);
        using LlvmSession session = new(diagnostics);
        using Translation t = new(session.Context, options, diagnostics);
        string? dump = null;
        if (LoadKernelIr.Parse(t, kernelIr))
            dump = PassDriver.Run(t, PassTable.For(options.Target), options.DumpAfter);
        return new TranslationResult(diagnostics.HasErrors ? null : t.Image, Facts(t), diagnostics.All, dump);
    }

    /// <summary>Merges the modules of separate compilation (<c>-dc</c>) into one. Undefined and duplicate symbols are diagnostics.</summary>
    public static LinkResult LinkRelocatable(IReadOnlyList<ReadOnlyMemory<byte>> modules)
    {
        DiagnosticBag diagnostics = new(null);
        if (!HaveLlvm(diagnostics)) return new LinkResult(null, diagnostics.All);
        using LlvmSession session = new(diagnostics);
        return new LinkResult(DeviceLinker.Link(session.Context, modules, diagnostics), diagnostics.All);
    }

    /// <summary>What the kernels of a module use; nothing is generated. The diagnostics say why a module has none.</summary>
    public static TranslationResult Inspect(ReadOnlySpan<byte> kernelIr, string? sourceName = null) =>
        Translate(kernelIr, new TranslationOptions { DumpAfter = "FindSuspendPoints", SourceName = sourceName });

    private static bool Check(TranslationOptions options, DiagnosticBag diagnostics)
    {
        if (!PassTable.Targets.Contains(options.Target)) diagnostics.Report(Messages.UnknownTarget, options.Target);
        else if (CpuTarget.Find(options.Isa) is null) diagnostics.Report(Messages.UnknownIsa, options.Isa);
        else if (!CodeSettings.IsLaneCount(options.Lanes)) diagnostics.Report(Messages.UnknownLanes, options.Lanes);
        else if (options.DumpAfter is { } pass && PassTable.For(options.Target).All(p => p.Name != pass)) diagnostics.Report(Messages.UnknownPass, pass);
        return !diagnostics.HasErrors && HaveLlvm(diagnostics);
    }

    private static bool HaveLlvm(DiagnosticBag diagnostics)
    {
        if (!LLVM.IsAvailable) diagnostics.Report(Messages.NoLibLlvm);
        return !diagnostics.HasErrors;
    }

    private static List<KernelFacts> Facts(Translation t) => t.Kernels.ConvertAll(k => new KernelFacts(
        k.Name, Demangler.Demangle(k.Name), [.. k.Parameters.Select(p => new ParameterFacts((int)p.Offset, (int)p.Size, p.Type.ToString()))],
        (int)k.StaticShared, k.DynamicShared, k.Counts.Barriers, k.Counts.WarpOperations, k.Counts.Atomics, k.Counts.GridSync, k.Counts.Printf,
        (int)k.MaxThreads, k.WarpLanes > 0 ? $"vector ×{k.WarpLanes}" : k.IsCoroutine ? "coroutine" : "loop", k.ScalarReason ?? k.SuspendReason));
}
