using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// Finds the stores to arrays that a kernel writes and never reads. They may go around the caches, in any order, as long as no thread can see the order:
/// in a kernel with atomics, fences or volatile accesses another one could.
/// </summary>
internal static class WrittenOnly
{
    public static HashSet<IntPtr> Stores(LLVMValueRef function)
    {
        HashSet<IntPtr> stores = [];
        if (function.Instructions().Exists(ShowsOrder)) return stores;
        for (uint p = 1; p < function.ParamsCount; p++)
        {
            HashSet<IntPtr> ofArray = [];
            if (function.GetParam(p).TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind && Collect(function.GetParam(p), ofArray)) stores.UnionWith(ofArray);
        }

        return stores;
    }

    private static bool ShowsOrder(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMFence => true,
        LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMStore => i.Volatile || i.IsAtomic,
        LLVMOpcode.LLVMCall => !Calls.IsPure(i) && !Calls.IsMarker(i) && !Legality.IsBarrier(i),
        _ => false,
    };

    /// <summary>Adds the stores through the pointer; false if something else is done with it.</summary>
    private static bool Collect(LLVMValueRef pointer, HashSet<IntPtr> stores)
    {
        foreach (LLVMValueRef user in pointer.Users())
        {
            bool isAddress = user.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || user.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast);
            if (isAddress ? !Collect(user, stores) : !user.IsInstruction(LLVMOpcode.LLVMStore) || user.GetOperand(0) == pointer) return false;
            if (!isAddress) stores.Add(user.Handle);
        }

        return true;
    }
}
