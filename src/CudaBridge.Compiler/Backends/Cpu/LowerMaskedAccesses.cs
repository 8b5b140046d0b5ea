using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// <32 x float> masked.gather(<32 x ptr> %addresses, <32 x i1> %mask)
//   =>  store %addresses, %places   for each set bit of %mask: %values[bit] = *%places[bit]   load <32 x float>, %values
/// <summary>
/// LLVM makes a test and a branch for each lane of a masked access that the processor has no instruction for. A function with many of them has thousands of blocks, and compiling
/// it takes time that grows faster than they do. A loop over the lanes that take part is a tenth of the code and has one branch to predict instead of one a lane; what it loads
/// arrives later, as a vector read from memory that was just written element by element. So functions with few such accesses keep LLVM's way.
/// </summary>
internal static class LowerMaskedAccesses
{
    // Fewer branches than this are as short as the loop.
    private const uint FewestLanes = 8;

    // Measured with AVX2: a chain of gathers, each of which needs the one before, takes 1.4 times as long by loops; lud of Rodinia compiles in 0.3 of the time.
    private const long MostBranches = 256;

    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
        {
            List<MaskedAccess> accesses = function.Instructions().Select(MaskedAccess.Find).OfType<MaskedAccess>().Where(a => NeedsLoop(t, a)).ToList();
            if (accesses.Sum(a => a.Type.VectorSize) > MostBranches) new LoopBuilder(t, function, accesses).Build();
        }
    }

    private static bool NeedsLoop(Translation t, MaskedAccess access) =>
        !access.Mask.IsConstant && access.Type.VectorSize >= FewestLanes && !HasInstruction(t.Options.Isa, t.Module.Layout().ABISizeOfType(access.Type.ElementType), access.IsConsecutive);

    private static bool HasInstruction(string isa, ulong bytes, bool isConsecutive) => isa switch
    {
        "x86-64-v4" => isConsecutive || bytes >= 4,
        "x86-64-v3" => isConsecutive && bytes >= 4,
        _ => false,
    };

    // Operands are asked for when they are needed: one may be an access that has been lowered by then.
    private sealed record MaskedAccess(LLVMValueRef Call, bool IsStore)
    {
        public LLVMTypeRef Type => IsStore ? Call.GetOperand(0).TypeOf : Call.TypeOf;
        public LLVMValueRef Address => Call.GetOperand(IsStore ? 1u : 0u);
        public LLVMValueRef Mask => Call.GetOperand(IsStore ? 2u : 1u);

        /// <summary>What is stored; what a load gives lanes that take no part.</summary>
        public LLVMValueRef Value => Call.GetOperand(IsStore ? 0u : 2u);

        public uint Alignment => (uint)Math.Max(1, Attributes.OfCallArgument(Call, IsStore ? 1u : 0u, "align"));
        public bool IsConsecutive => Address.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind;

        public static MaskedAccess? Find(LLVMValueRef i)
        {
            string name = Calls.NameOf(i);
            if (!name.StartsWith("llvm.masked.", StringComparison.Ordinal)) return null;
            return name.Split('.')[2] switch
            {
                "gather" or "load" => new(i, false),
                "scatter" or "store" => new(i, true),
                _ => null,
            };
        }
    }

    private sealed class LoopBuilder
    {
        private const uint VectorAlignment = 64;

        private readonly Translation _t;
        private readonly LLVMBuilderRef _b;
        private readonly List<MaskedAccess> _accesses;
        private readonly LLVMTypeRef _i64;
        private readonly LLVMValueRef _places, _values;

        // All accesses of a function share its two arrays: what one leaves there no other reads.
        public LoopBuilder(Translation t, LLVMValueRef function, List<MaskedAccess> accesses)
        {
            (_t, _b, _accesses, _i64) = (t, t.Builder, accesses, t.Context.Int64Type);
            LLVMTypeRef array = LLVMTypeRef.CreateArray2(_i64, accesses.Max(a => a.Type.VectorSize));
            _b.PositionBefore(BlockEditor.AfterAllocas(function));
            (_places, _values) = (_b.BuildAlloca(array), _b.BuildAlloca(array));
            (_places.Alignment, _values.Alignment) = (VectorAlignment, VectorAlignment);
        }

        public void Build()
        {
            foreach (MaskedAccess access in _accesses) Build(access);
        }

        private void Build(MaskedAccess access)
        {
            uint lanes = access.Type.VectorSize;
            LLVMTypeRef element = _t.Context.GetIntType((uint)_t.Module.Layout().ABISizeOfType(access.Type.ElementType) * 8), bits = _t.Context.GetIntType(lanes);
            LLVMBasicBlockRef tail = access.Call.InstructionParent, head = BlockEditor.SplitBefore(access.Call, "lanes.head"), loop = _t.Context.AppendBasicBlock(tail.Parent, "lanes.loop");

            _b.PositionAtEnd(head);
            Func<LLVMValueRef, LLVMValueRef> place = access.IsConsecutive ? lane => _b.BuildGEP2(element, access.Address, [lane]) : Keep(access.Address);
            if (!access.Value.IsUndef) Store(access.Value, _values);
            LLVMValueRef all = _b.BuildBitCast(access.Mask, bits);
            _b.BuildCondBr(_b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, all, bits.Null), tail, loop);

            _b.PositionAtEnd(loop);
            LLVMValueRef left = _b.BuildPhi(bits);
            LLVMValueRef first = Intrinsics.Call(_t.Module, _b, "llvm.cttz", [bits], left, LLVMValueRef.CreateConstInt(_t.Context.Int1Type, 1));
            LLVMValueRef lane = lanes < 64 ? _b.BuildZExt(first, _i64) : lanes > 64 ? _b.BuildTrunc(first, _i64) : first;
            LLVMValueRef kept = _b.BuildGEP2(element, _values, [lane]), address = place(lane);
            (LLVMValueRef from, LLVMValueRef to) = access.IsStore ? (kept, address) : (address, kept);
            LLVMValueRef moved = _b.BuildLoad2(element, from);
            LLVMValueRef written = _b.BuildStore(moved, to);
            (moved.Alignment, written.Alignment) = access.IsStore ? (element.IntWidth / 8, access.Alignment) : (access.Alignment, element.IntWidth / 8);
            LLVMValueRef next = _b.BuildAnd(left, _b.BuildSub(left, LLVMValueRef.CreateConstInt(bits, 1)));
            left.AddIncoming([all, next], [head, loop]);
            _b.BuildCondBr(_b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, next, bits.Null), tail, loop);

            _b.PositionBefore(access.Call);
            if (access.IsStore) { access.Call.InstructionEraseFromParent(); return; }
            LLVMValueRef result = _b.BuildLoad2(access.Type, _values);
            result.Alignment = VectorAlignment;
            access.Call.ReplaceAndErase(result);
        }

        /// <summary>Keeps the lanes' addresses, or what makes the difference between them; gives the code that finds a lane's.</summary>
        private Func<LLVMValueRef, LLVMValueRef> Keep(LLVMValueRef addresses)
        {
            if (addresses.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && OnlyVectorIndex(addresses) is { } varying)
            {
                LLVMValueRef index = addresses.GetOperand(varying);
                LLVMOpcode? extension = index.IsInstruction(LLVMOpcode.LLVMSExt) || index.IsInstruction(LLVMOpcode.LLVMZExt) ? index.InstructionOpcode : null;
                LLVMValueRef narrow = extension is null ? index : index.GetOperand(0);
                if (!index.IsConstant && narrow.TypeOf.ElementType.IntWidth is 8 or 16 or 32 or 64)
                {
                    Store(narrow, _places);
                    return lane =>
                    {
                        LLVMValueRef found = Kept(narrow.TypeOf.ElementType, lane);
                        if (extension is { } opcode) found = _b.BuildCast(opcode, found, index.TypeOf.ElementType);
                        LLVMValueRef[] indices = [.. Enumerable.Range(1, (int)addresses.OperandCount - 1).Select(o => o == varying ? found : addresses.GetOperand((uint)o))];
                        return _b.BuildGEP2(addresses.GEPSourceElementType, addresses.GetOperand(0), indices);
                    };
                }
            }

            Store(addresses, _places);
            return lane => Kept(addresses.TypeOf.ElementType, lane);
        }

        private LLVMValueRef Kept(LLVMTypeRef type, LLVMValueRef lane) => _b.BuildLoad2(type, _b.BuildGEP2(type, _places, [lane]));

        /// <summary>The operand of a vector of addresses that alone is a vector.</summary>
        private static uint? OnlyVectorIndex(LLVMValueRef gep)
        {
            List<uint> vectors = [.. Enumerable.Range(0, (int)gep.OperandCount).Select(o => (uint)o).Where(o => gep.GetOperand(o).TypeOf.Kind == LLVMTypeKind.LLVMVectorTypeKind)];
            return vectors is [> 0 and var only] ? only : null;
        }

        private void Store(LLVMValueRef vector, LLVMValueRef array)
        {
            LLVMValueRef store = _b.BuildStore(vector, array);
            store.Alignment = VectorAlignment;
        }
    }
}
