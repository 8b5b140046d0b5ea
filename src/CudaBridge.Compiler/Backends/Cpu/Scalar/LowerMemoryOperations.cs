using System.Globalization;
using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// call void @llvm.nvvm.membar.gl()                               =>  fence seq_cst
// call i1 @llvm.nvvm.isspacep.shared(ptr %p)                     =>  %p - segment base < segment size, unsigned
// call void @llvm.nvvm.cp.async.ca.shared.global.16(ptr, ptr)    =>  memcpy of 16 bytes, at once
// call i32 @llvm.nvvm.atomic.inc.gen.i.cta(ptr %p, i32 %x)       =>  atomicrmw uinc_wrap ptr %p, i32 %x
// atomicrmw add … syncscope("block")                             =>  atomicrmw add …: CPUs know no such scopes
internal static class LowerMemoryOperations
{
    private static readonly Dictionary<string, LLVMAtomicRMWBinOp> s_atomics = new()
    {
        ["add"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd, ["exch"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg,
        ["max"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMax, ["min"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMin,
        ["inc"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUIncWrap, ["dec"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUDecWrap,
        ["and"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd, ["or"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr,
        ["xor"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXor, ["fadd"] = LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFAdd,
    };

    public static void Run(Translation t)
    {
        CpuContract cpu = new(t.Module);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
        {
            RegisterReader registers = new(t, cpu, function);
            foreach (LLVMValueRef instruction in function.Instructions())
                if (DialectQueries.OperationOf(instruction) is { Lowering.Kind: LoweringKind.Memory } operation)
                    instruction.ReplaceAndErase(Lower(t, registers, instruction, operation.Lowering));
                else WidenScope(instruction);
        }
    }

    private static LLVMValueRef Lower(Translation t, RegisterReader registers, LLVMValueRef call, Lowering lowering)
    {
        t.Builder.PositionBefore(call);
        switch (lowering.Target)
        {
            case "nothing": return default;
            // A block runs on one CPU thread, so for its own lanes the compiler's order is enough.
            case "fence.block": t.Builder.BuildFence(LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent, singleThread: true); return default;
            case "fence.device" or "fence.system": t.Builder.BuildFence(LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent, singleThread: false); return default;
            case "load": return Load(t, call);
            case "isspacep": return IsInSpace(t, registers, call, lowering.Detail);
            case "cp.async": CopyAsync(t, call, uint.Parse(lowering.Detail, CultureInfo.InvariantCulture)); return default;
            case "atomic": return Atomic(t, call, lowering.Detail);
            default: throw new InvalidOperationException($"the CPU target has no memory operation {lowering.Target}");
        }
    }

    private static unsafe void WidenScope(LLVMValueRef instruction)
    {
        bool isScoped = instruction.InstructionOpcode == LLVMOpcode.LLVMFence || instruction.IsAtomic;
        if (isScoped && LLVM.IsAtomicSingleThread(instruction) == 0) LLVM.SetAtomicSingleThread(instruction, 0);
    }

    // (pointer, alignment)
    private static LLVMValueRef Load(Translation t, LLVMValueRef call)
    {
        LLVMValueRef load = t.Builder.BuildLoad2(call.TypeOf, call.GetOperand(0));
        load.Alignment = (uint)call.GetOperand(1).ConstIntZExt;
        return load;
    }

    // Global memory is everything that is in no other space. Local memory is known as long as the variable's function is the one that asks.
    private static LLVMValueRef IsInSpace(Translation t, RegisterReader registers, LLVMValueRef call, string space)
    {
        LLVMValueRef address = Address(t, call.GetOperand(0));
        return space switch
        {
            "local" => IsInAny(t, address, Locals(t, call)),
            "const" => IsInAny(t, address, Constants(t)),
            "global" => t.Builder.BuildNot(t.Builder.BuildOr(IsShared(t, registers, call, address), IsInAny(t, address, [.. Locals(t, call), .. Constants(t)]))),
            _ => IsShared(t, registers, call, address),
        };
    }

    private static LLVMValueRef Address(Translation t, LLVMValueRef pointer) => t.Builder.BuildPtrToInt(pointer, t.Context.Int64Type);

    private static LLVMValueRef IsShared(Translation t, RegisterReader registers, LLVMValueRef call, LLVMValueRef address)
    {
        LLVMValueRef segment = registers.Read("shared_base"), size = registers.Read("total_smem_size");
        t.Builder.PositionBefore(call);
        return IsWithin(t, address, segment, t.Builder.BuildZExt(size, t.Context.Int64Type));
    }

    private static LLVMValueRef IsWithin(Translation t, LLVMValueRef address, LLVMValueRef start, LLVMValueRef size) =>
        t.Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, t.Builder.BuildSub(address, Address(t, start)), size);

    private static LLVMValueRef IsInAny(Translation t, LLVMValueRef address, IEnumerable<(LLVMValueRef Start, LLVMTypeRef Type)> variables) =>
        variables.Aggregate(t.Context.GetIntType(1).Null, (found, variable) =>
            t.Builder.BuildOr(found, IsWithin(t, address, variable.Start, LLVMValueRef.CreateConstInt(t.Context.Int64Type, t.Module.Layout().ABISizeOfType(variable.Type)))));

    // Of others no pointer can come to be.
    private static IEnumerable<(LLVMValueRef, LLVMTypeRef)> Locals(Translation t, LLVMValueRef call) =>
        call.InstructionParent.Parent.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMAlloca) && i.GetOperand(0).IsConstant && GivesAddressAway(i)).Select(i => (i, i.AllocatedType));

    private static bool GivesAddressAway(LLVMValueRef pointer) => pointer.Users().Exists(user => user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad          => false,
        LLVMOpcode.LLVMStore         => user.GetOperand(0) == pointer,
        LLVMOpcode.LLVMGetElementPtr => GivesAddressAway(user),
        _                            => true,
    });

    private static IEnumerable<(LLVMValueRef, LLVMTypeRef)> Constants(Translation t) =>
        t.Module.Globals().Where(variable => variable.PointerSpace() == AddressSpace.Constant).Select(variable => (variable, variable.GlobalValueType));

    // (shared to, global from[, bytes to read; the rest is zero])
    private static void CopyAsync(Translation t, LLVMValueRef call, uint bytes)
    {
        LLVMTypeRef int64 = t.Context.Int64Type;
        LLVMValueRef to = call.GetOperand(0), from = call.GetOperand(1), count = LLVMValueRef.CreateConstInt(int64, bytes);
        if (call.ArgOperandsCount == 3)
        {
            t.Builder.BuildMemSet(to, t.Context.Int8Type.Null, count, bytes);
            count = t.Builder.BuildZExt(call.GetOperand(2), int64);
        }

        t.Builder.BuildMemCpy(to, bytes, from, call.ArgOperandsCount == 3 ? 1 : bytes, count);
    }

    private static LLVMValueRef Atomic(Translation t, LLVMValueRef call, string operation)
    {
        const LLVMAtomicOrdering Relaxed = LLVMAtomicOrdering.LLVMAtomicOrderingMonotonic;
        if (operation != "cas") return t.Builder.BuildAtomicRMW(s_atomics[operation], call.GetOperand(0), call.GetOperand(1), Relaxed, singleThread: false);
        LLVMValueRef pair = t.Builder.BuildAtomicCmpXchg(call.GetOperand(0), call.GetOperand(1), call.GetOperand(2), Relaxed, Relaxed, singleThread: false);
        return t.Builder.BuildExtractValue(pair, 0);
    }
}
