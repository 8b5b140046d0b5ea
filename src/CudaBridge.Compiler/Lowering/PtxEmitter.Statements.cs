using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// Statements: scopes, declarations, labels, guards.
internal sealed partial class PtxEmitter
{
    private const int LargestLocalArray = 1 << 20;

    public void Emit(IReadOnlyList<Statement> statements)
    {
        Scope = new(Scope);
        foreach (Statement statement in statements) Declare(statement);
        foreach (Statement statement in statements) Emit(statement);
        Scope = Scope.Outer!;
    }

    // Labels and target lists are known in their whole scope, before their definition too.
    private void Declare(Statement statement)
    {
        if (statement is Label label) Scope.Add(label.Name, Context.AppendBasicBlock(Function, "ptx.label"));
        if (statement is TargetList list) Scope.Add(list.Name, list.Targets);
        if (statement is CallPrototype prototype) Scope.Add(prototype.Name, new PtxSignature(Context, isEntry: false, prototype.Returns, prototype.Parameters, Error));
    }

    private void Emit(Statement statement)
    {
        switch (statement)
        {
            case Instruction instruction: EmitGuarded(instruction); break;
            case Block block: Emit(block.Body); break;
            case RegisterDeclaration registers: DeclareRegisters(registers); break;
            case VariableStatement variables: foreach (Variable variable in variables.Variables) DeclareVariable(variable); break;
            case Label label: StartBlock(Scope.Label(label.Name)!.Value); break;
            case TargetList or Pragma or Location or CallPrototype: break;
            default: throw Error(statement.Offset, "this statement has no meaning in a function body");
        }
    }

    /// <summary>Falls through into a block and goes on there.</summary>
    private void StartBlock(LLVMBasicBlockRef block)
    {
        Builder.BuildBr(block);
        Builder.PositionAtEnd(block);
    }

    private void EmitGuarded(Instruction instruction)
    {
        if (instruction.Guard is not { } guard)
        {
            EmitOne(instruction);
            return;
        }
        LLVMValueRef condition = Read(new NameOperand(guard.Offset, guard.Predicate), PtxType.Pred);
        if (guard.Negated) condition = Builder.BuildNot(condition);
        LLVMBasicBlockRef then = Context.AppendBasicBlock(Function, "ptx.then");
        LLVMBasicBlockRef next = Context.AppendBasicBlock(Function, "ptx.next");
        Builder.BuildCondBr(condition, then, next);
        Builder.PositionAtEnd(then);
        EmitOne(instruction);
        StartBlock(next);
    }

    // A module may hold kernels that are never launched: what has no meaning here is an error when a thread comes to it.
    private void EmitOne(Instruction instruction)
    {
        try
        {
            PtxInstructions.Lower(this, instruction);
        }
        catch (PtxException e) when (e.IsUnsupported && Frame is not null)
        {
            Frame.Module.Gaps.Add(new(e.Position, e.Problem, e.Hint));
            Dialect.TargetOperations.BuildUnsupported(Module, Builder, Printer.Print(instruction));
            Builder.BuildUnreachable();
            AfterJump();
        }
    }

    /// <summary>Ends the block with what the caller built and goes on in a new block that nothing reaches yet.</summary>
    public void AfterJump()
    {
        Builder.PositionAtEnd(Context.AppendBasicBlock(Function, "ptx.after"));
    }

    public LLVMBasicBlockRef LabelBlock(Operand operand)
    {
        string name = operand is NameOperand label ? label.Name : "";
        return Scope.Label(name) ?? throw Error(operand.Offset, $"there is no label '{name}' in this scope");
    }

    private void DeclareRegisters(RegisterDeclaration declaration)
    {
        foreach (RegisterName name in declaration.Names)
        {
            if (declaration.Type.Info().Bits == 0) throw Error(declaration.Offset, $"a register cannot be of type .{declaration.Type.Name()}");
            if (name.Count is { } count) Scope.AddRange(name.Name, count, () => NewRegister(declaration.Type, declaration.Vector));
            else Scope.Add(name.Name, NewRegister(declaration.Type, declaration.Vector));
        }
    }

    private void DeclareVariable(Variable variable)
    {
        if (Frame is not null && variable.Space is StateSpace.Shared or StateSpace.Global or StateSpace.Const)
        {
            Scope.Add(variable.Name, Frame!.Module.Globals.DeclareIn(Frame.Name, variable));
            return;
        }
        if (variable.Initialiser is not null) throw Error(variable.Offset, $"'{variable.Name}': a local variable has no initialiser");
        if (variable.Space is not (StateSpace.Local or StateSpace.Param or StateSpace.Register))
            throw Error(variable.Offset, $"'{variable.Name}': only .reg, .local and .param variables can be declared here");
        for (int i = 0; i < (variable.Count ?? 1); i++) Scope.Add(variable.Count is null ? variable.Name : $"{variable.Name}{i}", LocalVariable(variable));
    }

    private LLVMValueRef LocalVariable(Variable variable)
    {
        ulong bytes = PtxSizes.Bytes(variable, Error);
        if (bytes is 0 or > LargestLocalArray) throw Error(variable.Offset, $"'{variable.Name}' has no size between 1 and {LargestLocalArray} bytes");
        LLVMValueRef slot = Slot(LLVMTypeRef.CreateArray2(Int(8), bytes));
        slot.Alignment = PtxSizes.Alignment(variable);
        return slot;
    }
}
