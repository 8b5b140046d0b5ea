using System.Text;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile.Forms;

/// <summary>An argument, or a number of elements made of one, that a language's text names.</summary>
internal readonly record struct NamedValue(LLVMValueRef Value, IndexSum? Sum)
{
    public NamedValue(LLVMValueRef value) : this(value, null) { }

    public static implicit operator NamedValue(IndexSum sum) => new(default, sum);
}

/// <summary>Kernels over a plane of elements whose body is a language's own text.</summary>
internal static class PlaneText
{
    /// <param name="form">The text, below the constants <c>rows columns</c>.</param>
    /// <param name="tile">Elements of CUDA's tile in either direction.</param>
    /// <param name="rows">The plane's rows; none: as many as the grid's tiles have.</param>
    /// <param name="columns">Its columns; none: as many as the grid's tiles have.</param>
    /// <param name="constants">More constants that the text counts on, by <paramref name="names"/>.</param>
    public static CoreText Write(KernelDraft draft, string form, string comment, int tile, LLVMValueRef rows, LLVMValueRef columns, string constants, IReadOnlyList<(string Place, NamedValue Value)> names)
    {
        draft.Writer.NameHead("rows columns " + names.Aggregate(form + constants, (text, name) => text.Replace(name.Place, "", StringComparison.Ordinal)));
        draft.Open(2, true, comment);
        string Bound(string axis, LLVMValueRef bound) => bound.Exists() ? $"smaller({NameOf(draft, new(bound))}, (long)grid_size_{axis} * {tile})" : $"(long)grid_size_{axis} * {tile}";
        StringBuilder body = new($"const long rows = {Bound("y", rows)}, columns = {Bound("x", columns)}{constants};\n{form}");
        foreach ((string place, NamedValue value) in names) body.Replace(place, NameOf(draft, value));
        foreach (string line in body.ToString().Split('\n')) draft.Line(1, line);
        return new CoreText(draft.Describe(CoreForm.Tiles, "", 2) with { MaxThreads = 1024 }, draft.Close());
    }

    private static string NameOf(KernelDraft draft, NamedValue named)
    {
        if (named.Sum is { } sum && sum.Simple is not { Value.Handle: not 0 }) return $"{sum.Simple!.Value.Constant}";
        LLVMValueRef value = named.Sum?.Simple!.Value.Value ?? named.Value, function = draft.Kernel.Function;
        return value.IsAConstantInt.Exists() ? $"{value.ConstIntZExt}" : draft.Writer.Parameters[Enumerable.Range(0, (int)function.ParamsCount).First(i => function.GetParam((uint)i) == value)];
    }
}
