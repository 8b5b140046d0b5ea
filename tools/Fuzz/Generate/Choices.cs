namespace CudaBridge.Fuzz.Generate;

/// <summary>A stretch of choices that belong together: a statement, an expression.</summary>
internal readonly record struct ChoiceSpan(int Start, int End);

/// <summary>
/// Where every decision of the generator comes from: random numbers, or a recording of earlier decisions. Choice 0 is always the simplest one,
/// and a recording that ends early goes on with zeros, so that any shortened recording is a smaller kernel that is as valid as the first.
/// </summary>
internal sealed class Choices
{
    private readonly int[]? _recording;
    private readonly List<int> _taken = [];
    private readonly List<ChoiceSpan> _spans = [];
    private readonly Stack<int> _open = [];
    private ulong _state;

    public Choices(ulong seed) => _state = seed;

    public Choices(int[] recording) => _recording = recording;

    /// <summary>The decisions so far.</summary>
    public IReadOnlyList<int> Taken => _taken;
    public IReadOnlyList<ChoiceSpan> Spans => _spans;

    /// <summary>A number from 0 to <paramref name="count"/> − 1.</summary>
    public int Next(int count)
    {
        int value = _recording is null ? (int)(NextRandom() % (uint)count) : _taken.Count < _recording.Length ? _recording[_taken.Count] % count : 0;
        _taken.Add(value);
        return value;
    }

    public bool Chance(int percent) => Next(100) >= 100 - percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>One of the items, with a probability in proportion to its weight.</summary>
    public T PickWeighted<T>(IReadOnlyList<(int Weight, T Item)> items)
    {
        int at = Next(items.Sum(i => i.Weight));
        foreach ((int weight, T item) in items)
        {
            if (at < weight) return item;
            at -= weight;
        }

        throw new InvalidOperationException("no item has a weight");
    }

    public void Begin() => _open.Push(_taken.Count);

    public void End() => _spans.Add(new ChoiceSpan(_open.Pop(), _taken.Count));

    // SplitMix64: the same numbers on every machine and with every version of .NET.
    private ulong NextRandom()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (z ^ (z >> 31)) >> 16;
    }
}
