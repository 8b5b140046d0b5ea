using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>Where a pointer points, as OpenCL names it. <see cref="None"/>: nowhere known, such as null.</summary>
internal enum Space { None, Private, Local, Global, Generic }

/// <summary>
/// What C's pointer types need and the IR's do not say: a space and an element type for every pointer of a module. Spaces are joined along
/// copies, selections, calls and returns; what comes from two spaces is generic.
/// </summary>
internal sealed class PointerFacts
{
    private readonly Dictionary<IntPtr, Space> _spaces = [];
    private readonly Dictionary<IntPtr, IntPtr> _parents = [];
    private readonly Dictionary<IntPtr, Dictionary<LLVMTypeRef, int>> _votes = [];
    private readonly List<LLVMValueRef> _functions;
    private readonly Dictionary<IntPtr, List<LLVMValueRef>> _returns = [];
    private readonly Dictionary<IntPtr, List<LLVMValueRef>> _calls = [];
    private Space _fromMemory = Space.Global;

    public PointerFacts(LLVMModuleRef module)
    {
        _functions = module.DefinedFunctions();
        foreach (LLVMValueRef function in _functions) Collect(function);
        FindWritten();
        Solve();
        if (AddressesEscape())
        {
            // A pointer read from memory may then be any of them.
            _fromMemory = Space.Generic;
            _spaces.Clear();
            Solve();
        }
    }

    public Space SpaceOf(LLVMValueRef pointer)
    {
        if (pointer.IsAInstruction.Exists() || pointer.IsAArgument.Exists()) return _spaces.GetValueOrDefault(pointer.Handle);
        if (pointer.IsAFunction.Exists()) return Space.Global;
        if (pointer.IsAGlobalVariable.Exists()) return FromType(pointer) is Space.Local ? Space.Local : Space.Global;
        if (pointer.IsNull || pointer.IsUndef) return Space.None;
        return pointer.ConstOpcodeOrNone() switch
        {
            LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMAddrSpaceCast => SpaceOf(pointer.GetOperand(0)),
            _ => FromType(pointer) ?? _fromMemory,
        };
    }

    /// <summary>The type of what the pointer points at; null when accesses do not agree enough to say.</summary>
    public LLVMTypeRef? ElementOf(LLVMValueRef pointer) =>
        _votes.TryGetValue(Find(pointer.Handle), out Dictionary<LLVMTypeRef, int>? votes) ? votes.MaxBy(v => v.Value).Key
        : pointer.IsAGlobalVariable.Exists() && FromType(pointer) is Space.Local ? InnerMost(pointer.GlobalValueType) : (LLVMTypeRef?)null;

    private static LLVMTypeRef InnerMost(LLVMTypeRef type)
    {
        while (type.Kind == LLVMTypeKind.LLVMArrayTypeKind) type = type.ElementType;
        return type;
    }

    /// <summary>Nothing is written through the pointer or through what it is copied to, and it leaves the function by no way.</summary>
    public bool IsReadOnly(LLVMValueRef pointer) => !_written.Contains(Copied(pointer.Handle));

    private readonly HashSet<IntPtr> _written = [];
    private readonly Dictionary<IntPtr, IntPtr> _copies = [];

    private IntPtr Copied(IntPtr value)
    {
        while (_copies.TryGetValue(value, out IntPtr parent)) value = parent;
        return value;
    }

    private void FindWritten()
    {
        foreach (LLVMValueRef i in _functions.SelectMany(f => f.Instructions()).Where(IsPointer))
            if (i.InstructionOpcode is LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMAddrSpaceCast or LLVMOpcode.LLVMFreeze)
                foreach (LLVMValueRef operand in i.Operands().Where(IsPointer))
                    if (Copied(operand.Handle) is var from && Copied(i.Handle) is var to && from != to) _copies[from] = to;
        foreach (LLVMValueRef i in _functions.SelectMany(f => f.Instructions()))
            switch (i.InstructionOpcode)
            {
                case LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMAddrSpaceCast or LLVMOpcode.LLVMFreeze or LLVMOpcode.LLVMICmp: break;
                default:
                    foreach (LLVMValueRef operand in i.Operands().Where(IsPointer)) _written.Add(Copied(operand.Handle));
                    break;
            }
    }

