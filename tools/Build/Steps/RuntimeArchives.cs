using CudaBridge.Abi.Generator;

namespace CudaBridge.Build;

/// <summary>
/// The static archives that build systems link CUDA programs with. libcudart_static.a holds a stub for each runtime function, which
/// finds the toolkit's shared library when it is first called (src/CudaBridge.Shim/Static/forward.c). The others are empty, for programs
/// that name them: device code is linked before the host linker runs, what we have of these libraries is in headers alone, and makefiles
/// name the driver's library where nothing of it is called.
/// </summary>
internal static class RuntimeArchives
{
    private static readonly string[] s_empty = ["cuda", "cudadevrt", "curand", "nvToolsExt"];

    public static IEnumerable<Step> Steps(Workspace workspace)
    {
        string lib = Path.Combine(workspace.ToolkitFolder, "lib64");
        string[] archives = [Path.Combine(lib, "libcudart_static.a"), .. s_empty.Select(name => Path.Combine(lib, $"lib{name}.a"))];
        string[] inputs = [workspace.At("src", "CudaBridge.Shim", "Static"), workspace.At("src", "CudaBridge.Abi", "runtime.api")];
        yield return new Step("static runtime", inputs, archives, workspace.ToolkitFolder, () => Build(workspace, workspace.ToolkitFolder));
    }

    /// <summary>Makes the archives in the toolkit's lib64, for a toolkit that stays where it is now (or is named by CUDABRIDGE_TOOLKIT).</summary>
    public static void Build(Workspace workspace, string toolkitFolder)
    {
        string lib = Path.Combine(toolkitFolder, "lib64");
        string work = Path.Combine(workspace.Intermediate, "static-runtime");
        Directory.CreateDirectory(work);
        string functions = Path.Combine(work, "functions.inc"), stubs = Path.Combine(work, "cudart_static.o"), nothing = Path.Combine(work, "nothing.o");
        File.WriteAllText(functions, FunctionList(File.ReadAllText(workspace.At("src", "CudaBridge.Abi", "runtime.api"))));
        Compile(workspace, stubs, workspace.At("src", "CudaBridge.Shim", "Static", "forward.c"),
            $"-DFUNCTIONS=\"{functions}\"", $"-DTOOLKIT_LIBRARY=\"{Path.Combine(lib, "libcudart.so.12")}\"");
        Compile(workspace, nothing, "/dev/null", "-x", "c");
        Archive(workspace, Path.Combine(lib, "libcudart_static.a"), stubs);
        foreach (string name in s_empty) Archive(workspace, Path.Combine(lib, $"lib{name}.a"), nothing);
    }

    private static string FunctionList(string table) =>
        string.Concat(ApiFile.Parse(table).Functions.SelectMany(f => f.ExportedNames.Select(name => $"F({name}, {AnswerWithoutLibrary(f.Result)})\n")));

    private static string AnswerWithoutLibrary(string result) => result switch
    {
        "cudaError_t" => "status",
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
