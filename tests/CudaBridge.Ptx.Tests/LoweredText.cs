using System.Globalization;
using System.Text;
using CudaBridge.Compiler.PtxLowering;
using LLVMSharp.Interop;

namespace CudaBridge.Ptx.Tests;

/// <summary>Lowers inline asm given as text, without clang.</summary>
internal static class LoweredText
{
    /// <summary>A module with one function that holds one volatile asm without operands; lowered and verified.</summary>
    /// <returns>The IR, or the first problem's text.</returns>
    public static (string Ir, string? Problem) Lower(string asm) => LowerModule(Module("void", "", asm, "", ""));

    public static string Module(string result, string parameters, string asm, string constraints, string arguments)
    {
        string call = $"call {result} asm sideeffect \"{Escape(asm)}\", \"{constraints}\"({arguments})";
        string body = result == "void" ? $"  {call}\n  ret void" : $"  %r = {call}\n  ret {result} %r";
        return $"""
            target datalayout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64"
            target triple = "nvptx64-nvidia-cuda"
            @counter = addrspace(1) global i32 0
            @tile = internal addrspace(3) global [64 x i32] poison
            define {result} @f({parameters}) {"{"}
            {body}
            {"}"}
            """;
    }

    private static string Escape(string asm)
    {
        StringBuilder escaped = new();
        foreach (byte b in Encoding.UTF8.GetBytes(asm))
            if (b is < 32 or (byte)'"' or (byte)'\\' or > 126) escaped.Append(CultureInfo.InvariantCulture, $"\\{b:X2}");
            else escaped.Append((char)b);
        return escaped.ToString();
    }

    public static (string Ir, string? Problem) LowerModule(string ir)
    {
        Assert.SkipUnless(LLVM.IsAvailable, "libLLVM is not installed");
        using LLVMContextRef context = LLVMContextRef.Create();
        LLVMMemoryBufferRef buffer = LLVMMemoryBufferRef.CreateCopy(Encoding.UTF8.GetBytes(ir), "test");
        context.TryParseIR(buffer, out LLVMModuleRef module, out string message).Should().BeTrue(message);
        using LLVMModuleRef owned = module;
        List<InlinePtxProblem> problems = InlinePtx.LowerAll(module);
        bool verified = module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out message);
        verified.Should().BeTrue($"{message}\n{module}");
        string? problem = problems.Count == 0 ? null : $"{problems[0].Place}: {problems[0].Problem}{(problems[0].Hint is { } hint ? "; " + hint : "")}";
        return (module.ToString(), problem);
    }
}
