using System.Globalization;
using System.Text;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile.Forms;

/// <summary>A kernel that is being written, and what all forms of it say alike: its head, its parameters, its scratch memory, the loop over tiles or blocks.</summary>
/// <param name="Name">The kernel's name in the file.</param>
/// <param name="Writer">Writes the body; another for each form that is tried.</param>
internal sealed record KernelDraft(Translation Translation, ModuleWriter Module, CoreLanguage Language, Kernel Kernel, string Name, FunctionWriter Writer)
{
    /// <summary>Elements of a tile: enough to keep the copies busy, few enough that every core gets some.</summary>
    private const int LargestTile = 4096;

    private readonly StringBuilder _text = new();

    public IReadOnlyList<CoreParameter> Parameters => field ??= [.. Module.CoreParameters(Kernel, Writer).Select(p => new CoreParameter(CoreNames.Shown(p.Type), p.Name))];

    /// <summary>What the host passes behind the parameters. Variables among it are the module's from now on.</summary>
    public IReadOnlyList<CoreArgument> Hidden => field ??= NameHidden();

    private IReadOnlyList<CoreArgument> NameHidden()
    {
        foreach (IntPtr global in Writer.Globals.Keys) Module.NamedVariables.Add(new LLVMValueRef(global));
        return [.. Writer.CoreArguments.Select(h => h with { Type = CoreNames.Shown(h.Type) })];
    }

    public int Threads => (int)Math.Min(Kernel.MaxThreads, 1024u);

    /// <summary>The comment above the kernel, a line each, and its head.</summary>
    public void Open(int dimensions, bool usesTiles, params IEnumerable<string> comment)
    {
        foreach (string line in comment.Prepend(Demangler.Demangle(Kernel.Name))) _text.Append("// ").Append(line).Append('\n');
        IEnumerable<string> own = Parameters.Concat(Hidden.Select(h => new CoreParameter(h.Type, h.Name))).Select(p => $"{p.Type}{(p.Type.EndsWith('*') ? "" : " ")}{p.Name}");
        _text.Append(string.Format(CultureInfo.InvariantCulture, Language.KernelHead, Name, string.Join(", ", own.Concat(Sizes(dimensions).Select(s => $"uint {s}"))))).Append(" {\n");
        if (Language.Opening.Length > 0) Line(1, Language.Opening);
        if (usesTiles && Language.Tiles.Opening.Length > 0) Line(1, Language.Tiles.Opening);
    }

    // The sizes of grid and blocks as parameters.
    private static IEnumerable<string> Sizes(int dimensions) => "xyz"[..dimensions].Select(axis => $"grid_size_{axis}").Concat("xyz"[..dimensions].Select(axis => $"block_size_{axis}"));

    public void Line(int depth, string text) => _text.Append(' ', 4 * depth).Append(text).Append('\n');

    public void Array(string type, string name, string extents) => Line(1, string.Format(CultureInfo.InvariantCulture, Language.ScratchArray, type, name, extents));

    /// <summary>The tiles in scratch memory, as large as they all fit.</summary>
    /// <param name="fewest">Elements that a tile must have.</param>
    /// <param name="of">How many there are of each.</param>
    public void Tiles(IReadOnlyList<CoreArray> arrays, int fewest, int of = 1)
    {
        int bytes = of * arrays.Sum(a => SizeOf(a.Type)), elements = LargestTile;
        while (elements * bytes > Language.ScratchBytes) elements /= 2;
        if (elements < fewest) throw new SourceException(default, $"{arrays.Count} tiles, more than the scratch memory holds");
        Line(1, $"constexpr long TILE = {elements};");
        foreach (CoreArray array in arrays) Array(array.Type, array.Name, of == 1 ? "[TILE]" : $"[{of}][TILE]");
    }

    /// <summary>Text that is indented already.</summary>
    public void Body(string text)
    {
        if (text.Length > 0) _text.Append(text).Append('\n');
    }

    public string Close() => _text.Append("}\n").ToString();

    public CoreKernel Describe(CoreForm form, string reason, int dimensions) => new(Kernel.Name, Name, form, reason, Parameters, dimensions, Threads, false, 0) { Hidden = Hidden };

    public static int SizeOf(string type) => type switch { "bool" or "char" or "uchar" => 1, "short" or "ushort" => 2, "int" or "uint" or "float" => 4, _ => 8 };
}
