using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Porting.Analysis;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

/// <summary>What the rewriter is to know of a file.</summary>
/// <param name="Path">As reports and patches name it.</param>
/// <param name="Facts">Null: no syntax tree; names go by their spelling.</param>
/// <param name="NeedsMainHeader">nvcc includes the runtime's header by itself here, so the output has to name the target's.</param>
/// <param name="RenamedInclude">The new name of an included user file; null: it keeps its name.</param>
public sealed record RewriteInput(string Path, SourceText Source, IReadOnlyList<Token> Tokens, FileFacts? Facts, bool NeedsMainHeader, Func<string, string?> RenamedInclude, Func<string, bool> IsUserInclude)
{
    /// <summary>For cores without threads: what became of each kernel, by its name in the source.</summary>
    public IReadOnlyDictionary<string, CoreKernel> CoreKernels { get; init; } = new Dictionary<string, CoreKernel>();

    /// <summary>The header with the translated kernels of this file; null: it has none.</summary>
    public string? KernelHeader { get; init; }
}

/// <param name="Uses">How often each CUDA name of each status was met.</param>
public sealed record RewriteResult(IReadOnlyList<Edit> Edits, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<(string Name, Status Status), int> Uses, bool NeedsHelper);

/// <summary>Translates one file into a dialect: every CUDA name, header and launch by the dialect's table; all else stays byte for byte.</summary>
public sealed class FileRewriter
{
    /// <summary>Ends the lines that the rewriter adds, so that the way back knows them.</summary>
    public const string AddedMark = "  // CUDA: by nvcc itself";

    private readonly Dialect _dialect;
    private readonly RewriteInput _input;
    private readonly string _text;
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<(string, Status), int> _uses = [];
    private readonly HashSet<string> _helperNames;
    private bool _needsHelper;

    private FileRewriter(Dialect dialect, RewriteInput input)
    {
        _dialect = dialect;
        _input = input;
        _text = input.Source.Text;
        _helperNames = HelperHeader.Names(dialect);
    }

