using System.CommandLine;
using CudaBridge.Abi;
using CudaBridge.Cli.Nvcc;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Commands;

/// <summary>One module of device code in a file.</summary>
/// <param name="Place">The archive member or section it is in; empty when it is the file.</param>
/// <param name="KernelIr">Bitcode or PTX text; null for images without it.</param>
internal sealed record DeviceModule(string Place, ReadOnlyMemory<byte>? KernelIr, IReadOnlyList<ImageEntry> Images);

/// <summary>Finds the device code of files: CUDA source, objects, archives, programs, libraries, fat binaries, PTX, LLVM IR.</summary>
internal static class DeviceCode
{
    /// <summary>The argument of commands that take a file for <see cref="Load"/>.</summary>
    public static Argument<string[]> NvccOptions() => new("NVCC OPTIONS") { Description = "for CUDA source: -I, -D, -std=c++17 and so on, here or after '--'", Arity = ArgumentArity.ZeroOrMore };

    /// <param name="nvccArguments">Options for compiling source files.</param>
    /// <exception cref="ToolException">CB1011, CB1014, CB1016, or a source file does not compile.</exception>
    public static IReadOnlyList<DeviceModule> Load(string file, IReadOnlyList<string> nvccArguments)
    {
        if (!File.Exists(file)) throw new ToolException(ToolMessages.MissingInput(file));
        if (Path.GetExtension(file) == ".cu") return [new DeviceModule("", CompileSource(file, nvccArguments), [])];
        try
        {
            return Read(file, File.ReadAllBytes(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ToolException(ToolMessages.CannotRead(file, problem.Message));
        }
    }

    private static IReadOnlyList<DeviceModule> Read(string file, ReadOnlyMemory<byte> bytes)
    {
        if (FatBinary.SizeOf(bytes.Span) > 0) return [ModuleOf("", bytes)];
        if (IsBitcode(bytes.Span) || Translator.IsPtx(bytes.Span) || Path.GetExtension(file) == ".ll") return [new DeviceModule("", bytes, [])];
        IReadOnlyList<DeviceModule> found = [.. ElfImage.FindFatBinaries(bytes).Select(image => ModuleOf(image.Member.Length > 0 ? image.Member : image.Section, image.Container))];
        return found.Count > 0 ? found : throw new ToolException(ToolMessages.NotAnImage(file, "it takes CUDA source, objects, libraries and programs that nvcc made, fat binaries, PTX, and LLVM IR"));
    }

    private static DeviceModule ModuleOf(string place, ReadOnlyMemory<byte> container)
    {
        IReadOnlyList<ImageEntry> images = FatBinary.Read(container);
        ImageEntry? ir = images.FirstOrDefault(image => image.Kind == ImageKind.KernelIr) ?? images.FirstOrDefault(image => image.Kind == ImageKind.Ptx);
        return new DeviceModule(place, ir?.Expand().Payload, images);
    }

    private static bool IsBitcode(ReadOnlySpan<byte> bytes) => bytes.StartsWith("BC\xC0\xDE"u8[..2]) && bytes.Length > 4 && bytes[2] == 0xC0 && bytes[3] == 0xDE;

    private static byte[] CompileSource(string file, IReadOnlyList<string> nvccArguments)
    {
        NvccSettings settings = NvccParser.Parse(CommandLineFiles.Expand([.. nvccArguments, "-lineinfo", file]));
        using NvccSession session = new(settings);
        string bitcode = session.TempFile("device.bc");
        CompileOptions options = SourceDialect.Adapt(session, SourceOptions.Of(settings, file, InputKind.Cuda, session.ColorDiagnostics)) with { DeviceNames = true };
        session.RunDevice("device", options, DeviceOutput.Bitcode, bitcode);
        return File.ReadAllBytes(bitcode);
    }
}
