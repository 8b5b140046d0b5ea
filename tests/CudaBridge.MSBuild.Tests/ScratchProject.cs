using System.Security;

namespace CudaBridge.MSBuild.Tests;

/// <summary>A C# project in a folder of its own that uses the package's props and targets from the tree.</summary>
internal sealed class ScratchProject : IDisposable
{
    private const string Kernel = "__global__ void fill(int* x, int value) { x[threadIdx.x] = value; }\n";

    private readonly string _scratch = Directory.CreateTempSubdirectory("cudabridge-msbuild-").FullName;

    public ScratchProject(string folder = "app", string frameworks = "<TargetFramework>net10.0</TargetFramework>", string items = "", string properties = "")
    {
        Folder = Path.Combine(_scratch, folder);
        Directory.CreateDirectory(Folder);
        Write("app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{SecurityElement.Escape(Repository.Targets("props"))}" />
              <PropertyGroup>
                {frameworks}
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <RootNamespace>Checks</RootNamespace>
                <CudaBridgeTool>{SecurityElement.Escape(Repository.Program)}</CudaBridgeTool>
                <CudaAheadOfTime Condition="'$(CudaAheadOfTime)' == ''">none</CudaAheadOfTime>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{SecurityElement.Escape(Repository.Libraries)}/CudaBridge.*.dll" />
                {items}
              </ItemGroup>
              <Import Project="{SecurityElement.Escape(Repository.Targets("targets"))}" />
            </Project>
            """);
    }

    public string Folder { get; }

    public string Scratch => _scratch;

    public string Generated(string framework = "net10.0") => Path.Combine(Folder, "obj", "Debug", framework, "cudabridge");

    public void Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        // Time stamps of the file system are coarse.
        if (File.GetLastWriteTimeUtc(path) is var now) File.SetLastWriteTimeUtc(path, now.AddMilliseconds(20));
    }

    public void WriteKernel(string name, string text = Kernel) => Write(name, text);

    public void CopyAsset(string folder)
    {
        foreach (string file in Directory.GetFiles(Repository.Asset(folder))) File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
    }

    /// <summary>Runs the target that compiles the CUDA files; C# is left alone.</summary>
    public Outcome Compile(params string[] properties) => MsBuild("CudaBridgeCompile", properties);

    public Outcome MsBuild(string target, params string[] properties) =>
        Run("dotnet", ["msbuild", "app.csproj", $"-t:{target}", "-nologo", "-v:m", "-nodeReuse:false", .. properties]);

    public Outcome Build(params string[] arguments) => Run("dotnet", ["build", "app.csproj", "-nologo", "-v:m", "-nodeReuse:false", .. arguments]);

    /// <summary>When each file's image was made, by the source's name.</summary>
    public IReadOnlyDictionary<string, DateTime> Images(string framework = "net10.0") =>
        Directory.Exists(Generated(framework))
            ? Directory.GetFiles(Generated(framework), "*.image").ToDictionary(file => Path.GetFileName(file).Split('.')[0], File.GetLastWriteTimeUtc)
            : new Dictionary<string, DateTime>();

    public Outcome Run(string program, params string[] arguments) => Outcome.Of(program, arguments, Folder, new() { ["CUDABRIDGE_TOOLKIT"] = Repository.Toolkit });

    public void Dispose()
    {
        foreach (string folder in Directory.GetDirectories(_scratch, "*", SearchOption.AllDirectories)) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(_scratch, recursive: true);
    }
}
