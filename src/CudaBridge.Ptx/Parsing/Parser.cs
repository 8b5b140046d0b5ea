namespace CudaBridge.Ptx;

/// <summary>Reads PTX text into a tree. Every method throws <see cref="PtxException"/> on text that is not legal PTX.</summary>
public sealed partial class Parser
{
    // Deeper nesting than any program has; keeps hostile input from exhausting the stack.
    private const int DeepestNesting = 128;

    private readonly string _text;
    private readonly NamePool _names = new();
    private readonly OpcodeCache _opcodes;
    private Lexer _lexer;
    private Token _token;
    private Token _ahead;
    private int _previousEnd;
    private int _depth;

    private Parser(string text)
    {
        _text = text;
        _opcodes = new(text);
        _lexer = new(text);
        _token = _lexer.Next();
        _ahead = _lexer.Next();
    }

    /// <summary>A whole module: <c>.version</c>, <c>.target</c> and all that follows.</summary>
    public static Module ParseModule(string text) => new Parser(text).Module();

    /// <summary>The statements of a function body, as inline asm holds them.</summary>
    public static IReadOnlyList<Statement> ParseStatements(string text)
    {
        Parser parser = new(text);
        List<Statement> statements = parser.Statements();
        if (parser._token.Kind != TokenKind.End) throw parser.Unexpected("a statement");
        return statements;
    }

    private TokenKind Kind => _token.Kind;

    private ReadOnlySpan<char> Spelling => _text.AsSpan(_token.Start, _token.Length);

    private void Advance()
    {
        _previousEnd = _token.End;
        _token = _ahead;
        _ahead = _lexer.Next();
    }

    private bool Accept(TokenKind kind)
    {
        if (Kind != kind) return false;
        Advance();
        return true;
    }

    private void Expect(TokenKind kind, string what)
    {
        if (!Accept(kind)) throw Unexpected(what);
    }

    private bool IsWord(string word) => Spelling.SequenceEqual(word);

    private bool AcceptWord(string word)
    {
        if (!IsWord(word)) return false;
        Advance();
        return true;
    }

    private string TakeName(string what)
    {
        if (Kind != TokenKind.Name) throw Unexpected(what);
        string name = _names.Get(Spelling);
        Advance();
        return name;
    }

    private string TakeText()
    {
        if (Kind != TokenKind.Text) throw Unexpected("a text in quotes");
        string text = _text[(_token.Start + 1)..(_token.End - 1)];
        Advance();
        return text;
    }

    private PtxException Unexpected(string expected) =>
        new(_text, _token.Start, Kind switch
        {
            TokenKind.End => $"the text ends where {expected} is expected",
            TokenKind.Bad when _text.AsSpan(_token.Start).StartsWith("/*") => "this comment is not closed",
            _ => $"'{Shorten(Spelling)}' stands where {expected} is expected",
        });

    private static string Shorten(ReadOnlySpan<char> spelling) => spelling.Length <= 40 ? spelling.ToString() : $"{spelling[..37]}...";

    private PtxException Error(int offset, string problem, string? hint = null) => new(_text, offset, problem, hint);

    private void Enter()
    {
        if (++_depth > DeepestNesting) throw Error(_token.Start, $"more than {DeepestNesting} levels of nesting");
    }

    private void Leave() => _depth--;
}
