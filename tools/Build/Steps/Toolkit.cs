using System.Diagnostics;

namespace CudaBridge.Build;

/// <summary>Assembles artifacts/toolkit, a folder laid out like a CUDA toolkit (src/ARCHITECTURE.md §6).</summary>
internal static class Toolkit
{
    public static bool Build(Workspace workspace)
    {
        var watch = Stopwatch.StartNew();
        foreach (var step in DeviceLibraries.Steps(workspace).Concat(NativePrograms.Steps(workspace)).Concat(RuntimeArchives.Steps(workspace)).Append(Headers(workspace))) step.Bring(workspace);
        Links(workspace);
        ToolkitMetadata.Write(workspace);
        Console.WriteLine($"toolkit ready in {watch.Elapsed.TotalSeconds:0.0} s: {Path.GetRelativePath(Environment.CurrentDirectory, workspace.ToolkitFolder)}");
        return true;
    }

    private static Step Headers(Workspace workspace)
    {
        string from = workspace.At("src", "toolkit", "include"), to = Path.Combine(workspace.ToolkitFolder, "include");
        return new Step("headers", [from], [to], "copy", () =>
        {
            if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
            foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        });
    }

    private static void Links(Workspace workspace)
    {
        Link(workspace, "bin/nvcc", "cudabridge");
        Link(workspace, "lib64/libcudart.so", "libcudart.so.12");
        // One library holds both APIs: a process has one runtime. Programs that are linked against libcuda get libcuda.a, whose stubs find it.
        Link(workspace, "lib64/libcuda.so.1", "libcudart.so.12");
        Link(workspace, "lib64/stubs/libcuda.a", "../libcuda.a");
        Link(workspace, "lib64/libnvrtc.so.12", "libcudart.so.12");
        Link(workspace, "../bin/cudabridge", "../toolkit/bin/cudabridge");
    }

    private static void Link(Workspace workspace, string name, string target)
    {
        string path = Path.GetFullPath(Path.Combine(workspace.ToolkitFolder, name));
        if (new FileInfo(path).LinkTarget == target) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }
}
