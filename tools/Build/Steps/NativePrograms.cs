namespace CudaBridge.Build;

/// <summary>What NativeAOT compiles: the shim (libcudart) and the command line (cudabridge, nvcc).</summary>
internal static class NativePrograms
{
    private static readonly string[] LibraryProjects = ["Abi", "Interop.Llvm", "Ptx", "Compiler", "Runtime"];

    public static IEnumerable<Step> Steps(Workspace workspace)
    {
        string lib = Path.Combine(workspace.ToolkitFolder, "lib64");
        yield return Publish(workspace, "Shim", "libcudart.so.12", Path.Combine(lib, "libcudart.so.12"), ["Abi.Generator", "Shim"]);
        yield return Publish(workspace, "Cli", "cudabridge", Path.Combine(workspace.ToolkitFolder, "bin", "cudabridge"), ["Interop.Clang", "Frontend.Clang", "Cli"]);
    }

    private static Step Publish(Workspace workspace, string project, string file, string output, string[] ownProjects)
    {
        string folder = Path.Combine(workspace.Intermediate, "publish", project);
        string[] arguments =
        [
            "publish", workspace.At("src", $"CudaBridge.{project}", $"CudaBridge.{project}.csproj"), "--configuration", "Release", "--runtime", Setup.RuntimeIdentifier,
            "--output", folder, "--verbosity", "quiet", "--nologo", .. Setup.NativeAotProperties,
        ];
        string[] inputs = [.. LibraryProjects.Concat(ownProjects).Select(name => workspace.At("src", $"CudaBridge.{name}")), workspace.At("Directory.Build.props"), workspace.At("Directory.Packages.props")];
        return new Step($"publish {project}", inputs, [output], string.Join('\n', arguments), () =>
        {
            workspace.Require("dotnet", arguments, $"NativeAOT compilation of CudaBridge.{project}");
            Replace(Path.Combine(folder, file), output);
        });
    }

    /// <summary>A running program keeps the old file: it is renamed over, not written into.</summary>
    private static void Replace(string from, string to)
    {
        string temporary = to + ".new";
        File.Copy(from, temporary, overwrite: true);
        File.Move(temporary, to, overwrite: true);
    }
}
