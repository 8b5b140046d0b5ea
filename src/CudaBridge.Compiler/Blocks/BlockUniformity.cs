using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

/// <summary>
/// Which values of a unit's code are the same for all units of a block and can be computed once, ahead of them: arguments, what
/// the launch says, results of barriers, and what follows from these without touching memory or trapping.
/// </summary>
internal sealed class BlockUniformity
{
    private enum Place : byte { None, Lane, Block, Launch, Kernel, Worker }

    // Field of a record that points at another one.
    private static readonly Dictionary<(Place, uint), Place> s_links = new()
    {
        [(Place.Lane, CpuContract.LaneField.Block)] = Place.Block,
        [(Place.Block, CpuContract.BlockField.Launch)] = Place.Launch,
        [(Place.Block, CpuContract.BlockField.Worker)] = Place.Worker,
        [(Place.Launch, CpuContract.LaunchField.Kernel)] = Place.Kernel,
    };

    private readonly HashSet<IntPtr> _uniform = [];
    private readonly Dictionary<IntPtr, Place> _places = [];
    private readonly LLVMValueRef _function;
    private readonly bool _masked, _grouped;

    /// <param name="grouped">The units may belong to several blocks: only what their launch gives them is the same.</param>
    /// <param name="blockLevel">Phis between segments; all other phis belong to the units.</param>
    public BlockUniformity(LLVMValueRef function, bool masked, bool grouped, IReadOnlySet<IntPtr> blockLevel)
    {
        (_function, _masked, _grouped) = (function, masked, grouped);
        _places[function.GetParam(0).Handle] = Place.Lane;
        // Optimistic: phis of loops depend on themselves.
        List<LLVMValueRef> candidates = [];
        foreach (LLVMValueRef i in new ControlFlow(function).Blocks.SelectMany(b => b.Instructions()))
        {
            if (i.InstructionOpcode == LLVMOpcode.LLVMPHI ? !blockLevel.Contains(i.Handle) : !IsCandidate(i)) continue;
            candidates.Add(i);
            _uniform.Add(i.Handle);
        }

        while (candidates.RemoveAll(i => !OperandsAreUniform(i) && _uniform.Remove(i.Handle)) > 0) { }
    }

    public bool this[LLVMValueRef value] =>
        value.IsAInstruction.Exists() ? _uniform.Contains(value.Handle)
        : value.IsAArgument.Exists() ? value != _function.GetParam(0) && !(_masked && value == _function.GetParam(_function.ParamsCount - 1))
        : true;

    /// <summary>A load from the records of the lane or the launch: a register, the same whenever it is read.</summary>
    public bool IsRegister(LLVMValueRef i) =>
        i.IsInstruction(LLVMOpcode.LLVMLoad) && FieldOf(i.GetOperand(0)) is { } at && !(at.Place == Place.Lane && at.Field is CpuContract.LaneField.Result or CpuContract.LaneField.ResultPred);

    /// <summary>A record, or the address of one of its fields, on the way to what all units share: any unit's will do.</summary>
    public bool IsPlace(LLVMValueRef value) =>
        (_places.TryGetValue(value.Handle, out Place place) && place != Place.None) || (value.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && FieldOf(value) is not null);

    // ---- Loads ------------------------------------------------------------------------------------------------------------------

