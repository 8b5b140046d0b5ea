using System.Globalization;

namespace CudaBridge.Ptx;

public sealed partial class Parser
{
    private Module Module()
    {
        if (!AcceptWord(".version")) throw Unexpected("'.version'");
        (int major, int minor) = Version();
        if (!AcceptWord(".target")) throw Unexpected("'.target'");
        List<string> targets = TargetNames();
        int? addressSize = AcceptWord(".address_size") ? AddressSize() : null;
        List<ModuleItem> items = [];
        while (Kind != TokenKind.End)
            if (Item() is { } item) items.Add(item);
        return new(major, minor, targets, addressSize, items);
    }

    // 8.7 is lexed as a number
    private (int Major, int Minor) Version()
    {
        int at = _token.Start;
        string text = Spelling.ToString();
        string[] parts = text.Split('.');
        if (Kind != TokenKind.Float || parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor))
            throw Unexpected("a version such as 8.0");
        if (major is < 1 or > 9) throw Error(at, $"PTX version {text}", "versions 1.0 to 9.x are known");
        Advance();
        return (major, minor);
    }

    private List<string> TargetNames()
    {
        List<string> targets = [TakeName("a target")];
        while (Accept(TokenKind.Comma)) targets.Add(TakeName("a target"));
        return targets;
    }

    private int AddressSize()
    {
        int at = _token.Start;
        long bits = TakeInteger();
        return bits is 32 or 64 ? (int)bits : throw Error(at, $"an address size of {bits.ToString(CultureInfo.InvariantCulture)} bits", "32 or 64");
    }

    // Null for an empty statement.
    private ModuleItem? Item()
    {
        int start = _token.Start;
        if (Accept(TokenKind.Semicolon)) return null;
        if (Kind != TokenKind.Dotted) throw Unexpected("a directive");
        if (AcceptWord(".file")) return File(start);
        if (AcceptWord(".section")) return DebugSection(start);
        if (AcceptWord(".pragma")) return new PragmaItem(start, PragmaDirective(start));
        if (AcceptWord(".target")) return new TargetItem(start, TargetNames());
        if (AcceptWord(".reg")) return new RegisterItem(start, Registers(start));
        if (AcceptWord(".alias")) return Alias(start);
        return FunctionOrVariable(start);
    }

    private AliasItem Alias(int start)
    {
        string name = TakeName("a function");
        Expect(TokenKind.Comma, "','");
        string target = TakeName("a function");
        Expect(TokenKind.Semicolon, "';'");
        return new(start, name, target);
    }

    private FileItem File(int start)
    {
        long index = TakeInteger();
        string name = TakeText();
        List<long> numbers = [];
        while (Accept(TokenKind.Comma)) numbers.Add(TakeInteger());
        return new(start, index, name, numbers);
    }

    private ModuleItem FunctionOrVariable(int start)
    {
        Linkage linkage = TakeLinkage();
        if (AcceptWord(".entry")) return Function(start, linkage, isEntry: true);
        if (AcceptWord(".func")) return Function(start, linkage, isEntry: false);
        if (!IsVariableStart()) throw Error(start, $"'{Shorten(Spelling)}' is no directive of a module");
        return new VariableItem(start, Variables(linkage));
    }

    private Linkage TakeLinkage()
    {
        Linkage linkage = Spelling switch
        {
            ".visible" => Linkage.Visible,
            ".extern"  => Linkage.Extern,
            ".weak"    => Linkage.Weak,
            ".common"  => Linkage.Common,
            _          => Linkage.Local,
        };
        if (linkage != Linkage.Local) Advance();
        return linkage;
    }

    private Function Function(int start, Linkage linkage, bool isEntry)
    {
        List<string> attributes = Attributes();
        List<Variable>? returns = Kind == TokenKind.OpenParenthesis ? Parameters() : null;
        string name = TakeName("the function's name");
        List<Variable>? parameters = Kind == TokenKind.OpenParenthesis ? Parameters() : null;
        bool noReturn = AcceptWord(".noreturn");
        List<Directive> directives = FunctionDirectives();
        noReturn |= AcceptWord(".noreturn");
        if (Accept(TokenKind.Semicolon)) return new(start, linkage, isEntry, attributes, returns, name, parameters, noReturn, directives, Body: null);
        if (Kind != TokenKind.OpenBrace) throw Unexpected("the function's body");
        return new(start, linkage, isEntry, attributes, returns, name, parameters, noReturn, directives, Block().Body);
    }

    private List<Directive> FunctionDirectives()
    {
        List<Directive> directives = [];
        while (Kind == TokenKind.Dotted && !IsWord(".noreturn"))
        {
            int start = _token.Start;
            string name = _names.Get(Spelling);
            int most = name switch
            {
                ".maxntid" or ".reqntid" or ".reqnctapercluster" => 3,
                ".minnctapersm" or ".maxnctapersm" or ".maxnreg" or ".maxclusterrank" or ".abi_preserve" or ".abi_preserve_control" => 1,
                ".explicitcluster" or ".blocksareclusters" => 0,
                ".pragma" => -1,
                _ => throw Error(start, $"'{Shorten(Spelling)}' is no directive of a function"),
            };
            Advance();
            directives.Add(most < 0 ? FunctionPragma(start) : new(start, name, Arguments(most)));
        }
        return directives;
    }

    // .pragma before a body ends with a semicolon like the others
    private Directive FunctionPragma(int start) =>
        new(start, ".pragma", [.. PragmaDirective(start).Texts.Select(text => new NameExpression(start, text))]);

    private List<Expression> Arguments(int most)
    {
        List<Expression> arguments = [];
        if (most == 0) return arguments;
        do arguments.Add(Expression());
        while (arguments.Count < most && Accept(TokenKind.Comma));
        return arguments;
    }

    private CallPrototype Prototype(int start, string name)
    {
        Advance();
        List<Variable>? returns = Kind == TokenKind.OpenParenthesis ? Parameters() : null;
        string function = TakeName("'_'");
        List<Variable> parameters = Kind == TokenKind.OpenParenthesis ? Parameters() : [];
        bool noReturn = AcceptWord(".noreturn");
        List<Directive> directives = FunctionDirectives();
        Expect(TokenKind.Semicolon, "';'");
        return new(start, name, returns, function, parameters, noReturn, directives);
    }
}
