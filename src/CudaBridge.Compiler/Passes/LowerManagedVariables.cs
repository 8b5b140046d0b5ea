using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// @v = addrspace(1) global i32 …   load i32, @v
//   =>  @v.cell = global ptr @v    %p = load ptr addrspace(1), @v.cell    load i32, %p
// for variables that the headers mark as managed: the runtime points the cell at the storage the host uses too.
internal static class LowerManagedVariables
{
    public static void Run(Translation t)
    {
        foreach (DeviceVariable variable in t.Variables.Where(v => v.IsManaged)) Lower(t, variable);
    }

    private static void Lower(Translation t, DeviceVariable variable)
    {
        GlobalReplacer replacer = new(t.Builder, variable.Storage);
        if (replacer.Initialiser.Exists())
            t.Diagnostics.Report(Messages.AddressInInitialiser, Demangler.Demangle(replacer.Initialiser.Name), Demangler.Demangle(variable.Name));

        LLVMTypeRef pointer = variable.Storage.TypeOf;
        LLVMValueRef cell = t.Module.AddGlobal(pointer, $"{variable.Name}.cell");
        cell.Initializer = variable.Storage;
        cell.IsExternallyInitialized = true;
        variable.Cell = cell;

        Dictionary<IntPtr, LLVMValueRef> loaded = [];
        foreach (LLVMValueRef function in replacer.Functions)
        {
            t.Builder.PositionBefore(SeparatePrologue.EndOf(function));
            loaded[function.Handle] = t.Builder.BuildLoad2(pointer, cell, variable.Name);
        }

        replacer.Replace(function => loaded[function.Handle]);
    }
}
