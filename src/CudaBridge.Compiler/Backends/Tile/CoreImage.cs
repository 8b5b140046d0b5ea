using System.Text;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>How a kernel was translated for cores without threads.</summary>
public enum CoreForm
{
    /// <summary>Not at all.</summary>
    Refused,

    /// <summary>A block's threads run in loops, one value at a time.</summary>
    General,

    /// <summary>Tiles in scratch memory and the maker's vector operations.</summary>
    Tiles,
}

/// <summary>A parameter as the file declares it.</summary>
public sealed record CoreParameter(string Type, string Name);

/// <summary>A parameter that the host adds: a variable of the module, or what <paramref name="Source"/> says in the host's C++.</summary>
public sealed record CoreArgument(string Type, string Name, string Source);

/// <summary>A pointer in a variable's first bytes: at <paramref name="Place"/>, to <paramref name="Offset"/> bytes into another.</summary>
public sealed record CorePointer(int Place, string To, int Offset);

/// <summary>A variable of the module, and the bytes it begins with.</summary>
public sealed record CoreVariable(string Name, byte[] Bytes, IReadOnlyList<CorePointer> Pointers);

/// <summary>A kernel of a <see cref="CoreImage"/>.</summary>
/// <param name="Name">The mangled name.</param>
/// <param name="SourceName">Its name in the file.</param>
/// <param name="Reason">For <see cref="CoreForm.Refused"/> and <see cref="CoreForm.General"/> why it is no more.</param>
/// <param name="Dimensions">Dimensions of grid and blocks that it can be launched with; their sizes come behind the parameters: the grid's, then the blocks'.</param>
/// <param name="MaxThreads">Largest block.</param>
/// <param name="OneCore">One core must run all blocks.</param>
public sealed record CoreKernel(
    string Name, string SourceName, CoreForm Form, string Reason, IReadOnlyList<CoreParameter> Parameters, int Dimensions, int MaxThreads, bool OneCore, int DynamicShared)
{
    /// <summary>What comes behind its own parameters.</summary>
    public IReadOnlyList<CoreArgument> Hidden { get; init; } = [];

    /// <summary>The only number of threads in a block that it is written for; 0: any up to <see cref="MaxThreads"/>.</summary>
    public int BlockSize { get; init; }
}

/// <summary>The kernels of a module in a maker's language.</summary>
/// <param name="Variables">Variables of the module.</param>
/// <param name="Failures">What kernels may report in their status, from 1 on.</param>
public sealed record CoreImage(string Source, IReadOnlyList<CoreKernel> Kernels, IReadOnlyList<CoreVariable> Variables, IReadOnlyList<string> Failures)
{
    private const uint Magic = 0x454C4954; // "TILE"

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using BinaryWriter w = new(stream, Encoding.UTF8);
        w.Write(Magic);
        w.Write(Source);
        WriteAll(w, Variables, v =>
        {
            w.Write(v.Name);
            w.Write(v.Bytes.Length);
            w.Write(v.Bytes);
            WriteAll(w, v.Pointers, p =>
            {
                w.Write(p.Place);
                w.Write(p.To);
                w.Write(p.Offset);
            });
        });
        WriteAll(w, Failures, w.Write);
        WriteAll(w, Kernels, k =>
        {
            w.Write(k.Name);
            w.Write(k.SourceName);
            w.Write((int)k.Form);
            w.Write(k.Reason);
            WriteAll(w, k.Parameters, p =>
            {
                w.Write(p.Type);
                w.Write(p.Name);
            });
            WriteAll(w, k.Hidden, p =>
            {
                w.Write(p.Type);
                w.Write(p.Name);
                w.Write(p.Source);
            });
            w.Write(k.Dimensions);
            w.Write(k.MaxThreads);
            w.Write(k.OneCore);
            w.Write(k.DynamicShared);
            w.Write(k.BlockSize);
        });

        w.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">Bytes of something else.</exception>
    public static CoreImage Read(byte[] bytes)
    {
        using BinaryReader r = new(new MemoryStream(bytes), Encoding.UTF8);
        if (bytes.Length < 4 || r.ReadUInt32() != Magic) throw new InvalidDataException("not a module of kernels for cores");
        string source = r.ReadString();
        IReadOnlyList<CoreVariable> variables = ReadAll(r, () => new CoreVariable(r.ReadString(), r.ReadBytes(r.ReadInt32()), ReadAll(r, () => new CorePointer(r.ReadInt32(), r.ReadString(), r.ReadInt32()))));
        IReadOnlyList<string> failures = ReadAll(r, r.ReadString);
        IReadOnlyList<CoreKernel> kernels = ReadAll(r, () =>
        {
            (string name, string sourceName, CoreForm form, string reason) = (r.ReadString(), r.ReadString(), (CoreForm)r.ReadInt32(), r.ReadString());
            IReadOnlyList<CoreParameter> parameters = ReadAll(r, () => new CoreParameter(r.ReadString(), r.ReadString()));
            IReadOnlyList<CoreArgument> hidden = ReadAll(r, () => new CoreArgument(r.ReadString(), r.ReadString(), r.ReadString()));
            return new CoreKernel(name, sourceName, form, reason, parameters, r.ReadInt32(), r.ReadInt32(), r.ReadBoolean(), r.ReadInt32()) { Hidden = hidden, BlockSize = r.ReadInt32() };
        });
        return new CoreImage(source, kernels, variables, failures);
    }

    private static void WriteAll<T>(BinaryWriter w, IReadOnlyList<T> items, Action<T> write)
    {
        w.Write(items.Count);
        foreach (T item in items) write(item);
    }

    private static T[] ReadAll<T>(BinaryReader r, Func<T> read)
    {
        T[] items = new T[r.ReadInt32()];
        for (int i = 0; i < items.Length; i++) items[i] = read();
        return items;
    }
}
