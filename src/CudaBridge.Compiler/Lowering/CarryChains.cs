using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// u32 add_cc(u32, u32) { asm "add.cc.u32 …" }   u32 addc(u32, u32) { asm "addc.u32 …" }   f: addc(…, add_cc(…))
//   =>  both are inlined into f, where one carry flag serves both statements
internal static class CarryChains
{
    private static readonly string[] s_links = ["add.cc", "addc", "sub.cc", "subc", "madc", ".lo.cc", ".hi.cc"];

    /// <summary>Inlines the functions that hold only a link of a carry chain: the flag does not survive a call.</summary>
    public static void BringTogether(LLVMModuleRef module)
    {
        List<LLVMValueRef> links = module.DefinedFunctions().FindAll(f => !f.IsKernel() && f.HasUsers() && HoldsLink(f));
        if (links.Count == 0) return;
        foreach (LLVMValueRef function in links)
        {
            Attributes.RemoveFrom(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, "noinline");
            Attributes.RemoveFrom(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, "optnone");
            Attributes.AddTo(function, "alwaysinline");
        }
        LlvmPipeline.Run(module, "always-inline");
    }

    private static bool HoldsLink(LLVMValueRef function)
    {
        foreach (LLVMValueRef instruction in function.Instructions())
            if (instruction.IsCall() && instruction.CalledValue.IsAInlineAsm.Exists() && IsLink(InlineAsm.Text(instruction.CalledValue))) return true;
        return false;
    }

    // A text that only looks like one costs an inlining, no more.
    private static bool IsLink(string asm) => s_links.Any(link => asm.Contains(link, StringComparison.Ordinal));
}
