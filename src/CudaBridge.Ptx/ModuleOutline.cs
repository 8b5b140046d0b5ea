namespace CudaBridge.Ptx;

/// <summary>
/// Which parts of a module a kernel needs: itself, the functions it may call and the variables it names. A module with hundreds of kernels is
/// parsed once, and each kernel that is used becomes a small module of its own.
/// </summary>
public sealed class ModuleOutline
{
    private readonly string _text;
    private readonly Dictionary<string, List<Part>> _parts = new(StringComparer.Ordinal);
    private readonly List<Part> _ordered = [];

    private ModuleOutline(string text) => _text = text;

    private sealed record Part(int Start, int End, ModuleItem Item)
    {
        public IReadOnlyList<string>? Names { get; set; }
    }

    /// <summary>The kernels in the order of the text.</summary>
    public IReadOnlyList<string> Kernels => [.. Functions().Where(f => f is { IsEntry: true, Body: not null }).Select(f => f.Name)];

    /// <summary>The module has <c>.global</c> or <c>.const</c> variables.</summary>
    public bool HasVariables => Variables().Any();

    /// <summary>
    /// Kernels can be taken apart: no function has static variables of its own, which several kernels would share, and no variable is
    /// initialised with the address of a function.
    /// </summary>
    public bool IsDivisible
    {
        get
        {
            HashSet<string> functions = new(Functions().Select(f => f.Name), StringComparer.Ordinal);
            return _ordered.TrueForAll(part => part.Item switch
            {
                Function function => !HasStaticVariables(part),
                VariableItem => !NamesIn(part).Any(functions.Contains),
                RegisterItem or AliasItem => false,
                _ => true,
            });
        }
    }

    /// <exception cref="PtxException">The text is not legal PTX.</exception>
    public static ModuleOutline Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ModuleOutline outline = new(text);
        IReadOnlyList<ModuleItem> items = Parser.ParseModule(text).Items;
        for (int i = 0; i < items.Count; i++) outline.Add(new(items[i].Offset, i + 1 < items.Count ? items[i + 1].Offset : text.Length, items[i]));
        return outline;
    }

    /// <summary>The module with one kernel. What it does not need is blank, so that places in the text stay what they are.</summary>
    public string Slice(string kernel)
    {
        HashSet<Part> needed = [];
        Stack<string> names = new([kernel]);
        while (names.TryPop(out string? name))
            foreach (Part part in _parts.GetValueOrDefault(name, []))
                if (needed.Add(part))
                    foreach (string used in NamesIn(part)) names.Push(used);
        return Keep(part => needed.Contains(part) || part.Item is not (Function or VariableItem));
    }

    /// <summary>The module without its functions.</summary>
    public string VariablesOnly() => Keep(part => part.Item is not Function);

    private void Add(Part part)
    {
        _ordered.Add(part);
        IEnumerable<string> names = part.Item switch
        {
            Function function => [function.Name],
            VariableItem item => item.Variables.Select(v => v.Name),
            _ => [],
        };
        foreach (string name in names)
        {
            if (!_parts.TryGetValue(name, out List<Part>? parts)) _parts[name] = parts = [];
            parts.Add(part);
        }
    }

    private IEnumerable<Function> Functions() => _ordered.Select(part => part.Item).OfType<Function>();

    private IEnumerable<Variable> Variables() =>
        _ordered.Select(part => part.Item).OfType<VariableItem>().SelectMany(item => item.Variables).Where(v => v.Space is StateSpace.Global or StateSpace.Const);

    private string Keep(Predicate<Part> isKept) => string.Create(_text.Length, isKept, (result, keep) =>
    {
        _text.CopyTo(result);
        foreach (Part part in _ordered.Where(part => !keep(part)))
        {
            Span<char> blank = result[part.Start..part.End];
            for (int at = blank.IndexOf('\n'); at >= 0; at = blank.IndexOf('\n'))
            {
                blank[..at].Fill(' ');
                blank = blank[(at + 1)..];
            }
            blank.Fill(' ');
        }
    });

    // The module's names that a part uses.
    private IReadOnlyList<string> NamesIn(Part part)
    {
        if (part.Names is { } known) return known;
        HashSet<string> names = new(StringComparer.Ordinal);
        Lexer lexer = new(_text, part.Start);
        for (Token token = lexer.Next(); token.Kind != TokenKind.End && token.Start < part.End; token = lexer.Next())
            if (token.Kind == TokenKind.Name && _text[token.Start] != '%' && _text.Substring(token.Start, token.Length) is { } name && _parts.ContainsKey(name)) names.Add(name);
        return part.Names = [.. names];
    }

    // A statement that begins with .global or .const, rather than an instruction's state space.
    private bool HasStaticVariables(Part part)
    {
        Lexer lexer = new(_text, part.Start);
        TokenKind before = TokenKind.Bad;
        for (Token token = lexer.Next(); token.Kind != TokenKind.End && token.Start < part.End; token = lexer.Next())
        {
            bool isStatement = before is TokenKind.Semicolon or TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.Colon;
            if (isStatement && token.Kind == TokenKind.Dotted && _text.AsSpan(token.Start, token.Length) is ".global" or ".const") return true;
            before = token.Kind;
        }
        return false;
    }
}
