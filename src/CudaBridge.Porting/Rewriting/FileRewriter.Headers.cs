using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

// Headers: what includes become, and what the output has to include besides.
public sealed partial class FileRewriter
{
    // Headers of ours that the output includes besides the dialect's helper.
    private readonly SortedSet<string> _addedHeaders = new(StringComparer.Ordinal);

    // Headers of ours that stand where CUDA's stood.
    private readonly HashSet<string> _replacing = [];

    // Makers that keep CUDA's headers keep what they define.
    private bool KeepsHeaders => CudaText.IsRuntimeHeader(_dialect.MainHeader);

    private void AddOurs(string header)
    {
        _addedHeaders.Add(header);
        _ownHeaders.Add(header);
    }

    private void RewriteInclude(Token token, List<Edit> edits)
    {
        string name = _text.Substring(token.Start + 1, Math.Max(0, token.Length - 2));
        if (_input.IsUserInclude(name) && (_text[token.Start] == '"' || _dialect.FindHeader(name) is null))
        {
            if (_input.RenamedInclude(name) is { } renamed) edits.Add(new Edit(token.Start + 1, name.Length, renamed));
            return;
        }
        if (!CudaText.IsHeader(name)) return;
        if (_dialect.FindHeader(name) is not { } mapping)
        {
            Report("CB4004", token.Start, name, "");
            return;
        }
        if (mapping.Status != Status.Mapped) Report(mapping.Status switch { Status.Unsupported => "CB4004", Status.Partial => "CB4003", _ => "CB4002" }, token.Start, name, mapping.Note);
        if (mapping.Target is null || mapping.Target == name) return;
        edits.Add(new Edit(token.Start + 1, name.Length, mapping.Target));
        if (HelperHeader.IsOurs(mapping.Target))
        {
            _ownHeaders.Add(mapping.Target);
            _replacing.Add(mapping.Target);
        }
        string mark = ReverseNames.HeaderMark(_dialect, mapping);
        if (mark.Length > 0 && RestOfLineIsEmpty(token.End)) edits.Add(new Edit(token.End, 0, mark));
    }

    private bool RestOfLineIsEmpty(int at) => at >= _text.Length || _text[at] is '\n' or '\r';

    private void AddMainHeader(List<Edit> edits)
    {
        // What the table turned into the target's header already, or an earlier run has written, is there.
        bool present = _input.Tokens.Any(token => token.Kind == TokenKind.HeaderName && Names(token, _dialect.MainHeader, _dialect.Helper));
        _needsHelper |= OpensMain;
        string? header = _needsHelper && _dialect.Helper is { } helper && !HasInclude(helper) ? $"\"{helper}\""
            : _input.NeedsMainHeader && !present && _uses.Count > 0 && _dialect.FindHeader(_dialect.MainHeader) is null ? $"<{_dialect.MainHeader}>" : null;
        List<string> added = [.. _addedHeaders.Where(name => !HasInclude(name) && !_replacing.Contains(name)).Select(name => $"\"{name}\"")];
        if (header is not null) added.Insert(0, header);
        if (added.Count == 0 || _input.Tokens.Count == 0) return;
        int line = _input.Source.LineStart(_input.Source.PlaceOf(_input.Tokens[0].Start).Line - 1);
        string end = AddedMark + (_text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n");
        edits.Add(new Edit(line, 0, string.Concat(added.Select(name => $"#include {name}{end}"))));
    }

    private bool HasInclude(string name) => _input.Tokens.Any(token => token.Kind == TokenKind.HeaderName && Names(token, name, null));

    private bool Names(Token header, string first, string? second) =>
        _text.AsSpan(header.Start + 1, Math.Max(0, header.Length - 2)) is var name && (name.SequenceEqual(first) || (second is not null && name.SequenceEqual(second)));

    private bool OpensMain => _input.Facts is { MainBody: >= 0 } && _helperNames.Contains(HelperHeader.SessionType);

    // Ascend's runtime is opened and closed by the program; CUDA's by itself.
    private void OpenMain(List<Edit> edits)
    {
        if (OpensMain && !_text.Contains(HelperHeader.SessionType, StringComparison.Ordinal))
            edits.Add(new Edit(_input.Facts!.MainBody, 0, $" cudabridge::{HelperHeader.SessionType} session_;"));
    }
}
