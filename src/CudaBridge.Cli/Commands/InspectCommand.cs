using System.CommandLine;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Commands;

/// <summary><c>inspect FILE</c>: the kernels of a file and what each uses.</summary>
internal static class InspectCommand
{
    public static Command Create(string[] afterSeparator)
    {
        Argument<string> file = new("FILE") { Description = "CUDA source, object, library, program, fat binary, PTX or LLVM IR" };
        Argument<string[]> nvccOptions = DeviceCode.NvccOptions();
        Option<bool> json = new("--json") { Description = "machine-readable output" };
        Command command = new("inspect", "show the kernels of a file: parameters, memory, barriers, warp operations, how each runs and why (CUDABRIDGE_ISA and CUDABRIDGE_LANES change how)") { file, nvccOptions, json };
        command.SetAction(parsed => CudaBridgeProgram.Guard(() => Run(parsed.GetRequiredValue(file), [.. parsed.GetValue(nvccOptions) ?? [], .. afterSeparator], parsed.GetValue(json))));
        return command;
    }

    private static int Run(string file, string[] nvccArguments, bool json)
    {
        List<InspectedModule> modules = [.. DeviceCode.Load(file, nvccArguments).Select(module => Inspect(file, module))];
        if (json) InspectJson.Write(Console.OpenStandardOutput(), file, modules);
        else foreach (InspectedModule module in modules) Show(file, module);
        return modules.Exists(module => module.IsBroken) ? 1 : 0;
    }

    private static InspectedModule Inspect(string file, DeviceModule module)
    {
        if (module.KernelIr is not { } ir) return new(module, [], IsBroken: false);
        TranslationResult result = Translator.Inspect(ir.Span, file);
        foreach (Diagnostic diagnostic in result.Diagnostics) Console.Error.WriteLine(diagnostic);
        return new(module, result.Kernels, !result.Success);
    }

    private static void Show(string file, InspectedModule inspected)
    {
        DeviceModule module = inspected.Module;
        Console.Out.WriteLine(module.Place.Length > 0 ? $"{file} ({module.Place})" : file);
        foreach (ImageEntry image in module.Images) Console.Out.WriteLine($"  {Describe(image)}");
        if (inspected.Kernels.Count == 0) Console.Out.WriteLine("  no kernels");
        else TableText.Write(Headings, inspected.Kernels.Select(Row));
        foreach (KernelFacts kernel in inspected.Kernels)
            if (kernel.Reason is { } reason) Console.Out.WriteLine($"  {kernel.DisplayName}: {kernel.Mode} because {reason}");
    }

    public static string Describe(ImageEntry image) =>
        $"{image.Kind switch { ImageKind.Ptx => "PTX", ImageKind.Elf => "GPU code", ImageKind.KernelIr => "kernel IR", ImageKind.CpuCode => "CPU code", _ => $"kind {(int)image.Kind}" }}" +
        $" {image.Target}{(image.Flags.HasFlag(ImageFlags.Relocatable) ? " relocatable" : "")}, sm_{image.SmVersion}, {image.Payload.Length} bytes{(image.IsCompressed() ? $" for {image.ExpandedSize}" : "")}";

    private static readonly string[] Headings = ["kernel", "parameters", "shared", "barriers", "warp ops", "atomics", "uses", "threads", "mode"];

    private static string[] Row(KernelFacts kernel) =>
    [
        kernel.DisplayName,
        string.Join(", ", kernel.Parameters.Select(parameter => parameter.Type)),
        $"{kernel.StaticShared}{(kernel.DynamicShared ? " + dynamic" : "")}",
        $"{kernel.Barriers}", $"{kernel.WarpOperations}", $"{kernel.Atomics}",
        string.Join(", ", new[] { kernel.GridSync ? "grid sync" : "", kernel.Printf ? "printf" : "" }.Where(use => use.Length > 0)),
        $"{kernel.MaxThreads}", kernel.Mode,
    ];
}

internal sealed record InspectedModule(DeviceModule Module, IReadOnlyList<KernelFacts> Kernels, bool IsBroken);
