namespace CudaBridge.Build;

internal static class Benchmarks
{
    public static bool Run(Workspace workspace, IEnumerable<string> arguments)
    {
        string output = Path.Combine(workspace.Intermediate, "benchmarks");
        workspace.Require("dotnet", ["build", workspace.At("tools", "Benchmarks"), "--configuration", Solution.Configuration, "--output", output, "--verbosity", "quiet", "--nologo"], "building the benchmarks");
        return workspace.Execute("dotnet", [Path.Combine(output, "cudabridge-bench.dll"), .. arguments]) == 0;
    }
}
