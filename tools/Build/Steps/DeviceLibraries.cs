namespace CudaBridge.Build;

/// <summary>Compiles the folders of kernels/lib; each holds its clang flags in flags.txt.</summary>
internal static class DeviceLibraries
{
    public static IEnumerable<Step> Steps(Workspace workspace)
    {
        string nvvm = Path.Combine(workspace.ToolkitFolder, "nvvm", "libdevice");
        yield return Bitcode(workspace, "libdevice", "libdevice.c", Path.Combine(nvvm, "libdevice.10.bc"));
        yield return Bitcode(workspace, "dialect", "dialect.c", Path.Combine(nvvm, "dialect.bc"));
        yield return CpuSupport(workspace);
    }

    private static Step Bitcode(Workspace workspace, string folder, string source, string output)
    {
        string path = workspace.At("kernels", "lib", folder);
        string[] arguments = [.. Flags(workspace, path), "-c", Path.Combine(path, source), "-o", output];
        return Compile(workspace, folder, path, arguments, output);
    }

    private static Step CpuSupport(Workspace workspace)
    {
        string path = workspace.At("kernels", "lib", "cpu");
        string output = Path.Combine(workspace.ToolkitFolder, "lib64", "libcudabridge_cpu.so");
        string[] sources = [.. Directory.GetFiles(path, "*.c").Order(StringComparer.Ordinal)];
        return Compile(workspace, "CPU support library", path, [.. Flags(workspace, path), .. sources, "-o", output], output);
    }

    private static Step Compile(Workspace workspace, string name, string folder, string[] arguments, string output) =>
        new(name, [folder], [output], string.Join('\n', arguments), () => workspace.Require(Setup.Clang, arguments, $"compiling {name}"));

    private static IEnumerable<string> Flags(Workspace workspace, string folder) =>
        File.ReadLines(Path.Combine(folder, "flags.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Replace("{clc}", Setup.LibClc(workspace)));
}
