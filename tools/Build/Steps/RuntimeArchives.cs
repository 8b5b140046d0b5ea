using CudaBridge.Abi.Generator;

namespace CudaBridge.Build;

/// <summary>
/// The static archives that build systems link CUDA programs with. libcudart_static.a holds a stub for each runtime function libcuda.a one
/// for each driver function, libnvrtc.a one for each of NVRTC's, which find the toolkit's shared library when they are first called (src/CudaBridge.Shim/Static/forward.c). The
/// others are empty, for programs that name them: device code is linked before the host linker runs, and what we have of these libraries is
/// in headers alone.
/// </summary>
internal static class RuntimeArchives
{
    private static readonly (string Archive, string Table)[] s_forwarding = [("cudart_static", "runtime"), ("cuda", "driver"), ("nvrtc", "nvrtc"), ("nvrtc_static", "nvrtc")];
    private static readonly string[] s_empty = ["cudadevrt", "curand", "nvToolsExt"];

    public static IEnumerable<Step> Steps(Workspace workspace)
    {
        string lib = Path.Combine(workspace.ToolkitFolder, "lib64");
        string[] archives = [.. s_forwarding.Select(f => f.Archive).Concat(s_empty).Select(name => Path.Combine(lib, $"lib{name}.a"))];
        string[] inputs = [workspace.At("src", "CudaBridge.Shim", "Static"), .. s_forwarding.Select(f => Table(workspace, f.Table))];
        yield return new Step("static runtime", inputs, archives, workspace.ToolkitFolder, () => Build(workspace, workspace.ToolkitFolder));
    }

    /// <summary>Makes the archives in the toolkit's lib64, for a toolkit that stays where it is now (or is named by CUDABRIDGE_TOOLKIT).</summary>
    public static void Build(Workspace workspace, string toolkitFolder)
    {
        string lib = Path.Combine(toolkitFolder, "lib64");
        string work = Path.Combine(workspace.Intermediate, "static-runtime");
        Directory.CreateDirectory(work);
        string nothing = Path.Combine(work, "nothing.o");
        foreach ((string archive, string table) in s_forwarding)
        {
            string functions = Path.Combine(work, $"{archive}.inc"), stubs = Path.Combine(work, $"{archive}.o");
            File.WriteAllText(functions, FunctionList(File.ReadAllText(Table(workspace, table))));
            Compile(workspace, stubs, workspace.At("src", "CudaBridge.Shim", "Static", "forward.c"),
                $"-DFUNCTIONS=\"{functions}\"", $"-DTOOLKIT_LIBRARY=\"{Path.Combine(lib, "libcudart.so.12")}\"", $"-DPREFIX=cudabridge_{archive}");
            Archive(workspace, Path.Combine(lib, $"lib{archive}.a"), stubs);
        }
        Compile(workspace, nothing, "/dev/null", "-x", "c");
        foreach (string name in s_empty) Archive(workspace, Path.Combine(lib, $"lib{name}.a"), nothing);
    }

    private static string Table(Workspace workspace, string name) => workspace.At("src", "CudaBridge.Abi", $"{name}.api");

    private static string FunctionList(string table) =>
        string.Concat(ApiFile.Parse(table).Functions.SelectMany(f => f.ExportedNames.Select(name => $"F({name}, {AnswerWithoutLibrary(f.Result)})\n")));

    private static string AnswerWithoutLibrary(string result) => result switch
    {
        "cudaError_t" => "status",
        "CUresult" => "result",
        "nvrtcResult" => "program",
        "const char*" => "text",
        "void**" => "handle",
        _ => "nothing",
    };

    // Options that set the language go before the file.
    private static void Compile(Workspace workspace, string output, string source, params string[] options) =>
        workspace.Require(Setup.Clang, ["-O2", "-fPIC", "-Wall", "-Wextra", "-Werror", .. options, "-c", source, "-o", output], "compiling the static runtime");

    private static void Archive(Workspace workspace, string archive, string member)
    {
        File.Delete(archive);
        workspace.Require("ar", ["crsD", archive, member], "making the static runtime");
    }
}
