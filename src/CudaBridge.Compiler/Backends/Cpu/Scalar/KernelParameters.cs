using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

/// <summary>From the launch's parameter buffer to the arguments of a kernel's body.</summary>
internal static class KernelParameters
{
    /// <summary>Loads at the builder's place what <paramref name="body"/> takes after the lane.</summary>
    public static List<LLVMValueRef> Load(Translation t, Kernel kernel, LLVMValueRef buffer, LLVMValueRef body)
    {
        List<LLVMValueRef> values = [];
        for (int i = 0; i < kernel.Parameters.Count; i++)
        {
            KernelParameter parameter = kernel.Parameters[i];
            LLVMValueRef place = t.Builder.BuildInBoundsGEP2(t.Context.Int8Type, buffer, [LLVMValueRef.CreateConstInt(t.Context.Int32Type, parameter.Offset)]);
            values.Add(!parameter.ByValue ? LoadValue(t, parameter, place)
                : Attributes.HasOnParameter(body, (uint)i + 1, "readonly") ? place
                : Copy(t, parameter, place, body.GetParam((uint)i + 1)));
        }

        return values;
    }

    // The buffer belongs to the launch and is never written while it runs.
    private static LLVMValueRef LoadValue(Translation t, KernelParameter parameter, LLVMValueRef place)
    {
        LLVMValueRef value = t.Builder.BuildLoad2(parameter.Type, place);
        value.SetMetadata(t.Context.GetMDKindID("invariant.load"), Metadata.EmptyNode(t.Context));
        return value;
    }

    // A kernel may write to its own copy of a structure.
    private static LLVMValueRef Copy(Translation t, KernelParameter parameter, LLVMValueRef place, LLVMValueRef argument)
    {
        LLVMValueRef copy = t.Builder.BuildAlloca(parameter.Type, argument.Name);
        uint align = Math.Max(t.Module.Layout().ABIAlignmentOfType(parameter.Type), 8);
        copy.Alignment = align;
        t.Builder.BuildMemCpy(copy, align, place, t.Module.Layout().ABIAlignmentOfType(parameter.Type), LLVMValueRef.CreateConstInt(t.Context.Int64Type, parameter.Size));
        return copy;
    }
}
