using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// kernels and variables  =>  @cudabridge_module = constant cb_module { … }, the one symbol the module exports
internal static class BuildModuleTable
{
    private static readonly LLVMLinkage s_private = LLVMLinkage.LLVMPrivateLinkage;

    public static void Run(Translation t)
    {
        CpuContract cpu = new(t.Module);
        foreach (LLVMValueRef value in t.Module.Globals().Concat(t.Module.Functions()).Where(v => !v.IsDeclaration && v.Linkage != s_private)) Hide(value);

        LLVMValueRef[] kernels = [.. t.Kernels.Select(k => KernelRow(t, cpu, k))];
        LLVMValueRef[] variables = [.. t.Variables.Select(v => VariableRow(t, cpu, v))];
        LLVMValueRef rows = Table(t, cpu.Kernel, kernels);
        FillRows(t, cpu, rows);
        LLVMValueRef module = t.Module.AddGlobal(cpu.Module, "cudabridge_module");
        module.IsGlobalConstant = true;
        module.Initializer = LLVMValueRef.CreateConstNamedStruct(cpu.Module,
        [
            Int32(t, CpuContract.AbiVersion), Int32(t, (uint)kernels.Length), rows, Int32(t, (uint)variables.Length), Int32(t, 0),
            Table(t, cpu.Variable, variables), Text(t, t.Options.Isa),
        ]);
    }

    private static void FillRows(Translation t, CpuContract cpu, LLVMValueRef rows)
    {
        for (int i = 0; i < t.Kernels.Count; i++)
        {
            LLVMValueRef row = t.Kernels[i].Row;
            if (!row.Exists()) continue;
            row.ReplaceAllUsesWith(LLVMValueRef.CreateConstGEP2(cpu.Kernel, rows, [Int32(t, (uint)i)]));
            row.DeleteGlobal();
        }
    }

    private static void Hide(LLVMValueRef value)
    {
        value.Linkage = LLVMLinkage.LLVMInternalLinkage;
        value.Visibility = LLVMVisibility.LLVMDefaultVisibility;
    }

    private static LLVMValueRef KernelRow(Translation t, CpuContract cpu, Kernel kernel)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType();
        LLVMValueRef[] parameters = [.. kernel.Parameters.Select(p => LLVMValueRef.CreateConstNamedStruct(cpu.Param, [Int32(t, p.Offset), Int32(t, p.Size)]))];
        return LLVMValueRef.CreateConstNamedStruct(cpu.Kernel,
        [
            Text(t, kernel.Name), kernel.Run, kernel.IsCoroutine ? kernel.StartLane : pointer.Null, Table(t, cpu.Param, parameters),
            Int32(t, (uint)parameters.Length), Int32(t, kernel.ParameterBytes), Int32(t, kernel.StaticShared), Int32(t, kernel.SharedAlign),
            Int32(t, kernel.LocalBytes), Int32(t, kernel.MaxThreads), Int32(t, kernel.MinBlocks), Int32(t, (uint)Flags(kernel)),
            Int32(t, kernel.FrameBytes), Int32(t, (uint)kernel.WarpLanes), Entry(t, kernel.Warp, wholeBlock: false), Entry(t, kernel.MaskedWarp, wholeBlock: false),
            Entry(t, kernel.Warp, wholeBlock: true), Entry(t, kernel.MaskedWarp, wholeBlock: true), Int32(t, kernel.UnitBytes), Int32(t, kernel.Warp is { IsForGroups: true } ? CpuContract.MaxGroupBlocks : 0),
        ]);
    }

    private static LLVMValueRef Entry(Translation t, WarpForm? form, bool wholeBlock) =>
        form is not null && form.IsWholeBlock == wholeBlock ? form.Entry : t.Context.GetPointerType().Null;

    private static Abi.CpuKernelFlags Flags(Kernel kernel) =>
        When(kernel.IsCoroutine, Abi.CpuKernelFlags.Coroutine)
        | When(kernel.WarpLanes > 0, Abi.CpuKernelFlags.Vector)
        | When(kernel.WarpForms.Any(f => f.IsCoroutine), Abi.CpuKernelFlags.WarpCoroutine)
        | When(kernel.Warp is { NeedsRow: true }, Abi.CpuKernelFlags.Row)
        | When(kernel.Counts.Barriers > 0, Abi.CpuKernelFlags.Barrier)
        | When(kernel.Counts.WarpOperations > 0, Abi.CpuKernelFlags.WarpOperations)
        | When(kernel.Counts.GridSync, Abi.CpuKernelFlags.GridSync)
        | When(kernel.DynamicShared, Abi.CpuKernelFlags.DynamicShared)
        | When(kernel.Counts.Printf, Abi.CpuKernelFlags.Printf)
        | When(kernel.Counts.Atomics > 0, Abi.CpuKernelFlags.Atomics)
        | When(kernel.IndirectCalls, Abi.CpuKernelFlags.IndirectCalls)
        | When(kernel.Recursion, Abi.CpuKernelFlags.Recursion);

    private static Abi.CpuKernelFlags When(bool condition, Abi.CpuKernelFlags flag) => condition ? flag : Abi.CpuKernelFlags.None;

    private static LLVMValueRef VariableRow(Translation t, CpuContract cpu, DeviceVariable variable)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType();
        LLVMTypeRef type = variable.Storage.GlobalValueType;
        return LLVMValueRef.CreateConstNamedStruct(cpu.Variable,
        [
            Text(t, variable.Name), LLVMValueRef.CreateConstAddrSpaceCast(variable.Storage, pointer), variable.IsManaged ? variable.Cell : pointer.Null,
            LLVMValueRef.CreateConstInt(t.Context.Int64Type, t.Module.Layout().ABISizeOfType(type)), Int32(t, (uint)variable.Flags),
            Int32(t, Math.Max(variable.Storage.Alignment, t.Module.Layout().ABIAlignmentOfType(type))),
        ]);
    }

    private static LLVMValueRef Int32(Translation t, uint value) => LLVMValueRef.CreateConstInt(t.Context.Int32Type, value);

    private static LLVMValueRef Text(Translation t, string text) => Constant(t, t.Context.GetConstString(text, dontNullTerminate: false));

    private static LLVMValueRef Table(Translation t, LLVMTypeRef element, LLVMValueRef[] rows) =>
        rows.Length == 0 ? t.Context.GetPointerType().Null : Constant(t, LLVMValueRef.CreateConstArray2(element, rows));

    private static LLVMValueRef Constant(Translation t, LLVMValueRef value)
    {
        LLVMValueRef global = t.Module.AddGlobal(value.TypeOf, "");
        global.Linkage = s_private;
        global.IsGlobalConstant = true;
        global.Initializer = value;
        return global;
    }
}
