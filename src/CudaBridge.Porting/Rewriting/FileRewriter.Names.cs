using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

// Names: which are CUDA's, and what the dialect's row makes of them.
public sealed partial class FileRewriter
{
    // Returns the last token that is done with.
    private int RewriteName(int index, List<Edit> edits)
    {
        Token token = _input.Tokens[index];
        string name = Spelling(token);
        if (CudaNames.CategoryOf(name) is null || !IsCuda(index, token, name)) return index;
        CallArguments? call = CallArguments.Read(_text, _input.Tokens, index + 1);
        Mapping mapping = _dialect.Find(name, call?.Arguments.Count ?? -1)!;
        bool leftOut = IsLeftOut(token.Start);
        if (!leftOut) Count(mapping);
        // What is said of a kernel as a whole holds for the names in it.
        if (IsLeftKernel(token.Start, name)) return index;
        if (!leftOut) ReportName(mapping, token);
        if (mapping.Target is null) return index;
        _needsHelper |= _helperNames.Contains(mapping.TargetName);
        if (!(mapping.Keeps && KeepsHeaders) && !_helperNames.Contains(mapping.TargetName) && HelperHeader.Givers.TryGetValue(mapping.TargetName, out string? header) && header != _input.Path) AddOurs(header);
        if (mapping.Keeps) return index;
        if (!mapping.Reshapes)
        {
            edits.Add(new Edit(token.Start, token.Length, mapping.Target));
            return index;
        }
        if (call is null)
        {
            Report("CB4005", token.Start, name, mapping.Note);
            return index;
        }
        edits.Add(Reshape(token, call, mapping));
        return call.Close;
    }

    // texture<float> t;  =>  __device__ cudabridge::texture<float> t;   where a header of ours makes references of objects
    private void DeclareReferences(List<Edit> edits)
    {
        foreach (int start in _input.Facts?.References ?? [])
        {
            int name = _text.AsSpan(start).IndexOf('<');
            string type = name < 0 ? "" : _text.AsSpan(start, name).TrimEnd().ToString();
            bool isSurface = type.EndsWith("surface", StringComparison.Ordinal);
            if (_dialect.Find(isSurface ? "surface" : "texture")?.Target is { } target && HelperHeader.Givers.ContainsKey(target)) edits.Add(new Edit(start, 0, "__device__ "));
        }
    }

    // From separator to separator, so that comments before and after the tokens come along.
    private string ArgumentText((int First, int End) argument)
    {
        List<Edit> inner = [];
        Walk(argument.First, argument.End, inner);
        string text = Edits.Apply(_text, _input.Tokens[argument.First - 1].End, _input.Tokens[argument.End].Start, inner);
        return text.Trim().Trim('\\').Trim();
    }

    private Edit Reshape(Token name, CallArguments call, Mapping mapping)
    {
        string[] arguments = [.. call.Arguments.Select(ArgumentText)];
        if (ArgumentTemplate.RepeatsSideEffect(mapping.Target!, arguments)) Report("CB4006", name.Start, mapping.Cuda, "");
        int close = _input.Tokens[call.Close].End;
        return new Edit(name.Start, close - name.Start, ArgumentTemplate.Fill(mapping.Target!, arguments));
    }

    private bool IsCuda(int index, Token token, string name)
    {
        if (IsMember(index) || _input.OwnNames.Contains(name)) return false;
        if (_input.Facts is { } facts && facts.IsCuda.TryGetValue(token.Start, out bool known)) return known;
        if (CudaText.IsNamespace(name)) return index + 1 < _input.Tokens.Count && Spelling(_input.Tokens[index + 1]) == "::" && !IsQualified(index);
        return CudaText.IsDistinctive(name) && !IsQualified(index);
    }

    private bool IsMember(int index) => index > 0 && Spelling(_input.Tokens[index - 1]) is "." or "->";

    // other::name is somebody else's; ::name and return ::name are not.
    private bool IsQualified(int index) =>
        index > 1 && Spelling(_input.Tokens[index - 1]) == "::" && _input.Tokens[index - 2] is { Kind: TokenKind.Identifier } qualifier && Spelling(qualifier) is not ("return" or "else");

    private void ReportName(Mapping mapping, Token token)
    {
        string? id = mapping.Status switch { Status.Unsupported => "CB4001", Status.Unknown => "CB4002", Status.Partial => "CB4003", _ => null };
        if (id is not null) Report(id, token.Start, mapping.Cuda, mapping.Note);
    }

    private void Count(Mapping mapping) => _uses[(mapping.Cuda, mapping.Status)] = _uses.GetValueOrDefault((mapping.Cuda, mapping.Status)) + 1;
}
