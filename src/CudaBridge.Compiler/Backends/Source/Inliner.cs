using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>
/// Decides which values of a block need no variable: those that one expression of the same block uses, where nothing in between could
/// change them, and addresses and conversions that a few do.
/// </summary>
internal sealed class Inliner(LLVMBasicBlockRef block, HashSet<IntPtr> inlined)
{
    private const int Largest = 10;
    private const int MostCopies = 4;

    private readonly List<LLVMValueRef> _instructions = block.Instructions();
    private readonly Dictionary<IntPtr, int> _index = [];
    private readonly Dictionary<IntPtr, int> _place = [];
    private readonly Dictionary<IntPtr, int> _size = [];

    public void Run()
    {
        for (int i = 0; i < _instructions.Count; i++) _index[_instructions[i].Handle] = i;
        foreach (LLVMValueRef i in _instructions) _size[i.Handle] = 1;
        for (int i = _instructions.Count - 1; i >= 0; i--)
        {
            int place = PlaceOf(_instructions[i], i);
            _place[_instructions[i].Handle] = place < 0 ? i : place;
            if (place >= 0) inlined.Add(_instructions[i].Handle);
        }
    }

    // The index of the statement that will hold the expression; -1: it needs a variable or is a statement itself.
    private int PlaceOf(LLVMValueRef value, int index)
    {
        if (!IsExpression(value)) return -1;
        List<LLVMValueRef> users = value.Users();
        if (users.Count == 0) return index; // never written
        bool isCheap = IsCheap(value);
        if (users.Count > (isCheap ? MostCopies : 1)) return -1;
        int place = -1;
        foreach (LLVMValueRef user in users)
        {
            int at = PlaceOfUse(value, user);
            if (at < 0) return -1;
            place = Math.Max(place, at);
        }

        if (value.IsInstruction(LLVMOpcode.LLVMLoad) && !IsUnchanged(index, place)) return -1;
        foreach (LLVMValueRef user in users)
        {
            if (!_index.ContainsKey(user.Handle)) continue;
            _size[value.Handle] = Math.Max(_size[value.Handle], _size[user.Handle] + 1);
        }

        return _size[value.Handle] > Largest && !isCheap ? -1 : place;
    }

    private int PlaceOfUse(LLVMValueRef value, LLVMValueRef user)
    {
        if (user.IsInstruction(LLVMOpcode.LLVMPHI))
        {
            for (uint i = 0; i < user.IncomingCount; i++)
                if (user.GetIncomingValue(i) == value && user.GetIncomingBlock(i) != block) return -1;
            return _instructions.Count;
        }

        return _index.ContainsKey(user.Handle) && user.InstructionParent == block ? _place[user.Handle] : -1;
    }

    private bool IsUnchanged(int from, int place)
    {
        for (int i = from + 1; i < Math.Min(place + 1, _instructions.Count); i++)
            if ((i < place || ConvergeMeetings.IsMeeting(_instructions[i])) && Changes(_instructions[i])) return false;
        return true;
    }

    private static bool Changes(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMStore or LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMFence => true,
        LLVMOpcode.LLVMCall => !IsPureCall(i),
        _ => false,
    };

    private static bool IsExpression(LLVMValueRef value) => value.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad => !value.Volatile && !value.IsAtomic,
        LLVMOpcode.LLVMCall => IsPureCall(value) && value.TypeOf.Kind != LLVMTypeKind.LLVMVoidTypeKind && value.TypeOf.Kind != LLVMTypeKind.LLVMStructTypeKind,
        LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMAlloca or LLVMOpcode.LLVMStore or LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMFence => false,
        LLVMOpcode.LLVMInsertElement or LLVMOpcode.LLVMInsertValue => false,
        LLVMOpcode.LLVMExtractValue => false,
        LLVMOpcode.LLVMBr or LLVMOpcode.LLVMRet or LLVMOpcode.LLVMUnreachable or LLVMOpcode.LLVMSwitch => false,
        _ => true,
    };

    private static bool IsCheap(LLVMValueRef value) => value.InstructionOpcode is LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMTrunc
        or LLVMOpcode.LLVMAddrSpaceCast;

    /// <summary>Neither reads nor writes memory.</summary>
    public static bool IsPureCall(LLVMValueRef call)
    {
        if (!call.IsCall() || call.CalledFunction() is not { Handle: not 0 } callee || !callee.IsDeclaration) return false;
        if (DialectQueries.OperationOf(call) is { } operation) return operation.Lowering.Kind == Dialect.LoweringKind.Register;
        return callee.Name.StartsWith("__nv_", StringComparison.Ordinal) || (callee.Name.StartsWith("llvm.", StringComparison.Ordinal) && PureIntrinsics.Find(callee.Name) is not null)
            || callee.Name.StartsWith("cudabridge.shared.", StringComparison.Ordinal);
    }
}
