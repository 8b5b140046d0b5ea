using CudaBridge.Compiler;

namespace CudaBridge.Cli.Tests;

/// <summary>A folder of one test's own in which nvcc is run with the assembled toolkit; gone when the test ends.</summary>
internal sealed class Scratch : IDisposable
{
    public const string NoClang = "clang 22 is not installed";

    /// <summary>A program that says "ok" when its kernel has run.</summary>
    public const string GoodProgram = """
        #include <cstdio>
        __global__ void add(int* p, int n) { p[threadIdx.x] += n; }
        int main() {
          int *p, h = 40;
          cudaMalloc(&p, sizeof h);
          cudaMemcpy(p, &h, sizeof h, cudaMemcpyHostToDevice);
          add<<<1, 1>>>(p, 2);
          cudaMemcpy(&h, p, sizeof h, cudaMemcpyDeviceToHost);
          std::puts(h == 42 ? "ok" : "wrong");
          return h - 42;
        }

        """;

    // A program that becomes another one cannot remove the debugger's sockets; the NativeAOT build has none.
    private static readonly (string, string) s_noSockets = ("DOTNET_EnableDiagnostics", "0");

    public string Folder { get; } = Directory.CreateTempSubdirectory("cb-test-").FullName;

    /// <summary>For the tests' SkipUnless: all of this needs clang, whoever has built the toolkit has it.</summary>
    public static bool HasClang => ClangDriver.IsInstalled;

    public static string ToolkitFolder { get; } =
        Environment.GetEnvironmentVariable("CUDABRIDGE_TOOLKIT") ?? Toolkit.Root ?? throw new InvalidOperationException("artifacts/toolkit is not there; './build.sh build' makes it");

    public string this[string name] => Path.Combine(Folder, name);

    public Scratch Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this;
    }

    public string Read(string name) => File.ReadAllText(this[name]);

    public bool Has(string name) => File.Exists(this[name]);

    public string[] Files => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public ToolResult Nvcc(string arguments, params (string Name, string Value)[] environment) =>
        Tool.Nvcc(Folder, arguments, [("CUDABRIDGE_TOOLKIT", ToolkitFolder), ("TMPDIR", TempFolder), .. environment]);

    public ToolResult CudaBridge(string arguments, params (string Name, string Value)[] environment) => Tool.Run(
        Tool.ProgramPath, ShellWords.Split(arguments), Folder, [("CUDABRIDGE_TOOLKIT", ToolkitFolder), ("CUDABRIDGE_CACHE", this["cache"]), ("TMPDIR", TempFolder), s_noSockets, .. environment]);

    public ToolResult Run(string program, string arguments = "", params (string Name, string Value)[] environment) =>
        Tool.Run(program[0] == '/' ? program : this[program], ShellWords.Split(arguments), Folder, environment);

    /// <summary>Where the tools put temporary files; they must leave nothing there.</summary>
    public string TempFolder => Directory.CreateDirectory(this["tmp"]).FullName;

    public void Dispose()
    {
        string[] left = Directory.Exists(this["tmp"]) ? Directory.GetFileSystemEntries(this["tmp"]) : [];
        Directory.Delete(Folder, recursive: true);
        left.Should().BeEmpty("temporary files are deleted");
    }
}
