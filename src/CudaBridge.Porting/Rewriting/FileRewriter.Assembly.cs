using CudaBridge.Porting.Analysis;
using CudaBridge.Porting.Assembly;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

// Inline PTX: C++ where the table of instructions has it, else a finding that names the instruction.
public sealed partial class FileRewriter
{
    private const string Functions = "cudabridge_ptx.h", Barriers = "cudabridge_barrier.h", Clock = "cudabridge::nanoseconds", ClockHeader = "cudabridge_clock.h";

    // Statements that became C++, and what the others hold, by where they start.
    private readonly HashSet<int> _lifted = [];
    private readonly Dictionary<int, string> _assembly = [];

    private bool IsAssembly(Token token) =>
        _dialect.Family == Dialects.DialectFamily.Simt && _dialect.Lacks.Contains("ptx") && token.Length is 3 or 5 or 7 && InlineAssembly.IsWord(Spelling(token))
        && (token.Directive != 0 || _input.Facts is not { } facts || facts.Assembly.ContainsKey(token.Start));

    // Returns the last token that is done with.
    private int LiftAssembly(int index, List<Edit> edits)
    {
        Token word = _input.Tokens[index];
        if (InlineAssembly.Read(_text, _input.Tokens, index) is not { } statement)
        {
            _assembly[word.Start] = "a template of macros";
            return index;
        }
        // Nothing but a barrier to the compiler, which every clang takes.
        if (string.IsNullOrWhiteSpace(statement.Template))
        {
            _lifted.Add(word.Start);
            return statement.Close;
        }
        string[] texts = [.. statement.Operands.Select(operand => ArgumentText((operand.First, operand.End)))];
        IReadOnlyList<string> types = _input.Facts?.Assembly.GetValueOrDefault(word.Start) ?? [];
        LiftedAssembly? lifted = PtxLifter.Lift(statement, texts, types, out string problem);
        if (lifted is null || Translated(lifted, texts) is not { } statements)
        {
            _assembly[word.Start] = (problem.Length > 0 ? problem : statement.Template.Trim()).Replace("%%", "%", StringComparison.Ordinal);
            return index;
        }
        _lifted.Add(word.Start);
        if (statements.Any(text => text.Contains(Clock, StringComparison.Ordinal)) && !_helperNames.Contains(Clock)) Report("CB4003", word.Start, "%globaltimer", ClockNote);
        bool closed = statement.Close + 1 < _input.Tokens.Count && Spelling(_input.Tokens[statement.Close + 1]) == ";";
        bool isBlock = lifted.IsBlock || statements.Count != 1;
        int last = isBlock && closed && statements.Count > 0 ? statement.Close + 1 : statement.Close;
        string text = statements.Count == 0 ? $"/* {statement.Template.Trim()} */" : isBlock ? Block(word, statements) : statements[0];
        edits.Add(new Edit(word.Start, _input.Tokens[last].End - word.Start, text));
        return last;
    }

    // Names of CUDA's become the dialect's; null: it lacks one.
    private List<string>? Translated(LiftedAssembly lifted, string[] texts)
    {
        List<string> statements = [];
        HashSet<string> headers = [];
        bool helper = false;
        foreach (string text in lifted.Statements)
        {
            SourceText source = new(SourceText.Bytes(text));
            FileRewriter inner = new(_dialect, new RewriteInput(_input.Path, source, Lexer.Tokenize(source.Text), null, false, _ => null, _ => false));
            List<Edit> edits = [];
            inner.Walk(0, inner._input.Tokens.Count, edits);
            if (inner._findings.Any(finding => finding.Weight == Weight.Blocking)) return null;
            string translated = Edits.Apply(source.Text, edits);
            helper |= inner._needsHelper;
            if (translated.Contains(Clock, StringComparison.Ordinal))
            {
                // Nothing in CUDA tells the time but PTX: the dialect's helper does, or cycles are counted.
                if (_helperNames.Contains(Clock)) helper = true;
                else headers.Add(ClockHeader);
            }
            else if (translated.Contains("cudabridge::", StringComparison.Ordinal)) headers.Add(Functions);
            if (translated.Contains("__mbarrier_", StringComparison.Ordinal)) headers.Add(Barriers);
            statements.Add(PtxLifter.PutOperands(translated, texts));
        }
        _needsHelper |= helper;
        foreach (string header in headers) AddOurs(header);
        return statements;
    }

    private string ClockNote => _input.Facts is { MainBody: >= 0 }
        ? "by our header: cycles by the clock rate, which do not compare between multiprocessors"
        : "by our header: cycles by the clock rate; main is in another file and has to call cudabridge::start_clock() of this one";

    // The device is told its clock rate before the first launch.
    private void StartClock(List<Edit> edits)
    {
        if (_ownHeaders.Contains(ClockHeader) && _input.Facts is { MainBody: >= 0 and int body } && !_text.Contains("start_clock", StringComparison.Ordinal)) edits.Add(new Edit(body, 0, " cudabridge::start_clock();"));
    }

    // On lines of its own, but not in a macro.
    private string Block(Token word, List<string> statements)
    {
        if (word.Directive != 0 || statements.Count == 1) return $"{{ {string.Concat(statements.Select(statement => statement + "; "))}}}";
        int line = _input.Source.LineStart(_input.Source.PlaceOf(word.Start).Line - 1);
        int end = line;
        while (end < _text.Length && _text[end] is ' ' or '\t') end++;
        string indent = _text[line..end];
        return $"{{\n{string.Concat(statements.Select(statement => $"{indent}  {statement};\n"))}{indent}}}";
    }
}
