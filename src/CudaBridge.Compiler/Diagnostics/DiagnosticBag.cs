using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler;

/// <summary>The findings of one translation.</summary>
internal sealed class DiagnosticBag(string? sourceName)
{
    private readonly List<Diagnostic> _all = [];

    public IReadOnlyList<Diagnostic> All => _all;
    public bool HasErrors => _all.Exists(d => d.Severity == DiagnosticSeverity.Error);

    public void AddRange(IEnumerable<Diagnostic> found) => _all.AddRange(found);

    public void Report(Message message, params object[] details) => _all.Add(message.In(sourceName, details));

    /// <summary>Reports at a place of the source text itself.</summary>
    public void ReportPlace(Message message, int line, int column, params object[] details) => _all.Add(message.At(sourceName, line, column, details));

    /// <summary>Reports at the instruction's source line when the IR carries one.</summary>
    public void ReportAt(LLVMValueRef instruction, Message message, params object[] details)
    {
        int line = (int)instruction.DebugLocLine;
        string? file = line == 0 ? sourceName : instruction.DebugLocFilename;
        Diagnostic found = message.At(file, line, line == 0 ? 0 : (int)instruction.DebugLocColumn, details);
        if (!_all.Contains(found)) _all.Add(found);
    }
}
