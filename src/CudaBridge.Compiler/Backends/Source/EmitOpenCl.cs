using CudaBridge.Abi;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

// the module  =>  OpenCL C, and what a launcher must know of its kernels and variables
internal static class EmitOpenCl
{
    public static void Run(Translation t)
    {
        ModuleWriter writer = new(t);
        (string source, Dictionary<Kernel, (string? Name, HiddenArguments Hidden)> names) = writer.Write();
        try
        {
            (byte[] data, IReadOnlyList<(uint, ulong)> relocations) = writer.Variables.Fill();
            List<OpenClKernel> kernels = t.Kernels.ConvertAll(k => Describe(t, k, names[k].Name, names[k].Hidden));
            List<OpenClVariable> variables = t.Variables.ConvertAll(v => Describe(t, writer.Variables, v));
            t.Image = new OpenClImage(source, kernels, variables, data, relocations).ToBytes();
        }
        catch (SourceException problem)
        {
            t.Diagnostics.Report(Messages.VariableNotInOpenCl, problem.Message);
        }
    }

    private static OpenClKernel Describe(Translation t, Kernel kernel, string? name, HiddenArguments hidden)
    {
        CpuKernelFlags flags = CpuKernelFlags.None;
        if (kernel.Counts.Barriers > 0) flags |= CpuKernelFlags.Barrier;
        if (kernel.Counts.Atomics > 0) flags |= CpuKernelFlags.Atomics;
        if (kernel.Counts.Printf) flags |= CpuKernelFlags.Printf;
        if (kernel.DynamicShared) flags |= CpuKernelFlags.DynamicShared;
        string refusal = name is null ? string.Join("; ", t.Diagnostics.All.Where(d => d.Id == Messages.NotInOpenCl.Id && d.Message.Contains(Demangler.Demangle(kernel.Name), StringComparison.Ordinal)).Select(d => d.Message)) : "";
        return new OpenClKernel(
            kernel.Name, name ?? "", [.. kernel.Parameters.Select(p => new CpuParameter { Offset = p.Offset, Size = p.Size })],
            [.. kernel.Parameters.Select(p => !p.ByValue && p.Type.Kind == LLVMTypeKind.LLVMPointerTypeKind)], kernel.ParameterBytes, kernel.StaticShared, kernel.SharedAlign,
            kernel.MaxThreads, flags, hidden, refusal);
    }

    private static OpenClVariable Describe(Translation t, VariableImage image, DeviceVariable variable)
    {
        uint cell = variable.Cell.Handle != IntPtr.Zero ? image.OffsetOf(variable.Cell) : 0;
        return new OpenClVariable(variable.Name, image.OffsetOf(variable.Storage), t.Module.Layout().ABISizeOfType(variable.Storage.GlobalValueType), variable.Flags, cell);
    }
}
