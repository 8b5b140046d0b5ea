using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>What is wrong with an inline asm call.</summary>
/// <param name="Call">The call, with its place in the source.</param>
/// <param name="AsmText">The asm as its author wrote it.</param>
/// <param name="IsSyntax">The text is not legal PTX; otherwise it is, but has no meaning here.</param>
internal readonly record struct InlinePtxProblem(LLVMValueRef Call, string AsmText, Position Place, string Problem, string? Hint, bool IsSyntax);

// call i32 asm "{ .reg .pred p; setp.ne.u32 p, $1, 0; @p add.u32 $0, $2, 1; }", "=r,r,0"(i32 %n, i32 %i)
//   =>  operands become stack slots, which LLVM promotes; the statements become instructions; the call's result is loaded from the slots
internal sealed class InlinePtx
{
    private readonly LLVMModuleRef _module;
    private readonly LLVMValueRef _function;
    private LLVMValueRef _carry;

    private InlinePtx(LLVMModuleRef module, LLVMValueRef function)
    {
        _module = module;
        _function = function;
    }

    /// <summary>Lowers every inline asm call of the module. Returns what could not be lowered; those calls stay.</summary>
    public static List<InlinePtxProblem> LowerAll(LLVMModuleRef module)
    {
        CarryChains.BringTogether(module);
        List<InlinePtxProblem> problems = [];
        int unique = 0;
        foreach (LLVMValueRef function in module.DefinedFunctions())
        {
            List<LLVMValueRef> calls = function.Instructions().FindAll(i => i.IsCall() && i.CalledValue.IsAInlineAsm.Exists());
            InlinePtx lowering = new(module, function);
            foreach (LLVMValueRef call in calls)
                if (lowering.Lower(call, unique++) is { } problem) problems.Add(problem);
        }
        return problems;
    }

    private InlinePtxProblem? Lower(LLVMValueRef call, int unique)
    {
        LLVMValueRef asm = call.CalledValue;
        string source = InlineAsm.Text(asm);
        InlinePtxText? text = null;
        ParsedAsm? parsed = null;
        int operandIndex = 0;
        try
        {
            List<InlinePtxOperand> operands = InlinePtxOperand.Parse(InlineAsm.Constraints(asm));
            LLVMValueRef[] arguments = [.. operands.Select(operand => operand.IsOutput && !operand.IsIndirect ? default : call.GetOperand((uint)operandIndex++))];
            text = InlinePtxText.Substitute(source, operands.Count, i => ConstantText(operands[i], arguments[i]), unique);
            parsed = new(text.Text, Parser.ParseStatements(text.Text));
            Emit(call, InlineAsm.HasSideEffects(asm), operands, arguments, parsed.Value);
            return null;
        }
        catch (PtxException e)
        {
            int offset = text is null ? e.Offset : text.SourceOffset(e.Offset);
            string written = InlinePtxText.AsWritten(source);
            return new(call, written, Position.Of(source, offset), e.Problem, e.Hint, IsSyntax: parsed is null && !e.IsHardwareOnly);
        }
    }

    private readonly record struct ParsedAsm(string Text, IReadOnlyList<Statement> Statements);

    private static string? ConstantText(InlinePtxOperand operand, LLVMValueRef argument)
    {
        if (!operand.IsConstant) return null;
        LLVMValueRef number = argument.IsAConstantInt;
        if (number.Exists()) return number.ConstIntSExt.ToString(System.Globalization.CultureInfo.InvariantCulture);
        LLVMValueRef symbol = Ir.ConstantText.StripCasts(argument);
        string characters = Ir.ConstantText.Behind(argument);
        if (operand.Code == "C" && characters.Length > 0) return characters;
        return symbol.IsAGlobalVariable.Exists() || symbol.IsAFunction.Exists() ? symbol.Name : null;
    }

    private void Emit(LLVMValueRef call, bool isVolatile, List<InlinePtxOperand> operands, LLVMValueRef[] arguments, ParsedAsm asm)
    {
        using LLVMBuilderRef builder = LLVMBuilderRef.Create(_module.Context);
        builder.PositionBefore(call);
        PtxEmitter emitter = new(_module, _function, builder, asm.Text) { IsVolatile = isVolatile, Carry = Carry };
        AddOperands(emitter, operands, arguments);
        bool hasJumps = asm.Statements.Any(HasJumps);
        LLVMBasicBlockRef tail = call.InstructionParent;
        if (hasJumps)
        {
            // The operands' code moves into the head with everything else before the call.
            LLVMBasicBlockRef head = BlockEditor.SplitBefore(call, "ptx.head");
            builder.PositionAtEnd(head);
        }
        try
        {
            if (asm.Statements.Count == 0 && isVolatile) emitter.CompilerBarrier();
            emitter.Emit(asm.Statements);
        }
        finally
        {
            if (hasJumps) builder.BuildBr(tail);
        }
        builder.PositionBefore(call);
        call.ReplaceAndErase(Result(builder, call, emitter, operands));
    }

