namespace CudaBridge.Build;

internal static class Clean
{
    public static bool Run(Workspace workspace)
    {
        Delete(workspace.Artifacts);
        foreach (string area in new[] { "src", "tests" })
            foreach (string project in Directory.EnumerateFiles(workspace.At(area), "*.csproj", SearchOption.AllDirectories).ToList())
                foreach (string output in new[] { "bin", "obj" })
                    Delete(Path.Combine(Path.GetDirectoryName(project)!, output));
        return true;
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
