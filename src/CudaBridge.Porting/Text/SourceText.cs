using System.Text;

namespace CudaBridge.Porting.Text;

/// <summary>How the bytes of a file are to be understood.</summary>
public enum SourceEncoding { Ascii, Utf8, Other, Binary }

/// <summary>
/// A file's bytes as characters, one a byte, so that offsets are clang's and what is not touched is written back as it was, whatever its encoding.
/// </summary>
public sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(ReadOnlySpan<byte> bytes)
    {
        Text = Encoding.Latin1.GetString(bytes);
        Kind = Classify(bytes);
        for (int i = 0; i < Text.Length; i++)
            if (Text[i] == '\n') _lineStarts.Add(i + 1);
    }

    public string Text { get; }
    public SourceEncoding Kind { get; }
    public int Lines => _lineStarts.Count;

    /// <summary>Line and column of an offset, both from 1; columns count bytes.</summary>
    public (int Line, int Column) PlaceOf(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>A line without its end, as text; bytes that are not UTF-8 become the replacement character.</summary>
    public string Line(int line)
    {
        if (line < 1 || line > _lineStarts.Count) return "";
        int start = _lineStarts[line - 1], end = line < _lineStarts.Count ? _lineStarts[line] : Text.Length;
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Text[start..end].TrimEnd('\r', '\n')));
    }

    /// <summary>Offset where a line starts, counted from 0; the text's end for lines beyond.</summary>
    public int LineStart(int index) => index < _lineStarts.Count ? _lineStarts[index] : Text.Length;

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static SourceEncoding Classify(ReadOnlySpan<byte> bytes)
    {
        // UTF-16 and UTF-32 have zero bytes in every ASCII character; sources have none.
        if (bytes[..Math.Min(bytes.Length, 4096)].Contains((byte)0)) return SourceEncoding.Binary;
        if (Ascii.IsValid(bytes)) return SourceEncoding.Ascii;
        return System.Text.Unicode.Utf8.IsValid(bytes) ? SourceEncoding.Utf8 : SourceEncoding.Other;
    }
}