    // Whether the statement needs blocks of its own
    private static bool HasJumps(Statement statement) => statement switch
    {
        Label => true,
        Block block => block.Body.Any(HasJumps),
        Instruction instruction => instruction.Guard is not null || instruction.Opcode.Name is "bra" or "brx" or "exit" or "trap" || PtxInstructions.MakesBlocks(instruction.Opcode),
        _ => false,
    };

    private static void AddOperands(PtxEmitter emitter, List<InlinePtxOperand> operands, LLVMValueRef[] arguments)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            InlinePtxOperand operand = operands[i];
            string name = InlinePtxText.RegisterName(i);
            if (operand.IsConstant && ConstantText(operand, arguments[i]) is not null) continue;
            if (operand.IsIndirect) emitter.Scope.Add(name, arguments[i]);
            else if (operand.TiedTo >= 0) emitter.Scope.Add(name, Tied(emitter, operand, arguments[i]));
            else emitter.Scope.Add(name, Register(emitter, operand, arguments[i]));
        }
    }

    private static PtxRegister Tied(PtxEmitter emitter, InlinePtxOperand operand, LLVMValueRef argument)
    {
        PtxRegister shared = emitter.Scope.Register(InlinePtxText.RegisterName(operand.TiedTo))
            ?? throw emitter.Error(0, $"an operand is tied to operand {operand.TiedTo}, which is no register");
        Initialise(emitter, shared, argument);
        return shared;
    }

    private static PtxRegister Register(PtxEmitter emitter, InlinePtxOperand operand, LLVMValueRef argument)
    {
        if (operand.Type == PtxType.None) throw emitter.Error(0, $"the constraint \"{operand.Code}\" is not one of PTX", "h, r, l, q, f, d, n or C");
        bool isPointer = argument.Exists() && argument.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind;
        PtxRegister register = isPointer ? new(emitter.Slot(argument.TypeOf), operand.Type) : emitter.NewRegister(operand.Type);
        if (argument.Exists()) Initialise(emitter, register, argument);
        return register;
    }

    // A value narrower than its register, such as a char in "r", is extended with zeros.
    private static void Initialise(PtxEmitter emitter, PtxRegister register, LLVMValueRef argument)
    {
        int bits = register.Type.Info().Bits;
        bool isNarrow = argument.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && argument.TypeOf.IntWidth < bits;
        emitter.Builder.BuildStore(isNarrow ? emitter.Builder.BuildZExt(argument, emitter.Int(bits)) : argument, register.Slot);
    }

    private static LLVMValueRef Result(LLVMBuilderRef builder, LLVMValueRef call, PtxEmitter emitter, List<InlinePtxOperand> operands)
    {
        LLVMTypeRef type = call.TypeOf;
        if (type.Kind == LLVMTypeKind.LLVMVoidTypeKind) return default;
        List<PtxRegister> outputs = [];
        for (int i = 0; i < operands.Count; i++)
            if (operands[i].IsOutput && !operands[i].IsIndirect) outputs.Add(emitter.Scope.Register(InlinePtxText.RegisterName(i))!);
        if (type.Kind != LLVMTypeKind.LLVMStructTypeKind) return Output(builder, emitter, outputs[0], type);
        LLVMValueRef result = type.Poison;
        for (int i = 0; i < outputs.Count; i++)
            result = builder.BuildInsertValue(result, Output(builder, emitter, outputs[i], type.StructGetTypeAtIndex((uint)i)), (uint)i);
        return result;
    }

    private static LLVMValueRef Output(LLVMBuilderRef builder, PtxEmitter emitter, PtxRegister register, LLVMTypeRef type)
    {
        int bits = register.Type.Info().Bits;
        bool isNarrow = type.Kind == LLVMTypeKind.LLVMIntegerTypeKind && type.IntWidth < bits;
        return isNarrow ? builder.BuildTrunc(builder.BuildLoad2(emitter.Int(bits), register.Slot), type) : builder.BuildLoad2(type, register.Slot);
    }

    // One flag per function, clear at its entry: chains of add.cc and addc may span asm statements.
    private LLVMValueRef Carry()
    {
        if (_carry.Exists()) return _carry;
        using LLVMBuilderRef entry = LLVMBuilderRef.Create(_module.Context);
        entry.PositionBefore(_function.EntryBasicBlock.FirstInstruction);
        LLVMTypeRef flag = _module.Context.GetIntType(1);
        _carry = entry.BuildAlloca(flag, "ptx.carry");
        entry.BuildStore(flag.Null, _carry);
        return _carry;
    }
}