    /// <summary>
    /// Adds the loads that all units of a segment make from one address nobody writes meanwhile (the sum at the top of a tree in shared memory, say), and what follows
    /// from them.
    /// </summary>
    public void AddLoads(IReadOnlyList<Segment> segments)
    {
        int before = _uniform.Count;
        foreach (Segment segment in segments.Where(s => s.Guard is null))
        {
            List<LLVMValueRef> writes = segment.Blocks.SelectMany(b => b.Instructions()).Where(MayWrite).ToList();
            foreach (LLVMValueRef load in segment.Entry.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMLoad) && !i.Volatile && !i.IsAtomic && this[i.GetOperand(0)]))
                if (writes.Count == 0 || (IsShared(load.GetOperand(0)) && writes.TrueForAll(IsToArgument))) _uniform.Add(load.Handle);
        }

        List<LLVMValueRef> candidates = _uniform.Count == before ? [] : [.. segments.SelectMany(s => s.Blocks).SelectMany(b => b.Instructions()).Where(IsSpeculatable)];
        while (candidates.RemoveAll(i => i.Operands().TrueForAll(o => this[o]) && _uniform.Add(i.Handle)) > 0) { }
    }

    private static bool MayWrite(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMStore or LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMFence => true,
        LLVMOpcode.LLVMLoad => i.Volatile || i.IsAtomic,
        LLVMOpcode.LLVMCall => !Calls.IsPure(i) && !Calls.IsMarker(i) && !BarrierCalls.IsBarrier(i) && !IsMaskedLoad(i),
        _ => false,
    };

    private static bool IsMaskedLoad(LLVMValueRef call) =>
        Calls.NameOf(call) is var name && (name.StartsWith("llvm.masked.load.", StringComparison.Ordinal) || name.StartsWith("llvm.masked.gather.", StringComparison.Ordinal));

    // No argument points into a block's shared memory.
    private bool IsToArgument(LLVMValueRef write) =>
        (write.IsInstruction(LLVMOpcode.LLVMStore) || Calls.NameOf(write).StartsWith("llvm.masked.store.", StringComparison.Ordinal)) && Base(write.GetOperand(1)) is var array
        && array.IsAArgument.Exists() && array != _function.GetParam(0);

    private bool IsShared(LLVMValueRef address) =>
        Base(address) is var segment && segment.IsInstruction(LLVMOpcode.LLVMLoad) && FieldOf(segment.GetOperand(0)) is (Place.Block, CpuContract.BlockField.Shared);

    private static LLVMValueRef Base(LLVMValueRef address)
    {
        while (address.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || address.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast)) address = address.GetOperand(0);
        return address;
    }

    // ---- What units share -------------------------------------------------------------------------------------------------------

    /// <summary>Operations that may run where the program would not have run them.</summary>
    public static bool IsSpeculatable(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr
            or LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMICmp or LLVMOpcode.LLVMFCmp or LLVMOpcode.LLVMSelect
            or LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMBitCast
            or LLVMOpcode.LLVMPtrToInt or LLVMOpcode.LLVMIntToPtr or LLVMOpcode.LLVMAddrSpaceCast or LLVMOpcode.LLVMUIToFP or LLVMOpcode.LLVMSIToFP
            or LLVMOpcode.LLVMFPToUI or LLVMOpcode.LLVMFPToSI or LLVMOpcode.LLVMFPTrunc or LLVMOpcode.LLVMFPExt or LLVMOpcode.LLVMFAdd or LLVMOpcode.LLVMFSub
            or LLVMOpcode.LLVMFMul or LLVMOpcode.LLVMFDiv or LLVMOpcode.LLVMFNeg or LLVMOpcode.LLVMInsertElement or LLVMOpcode.LLVMExtractElement
            or LLVMOpcode.LLVMShuffleVector or LLVMOpcode.LLVMInsertValue or LLVMOpcode.LLVMExtractValue or LLVMOpcode.LLVMFreeze => true,
        LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMURem => IsAboveZero(i.GetOperand(1)),
        LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMSRem => i.GetOperand(1).IsAConstantInt.Exists() && i.GetOperand(1).ConstIntSExt > 0,
        LLVMOpcode.LLVMCall => Calls.Elementwise(i) is not null,
        _ => false,
    };

    private static bool IsAboveZero(LLVMValueRef value) =>
        Calls.Elementwise(value) == "llvm.umax" ? IsAboveZero(value.GetOperand(0)) || IsAboveZero(value.GetOperand(1)) : value.IsAConstantInt.Exists() && !value.IsNull;

    private bool IsCandidate(LLVMValueRef i)
    {
        if (BarrierCalls.IsBarrier(i)) return !_grouped;
        if (!i.IsInstruction(LLVMOpcode.LLVMLoad)) return IsSpeculatable(i);
        if (FieldOf(i.GetOperand(0)) is not { } field) return IsParameter(i.GetOperand(0));
        _places[i.Handle] = s_links.GetValueOrDefault((field.Place, field.Field));
        return field.Place switch
        {
            Place.Lane => field.Field == CpuContract.LaneField.Block && !_grouped,
            Place.Block => !_grouped || field.Field is CpuContract.BlockField.ThreadCount or CpuContract.BlockField.Launch or CpuContract.BlockField.Worker,
            _ => true,
        };
    }

    // The places of what is loaded are settled already; only what is computed depends on its operands.
    private bool OperandsAreUniform(LLVMValueRef i) =>
        i.InstructionOpcode == LLVMOpcode.LLVMPHI ? Enumerable.Range(0, (int)i.IncomingCount).All(k => this[i.GetIncomingValue((uint)k)])
        : i.IsInstruction(LLVMOpcode.LLVMLoad) || BarrierCalls.IsBarrier(i) || i.Operands().TrueForAll(o => this[o]);

    /// <summary>A structure passed by value lies in the launch's parameter buffer, which nobody writes.</summary>
    private bool IsParameter(LLVMValueRef address)
    {
        while (address.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && address.Operands().Skip(1).All(o => o.IsAConstantInt.Exists())) address = address.GetOperand(0);
        if (!address.IsAArgument.Exists()) return false;
        for (uint p = 1; p < _function.ParamsCount; p++)
            if (_function.GetParam(p) == address) return Attributes.HasOnParameter(_function, p, "byval");
        return false;
    }

    private (Place Place, uint Field)? FieldOf(LLVMValueRef address)
    {
        if (_places.TryGetValue(address.Handle, out Place place) && place != Place.None) return (place, 0);
        if (!address.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || address.OperandCount < 3 || address.GEPSourceElementType.Kind != LLVMTypeKind.LLVMStructTypeKind) return null;
        return _places.TryGetValue(address.GetOperand(0).Handle, out place) && place != Place.None ? (place, (uint)address.GetOperand(2).ConstIntZExt) : null;
    }
}
