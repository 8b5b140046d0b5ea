using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Execute;

/// <summary>A kernel in a file of its name, with the generator's parameters, which the file calls <c>PARAMETERS</c>.</summary>
internal static class KernelFile
{
    public static GeneratedKernel Read(string file)
    {
        string text = File.ReadAllText(file);
        LaunchKind launches = text.Contains("threadIdx.y", StringComparison.Ordinal) ? LaunchKind.Any : LaunchKind.OneDimensional;
        return new GeneratedKernel(Path.GetFileNameWithoutExtension(file), text.Replace("PARAMETERS", Prelude.Parameters, StringComparison.Ordinal), launches, ScratchIsFloat: false);
    }
}
