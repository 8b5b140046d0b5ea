using System.Diagnostics;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// the module  =>  an ELF shared object that needs libcudabridge_cpu.so, libm and libc
internal static class EmitSharedObject
{
    private static readonly string[] s_libraryFolders = ["/lib/{0}-linux-gnu", "/usr/lib/{0}-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"];

    public static void Run(Translation t)
    {
        byte[]? own = Compile(t);
        // All parts are waited for, whatever becomes of one.
        List<byte[]?> objects = [own, .. t.Parts.ConvertAll(part => part.Finish(t.Diagnostics))];
        if (objects.TrueForAll(o => o is not null)) t.Image = Link(t, CpuTarget.Find(t.Options.Isa)!, objects);
    }

    /// <summary>The module as an object file; null when LLVM says why not.</summary>
    public static byte[]? Compile(Translation t)
    {
        using LLVMTargetMachineRef machine = CpuTarget.CreateMachine(CpuTarget.Find(t.Options.Isa)!, t.Options.OptimizationLevel);
        if (!machine.TryEmitToMemoryBuffer(t.Module, LLVMCodeGenFileType.LLVMObjectFile, out LLVMMemoryBufferRef code, out string problem))
        {
            t.Diagnostics.Report(Messages.LlvmError, problem);
            return null;
        }

        using (code) return code.Bytes.ToArray();
    }

    private static byte[]? Link(Translation t, CpuIsa isa, List<byte[]?> objects)
    {
        if (Toolkit.FindTool("ld.lld") is not { } linker)
        {
            t.Diagnostics.Report(Messages.NoLinker);
            return null;
        }

        if (!File.Exists(Toolkit.CpuSupportLibrary))
        {
            t.Diagnostics.Report(Messages.NoToolkitFile, Toolkit.CpuSupportLibrary);
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("cudabridge-").FullName;
        try
        {
            string output = Path.Combine(folder, "kernels.so");
            string[] inputs = [.. objects.Select((_, i) => Path.Combine(folder, $"kernels{i}.o"))];
            for (int i = 0; i < inputs.Length; i++) File.WriteAllBytes(inputs[i], objects[i]!);
            return RunLinker(t, linker, Arguments(t, isa, inputs, output)) ? File.ReadAllBytes(output) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Arguments(Translation t, CpuIsa isa, string[] inputs, string output)
    {
        List<string> arguments =
        [
            "-m", isa.LinkerEmulation, "-shared", "-z", "now", "--build-id=none", "--gc-sections", "-o", output, .. inputs,
        ];
        string[] system = SystemLibraries(isa);
        bool isHost = HostIsa.CanRun(isa.Name);
        // For another machine the libraries here are the wrong ones: undefined symbols are then found when the code is loaded.
        if (isHost) arguments.AddRange([Toolkit.CpuSupportLibrary, .. system]);
        if (isHost && system.Length > 0) arguments.AddRange(["-z", "defs"]);
        return arguments;
    }

    private static string[] SystemLibraries(CpuIsa isa)
    {
        string architecture = isa.Triple[..isa.Triple.IndexOf('-', StringComparison.Ordinal)];
        foreach (string pattern in s_libraryFolders)
        {
            string folder = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, architecture);
            string[] files = [Path.Combine(folder, "libm.so.6"), Path.Combine(folder, "libc.so.6")];
            if (files.All(File.Exists)) return files;
        }

        return [];
    }

    private static bool RunLinker(Translation t, string linker, List<string> arguments)
    {
        ProcessStartInfo start = new(linker, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{linker} does not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        if (process.ExitCode != 0) t.Diagnostics.Report(Messages.LinkerFailed, errors.Trim());
        return process.ExitCode == 0;
    }
}
