using System.Text.Json;
using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>
/// What the way back cannot know by itself: names that are two in CUDA and one in the dialect, arguments that were arranged anew, inline PTX that became C++, words of the program's
/// that look like the dialect's. Lies beside the output as <see cref="FileName"/>. A place is found by its line's text and by how many equal lines stand before it, so that edits
/// elsewhere in the file do not lose it; where the line itself was edited, the dialect's table decides.
/// </summary>
public sealed class PortRecord
{
    public const string FileName = "cudabridge-port.json";

    /// <param name="Line">The translated line, one character a byte.</param>
    /// <param name="Occurrence">Equal lines before it.</param>
    /// <param name="Column">Where <paramref name="Is"/> starts in it, from 0.</param>
    /// <param name="Is">The translated text; it may go on over further lines.</param>
    /// <param name="Was">CUDA's text.</param>
    private sealed record Place(string Line, int Occurrence, int Column, string Is, string Was);

    private readonly SortedDictionary<string, IReadOnlyList<Place>> _files = new(StringComparer.Ordinal);

    private PortRecord()
    {
    }

    public bool IsEmpty => _files.Count == 0;

    /// <summary>What to keep of a translation.</summary>
    public static PortRecord Of(PortedTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        PortRecord record = new();
        ReverseNames names = new(tree.Dialect);
        Func<string, string?> renamed = ReversedTree.Renaming(tree.Dialect);
        foreach (PortedFile file in tree.Files.Where(file => file.File.IsText))
            if (PlacesOf(file, names, renamed) is { Count: > 0 } places) record._files[file.NewName] = places;
        return record;
    }

    // What the table's way back makes of each edit, and of text that was not edited.
    private static List<Place> PlacesOf(PortedFile file, ReverseNames names, Func<string, string?> renamed)
    {
        SourceText target = new(file.Bytes);
        List<Edit> back = names.Rewrite(target, Lexer.Tokenize(target.Text), renamed);
        List<Place> places = [];
        string original = file.File.Source!.Text;
        int shift = 0, next = 0;
        foreach (Edit edit in file.Result?.Edits ?? [])
        {
            int start = edit.Start + shift, end = start + edit.Text.Length;
            shift += edit.Text.Length - edit.Length;
            while (next < back.Count && back[next].Start < start) KeepText(back[next++]);
            List<Edit> inside = [];
            bool fits = true;
            while (next < back.Count && (back[next].Start < end || (back[next].Start == end && back[next].Length == 0)))
            {
                fits &= back[next].End <= end;
                inside.Add(back[next++]);
            }

            string was = original.Substring(edit.Start, edit.Length);
            if (!fits || Edits.Apply(target.Text, start, end, inside) != was) Add(start, end, was);
        }

        while (next < back.Count) KeepText(back[next++]);
        return places;

        void KeepText(Edit edit) => Add(edit.Start, edit.End, target.Text[edit.Start..edit.End]);

        void Add(int start, int end, string was)
        {
            (int line, int column) = target.PlaceOf(start);
            string text = LineAt(target, line - 1);
            int before = 0;
            for (int i = 0; i < line - 1; i++)
                if (LineAt(target, i) == text) before++;
            places.Add(new Place(text, before, column - 1, target.Text[start..end], was));
        }
    }

    /// <summary>The table's edits of a file, and those of the record where it has a word on the place.</summary>
    public List<Edit> Correct(string name, SourceText source, IReadOnlyList<Edit> edits)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(edits);
        if (!_files.TryGetValue(name, out IReadOnlyList<Place>? places)) return [.. edits];
        ILookup<string, int> lines = Enumerable.Range(0, source.Lines).ToLookup(line => LineAt(source, line), source.LineStart);
        List<Edit> known = [.. places.Select(place => Found(place)).OfType<Edit>()];
        List<Edit> all = [.. edits.Where(edit => !known.Exists(other => Meet(edit, other))), .. known.Where(edit => source.Text.AsSpan(edit.Start, edit.Length).SequenceEqual(edit.Text) is false)];
        all.Sort((left, right) => (left.Start, left.Length).CompareTo((right.Start, right.Length)));
        return all;

        Edit? Found(Place place)
        {
            int[] starts = [.. lines[place.Line]];
            if (place.Occurrence >= starts.Length) return null;
            int at = starts[place.Occurrence] + place.Column;
            return source.Text.AsSpan(at).StartsWith(place.Is) ? new Edit(at, place.Is.Length, place.Was) : null;
        }
    }

    private static bool Meet(Edit left, Edit right) => left.Start < right.End && right.Start < left.End;

    private static string LineAt(SourceText source, int line) => source.Text[source.LineStart(line)..source.LineStart(line + 1)].TrimEnd('\r', '\n');

    public void Write(string folder)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach ((string name, IReadOnlyList<Place> places) in _files)
            {
                json.WriteStartArray(name);
                foreach (Place place in places)
                {
                    json.WriteStartObject();
                    json.WriteString("line", place.Line);
                    json.WriteNumber("occurrence", place.Occurrence);
                    json.WriteNumber("column", place.Column);
                    json.WriteString("is", place.Is);
                    json.WriteString("was", place.Was);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        OutputWriter.WriteFile(Path.Combine(folder, FileName), text.ToArray());
    }

    /// <summary>The record of a translated tree; empty when it has none.</summary>
    /// <exception cref="ToolException">CB1014: it cannot be read.</exception>
    public static PortRecord Read(string folder)
    {
        PortRecord record = new();
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return record;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonProperty file in json.RootElement.EnumerateObject())
                record._files[file.Name] = [.. file.Value.EnumerateArray().Select(place => new Place(place.GetProperty("line").GetString()!, place.GetProperty("occurrence").GetInt32(),
                    place.GetProperty("column").GetInt32(), place.GetProperty("is").GetString()!, place.GetProperty("was").GetString()!))];
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolMessages.CannotRead(path, problem.Message));
        }

        return record;
    }
}
