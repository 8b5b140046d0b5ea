using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;

namespace CudaBridge.Fuzz.Execute;

/// <summary>CUDA source to kernel IR, as nvcc does it.</summary>
internal static class DeviceCode
{
    /// <exception cref="InvalidDataException">clang rejects the source; the message is clang's.</exception>
    public static byte[] Compile(string source)
    {
        string folder = Directory.CreateTempSubdirectory("cudabridge-fuzz-").FullName;
        try
        {
            string input = Path.Combine(folder, "kernels.cu"), output = Path.Combine(folder, "kernels.bc");
            File.WriteAllText(input, source);
            CompileOptions options = new() { Source = input, NoWarnings = true };
            ChildResult clang = ChildProcess.Run(ClangDriver.ProgramPath, DeviceCompiler.Arguments(options, DeviceOutput.Bitcode, output), Frontend.Clang.Capture.Error);
            return clang.ExitCode == 0 ? File.ReadAllBytes(output) : throw new InvalidDataException(clang.Error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <exception cref="InvalidDataException">The translator reports an error.</exception>
    public static TranslationResult Translate(byte[] kernelIr, Combination combination)
    {
        TranslationResult result = Translator.Translate(kernelIr, combination.Options);
        return result.Success ? result : throw new InvalidDataException(string.Join('\n', result.Diagnostics));
    }
}
