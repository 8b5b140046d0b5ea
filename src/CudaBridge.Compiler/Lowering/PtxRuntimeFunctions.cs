using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>Functions of the device runtime as clang declares them: what PTX passes as numbers are pointers there.</summary>
internal static class PtxRuntimeFunctions
{
    //  name → result, parameters: v nothing, p pointer, i and l integers of 32 and 64 bits, d a dim3
    private static readonly Dictionary<string, string> s_types = new()
    {
        ["vprintf"]                   = "ipp",
        ["malloc"]                    = "pl",
        ["free"]                      = "vp",
        ["__assertfail"]              = "vppipl",
        ["cudaCGGetIntrinsicHandle"]  = "li",
        ["cudaCGSynchronize"]         = "ili",
        ["cudaCGSynchronizeGrid"]     = "ili",
        ["cudaCGGetSize"]             = "ippl",
        ["cudaCGGetRank"]             = "ippl",
        ["cudaGetParameterBuffer"]    = "pll",
        ["cudaGetParameterBufferV2"]  = "ppddi",
        ["cudaLaunchDevice"]          = "ippddip",
        ["cudaLaunchDeviceV2"]        = "ipp",
        ["cudaGetLastError"]          = "i",
        ["cudaPeekAtLastError"]       = "i",
        ["cudaGetErrorString"]        = "pi",
        ["cudaGetErrorName"]          = "pi",
        ["cudaStreamCreateWithFlags"] = "ipi",
        ["cudaStreamDestroy"]         = "ip",
        ["cudaStreamWaitEvent"]       = "ippi",
        ["cudaEventCreateWithFlags"]  = "ipi",
        ["cudaEventDestroy"]          = "ip",
        ["cudaEventRecord"]           = "ipp",
        ["cudaEventRecordWithFlags"]  = "ippi",
        ["cudaMemcpyAsync"]           = "ipplip",
        ["cudaMemsetAsync"]           = "ipilp",
        ["cudaMalloc"]                = "ipl",
        ["cudaFree"]                  = "ip",
        ["cudaGetDevice"]             = "ip",
        ["cudaGetDeviceCount"]        = "ip",
        ["cudaGraphSetConditional"]   = "vli",
    };

    /// <summary>The function, declared when first called; null when the module defines it or the name is no runtime function's.</summary>
    public static LLVMValueRef? Find(PtxModuleLowering module, string name)
    {
        if (!s_types.TryGetValue(name, out string? types) || module.Defines(name)) return null;
        LLVMValueRef known = module.Target.GetNamedFunction(name);
        if (known.Exists()) return known;
        LLVMContextRef context = module.Target.Context;
        LLVMTypeRef Type(char c) => c switch { 'p' or 'd' => context.GetPointerType(), 'i' => context.Int32Type, 'l' => context.Int64Type, _ => context.VoidType };
        LLVMValueRef function = module.Target.AddFunction(name, LLVMTypeRef.CreateFunction(Type(types[0]), [.. types.Skip(1).Select(Type)]));
        Attributes.AddTo(function, "nounwind");
        if (name == "__assertfail") Attributes.AddTo(function, "noreturn");
        for (int i = 1; i < types.Length; i++)
            if (types[i] == 'd') function.AddAttributeAtIndex((LLVMAttributeIndex)i, Dim3(context));
        return function;
    }

    /// <summary>Parameters that are passed in memory are marked at each call, too.</summary>
    public static void AddAttributes(LLVMValueRef function, LLVMValueRef call)
    {
        for (uint i = 0; i < call.ArgOperandsCount; i++)
            if (Attributes.ParameterType(function, i, "byval") is not null) call.AddCallSiteAttribute((LLVMAttributeIndex)(i + 1), Dim3(call.TypeOf.Context));
    }

    private static unsafe LLVMAttributeRef Dim3(LLVMContextRef context) =>
        LLVM.CreateTypeAttribute(context, Attributes.KindOf("byval"), LLVMTypeRef.CreateArray2(context.Int32Type, 3));

    public static bool IsKnown(string name) => s_types.ContainsKey(name);
}
