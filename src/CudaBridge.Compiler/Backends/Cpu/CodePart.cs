using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

/// <summary>Some functions of a module on their way to an object file, beside the others.</summary>
internal sealed class CodePart
{
    // As much as a main thread has: LLVM's passes recurse.
    private const int StackBytes = 8 << 20;

    private readonly DiagnosticBag _diagnostics;
    private readonly Thread _thread;
    private byte[]? _object;
    private Exception? _failure;

    private CodePart(byte[] bitcode, IReadOnlySet<string> functions, TranslationOptions options)
    {
        _diagnostics = new DiagnosticBag(options.SourceName);
        _thread = new Thread(() =>
        {
            try { _object = Compile(bitcode, functions, options); }
            catch (Exception e) { _failure = e; } // the translation's thread reports it
        }, StackBytes) { IsBackground = true, Name = "compile" };
    }

    /// <param name="bitcode">The whole module.</param>
    /// <param name="functions">Names of those to compile.</param>
    public static CodePart Start(byte[] bitcode, IReadOnlySet<string> functions, TranslationOptions options)
    {
        CodePart part = new(bitcode, functions, options);
        part._thread.Start();
        return part;
    }

    /// <summary>Waits for the object file; null when the diagnostics say why there is none.</summary>
    public byte[]? Finish(DiagnosticBag diagnostics)
    {
        _thread.Join();
        if (_failure is not null) throw new InvalidOperationException(_failure.Message, _failure);
        diagnostics.AddRange(_diagnostics.All);
        return _object;
    }

    private byte[]? Compile(byte[] bitcode, IReadOnlySet<string> functions, TranslationOptions options)
    {
        using LlvmSession session = new(_diagnostics);
        using Translation t = new(session.Context, options, _diagnostics);
        if (!session.Context.TryParseIR(LLVMMemoryBufferRef.CreateCopy(bitcode, options.SourceName ?? "kernel"), out LLVMModuleRef module, out string problem))
        {
            _diagnostics.Report(Messages.LlvmError, problem);
            return null;
        }

        t.Module = module;
        DivideModule.Keep(module, functions);
        foreach (Pass pass in PassTable.HostCode) pass.Run(t);
        return EmitSharedObject.Compile(t);
    }
}