    private static Space? FromType(LLVMValueRef pointer) => pointer.PointerSpace() switch
    {
        AddressSpace.Global or AddressSpace.Constant => Space.Global,
        AddressSpace.Shared or AddressSpace.SharedCluster => Space.Local,
        AddressSpace.Local => Space.Private,
        _ => null,
    };

    private static bool IsPointer(LLVMValueRef value) => value.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind;

    private void Collect(LLVMValueRef function)
    {
        foreach (LLVMValueRef i in function.Instructions())
            switch (i.InstructionOpcode)
            {
                case LLVMOpcode.LLVMLoad: Vote(i.GetOperand(0), i.TypeOf); break;
                case LLVMOpcode.LLVMStore: Vote(i.GetOperand(1), i.GetOperand(0).TypeOf); break;
                case LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg: Vote(i.GetOperand(0), i.GetOperand(1).TypeOf); break;
                case LLVMOpcode.LLVMAlloca: VoteElement(i, i.AllocatedType); break;
                case LLVMOpcode.LLVMGetElementPtr when VoteElement(i.GetOperand(0), i.GEPSourceElementType): Union(i, i.GetOperand(0)); break;
                case LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMAddrSpaceCast or LLVMOpcode.LLVMFreeze when IsPointer(i):
                    foreach (LLVMValueRef operand in i.Operands().Where(IsPointer)) Union(i, operand);
                    break;
                case LLVMOpcode.LLVMRet when i.OperandCount == 1 && IsPointer(i.GetOperand(0)): Add(_returns, function, i.GetOperand(0)); break;
                case LLVMOpcode.LLVMCall when i.CalledFunction() is { Handle: not 0 } callee: Add(_calls, callee, i); break;
                case LLVMOpcode.LLVMCall when i.IsIndirectCall(): Add(_calls, default, i); break;
            }
    }

    private static void Add(Dictionary<IntPtr, List<LLVMValueRef>> lists, LLVMValueRef key, LLVMValueRef value)
    {
        if (!lists.TryGetValue(key.Handle, out List<LLVMValueRef>? list)) lists[key.Handle] = list = [];
        list.Add(value);
    }

    private void Vote(LLVMValueRef pointer, LLVMTypeRef type, int weight = 2)
    {
        IntPtr root = Find(pointer.Handle);
        if (!_votes.TryGetValue(root, out Dictionary<LLVMTypeRef, int>? votes)) _votes[root] = votes = [];
        votes[type] = votes.GetValueOrDefault(type) + weight;
    }

    // float, [4 x float], [2 x [4 x float]]: the pointer steps over floats.
    private bool VoteElement(LLVMValueRef pointer, LLVMTypeRef type)
    {
        while (type.Kind == LLVMTypeKind.LLVMArrayTypeKind) type = type.ElementType;
        bool isByte = type.Kind == LLVMTypeKind.LLVMIntegerTypeKind && type.IntWidth == 8;
        if (isByte || type.Kind is LLVMTypeKind.LLVMStructTypeKind) return false;
        Vote(pointer, type, 1);
        return true;
    }

    private IntPtr Find(IntPtr value)
    {
        while (_parents.TryGetValue(value, out IntPtr parent)) value = parent;
        return value;
    }

    private void Union(LLVMValueRef a, LLVMValueRef b)
    {
        if (b.IsNull || b.IsUndef) return;
        IntPtr from = Find(b.Handle), to = Find(a.Handle);
        if (from == to) return;
        _parents[from] = to;
        if (!_votes.Remove(from, out Dictionary<LLVMTypeRef, int>? votes)) return;
        foreach ((LLVMTypeRef type, int count) in votes) Vote(a, type, count);
    }

