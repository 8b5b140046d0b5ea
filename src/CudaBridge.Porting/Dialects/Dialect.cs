namespace CudaBridge.Porting.Dialects;

/// <summary>A text in the report's languages.</summary>
public sealed record Localized(string English, string Chinese)
{
    public string In(Language language) => language == Language.Chinese ? Chinese : English;
}

public enum Language { English, Chinese }

public enum DialectFamily
{
    /// <summary>Threads, warps and blocks as in CUDA: source to source.</summary>
    Simt,

    /// <summary>One task is one vector core with scratch memory: kernels need another road than names.</summary>
    Tile,

    /// <summary>Sources stay as they are; our runtime compiles their kernels for the device.</summary>
    Kernels,
}

/// <summary>What a header becomes.</summary>
/// <param name="Target">Null: the header has no counterpart.</param>
public sealed record HeaderMapping(string Cuda, string? Target, Status Status, string Note);

/// <summary>A regular renaming of a whole category.</summary>
public sealed record PrefixRule(NameCategory Category, string From, string To, Status Status, Evidence Evidence, string Note);

/// <summary>What a maker's language is: a table and nothing else. <see cref="DialectReader"/> explains the fields.</summary>
public sealed record Dialect
{
    public required string Name { get; init; }
    public required Localized Maker { get; init; }
    public required Localized Title { get; init; }
    public required DialectFamily Family { get; init; }
    public required string Extension { get; init; }

    /// <summary>Lanes of a warp; 0 where the language has none.</summary>
    public required int Warp { get; init; }

    /// <summary>Threads of a block.</summary>
    public required int MaxBlock { get; init; }

    /// <summary>Bytes of shared memory a block may declare.</summary>
    public required int MaxShared { get; init; }

    public required IReadOnlySet<string> Lacks { get; init; }
    public required string Compile { get; init; }
    public required string Link { get; init; }
    public required string Architecture { get; init; }

    /// <summary>Header that stands in for what nvcc includes by itself.</summary>
    public required string MainHeader { get; init; }

    /// <summary>Header of ours that the output needs; null: none.</summary>
    public string? Helper { get; init; }

    /// <summary>Arguments a launch must have, with the values CUDA leaves out; empty: as in CUDA.</summary>
    public required IReadOnlyList<string> LaunchDefaults { get; init; }

    /// <summary>For cores without threads how a kernel starts: $k its name, $q the queue.</summary>
    public string CoreLaunch { get; init; } = "";

    /// <summary>For cores without threads the type of a queue.</summary>
    public string QueueType { get; init; } = "";

    public required IReadOnlyDictionary<string, HeaderMapping> Headers { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyList<(int Arity, Mapping Mapping)>> Names { get; init; }
    public required IReadOnlyList<PrefixRule> Rules { get; init; }

    /// <summary>What this dialect is good for beyond the table, for the report.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What a CUDA header becomes; null when the table says nothing of it. A row whose name ends in <c>*</c> is for all headers that start so.</summary>
    public HeaderMapping? FindHeader(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Headers.TryGetValue(name, out HeaderMapping? exact)) return exact;
        HeaderMapping? best = Headers.Values.Where(row => row.Cuda.EndsWith('*') && name.StartsWith(row.Cuda[..^1], StringComparison.Ordinal)).MaxBy(row => row.Cuda.Length);
        return best is null ? null : best with { Cuda = name, Target = best.Target == best.Cuda ? name : best.Target };
    }

    /// <summary>What a CUDA name becomes; null when the name is not CUDA's.</summary>
    /// <param name="arity">Number of arguments of the call; -1: not a call.</param>
    public Mapping? Find(string name, int arity = -1)
    {
        if (Names.TryGetValue(name, out IReadOnlyList<(int Arity, Mapping Mapping)>? rows)) return Choose(rows, arity);
        if (CudaNames.CategoryOf(name) is not { } category) return null;
        foreach (PrefixRule rule in Rules)
            if (rule.Category == category && name.StartsWith(rule.From, StringComparison.Ordinal))
                return new Mapping(name, rule.To == "-" ? null : rule.To + name[rule.From.Length..], rule.Status, rule.Evidence, rule.Note);
        return new Mapping(name, null, Status.Unknown, Evidence.Unverified, "");
    }

    // A row for the number of arguments before a row for any number.
    private static Mapping Choose(IReadOnlyList<(int Arity, Mapping Mapping)> rows, int arity)
    {
        foreach ((int wanted, Mapping mapping) in rows)
            if (wanted == arity) return mapping;
        foreach ((int wanted, Mapping mapping) in rows)
            if (wanted < 0) return mapping;
        return rows[0].Mapping;
    }
}
