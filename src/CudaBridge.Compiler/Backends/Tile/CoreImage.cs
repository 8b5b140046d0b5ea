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

/// <summary>A kernel of a <see cref="CoreImage"/>.</summary>
/// <param name="Name">The mangled name.</param>
/// <param name="SourceName">Its name in the file.</param>
/// <param name="Reason">For <see cref="CoreForm.Refused"/> and <see cref="CoreForm.General"/> why it is no more.</param>
/// <param name="Dimensions">Dimensions of grid and blocks that it can be launched with; their sizes come behind the parameters: the grid's, then the blocks'.</param>
/// <param name="MaxThreads">Largest block.</param>
/// <param name="OneCore">One core must run all blocks.</param>
public sealed record CoreKernel(
    string Name, string SourceName, CoreForm Form, string Reason, IReadOnlyList<CoreParameter> Parameters, int Dimensions, int MaxThreads, bool OneCore, int DynamicShared);

/// <summary>The kernels of a module in a maker's language.</summary>
public sealed record CoreImage(string Source, IReadOnlyList<CoreKernel> Kernels)
{
    private const uint Magic = 0x454C4954; // "TILE"

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using BinaryWriter w = new(stream, Encoding.UTF8);
        w.Write(Magic);
        w.Write(Source);
        w.Write(Kernels.Count);
        foreach (CoreKernel k in Kernels)
        {
            w.Write(k.Name);
            w.Write(k.SourceName);
            w.Write((int)k.Form);
            w.Write(k.Reason);
            w.Write(k.Parameters.Count);
            foreach (CoreParameter p in k.Parameters)
            {
                w.Write(p.Type);
                w.Write(p.Name);
            }

            w.Write(k.Dimensions);
            w.Write(k.MaxThreads);
            w.Write(k.OneCore);
            w.Write(k.DynamicShared);
        }

        w.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">Bytes of something else.</exception>
    public static CoreImage Read(byte[] bytes)
    {
        using BinaryReader r = new(new MemoryStream(bytes), Encoding.UTF8);
        if (bytes.Length < 4 || r.ReadUInt32() != Magic) throw new InvalidDataException("not a module of kernels for cores");
        string source = r.ReadString();
        CoreKernel[] kernels = new CoreKernel[r.ReadInt32()];
        for (int i = 0; i < kernels.Length; i++)
        {
            (string name, string sourceName, CoreForm form, string reason) = (r.ReadString(), r.ReadString(), (CoreForm)r.ReadInt32(), r.ReadString());
            CoreParameter[] parameters = new CoreParameter[r.ReadInt32()];
            for (int p = 0; p < parameters.Length; p++) parameters[p] = new CoreParameter(r.ReadString(), r.ReadString());
            kernels[i] = new CoreKernel(name, sourceName, form, reason, parameters, r.ReadInt32(), r.ReadInt32(), r.ReadBoolean(), r.ReadInt32());
        }

        return new CoreImage(source, kernels);
    }
}
