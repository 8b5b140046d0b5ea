using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Nvcc;

/// <summary>Kernel IR as the fat binary that a program carries.</summary>
internal static class DeviceImages
{
    private const string KernelIrTarget = "nvptx64";

    /// <summary>Separate compilation: the kernel IR alone, which device linking merges.</summary>
    /// <exception cref="ToolException">It is PTX that cannot be lowered; the diagnostics are written.</exception>
    public static byte[] Relocatable(NvccSession session, byte[] kernelIr, int architecture, bool debug, string source)
    {
        if (Translator.IsPtx(kernelIr)) kernelIr = Lower(session, kernelIr, source);
        return FatBinary.Write([new ImageEntry(ImageKind.KernelIr, KernelIrTarget, kernelIr, ImageFlags.Relocatable | Flags(debug), architecture)]);
    }

    private static byte[] Lower(NvccSession session, byte[] ptx, string source)
    {
        LinkResult lowered = session.Timed("ptx", source, () => Translator.LowerPtx(ptx, source));
        Report(session, lowered.Diagnostics);
        return lowered.Module ?? throw new ToolException();
    }

    /// <summary>The kernel IR, or PTX text in its place, and its code for this machine's CPU.</summary>
    /// <param name="debug">For a debugger: lines and variables are kept, nothing is optimised.</param>
    /// <param name="source">Named in diagnostics.</param>
    /// <param name="withLines">Compiles the source again with line numbers, so that diagnostics have a place; null: that cannot be done.</param>
    /// <exception cref="ToolException">The code cannot be translated; the diagnostics are written.</exception>
    public static byte[] Complete(NvccSession session, byte[] kernelIr, int architecture, bool debug, string source, Func<byte[]>? withLines)
    {
        if (session.Settings.EmbedsPtxOnly && Translator.IsPtx(kernelIr))
        {
            // To say now what loading it would say.
            Lower(session, kernelIr, source);
            return FatBinary.Write([new ImageEntry(ImageKind.Ptx, "", kernelIr, Flags(debug), architecture)]);
        }
        TranslationOptions options = new() { OptimizationLevel = debug ? 0 : 2, DebugInfo = debug, SourceName = source };
        TranslationResult result = session.Timed("translate", source, () => Translator.Translate(kernelIr, options));
        bool lacksPlace = withLines is not null && result.Diagnostics.Any(diagnostic => diagnostic.Line == 0);
        Report(session, lacksPlace ? Translator.Translate(withLines!(), options).Diagnostics : result.Diagnostics);
        if (result.Image is not { } image) throw new ToolException();
        session.Keep(Path.GetFileNameWithoutExtension(source) + ".cpu.so", image);
        if (ReportsUsage(session.Settings)) session.Write(string.Concat(result.Kernels.Select(UsageLine)));
        return FatBinary.Write(
        [
            new ImageEntry(ImageKind.CpuCode, options.Isa, image, Flags(debug), architecture),
            Translator.IsPtx(kernelIr)
                ? new ImageEntry(ImageKind.Ptx, "", kernelIr, Flags(debug), architecture)
                : new ImageEntry(ImageKind.KernelIr, KernelIrTarget, kernelIr, Flags(debug), architecture),
        ]);
    }

    private static ImageFlags Flags(bool debug) => debug ? ImageFlags.Debug : ImageFlags.None;

    public static void Report(NvccSession session, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
            if (diagnostic.Severity == DiagnosticSeverity.Error || !session.Settings.NoWarnings)
                session.Write(DiagnosticText.Format(diagnostic, session.ColorDiagnostics));
    }

    private static bool ReportsUsage(NvccSettings settings) =>
        settings.ResourceUsage || settings.AssemblerOptions.Any(option => option is "-v" or "--verbose");

    private static string UsageLine(KernelFacts kernel) =>
        $"kernel info    : {kernel.DisplayName}: {kernel.StaticShared} bytes shared memory, {kernel.Barriers} barriers, {kernel.WarpOperations} warp operations, mode {kernel.Mode}\n";
}
