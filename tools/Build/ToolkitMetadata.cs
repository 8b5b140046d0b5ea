namespace CudaBridge.Build;

/// <summary>Small files by which CMake, Meson, configure scripts and people recognise a CUDA toolkit folder.</summary>
internal static class ToolkitMetadata
{
    // The version that our headers answer with: CUDA_VERSION 12080; nvcc --version prints the same.
    private const string Release = "12.8.1";
    private const string Tools = "12.8.93";

    public static void Write(Workspace workspace)
    {
        string root = workspace.ToolkitFolder;
        WriteText(root, "version.json", $$"""
            {
              "cuda" : { "name" : "CUDA SDK", "version" : "{{Release}}" },
              "cuda_cudart" : { "name" : "CUDA Runtime (cudart)", "version" : "{{Tools}}" },
              "cuda_nvcc" : { "name" : "CUDA NVCC", "version" : "{{Tools}}" }
            }

            """);
        WriteText(root, "version.txt", $"CUDA Version {Tools}\n");
        WriteText(root, "bin/nvcc.profile", """
            TOP              = $(_HERE_)/..
            NVVMIR_LIBRARY_DIR = $(TOP)/nvvm/libdevice
            INCLUDES        += "-I$(TOP)/include"
            LIBRARIES       =+ "-L$(TOP)/lib64"

            """);
        WriteText(root, "THIRD-PARTY-NOTICES.txt", File.ReadAllText(Path.Combine(workspace.Root, "src", "CudaBridge.MSBuild", "packages", "THIRD-PARTY-NOTICES.txt")));
        // Projects that cross-compile, and some that do not, look for the platform's folder.
        Link(root, "targets/x86_64-linux/include", "../../include");
        Link(root, "targets/x86_64-linux/lib", "../../lib64");
    }

    private static void WriteText(string root, string name, string text)
    {
        string path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path) || File.ReadAllText(path) != text) File.WriteAllText(path, text);
    }

    private static void Link(string root, string name, string target)
    {
        string path = Path.Combine(root, name);
        if (new DirectoryInfo(path).LinkTarget == target) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        Directory.CreateSymbolicLink(path, target);
    }
}
