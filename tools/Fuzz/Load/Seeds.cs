using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;

namespace CudaBridge.Fuzz.Load;

/// <summary>A good image to damage.</summary>
/// <param name="Weight">How often it is taken.</param>
internal sealed record Seed(byte[] Bytes, bool IsText, int Weight);

/// <summary>
/// PTX texts of the samples' kernels and of <c>kernels/ptx</c>, and fat binaries with PTX, compressed PTX, kernel IR and CPU code. Modules of five kernels and more are
/// parsed when they are loaded and compiled when they are launched; smaller ones are compiled at once, which takes a thousand times as long, so they are rare.
/// </summary>
internal static class Seeds
{
    private const int Often = 30;
    private const int Rarely = 1;
    private const int FewestKernels = 5;
    private const string TextExtension = ".ptx";

    // Small ones: the smaller the text, the likelier a mutation meets something.
    private static readonly string[] s_samples = ["barriers", "cooperative_groups", "device_errors", "inline_ptx", "shuffles", "votes"];

    /// <summary>Makes them in a folder, from which workers read them.</summary>
    public static void Write(string repository, string folder)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(repository, "kernels", "ptx"), "*.ptx")) File.Copy(file, Path.Combine(folder, $"{Rarely}-{Path.GetFileName(file)}"));
        foreach (string sample in (string[])s_samples)
        {
            string ptx = Compile(repository, sample, "-ptx", folder, TextExtension), text = File.ReadAllText(ptx);
            byte[] many = System.Text.Encoding.ASCII.GetBytes(Repeated(text));
            File.WriteAllBytes(Path.Combine(folder, $"{Often}-{sample}{TextExtension}"), many);
            ImageEntry entry = new(ImageKind.Ptx, "", many);
            foreach ((string name, ImageEntry form) in new[] { ("ptx", entry), ("lz4", entry.Compress(ImageFlags.Lz4)), ("zstd", entry.Compress(ImageFlags.Zstd)) })
                File.WriteAllBytes(Path.Combine(folder, $"{Often}-{sample}-{name}.fatbin"), FatBinary.Write([form]));
            string image = Compile(repository, sample, "-fatbin", folder, ".image");
            File.Move(image, Path.Combine(folder, $"{Often}-{sample}.fatbin"));
            File.Delete(ptx);
        }
    }

    public static IReadOnlyList<Seed> Read(string folder) =>
        [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => new Seed(File.ReadAllBytes(file), Path.GetExtension(file) == TextExtension, int.Parse(Path.GetFileName(file).Split('-')[0])))];

    // The same kernels under other names until there are enough of them to be compiled one by one.
    private static string Repeated(string ptx)
    {
        const string entry = ".visible .entry ";
        int first = ptx.IndexOf(entry, StringComparison.Ordinal);
        string kernels = ptx[first..];
        int count = kernels.Split(entry).Length - 1, copies = (FewestKernels - 1) / count;
        return ptx + string.Concat(Enumerable.Range(0, copies).Select(i => kernels.Replace(entry, $"{entry}copy{i}_", StringComparison.Ordinal)));
    }

    private static string Compile(string repository, string sample, string option, string folder, string extension)
    {
        string source = Path.Combine(repository, "kernels", "samples", sample + ".cu"), output = Path.Combine(folder, sample + extension);
        ChildResult built = ChildProcess.Run(Path.Combine(Toolkit.Root!, "bin", "nvcc"), ["-std=c++17", option, source, "-o", output], Capture.Error);
        return built.ExitCode == 0 ? output : throw new InvalidOperationException($"{source}: {built.Error}");
    }
}
