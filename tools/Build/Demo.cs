namespace CudaBridge.Build;

/// <summary>The newcomer's first minute: one of the samples, compiled and run on this machine's CPU.</summary>
internal static class Demo
{
    public static bool Run(Workspace workspace)
    {
        string sample = workspace.At("kernels", "samples", "nbody.cu");
        Console.WriteLine($"\n$ cudabridge run {Path.GetRelativePath(workspace.Root, sample)}");
        return workspace.Execute(Path.Combine(workspace.ToolkitFolder, "bin", "cudabridge"), ["run", sample]) == 0;
    }
}
