using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>
/// Replaces a global by a value of each function that uses it, for instance a place in the shared segment. Constant expressions over
/// the global become instructions.
/// </summary>
internal sealed class GlobalReplacer
{
    private readonly LLVMBuilderRef _builder;
    private readonly LLVMValueRef _global;
    private readonly HashSet<IntPtr> _involved = [];
    private readonly List<LLVMValueRef> _instructions = [];

    public GlobalReplacer(LLVMBuilderRef builder, LLVMValueRef global)
    {
        _builder = builder;
        _global = global;
        Collect();
    }

    /// <summary>A global whose initialiser names this one: it cannot be replaced there. Null when there is none.</summary>
    public LLVMValueRef Initialiser { get; private set; }

    /// <summary>The functions that use the global.</summary>
    public IEnumerable<LLVMValueRef> Functions => _instructions.ConvertAll(i => i.ParentFunction()).Distinct();

    /// <param name="replacement">The value in a given function; it must be an instruction or argument that dominates all uses.</param>
    public void Replace(Func<LLVMValueRef, LLVMValueRef> replacement)
    {
        foreach (LLVMValueRef instruction in _instructions)
            ReplaceOperands(instruction, replacement(instruction.ParentFunction()));
    }

    private void Collect()
    {
        _involved.Add(_global.Handle);
        Queue<LLVMValueRef> constants = new([_global]);
        HashSet<IntPtr> seen = [];
        while (constants.TryDequeue(out LLVMValueRef constant))
            foreach (LLVMValueRef user in constant.Users())
            {
                if (!seen.Add(user.Handle)) continue;
                if (user.IsAInstruction.Exists()) _instructions.Add(user);
                else if (user.IsAGlobalVariable.Exists()) Initialiser = user;
                else
                {
                    _involved.Add(user.Handle);
                    constants.Enqueue(user);
                }
            }
    }

    private void ReplaceOperands(LLVMValueRef instruction, LLVMValueRef replacement)
    {
        bool isPhi = instruction.InstructionOpcode == LLVMOpcode.LLVMPHI;
        // A phi needs one value for each incoming block, even when the block comes in twice.
        Dictionary<(IntPtr Constant, IntPtr Block), LLVMValueRef> done = [];
        for (uint i = 0; i < instruction.OperandCount; i++)
        {
            LLVMValueRef operand = instruction.GetOperand(i);
            if (!_involved.Contains(operand.Handle)) continue;
            LLVMBasicBlockRef block = isPhi ? instruction.GetIncomingBlock(i) : instruction.InstructionParent;
            if (!done.TryGetValue((operand.Handle, block.Handle), out LLVMValueRef value))
            {
                _builder.PositionBefore(isPhi ? block.Terminator : instruction);
                done[(operand.Handle, block.Handle)] = value = Materialise(operand, replacement);
            }

            instruction.SetOperand(i, value);
        }
    }

    private LLVMValueRef Materialise(LLVMValueRef constant, LLVMValueRef replacement)
    {
        if (constant == _global) return replacement;
        if (!_involved.Contains(constant.Handle)) return constant;
        List<LLVMValueRef> operands = constant.Operands().ConvertAll(o => Materialise(o, replacement));
        return constant.IsAConstantExpr.Exists() ? BuildExpression(constant, operands) : BuildAggregate(constant.TypeOf, operands);
    }

    private unsafe LLVMValueRef BuildExpression(LLVMValueRef constant, List<LLVMValueRef> operands)
    {
        if (constant.ConstOpcode == LLVMOpcode.LLVMGetElementPtr)
        {
            LLVMValueRef gep = _builder.BuildGEP2(constant.GEPSourceElementType, operands[0], operands.Skip(1).ToArray());
            if (gep.IsInstruction(LLVMOpcode.LLVMGetElementPtr)) LLVM.GEPSetNoWrapFlags(gep, LLVM.GEPGetNoWrapFlags(constant));
            return gep;
        }

        return operands.Count == 1
            ? _builder.BuildCast(constant.ConstOpcode, operands[0], constant.TypeOf)
            : _builder.BuildBinOp(constant.ConstOpcode, operands[0], operands[1]);
    }

    private LLVMValueRef BuildAggregate(LLVMTypeRef type, List<LLVMValueRef> operands)
    {
        LLVMValueRef result = type.Poison;
        for (int i = 0; i < operands.Count; i++)
            result = type.Kind == LLVMTypeKind.LLVMVectorTypeKind
                ? _builder.BuildInsertElement(result, operands[i], LLVMValueRef.CreateConstInt(type.Context.Int32Type, (ulong)i))
                : _builder.BuildInsertValue(result, operands[i], (uint)i);
        return result;
    }
}
