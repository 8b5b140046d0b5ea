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
    /// <summary>Names of CUDA's driver that the program declares itself, as those do that load the driver at run time.</summary>
    public IReadOnlySet<string> OwnNames { get; init; } = new HashSet<string>();

    /// <summary>For cores without threads: what became of each kernel, by its name in the source.</summary>
    public IReadOnlyDictionary<string, CoreKernel> CoreKernels { get; init; } = new Dictionary<string, CoreKernel>();

    /// <summary>Why no kernel of this file was translated; null: they were.</summary>
    public string? KernelProblem { get; init; }

    /// <summary>The header with the translated kernels of this file; null: it has none.</summary>
    public string? KernelHeader { get; init; }
}

/// <param name="Uses">How often each CUDA name of each status was met.</param>
/// <param name="OwnHeaders">Headers of ours that the file now includes.</param>
public sealed record RewriteResult(IReadOnlyList<Edit> Edits, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<(string Name, Status Status), int> Uses, IReadOnlySet<string> OwnHeaders);

/// <summary>Translates one file into a dialect: every CUDA name, header and launch by the dialect's table; all else stays byte for byte.</summary>
public sealed partial class FileRewriter
{
    /// <summary>Ends the lines that the rewriter adds, so that the way back knows them.</summary>
    public const string AddedMark = "  // CUDA: by nvcc itself";

    private readonly Dialect _dialect;
    private readonly RewriteInput _input;
    private readonly string _text;
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<(string, Status), int> _uses = [];
    private readonly HashSet<string> _helperNames;
    private readonly HashSet<string> _ownHeaders = [];
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
        List<Edit> edits = [], opening = [];
        rewriter.FindCuts(edits);
        rewriter.Walk(0, input.Tokens.Count, edits);
        rewriter.DeclareReferences(edits);
        rewriter.ReportHazards();
        rewriter.AddMainHeader(opening);
        rewriter.OpenMain(edits);
        rewriter.StartClock(edits);
        if (rewriter._needsHelper && dialect.Helper is { } helper) rewriter._ownHeaders.Add(helper);
        // Includes come before all else; what is inserted before a token comes before what replaces it.
        edits = [.. opening.Concat(edits).OrderBy(edit => (edit.Start, edit.Length))];
        rewriter._findings.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        return new RewriteResult(edits, rewriter._findings, rewriter._uses, rewriter._ownHeaders);
    }

    private void Walk(int first, int end, List<Edit> edits)
    {
        for (int i = first; i < end; i++)
        {
            Token token = _input.Tokens[i];
            if (IsCut(token.Start)) continue;
            if (token.Kind == TokenKind.HeaderName) RewriteInclude(token, edits);
            else if (token.Kind == TokenKind.Identifier) i = IsAssembly(token) ? LiftAssembly(i, edits) : RewriteName(i, edits);
            else if (token.Kind == TokenKind.Punctuation && token.Length == 3 && _text[token.Start] == '<') RewriteLaunch(i, edits);
        }
    }

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

    private void Report(string id, int offset, string subject, string detail)
    {
        (int line, int column) = _input.Source.PlaceOf(offset);
        _findings.Add(new Finding(id, PortingMessages.Of(id).Weight, _input.Path, line, column, _input.Source.Line(line).Trim(), subject, detail, offset));
    }

    private string Spelling(Token token) => _text.Substring(token.Start, token.Length);
}
