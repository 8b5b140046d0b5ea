using System.Globalization;
using System.Runtime.CompilerServices;
using CudaBridge.Abi;

namespace CudaBridge.Ptx.Tests;

/// <summary>
/// One file of kernels/ptx: a module, and in comments <c>launch: KERNEL BLOCKS THREADS [shared=BYTES]</c>, <c>data:</c> the words that
/// the kernel's one parameter points at, and <c>expect:</c> what they are afterwards.
/// </summary>
internal sealed record PtxFile(string Name, string Text, string Kernel, Dim3 Grid, Dim3 Block, uint DynamicShared, uint[] Data, uint[] Expected)
{
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.ptx").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(RepositoryRoot(), "kernels", "ptx");

    private static string RepositoryRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    public static PtxFile Read(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, $"{name}.ptx"));
        string[] launch = Field(text, "launch").Split(' ');
        uint shared = launch.Length > 3 ? Number(launch[3]["shared=".Length..]) : 0;
        return new(name, text, launch[0], new Dim3(Number(launch[1])), new Dim3(Number(launch[2])), shared, Numbers(Field(text, "data")), Numbers(Field(text, "expect")));
    }

    private static string Field(string text, string name) =>
        text.Split('\n').First(line => line.StartsWith($"// {name}: ", StringComparison.Ordinal))[$"// {name}: ".Length..].Trim();

    private static uint[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
