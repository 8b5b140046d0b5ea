namespace CudaBridge.MSBuild.Tests;

/// <summary>The packages as their users meet them: in an empty folder, from a feed that holds nothing else.</summary>
public sealed class PackageTests : IClassFixture<PackageTests.EmptyFolder>
{
    private readonly EmptyFolder _user;

    public PackageTests(EmptyFolder user) => _user = user;

    [Fact]
    public void A_new_project_runs_its_kernel_and_a_second_build_does_nothing()
    {
        _user.Succeed("dotnet", "new", "install", _user.Package("CudaBridge.Templates"));
        _user.Succeed("dotnet", "new", "cudabridge", "-o", "First");
        _user.Succeed("dotnet", "run", "--project", "First").Should().Contain("999 + 999 = 1998");

        _user.Write("First/scale.cu", "/// Multiplies in place.\n__global__ void scale(float* x, float by) { x[threadIdx.x] *= by; }\n");
        _user.Write("First/Program.cs", """
            using CudaBridge;
            using First;

            using var cuda = new CudaContext();
            using CudaDeviceVariable<float> x = new float[] { 1, 2, 3 };
            ScaleKernels.scale(1, 3, x, 2.5f);
            Console.WriteLine(string.Join(' ', x.ToArray()));
            """);
        _user.Succeed("dotnet", "run", "--project", "First").Should().Contain("2.5 5 7.5");

        string image = Directory.GetFiles(Path.Combine(_user.Folder, "First/obj/Debug/net10.0/cudabridge"), "scale.*.image").Single();
        DateTime made = File.GetLastWriteTimeUtc(image);
        _user.Succeed("dotnet", "build", "First", "--no-restore");
        File.GetLastWriteTimeUtc(image).Should().Be(made);
    }

    [Fact]
    public void A_kernel_with_an_error_fails_the_build_at_its_line()
    {
        _user.Write("Broken/Broken.csproj", EmptyFolder.Project("net10.0", _user.Version));
        _user.Write("Broken/Program.cs", "");
        _user.Write("Broken/bad.cu", "__global__ void bad(int* x) {\n  x[0] = y;\n}\n");
        Outcome built = _user.Run("dotnet", "build", "Broken", "-nologo");
        built.ExitCode.Should().NotBe(0);
        built.Output.Should().Contain($"{_user.Folder}/Broken/bad.cu(2,10): error CB1030: use of undeclared identifier 'y'");
    }

    [Fact]
    public void The_tool_compiles_and_runs_a_CUDA_program()
    {
        _user.Succeed("dotnet", "tool", "install", "CudaBridge", "--tool-path", "tools", "--version", _user.Version);
        _user.Write("square.cu", """
            #include <cstdio>
            __global__ void square(int* x) { x[threadIdx.x] *= x[threadIdx.x]; }
            int main() {
              int* x;
              cudaMallocManaged(&x, 4 * sizeof(int));
              for (int i = 0; i < 4; i++) x[i] = i;
              square<<<1, 4>>>(x);
              cudaDeviceSynchronize();
              printf("%d %d %d %d\n", x[0], x[1], x[2], x[3]);
            }
            """);
        _user.Succeed(Path.Combine(_user.Folder, "tools", "cudabridge"), "run", "square.cu").Should().Contain("0 1 4 9");
        _user.Succeed(Path.Combine(_user.Folder, "tools", "cudabridge"), "inspect", "square.cu").Should().Contain("square(int*)");
    }

    /// <summary>A folder of its own with settings of its own, so that nothing of this machine's user helps or is changed.</summary>
    public sealed class EmptyFolder : IDisposable
    {
        public EmptyFolder()
        {
            Write("nuget.config", $"""
                <configuration>
                  <packageSources><clear /><add key="local" value="{Repository.Packages}" /></packageSources>
                </configuration>
                """);
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("cudabridge-user-").FullName;

        public string Version { get; } = Path.GetFileNameWithoutExtension(Find("CudaBridge.Templates"))["CudaBridge.Templates.".Length..];

        public string Package(string id) => Find(id);

        public static string Project(string framework, string version) => $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CudaBridge.MSBuild" Version="{version}" />
              </ItemGroup>
            </Project>
            """;

        public void Write(string name, string text)
        {
            string path = Path.Combine(Folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        public string Succeed(string program, params string[] arguments)
        {
            Outcome outcome = Run(program, arguments);
            outcome.ExitCode.Should().Be(0, outcome.Output);
            return outcome.Output;
        }

        internal Outcome Run(string program, params string[] arguments) => Outcome.Of(program, arguments, Folder, new()
        {
            ["DOTNET_CLI_HOME"] = Path.Combine(Folder, "home"),
            ["NUGET_PACKAGES"] = Path.Combine(Folder, "home", "packages"),
            ["CUDABRIDGE_TOOLKIT"] = null,
            ["CUDABRIDGE_CACHE"] = Path.Combine(Folder, "home", "cache"),
        });

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        private static string Find(string id) =>
            Directory.Exists(Repository.Packages) && Directory.GetFiles(Repository.Packages, $"{id}.*.nupkg").Where(file => char.IsDigit(Path.GetFileName(file)[id.Length + 1])).ToArray() is [string package]
                ? package : throw new FileNotFoundException($"the package {id} is missing; './build.sh pack' makes it");
    }
}
