using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>The PTX function around a statement, which ret, call and declarations need. Inline asm has none.</summary>
/// <param name="Results">Where the results lie until the function returns, in the order of the signature.</param>
internal sealed record PtxFrame(PtxModuleLowering Module, string Name, PtxSignature Signature, IReadOnlyList<LLVMValueRef> Results);

/// <summary>PTX ISA 9.7.12.3 to 9.7.12.5: calls and returns in PTX functions.</summary>
internal static class PtxCalls
{
    /// <summary>Ends the block with the function's results.</summary>
    public static void Return(LLVMBuilderRef builder, PtxFrame frame)
    {
        PtxSignature signature = frame.Signature;
        LLVMValueRef[] values = signature.ReturnsThroughMemory ? [] : [.. frame.Results.Select((slot, i) => builder.BuildLoad2(signature.Returns[i].Type, slot))];
        if (values.Length == 0) builder.BuildRetVoid();
        else if (values.Length == 1) builder.BuildRet(values[0]);
        else builder.BuildRet(Struct(builder, signature, values));
    }

    private static LLVMValueRef Struct(LLVMBuilderRef builder, PtxSignature signature, LLVMValueRef[] values)
    {
        LLVMValueRef result = signature.Type.ReturnType.Poison;
        for (int i = 0; i < values.Length; i++) result = builder.BuildInsertValue(result, values[i], (uint)i);
        return result;
    }

    // call (results), function, (arguments), prototype;
    public static void Call(PtxOperation o, PtxFrame frame)
    {
        List<Operand> operands = [.. o.Instruction.Operands];
        IReadOnlyList<Operand> results = TakeList(operands);
        NameOperand callee = (NameOperand)operands[0];
        operands.RemoveAt(0);
        IReadOnlyList<Operand> arguments = TakeList(operands);
        if (PtxRuntimeFunctions.Find(frame.Module, callee.Name) is { } runtime)
        {
            CallRuntime(o, runtime, results, arguments);
            return;
        }
        (PtxSignature signature, LLVMValueRef target) = Target(o, frame, callee, operands.Count > 0 ? (NameOperand)operands[0] : null);
        CheckCount(o, "results", signature.Returns.Count, results.Count);
        CheckCount(o, "arguments", signature.Parameters.Count, arguments.Count);
        LLVMValueRef call = o.Builder.BuildCall2(signature.Type, target, Arguments(o, signature, results, arguments));
        signature.AddAttributes(call.AddCallSiteAttribute);
        call.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Attributes.Create(o.Emitter.Context, "convergent"));
        StoreResults(o, signature, results, call);
    }

    private static IReadOnlyList<Operand> TakeList(List<Operand> operands)
    {
        if (operands is not [ListOperand list, ..]) return [];
        operands.RemoveAt(0);
        return list.Elements;
    }

    private static void CheckCount(PtxOperation o, string what, int wanted, int given)
    {
        if (wanted != given) throw o.Error($"{given} {what} stand where {wanted} are expected");
    }

    private static (PtxSignature Signature, LLVMValueRef Target) Target(PtxOperation o, PtxFrame frame, NameOperand callee, NameOperand? prototype)
    {
        PtxSignature? known = frame.Module.Signature(callee.Name);
        if (known is not null) return (known, frame.Module.Function(callee.Name));
        if (o.Emitter.Scope.Register(callee.Name) is null) throw o.Error($"'{callee.Name}' is neither a function nor a register that holds its address");
        if (prototype is null) throw o.Error("an indirect call needs a prototype or a list of targets");
        PtxSignature signature = o.Emitter.Scope.Prototype(prototype.Name) ?? OfTargets(o, frame, prototype);
        return (signature, o.Emitter.PointerOf(callee, space: null));
    }

    // .calltargets names the functions that may be called; they share one signature.
    private static PtxSignature OfTargets(PtxOperation o, PtxFrame frame, NameOperand list)
    {
        IReadOnlyList<string> targets = o.Emitter.Scope.TargetList(list.Name) ?? throw o.Error($"there is no prototype or list of targets '{list.Name}'");
        return frame.Module.Signature(targets[0]) ?? throw o.Error($"there is no function '{targets[0]}'");
    }

    private static LLVMValueRef[] Arguments(PtxOperation o, PtxSignature signature, IReadOnlyList<Operand> results, IReadOnlyList<Operand> arguments)
    {
        List<LLVMValueRef> values = [];
        if (signature.ReturnsThroughMemory) values.Add(Memory(o, results[0]));
        for (int i = 0; i < arguments.Count; i++)
            values.Add(signature.Parameters[i].IsMemory ? Memory(o, arguments[i]) : Value(o, signature.Parameters[i].Type, arguments[i]));
        return [.. values];
    }

    private static LLVMValueRef Memory(PtxOperation o, Operand operand) =>
        operand is NameOperand name && o.Emitter.Scope.Variable(name.Name) is { } variable
            ? variable
            : throw o.Emitter.Error(operand.Offset, $"'{Printer.Print(operand)}' is no .param variable");

    // A .param variable, a register or a constant
    private static LLVMValueRef Value(PtxOperation o, LLVMTypeRef type, Operand operand)
    {
        if (operand is NameOperand name && o.Emitter.Scope.Variable(name.Name) is { } variable) return o.Builder.BuildLoad2(type, variable);
        return o.Emitter.Cast(o.Emitter.Read(operand, PtxTypes.BitsOf((int)type.IntWidth)), type);
    }

    private static void StoreResults(PtxOperation o, PtxSignature signature, IReadOnlyList<Operand> results, LLVMValueRef call)
    {
        if (signature.ReturnsThroughMemory) return;
        for (int i = 0; i < results.Count; i++)
            Store(o, results[i], results.Count == 1 ? call : o.Builder.BuildExtractValue(call, (uint)i));
    }

    private static void Store(PtxOperation o, Operand operand, LLVMValueRef value)
    {
        if (operand is NameOperand name && o.Emitter.Scope.Variable(name.Name) is { } variable) o.Builder.BuildStore(value, variable);
        else o.Emitter.Write(operand, PtxTypes.BitsOf((int)value.TypeOf.IntWidth), value);
    }

    private static void CallRuntime(PtxOperation o, LLVMValueRef function, IReadOnlyList<Operand> results, IReadOnlyList<Operand> arguments)
    {
        LLVMTypeRef type = function.GlobalValueType;
        LLVMTypeRef[] parameters = type.ParamTypes;
        CheckCount(o, "arguments", parameters.Length, arguments.Count);
        LLVMTypeRef int64 = o.Emitter.Int(64);
        LLVMValueRef[] values = new LLVMValueRef[parameters.Length];
        for (int i = 0; i < values.Length; i++)
        {
            bool isPointer = parameters[i].Kind == LLVMTypeKind.LLVMPointerTypeKind;
            if (Attributes.ParameterType(function, (uint)i, "byval") is not null)
            {
                values[i] = Memory(o, arguments[i]);
                continue;
            }
            LLVMValueRef value = Value(o, isPointer ? int64 : parameters[i], arguments[i]);
            values[i] = isPointer ? o.Emitter.FromInteger(value, AddressSpace.Generic) : value;
        }
        LLVMValueRef call = o.Builder.BuildCall2(type, function, values);
        PtxRuntimeFunctions.AddAttributes(function, call);
        if (results.Count == 0) return;
        if (type.ReturnType.Kind == LLVMTypeKind.LLVMVoidTypeKind) throw o.Error($"'{function.Name}' has no result");
        Store(o, results[0], call.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind ? o.Builder.BuildPtrToInt(call, int64) : call);
    }
}
