using System.Text;
using CudaBridge.Abi;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>A kernel of an <see cref="OpenClImage"/>.</summary>
/// <param name="Name">The mangled name, as programs register it.</param>
/// <param name="SourceName">Its name in the source; empty when OpenCL C cannot say it.</param>
/// <param name="Pointers">For each parameter whether it is a pointer.</param>
/// <param name="Refusal">Why it is not in the source.</param>
public sealed record OpenClKernel(
    string Name, string SourceName, IReadOnlyList<CpuParameter> Parameters, IReadOnlyList<bool> Pointers, uint ParameterBytes, uint StaticShared, uint SharedAlign, uint MaxThreads,
    CpuKernelFlags Flags, HiddenArguments Hidden, string Refusal);

/// <summary>A variable the host can name, in <see cref="OpenClImage.Data"/>. For managed ones <see cref="Cell"/> is where the code looks for its address.</summary>
public sealed record OpenClVariable(string Name, uint Offset, ulong Size, CpuVariableFlags Flags, uint Cell);

/// <summary>A module as OpenCL C, with what a launcher must know of it. Source and data do not depend on the device.</summary>
public sealed record OpenClImage(
    string Source, IReadOnlyList<OpenClKernel> Kernels, IReadOnlyList<OpenClVariable> Variables, byte[] Data, IReadOnlyList<(uint Place, ulong Target)> Relocations)
{
    private const uint Magic = 0x434F4243, Version = 1; // "CBOC"

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using BinaryWriter w = new(stream, Encoding.UTF8);
        w.Write(Magic);
        w.Write(Version);
        w.Write(Source);
        w.Write(Kernels.Count);
        foreach (OpenClKernel k in Kernels) Write(w, k);
        w.Write(Variables.Count);
        foreach (OpenClVariable v in Variables)
        {
            w.Write(v.Name);
            w.Write(v.Offset);
            w.Write(v.Size);
            w.Write((uint)v.Flags);
            w.Write(v.Cell);
        }

        w.Write(Data.Length);
        w.Write(Data);
        w.Write(Relocations.Count);
        foreach ((uint place, ulong target) in Relocations)
        {
            w.Write(place);
            w.Write(target);
        }

        w.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">Bytes of something else, or of another version.</exception>
    public static OpenClImage Read(byte[] bytes)
    {
        using BinaryReader r = new(new MemoryStream(bytes), Encoding.UTF8);
        if (bytes.Length < 8 || r.ReadUInt32() != Magic || r.ReadUInt32() != Version) throw new InvalidDataException("not an OpenCL module of this version");
        string source = r.ReadString();
        OpenClKernel[] kernels = [.. Enumerable.Range(0, r.ReadInt32()).Select(_ => ReadKernel(r))];
        OpenClVariable[] variables = [.. Enumerable.Range(0, r.ReadInt32()).Select(_ => new OpenClVariable(r.ReadString(), r.ReadUInt32(), r.ReadUInt64(), (CpuVariableFlags)r.ReadUInt32(), r.ReadUInt32()))];
        byte[] data = r.ReadBytes(r.ReadInt32());
        (uint, ulong)[] relocations = [.. Enumerable.Range(0, r.ReadInt32()).Select(_ => (r.ReadUInt32(), r.ReadUInt64()))];
        return new OpenClImage(source, kernels, variables, data, relocations);
    }

    private static void Write(BinaryWriter w, OpenClKernel k)
    {
        w.Write(k.Name);
        w.Write(k.SourceName);
        w.Write(k.Parameters.Count);
        for (int i = 0; i < k.Parameters.Count; i++)
        {
            w.Write(k.Parameters[i].Offset);
            w.Write(k.Parameters[i].Size);
            w.Write(k.Pointers[i]);
        }

        w.Write(k.ParameterBytes);
        w.Write(k.StaticShared);
        w.Write(k.SharedAlign);
        w.Write(k.MaxThreads);
        w.Write((uint)k.Flags);
        w.Write((uint)k.Hidden);
        w.Write(k.Refusal);
    }

    private static OpenClKernel ReadKernel(BinaryReader r)
    {
        string name = r.ReadString(), sourceName = r.ReadString();
        int count = r.ReadInt32();
        CpuParameter[] parameters = new CpuParameter[count];
        bool[] pointers = new bool[count];
        for (int i = 0; i < count; i++)
        {
            parameters[i] = new CpuParameter { Offset = r.ReadUInt32(), Size = r.ReadUInt32() };
            pointers[i] = r.ReadBoolean();
        }

        return new OpenClKernel(name, sourceName, parameters, pointers, r.ReadUInt32(), r.ReadUInt32(), r.ReadUInt32(), r.ReadUInt32(), (CpuKernelFlags)r.ReadUInt32(), (HiddenArguments)r.ReadUInt32(), r.ReadString());
    }
}
