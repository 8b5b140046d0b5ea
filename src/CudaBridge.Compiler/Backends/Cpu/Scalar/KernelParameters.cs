using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

/// <summary>From the launch's parameter buffer to the arguments of a kernel's body.</summary>
internal static class KernelParameters
{
    /// <summary>Loads at the builder's place what the kernel's body takes after the lane; of structures their place in the buffer, which nobody writes.</summary>
    public static List<LLVMValueRef> Load(Translation t, Kernel kernel, LLVMValueRef buffer)
    {
        List<LLVMValueRef> values = [];
        for (int i = 0; i < kernel.Parameters.Count; i++)
        {
            KernelParameter parameter = kernel.Parameters[i];
            LLVMValueRef place = t.Builder.BuildInBoundsGEP2(t.Context.Int8Type, buffer, [LLVMValueRef.CreateConstInt(t.Context.Int32Type, parameter.Offset)]);
            values.Add(parameter.ByValue ? place : LoadValue(t, parameter, place));
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
}
