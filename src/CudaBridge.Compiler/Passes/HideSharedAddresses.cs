using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// ptrtoint ptr addrspace(3) %p to i64  =>  call i64 @cudabridge.shared.offset(ptr addrspace(3) %p)
// inttoptr i64 %i to ptr addrspace(3)  =>  call ptr addrspace(3) @cudabridge.shared.place(i64 %i)
// As integers shared addresses are offsets in the block's segment (PTX's are 32 bits wide). To LLVM a pointer and its integer are one
// value, which would compare an offset with an address.
internal static class HideSharedAddresses
{
    public const string OffsetFunction = "cudabridge.shared.offset", PlaceFunction = "cudabridge.shared.place";

    private static readonly string[] s_attributes = ["nounwind", "willreturn", "nosync", "nofree", "nocallback", "speculatable"];

    public static void Run(Translation t)
    {
        Dictionary<IntPtr, bool> known = [];
        ConstantMaterializer materializer = new(t.Builder, c => Contains(c, known), c => IsCast(c, c.ConstOpcodeOrNone()) ? Call(t, c) : default);
        foreach (LLVMValueRef instruction in t.Module.DefinedFunctions().SelectMany(f => f.Instructions()))
        {
            materializer.RewriteOperands(instruction);
            if (!IsCast(instruction, instruction.InstructionOpcode)) continue;
            t.Builder.PositionBefore(instruction);
            instruction.ReplaceAndErase(Call(t, instruction));
        }
    }

    private static bool Contains(LLVMValueRef constant, Dictionary<IntPtr, bool> known)
    {
        if (known.TryGetValue(constant.Handle, out bool answer)) return answer;
        bool isExpression = constant.IsAConstantExpr.Exists();
        bool isAggregate = constant.Kind is LLVMValueKind.LLVMConstantStructValueKind or LLVMValueKind.LLVMConstantArrayValueKind or LLVMValueKind.LLVMConstantVectorValueKind;
        return known[constant.Handle] = (isExpression && IsCast(constant, constant.ConstOpcode))
            || ((isExpression || isAggregate) && constant.Operands().Exists(o => Contains(o, known)));
    }

    private static bool IsCast(LLVMValueRef value, LLVMOpcode opcode) => opcode switch
    {
        LLVMOpcode.LLVMPtrToInt or LLVMOpcode.LLVMPtrToAddr => IsShared(value.GetOperand(0).TypeOf),
        LLVMOpcode.LLVMIntToPtr => IsShared(value.TypeOf),
        _ => false,
    };

    private static bool IsShared(LLVMTypeRef type) => type.Kind == LLVMTypeKind.LLVMPointerTypeKind && type.PointerAddressSpace == AddressSpace.Shared;

    private static LLVMValueRef Call(Translation t, LLVMValueRef cast)
    {
        LLVMTypeRef int64 = t.Context.Int64Type, pointer = t.Context.GetPointerType(AddressSpace.Shared);
        LLVMValueRef operand = cast.GetOperand(0);
        if (IsShared(cast.TypeOf)) return CallPure(t, PlaceFunction, pointer, Resize(t.Builder, operand, int64));
        LLVMValueRef offset = CallPure(t, OffsetFunction, int64, operand);
        return Resize(t.Builder, offset, cast.TypeOf);
    }

    private static LLVMValueRef Resize(LLVMBuilderRef builder, LLVMValueRef value, LLVMTypeRef type) =>
        value.TypeOf.IntWidth > type.IntWidth ? builder.BuildTrunc(value, type) : builder.BuildZExt(value, type);

    private static LLVMValueRef CallPure(Translation t, string name, LLVMTypeRef result, LLVMValueRef argument)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(result, [argument.TypeOf]);
        LLVMValueRef function = t.Module.GetNamedFunction(name);
        if (!function.Exists())
        {
            function = t.Module.AddFunction(name, type);
            foreach (string attribute in s_attributes) Attributes.AddTo(function, attribute);
            function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Attributes.Create(t.Context, "memory", 0));
        }

        return t.Builder.BuildCall2(type, function, [argument]);
    }
}
