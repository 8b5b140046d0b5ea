using CudaBridge.Porting.Analysis;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

// What works on NVIDIA's hardware and may not on the target's.
public sealed partial class FileRewriter
{
    private void ReportHazards()
    {
        if (_input.Facts is not { } facts) return;
        if (_dialect.Family != DialectFamily.Simt)
        {
            foreach (KernelPlace kernel in facts.Kernels.Values) ReportKernel(kernel);
            return;
        }
        // One finding of a kind on a line says it all.
        foreach (Hazard hazard in facts.Hazards.Where(hazard => hazard.Kind != HazardKind.InlinePtx || !_lifted.Contains(hazard.Offset)).DistinctBy(hazard => (hazard.Kind, _input.Source.PlaceOf(hazard.Offset).Line))) ReportHazard(hazard);
        foreach (Token token in _input.Tokens)
            if (token.Kind == TokenKind.Identifier && token.Length == 8 && Spelling(token) == "volatile" && !IsAsmQualifier(token) && facts.InDeviceCode(token.Start))
                ReportHazard(new Hazard(HazardKind.WarpSynchronous, token.Start));
    }

    private bool IsAsmQualifier(Token token) => _text.AsSpan(0, token.Start).TrimEnd() is var before && (before.EndsWith("asm") || before.EndsWith("asm__"));

    private void ReportHazard(Hazard hazard)
    {
        foreach ((string id, string subject) in HazardRules.Of(_dialect, hazard))
            Report(id, hazard.Offset, hazard.Kind switch { HazardKind.PartialMask => NameAt(hazard.Offset), HazardKind.InlinePtx => _assembly.GetValueOrDefault(hazard.Offset, ""), _ => subject }, "");
    }

    private string NameAt(int offset)
    {
        int end = offset;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '_')) end++;
        return _text[offset..end];
    }
}
