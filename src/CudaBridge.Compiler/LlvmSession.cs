using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler;

/// <summary>An LLVM context whose errors and warnings become diagnostics instead of lines on stderr.</summary>
internal sealed unsafe class LlvmSession : IDisposable
{
    private readonly GCHandle _diagnostics;

    public LlvmSession(DiagnosticBag diagnostics)
    {
        _diagnostics = GCHandle.Alloc(diagnostics);
        Context = LLVMContextRef.Create();
        LLVM.ContextSetDiagnosticHandler(Context, &OnDiagnostic, (void*)GCHandle.ToIntPtr(_diagnostics));
    }

    public LLVMContextRef Context { get; }

    public void Dispose()
    {
        Context.Dispose();
        _diagnostics.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDiagnostic(LLVMOpaqueDiagnosticInfo* info, void* context)
    {
        if (LLVM.GetDiagInfoSeverity(info) != LLVMDiagnosticSeverity.LLVMDSError) return;
        sbyte* text = LLVM.GetDiagInfoDescription(info);
        string message = new(text);
        LLVM.DisposeMessage(text);
        ((DiagnosticBag)GCHandle.FromIntPtr((IntPtr)context).Target!).Report(Messages.LlvmError, message);
    }
}
