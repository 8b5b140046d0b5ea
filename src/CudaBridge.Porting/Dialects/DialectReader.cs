using System.Globalization;
using System.Text.RegularExpressions;

namespace CudaBridge.Porting.Dialects;

/// <summary>
/// Reads a dialect's table. A file starts with fields (<c>name value</c>); columns are parted by two spaces or more; <c>#</c> starts a comment line.
/// <c>extends NAME</c> takes the rows of another table, which this one's rows replace.
/// <code>
/// [headers]  CUDA's header      target's or -      status      note
/// [rules]    category           CUDA's prefix      target's, = to keep, or -    status    evidence    note
/// [names]    CUDA's name[/n]    target, call($1…), = or -    status      evidence    note
/// </code>
/// A header that ends in <c>*</c> stands for all that start so. <c>/n</c> limits a row to calls with n arguments. Evidence: V seen in a primary public source, U in code of others only, ? unverified.
/// </summary>
public static partial class DialectReader
{
    /// <exception cref="FormatException">A line is no row; the message names file and line.</exception>
    public static Dialect Read(string file, string text, Func<string, Dialect> find)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(find);
        Draft draft = new();
        string section = "";
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            try
            {
                if (line[0] == '[') section = line[1..^1];
                else Row(draft, section, line, find);
            }
            catch (Exception problem) when (problem is FormatException or IndexOutOfRangeException or KeyNotFoundException or ArgumentException)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{file}:{i + 1}: {problem.Message}: {line}"), problem);
            }
        }
        return draft.Finish();
    }

    private static void Row(Draft draft, string section, string line, Func<string, Dialect> find)
    {
        string[] columns = Gap().Split(line);
        switch (section)
        {
            case "" when columns[0] == "extends": draft.TakeFrom(find(columns[1])); break;
            case "": draft.Fields[columns[0]] = columns.Length > 1 ? columns[1] : ""; break;
            case "notes": draft.Notes.Add(line); break;
            case "headers": draft.Headers[columns[0]] = new HeaderMapping(columns[0], Target(columns[1], columns[0]), StatusOf(columns[2]), Column(columns, 3)); break;
            case "rules": draft.AddRule(RuleOf(columns)); break;
            case "names": AddName(draft, columns); break;
            default: throw new FormatException($"no section '{section}'");
        }
    }

    private static PrefixRule RuleOf(string[] columns)
    {
        NameCategory category = CudaNames.Section(columns[0]) ?? throw new FormatException($"no category '{columns[0]}'");
        string from = columns[1] == "*" ? "" : columns[1];
        return new PrefixRule(category, from, columns[2] == "=" ? from : columns[2], StatusOf(columns[3]), EvidenceOf(columns[4]), Column(columns, 5));
    }

    private static void AddName(Draft draft, string[] columns)
    {
        int slash = columns[0].IndexOf('/', StringComparison.Ordinal);
        string name = slash < 0 ? columns[0] : columns[0][..slash];
        int arity = slash < 0 ? -1 : int.Parse(columns[0].AsSpan(slash + 1), CultureInfo.InvariantCulture);
        draft.AddName(arity, new Mapping(name, Target(columns[1], name), StatusOf(columns[2]), EvidenceOf(columns[3]), Column(columns, 4)));
    }

    private static string? Target(string column, string cuda) => column switch { "-" => null, "=" => cuda, _ => column };

    private static string Column(string[] columns, int index) => index < columns.Length ? string.Join("  ", columns[index..]) : "";

    private static Status StatusOf(string word) => word switch
    {
        "mapped" => Status.Mapped, "partial" => Status.Partial, "unsupported" => Status.Unsupported, "unknown" => Status.Unknown,
        _ => throw new FormatException($"no status '{word}'"),
    };

    private static Evidence EvidenceOf(string word) => word switch
    {
        "V" => Evidence.Verified, "U" => Evidence.UsageOnly, "?" => Evidence.Unverified, _ => throw new FormatException($"no evidence '{word}'"),
    };

    [GeneratedRegex(@"\s{2,}|\t+")]
    private static partial Regex Gap();

    /// <summary>A dialect while its file is read.</summary>
    private sealed class Draft
    {
        public Dictionary<string, string> Fields { get; } = [];
        public Dictionary<string, HeaderMapping> Headers { get; } = [];
        public List<string> Notes { get; } = [];
        private readonly Dictionary<string, List<(int Arity, Mapping Mapping)>> _names = [];
        private readonly HashSet<string> _own = [];
        private readonly List<PrefixRule> _ownRules = [];
        private readonly List<PrefixRule> _inherited = [];

        public void TakeFrom(Dialect parent)
        {
            foreach ((string header, HeaderMapping mapping) in parent.Headers) Headers[header] = mapping;
            foreach ((string name, IReadOnlyList<(int Arity, Mapping Mapping)> rows) in parent.Names) _names[name] = [.. rows];
            _inherited.AddRange(parent.Rules);
            Fields["warp"] = Text(parent.Warp);
            Fields["block"] = Text(parent.MaxBlock);
            Fields["shared"] = Text(parent.MaxShared);
            Fields["lacks"] = string.Join(' ', parent.Lacks);
            Fields["main-header"] = parent.MainHeader;
            Fields["family"] = parent.Family == DialectFamily.Simt ? "simt" : "tile";
            Fields["launch"] = string.Join(' ', parent.LaunchDefaults);
            Fields["extension"] = parent.Extension;
            if (parent.Helper is { } helper) Fields["helper"] = helper;
        }

        public void AddRule(PrefixRule rule) => _ownRules.Add(rule);

        public void AddName(int arity, Mapping mapping)
        {
            // The first row of ours drops the rows that were taken over; two rows for the same calls are a mistake.
            if (_own.Add(mapping.Cuda) || !_names.TryGetValue(mapping.Cuda, out List<(int Arity, Mapping Mapping)>? rows)) _names[mapping.Cuda] = rows = [];
            if (rows.Any(row => row.Arity == arity)) throw new FormatException("a second row for the same name");
            rows.Add((arity, mapping));
        }

        public Dialect Finish() => new()
        {
            Name = Fields["dialect"],
            Maker = Pair("maker"),
            Title = Pair("title"),
            Family = Fields["family"] switch { "simt" => DialectFamily.Simt, "tile" => DialectFamily.Tile, "kernels" => DialectFamily.Kernels, var other => throw new FormatException($"no family '{other}'") },
            Extension = Fields["extension"],
            Warp = Number("warp"),
            MaxBlock = Number("block"),
            MaxShared = Number("shared"),
            Lacks = Words("lacks").ToHashSet(),
            Compile = Fields["compile"],
            Link = Fields.GetValueOrDefault("link", ""),
            Architecture = Fields["arch"],
            MainHeader = Fields["main-header"],
            Helper = Fields.TryGetValue("helper", out string? helper) && helper != "-" ? helper : null,
            LaunchDefaults = [.. Words("launch")],
            CoreLaunch = Fields.GetValueOrDefault("core-launch", ""),
            QueueType = Fields.GetValueOrDefault("queue-type", ""),
            Headers = Headers,
            Names = _names.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<(int Arity, Mapping Mapping)>)pair.Value),
            Rules = [.. _ownRules, .. _inherited],
            Notes = Notes,
        };

        private Localized Pair(string field)
        {
            string[] parts = Fields[field].Split('|', StringSplitOptions.TrimEntries);
            return new Localized(parts[0], parts[^1]);
        }

        private int Number(string field) => int.Parse(Fields[field], CultureInfo.InvariantCulture);

        private IEnumerable<string> Words(string field) => Fields.GetValueOrDefault(field, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

        private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