    public static RewriteResult Rewrite(Dialect dialect, RewriteInput input)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(input);
        FileRewriter rewriter = new(dialect, input);
        List<Edit> edits = [];
        rewriter.FindCuts(edits);
        rewriter.Walk(0, input.Tokens.Count, edits);
        rewriter.ReportHazards();
        rewriter.AddMainHeader(edits);
        rewriter.OpenMain(edits);
        edits.Sort((left, right) => left.Start.CompareTo(right.Start));
        rewriter._findings.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        return new RewriteResult(edits, rewriter._findings, rewriter._uses, rewriter._needsHelper);
    }

    private void Walk(int first, int end, List<Edit> edits)
    {
        for (int i = first; i < end; i++)
        {
            Token token = _input.Tokens[i];
            if (IsCut(token.Start)) continue;
            if (token.Kind == TokenKind.HeaderName) RewriteInclude(token, edits);
            else if (token.Kind == TokenKind.Identifier) i = RewriteName(i, edits);
            else if (token.Kind == TokenKind.Punctuation && token.Length == 3 && _text[token.Start] == '<') RewriteLaunch(i, edits);
        }
    }

    // Returns the last token that is done with.
    private int RewriteName(int index, List<Edit> edits)
    {
        Token token = _input.Tokens[index];
        string name = Spelling(token);
        if (CudaNames.CategoryOf(name) is null || !IsCuda(index, token, name)) return index;
        CallArguments? call = CallArguments.Read(_text, _input.Tokens, index + 1);
        Mapping mapping = _dialect.Find(name, call?.Arguments.Count ?? -1)!;
        Count(mapping);
        // What is said of a kernel as a whole holds for the names in it.
        if (IsLeftKernel(token.Start, name)) return index;
        ReportName(mapping, token);
        if (mapping.Target is null) return index;
        _needsHelper |= _helperNames.Contains(mapping.TargetName);
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

    // From separator to separator, so that comments before and after the tokens come along.
    private string ArgumentText((int First, int End) argument)
    {
        List<Edit> inner = [];
        Walk(argument.First, argument.End, inner);
        string text = Edits.Apply(_text, _input.Tokens[argument.First - 1].End, _input.Tokens[argument.End].Start, inner);
        return text.Trim().Trim('\\').Trim();
    }

    private bool IsLeftKernel(int offset, string name) => _dialect.Family == DialectFamily.Tile
        && (CudaNames.CategoryOf(name) is NameCategory.Keyword or NameCategory.Variable or NameCategory.Device or NameCategory.Half or NameCategory.Texture || _input.Facts is { } facts && facts.InDeviceCode(offset));

    private Edit Reshape(Token name, CallArguments call, Mapping mapping)
    {
        string[] arguments = [.. call.Arguments.Select(ArgumentText)];
        if (ArgumentTemplate.RepeatsSideEffect(mapping.Target!, arguments)) Report("CB4006", name.Start, mapping.Cuda, "");
        int close = _input.Tokens[call.Close].End;
        return new Edit(name.Start, close - name.Start, ArgumentTemplate.Fill(mapping.Target!, arguments));
    }

    private bool IsCuda(int index, Token token, string name)
    {
        if (IsMember(index)) return false;
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

    private void RewriteInclude(Token token, List<Edit> edits)
    {
        string name = _text.Substring(token.Start + 1, Math.Max(0, token.Length - 2));
        if (_text[token.Start] == '"' && _input.IsUserInclude(name))
        {
            if (_input.RenamedInclude(name) is { } renamed) edits.Add(new Edit(token.Start + 1, name.Length, renamed));
            return;
        }
        if (!_dialect.Headers.TryGetValue(name, out HeaderMapping? mapping))
        {
            if (CudaText.IsHeader(name)) Report(_dialect.Name == "corex" ? "CB4002" : "CB4004", token.Start, name, "");
            return;
        }
        if (mapping.Status != Status.Mapped) Report(mapping.Status == Status.Unsupported ? "CB4004" : mapping.Status == Status.Partial ? "CB4003" : "CB4002", token.Start, name, mapping.Note);
        if (mapping.Target is null || mapping.Target == name) return;
        edits.Add(new Edit(token.Start + 1, name.Length, mapping.Target));
        string mark = ReverseNames.HeaderMark(_dialect, name);
        if (mark.Length > 0 && RestOfLineIsEmpty(token.End)) edits.Add(new Edit(token.End, 0, mark));
    }

    private bool RestOfLineIsEmpty(int at) => at >= _text.Length || _text[at] is '\n' or '\r';

    private void RewriteLaunch(int index, List<Edit> edits)
    {
        if (_dialect.Family == DialectFamily.Tile)
        {
            CallLaunch(index, edits);
            return;
        }

        if (_input.Facts is { } facts && facts.InDeviceCode(_input.Tokens[index].Start)) ReportHazard(new Hazard(HazardKind.DynamicParallelism, _input.Tokens[index].Start));
        if (_dialect.LaunchDefaults.Count == 0 || CallArguments.ReadLaunch(_text, _input.Tokens, index) is not { } launch) return;
        string added = string.Concat(_dialect.LaunchDefaults.Skip(launch.Arguments.Count).Select(value => $", {value}"));
        if (added.Length > 0) edits.Add(new Edit(_input.Tokens[launch.Close - 1].End, 0, added));
    }

    private void ReportHazards()
    {
        if (_input.Facts is not { } facts) return;
        if (_dialect.Family == DialectFamily.Tile)
        {
            foreach (KernelPlace kernel in facts.Kernels.Values) ReportKernel(kernel);
            return;
        }
        // One finding of a kind on a line says it all.
        foreach (Hazard hazard in facts.Hazards.DistinctBy(hazard => (hazard.Kind, _input.Source.PlaceOf(hazard.Offset).Line))) ReportHazard(hazard);
        foreach (Token token in _input.Tokens)
            if (token.Kind == TokenKind.Identifier && token.Length == 8 && Spelling(token) == "volatile" && !IsAsmQualifier(token) && facts.InDeviceCode(token.Start))
                ReportHazard(new Hazard(HazardKind.WarpSynchronous, token.Start));
    }

    private void ReportKernel(KernelPlace kernel)
    {
        CoreKernel? known = _input.CoreKernels.GetValueOrDefault(kernel.Name);
        if (known is null) Report("CB4028", kernel.Start, kernel.Name, "no launch or instance of it was seen");
        else if (known.Form == CoreForm.Refused) Report("CB4028", kernel.Start, kernel.Name, known.Reason);
        else if (known.OneCore) Report("CB4030", kernel.Start, kernel.Name, "");
        else if (known.Form == CoreForm.General) Report("CB4029", kernel.Start, kernel.Name, known.Reason);
    }

    private bool IsAsmQualifier(Token token) => _text.AsSpan(0, token.Start).TrimEnd() is var before && (before.EndsWith("asm") || before.EndsWith("asm__"));

    private void ReportHazard(Hazard hazard)
    {
        foreach ((string id, string subject) in HazardRules.Of(_dialect, hazard))
            Report(id, hazard.Offset, hazard.Kind == HazardKind.PartialMask ? NameAt(hazard.Offset) : subject, "");
    }

    private string NameAt(int offset)
    {
        int end = offset;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '_')) end++;
        return _text[offset..end];
    }

    private void AddMainHeader(List<Edit> edits)
    {
        // What the table turned into the target's header already, or an earlier run has written, is there.
        bool present = _input.Tokens.Any(token => token.Kind == TokenKind.HeaderName && Names(token, _dialect.MainHeader, _dialect.Helper));
        _needsHelper |= OpensMain;
        string? header = _needsHelper && _dialect.Helper is { } helper && !HasInclude(helper) ? $"\"{helper}\""
            : _input.NeedsMainHeader && !present && _uses.Count > 0 && !_dialect.Headers.ContainsKey(_dialect.MainHeader) ? $"<{_dialect.MainHeader}>" : null;
        if (header is null || _input.Tokens.Count == 0) return;
        int line = _input.Source.LineStart(_input.Source.PlaceOf(_input.Tokens[0].Start).Line - 1);
        edits.Add(new Edit(line, 0, $"#include {header}{AddedMark}{(_text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n")}"));
    }

    private readonly List<(int Start, int End)> _cuts = [];

    private bool IsCut(int offset)
    {
        foreach ((int start, int end) in _cuts)
            if (offset >= start && offset < end) return true;
        return false;
    }

    // Definitions for the device alone are in the header with the kernels.
    private void FindCuts(List<Edit> edits)
    {
        if (_dialect.Family != DialectFamily.Tile || _input.Facts is not { } facts) return;
        foreach ((int start, int end) in facts.DeviceOnly.OrderBy(range => range.Key))
        {
            (int from, int to) = DefinitionAround(start, end);
            if (from < 0 || _cuts.Exists(cut => from < cut.End && to > cut.Start)) continue;
            _cuts.Add((from, to));
            KernelPlace? kernel = facts.Kernels.GetValueOrDefault(start);
            CoreKernel? known = kernel is null ? null : _input.CoreKernels.GetValueOrDefault(kernel.Name);
            string word = kernel is null ? "" : known is null || known.Form == CoreForm.Refused ? $"// CUDA's kernel {kernel.Name} has to be written by hand{(known is null ? "" : ": " + known.Reason)}" : $"// CUDA's kernel {kernel.Name} is in {_input.KernelHeader ?? "the header of the files that use it"}";
            edits.Add(new Edit(from, to - from, word));
        }

        if (_input.KernelHeader is { } header && _input.Tokens.Count > 0 && !HasInclude(header))
            edits.Add(new Edit(_input.Source.LineStart(_input.Source.PlaceOf(_input.Tokens[0].Start).Line - 1), 0, $"#include <{header}>\n"));
    }

    // Attributes before it and the semicolon of a variable or of a declaration belong to a definition.
    private (int From, int To) DefinitionAround(int start, int end)
    {
        int first = -1, last = -1;
        for (int i = 0; i < _input.Tokens.Count; i++)
        {
            if (_input.Tokens[i].Start == start) first = i;
            if (_input.Tokens[i].End <= end) last = i;
        }

        if (first < 0 || last < first) return (-1, -1);
        while (first > 0 && _input.Tokens[first - 1] is var before && before.Directive == _input.Tokens[first].Directive && Spelling(before) is not (";" or "}" or "{" or ":")) first--;
        if (Spelling(_input.Tokens[last]) != "}" || last + 1 < _input.Tokens.Count && Spelling(_input.Tokens[last + 1]) == ";")
            while (last + 1 < _input.Tokens.Count && Spelling(_input.Tokens[last]) != ";") last++;
        return (_input.Tokens[first].Start, _input.Tokens[last].End);
    }

    // kernel<<<grid, block>>>(a, b)  =>  launch_kernel(grid, block, 0, nullptr, a, b)
    private void CallLaunch(int index, List<Edit> edits)
    {
        if (CallArguments.ReadLaunch(_text, _input.Tokens, index) is not { } launch) return;
        int name = index - 1;
        if (Spelling(_input.Tokens[name]) == ">") name = OpeningOf(name) - 1;
        int open = launch.Close + 1;
        string kernel = name >= 0 ? Spelling(_input.Tokens[name]) : "";
        bool isKnown = _input.CoreKernels.TryGetValue(kernel, out CoreKernel? known) && known.Form != CoreForm.Refused;
        if (!isKnown || open >= _input.Tokens.Count || Spelling(_input.Tokens[open]) != "(")
        {
            Report("CB4031", _input.Tokens[index].Start, kernel, "");
            return;
        }

        Token first = _input.Tokens[name], opening = _input.Tokens[index];
        edits.Add(new Edit(first.Start, opening.End - first.Start, $"launch_{kernel}("));
        string[] missing = ["0", "nullptr"];
        string rest = string.Concat(missing.Skip(Math.Max(0, launch.Arguments.Count - 2)).Select(value => $", {value}"));
        bool hasArguments = open + 1 < _input.Tokens.Count && Spelling(_input.Tokens[open + 1]) != ")";
        Token close = _input.Tokens[launch.Close], paren = _input.Tokens[open];
        edits.Add(new Edit(close.Start, paren.End - close.Start, rest + (hasArguments ? ", " : "")));
    }

    private int OpeningOf(int close)
    {
        int depth = 0;
        for (int i = close; i >= 0; i--)
        {
            if (Spelling(_input.Tokens[i]) == ">") depth++;
            else if (Spelling(_input.Tokens[i]) == "<" && --depth == 0) return i;
        }

        return 0;
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

    private void Report(string id, int offset, string subject, string detail)
    {
        (int line, int column) = _input.Source.PlaceOf(offset);
        _findings.Add(new Finding(id, PortingMessages.Of(id).Weight, _input.Path, line, column, _input.Source.Line(line).Trim(), subject, detail, offset));
    }

    private string Spelling(Token token) => _text.Substring(token.Start, token.Length);
}