    private void Solve()
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (LLVMValueRef function in _functions)
            {
                for (uint i = 0; i < function.ParamsCount; i++)
                    if (IsPointer(function.GetParam(i))) changed |= Set(function.GetParam(i), OfParameter(function, i));
                foreach (LLVMValueRef instruction in function.Instructions().Where(IsPointer)) changed |= Set(instruction, OfInstruction(instruction));
            }
        }
    }

    private bool Set(LLVMValueRef pointer, Space space)
    {
        Space before = _spaces.GetValueOrDefault(pointer.Handle), joined = Join(before, space);
        _spaces[pointer.Handle] = joined;
        return joined != before;
    }

    private static Space Join(Space a, Space b) => a == Space.None ? b : b == Space.None || a == b ? a : Space.Generic;

    private Space OfParameter(LLVMValueRef function, uint index)
    {
        if (FromType(function.GetParam(index)) is { } named) return named;
        if (function.IsKernel()) return KernelArguments.IsByValue(function.GetParam(index)) ? Space.Private : Space.Global;
        IEnumerable<LLVMValueRef> calls = _calls.GetValueOrDefault(function.Handle) ?? [];
        if (function.IsAddressTaken()) calls = calls.Concat((_calls.GetValueOrDefault(0) ?? []).Where(c => c.CalledFunctionType == function.GlobalValueType));
        return calls.Aggregate(Space.None, (space, call) => Join(space, SpaceOf(call.GetOperand(index))));
    }

    private Space OfInstruction(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMAlloca => Space.Private,
        LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMFreeze => FromType(i) ?? SpaceOf(i.GetOperand(0)),
        LLVMOpcode.LLVMAddrSpaceCast => FromType(i) ?? SpaceOf(i.GetOperand(0)),
        LLVMOpcode.LLVMPHI => FromType(i) ?? i.Operands().Aggregate(Space.None, (space, o) => Join(space, SpaceOf(o))),
        LLVMOpcode.LLVMSelect => FromType(i) ?? Join(SpaceOf(i.GetOperand(1)), SpaceOf(i.GetOperand(2))),
        LLVMOpcode.LLVMCall => FromType(i) ?? OfCall(i),
        _ => FromType(i) ?? _fromMemory,
    };

    private Space OfCall(LLVMValueRef call)
    {
        if (call.CalledFunction() is { Handle: not 0 } callee)
            return callee.IsDeclaration ? _fromMemory : (_returns.GetValueOrDefault(callee.Handle) ?? []).Aggregate(Space.None, (space, r) => Join(space, SpaceOf(r)));
        return _functions.Where(f => f.GlobalValueType == call.CalledFunctionType && f.IsAddressTaken())
            .SelectMany(f => _returns.GetValueOrDefault(f.Handle) ?? []).Aggregate(Space.None, (space, r) => Join(space, SpaceOf(r)));
    }

    private bool AddressesEscape() => _functions.Exists(f => f.Instructions().Exists(i => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMStore => IsPointer(i.GetOperand(0)) && SpaceOf(i.GetOperand(0)) is not (Space.Global or Space.None) && !IsPrinted(i.GetOperand(1)),
        LLVMOpcode.LLVMPtrToInt or LLVMOpcode.LLVMPtrToAddr => SpaceOf(i.GetOperand(0)) is not (Space.Global or Space.None),
        _ => false,
    }));

    // The arguments of printf lie in an array of the thread's own that only printf reads.
    private static bool IsPrinted(LLVMValueRef pointer)
    {
        while (pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr)) pointer = pointer.GetOperand(0);
        return pointer.IsInstruction(LLVMOpcode.LLVMAlloca) && pointer.Users().Exists(u => u.IsCall() && u.CalledFunction() is { Handle: not 0 } f && f.Name == "vprintf");
    }
}
