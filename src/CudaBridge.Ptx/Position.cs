namespace CudaBridge.Ptx;

/// <summary>A place in PTX text. Lines and columns count from 1; columns count characters.</summary>
public readonly record struct Position(int Line, int Column)
{
    /// <summary>The place of character <paramref name="offset"/> of <paramref name="text"/>.</summary>
    public static Position Of(string text, int offset)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        int line = 1 + text.AsSpan(0, offset).Count('\n');
        int start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        return new(line, offset - start + 1);
    }

    public override string ToString() => $"{Line}:{Column}";
}
