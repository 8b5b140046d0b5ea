using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// Where a thread's local variables live. An array that is only loaded and stored in elements of one size is interleaved: element e of
/// lane i lies at (e × lanes + i) × size, so that the lanes' accesses to one element are one vector access; all byte offsets in it are
/// multiplied by the number of lanes. Anything else gets one copy after the other, which any use of its address can live with.
/// </summary>
internal sealed class PrivateMemory
{
    private readonly Dictionary<IntPtr, uint> _elementBytes = [];
    private readonly HashSet<IntPtr> _interleavedAddresses = [];
    private readonly LLVMTargetDataRef _layout;

    public PrivateMemory(LLVMValueRef function, LLVMTargetDataRef layout)
    {
        _layout = layout;
        foreach (var alloca in function.Instructions().Where(i => i.InstructionOpcode == LLVMOpcode.LLVMAlloca))
        {
            List<IntPtr> addresses = [];
            uint size = 0;
            if (!OnlyElements(alloca, ref size, addresses) || size == 0) continue;
            _elementBytes[alloca.Handle] = size;
            foreach (var address in addresses) _interleavedAddresses.Add(address);
        }
    }

    public bool IsInterleaved(LLVMValueRef address) => _interleavedAddresses.Contains(address.Handle) || _elementBytes.ContainsKey(address.Handle);

    /// <summary>Bytes that one lane's copy takes.</summary>
    public unsafe ulong Bytes(LLVMValueRef alloca)
    {
        ulong size = LLVM.ABISizeOfType(_layout, alloca.AllocatedType), align = Math.Max(alloca.Alignment, 1);
        return (size + align - 1) / align * align;
    }

    public Shape ShapeOf(LLVMValueRef alloca) =>
        Shape.Strided(_elementBytes.TryGetValue(alloca.Handle, out uint size) ? size : (long)Bytes(alloca), 0, false, false);

    private bool OnlyElements(LLVMValueRef address, ref uint size, List<IntPtr> addresses)
    {
        foreach (var user in address.Users())
        {
            switch (user.InstructionOpcode)
            {
                case LLVMOpcode.LLVMLoad when Matches(user.TypeOf, ref size):
                case LLVMOpcode.LLVMStore when user.GetOperand(1) == address && user.GetOperand(0) != address && Matches(user.GetOperand(0).TypeOf, ref size):
                    break;
                case LLVMOpcode.LLVMGetElementPtr when user.GetOperand(0) == address:
                    addresses.Add(user.Handle);
                    if (!OnlyElements(user, ref size, addresses) || !InSteps(user, size)) return false;
                    break;
                case LLVMOpcode.LLVMAddrSpaceCast:
                    addresses.Add(user.Handle);
                    if (!OnlyElements(user, ref size, addresses)) return false;
                    break;
                case LLVMOpcode.LLVMCall when Calls.IsLifetimeMarker(user):
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private unsafe bool Matches(LLVMTypeRef type, ref uint size)
    {
        if (type.Kind is LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind or LLVMTypeKind.LLVMVectorTypeKind) return false;
        uint bytes = (uint)LLVM.ABISizeOfType(_layout, type);
        if (size == 0) size = bytes;
        return size == bytes;
    }

    private bool InSteps(LLVMValueRef gep, uint size) => size != 0 && GepOffsets.Of(gep, _layout).TrueForAll(term => term.Bytes % size == 0);
}
