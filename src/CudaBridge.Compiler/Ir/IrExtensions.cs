using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>Walking a module. The lists are snapshots, so the caller may change what it walks.</summary>
internal static class IrExtensions
{
    public static bool Exists(this LLVMValueRef value) => value.Handle != IntPtr.Zero;

    public static bool Exists(this LLVMBasicBlockRef block) => block.Handle != IntPtr.Zero;

    public static List<LLVMValueRef> Functions(this LLVMModuleRef module)
    {
        List<LLVMValueRef> functions = [];
        for (LLVMValueRef f = module.FirstFunction; f.Exists(); f = f.NextFunction) functions.Add(f);
        return functions;
    }

    public static List<LLVMValueRef> DefinedFunctions(this LLVMModuleRef module) => module.Functions().FindAll(f => !f.IsDeclaration);

    public static List<LLVMValueRef> Globals(this LLVMModuleRef module)
    {
        List<LLVMValueRef> globals = [];
        for (LLVMValueRef g = module.FirstGlobal; g.Exists(); g = g.NextGlobal) globals.Add(g);
        return globals;
    }

    public static List<LLVMBasicBlockRef> Blocks(this LLVMValueRef function)
    {
        List<LLVMBasicBlockRef> blocks = [];
        for (LLVMBasicBlockRef b = function.FirstBasicBlock; b.Exists(); b = b.Next) blocks.Add(b);
        return blocks;
    }

    public static List<LLVMValueRef> Instructions(this LLVMBasicBlockRef block)
    {
        List<LLVMValueRef> instructions = [];
        for (LLVMValueRef i = block.FirstInstruction; i.Exists(); i = i.NextInstruction) instructions.Add(i);
        return instructions;
    }

    public static List<LLVMValueRef> Instructions(this LLVMValueRef function)
    {
        List<LLVMValueRef> instructions = [];
        for (LLVMBasicBlockRef b = function.FirstBasicBlock; b.Exists(); b = b.Next)
            for (LLVMValueRef i = b.FirstInstruction; i.Exists(); i = i.NextInstruction)
                instructions.Add(i);
        return instructions;
    }

    public static List<LLVMValueRef> Operands(this LLVMValueRef user)
    {
        List<LLVMValueRef> operands = [];
        for (uint i = 0; i < user.OperandCount; i++) operands.Add(user.GetOperand(i));
        return operands;
    }

    public static List<LLVMValueRef> Users(this LLVMValueRef value)
    {
        List<LLVMValueRef> users = [];
        for (LLVMUseRef use = value.FirstUse; use.Handle != IntPtr.Zero; use = use.NextUse) users.Add(use.User);
        return users;
    }

    public static bool HasUsers(this LLVMValueRef value) => value.FirstUse.Handle != IntPtr.Zero;

    public static bool IsInstruction(this LLVMValueRef value, LLVMOpcode opcode) => value.IsAInstruction.Exists() && value.InstructionOpcode == opcode;

    /// <summary>The opcode of a constant expression; 0 for other constants.</summary>
    public static LLVMOpcode ConstOpcodeOrNone(this LLVMValueRef value) => value.IsAConstantExpr.Exists() ? value.ConstOpcode : default;

    public static bool IsCall(this LLVMValueRef value) => value.IsACallInst.Exists();

    /// <summary>The function a call names; null for indirect calls and inline asm.</summary>
    public static LLVMValueRef CalledFunction(this LLVMValueRef call) => call.CalledValue.IsAFunction;

    public static bool IsIndirectCall(this LLVMValueRef value) =>
        value.IsCall() && !value.CalledFunction().Exists() && !value.CalledValue.IsAInlineAsm.Exists();

    /// <summary>The calls whose callee is the function (uses as an argument are not among them).</summary>
    public static List<LLVMValueRef> Callers(this LLVMValueRef function) =>
        function.Users().FindAll(user => user.IsCall() && user.CalledValue == function).Distinct().ToList();

    /// <summary>Whether anything but a call needs the function's address.</summary>
    public static bool IsAddressTaken(this LLVMValueRef function)
    {
        foreach (LLVMValueRef user in function.Users())
        {
            if (!user.IsCall() || user.CalledValue != function) return true;
            for (uint i = 0; i < user.ArgOperandsCount; i++)
                if (user.GetOperand(i) == function) return true;
        }

        return false;
    }

    public static LLVMValueRef ParentFunction(this LLVMValueRef instruction) => instruction.InstructionParent.Parent;

    public static bool IsKernel(this LLVMValueRef function) => function.FunctionCallConv == (uint)LLVMCallConv.LLVMPTXKernelCallConv;

    public static List<LLVMBasicBlockRef> Successors(this LLVMBasicBlockRef block)
    {
        List<LLVMBasicBlockRef> successors = [];
        LLVMValueRef terminator = block.Terminator;
        for (uint i = 0; i < terminator.SuccessorsCount; i++) successors.Add(terminator.GetSuccessor(i));
        return successors;
    }

    /// <summary>The module's data layout; owned by the module.</summary>
    public static unsafe LLVMTargetDataRef Layout(this LLVMModuleRef module) => LLVM.GetModuleDataLayout(module);

    /// <summary>Positions the builder at a block's end without the debug location of where it was: that may be another function's.</summary>
    public static unsafe void MoveToEnd(this LLVMBuilderRef builder, LLVMBasicBlockRef block)
    {
        builder.PositionAtEnd(block);
        LLVM.SetCurrentDebugLocation2(builder, null);
    }

    public static LLVMTypeRef PointerType(this LLVMContextRef context) => context.GetPointerType();

    public static uint PointerSpace(this LLVMValueRef pointer)
    {
        LLVMTypeRef type = pointer.TypeOf;
        if (type.Kind == LLVMTypeKind.LLVMVectorTypeKind) type = type.ElementType;
        return type.PointerAddressSpace;
    }

    /// <summary>Replaces the instruction by a value and removes it.</summary>
    public static void ReplaceAndErase(this LLVMValueRef instruction, LLVMValueRef value)
    {
        if (value.Exists() && instruction.HasUsers()) instruction.ReplaceAllUsesWith(value);
        instruction.InstructionEraseFromParent();
    }
}
