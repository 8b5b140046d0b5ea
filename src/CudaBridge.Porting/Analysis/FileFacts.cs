namespace CudaBridge.Porting.Analysis;

/// <summary>What the syntax trees of all units say about one file. Offsets are bytes.</summary>
public sealed class FileFacts
{
    /// <summary>Whether the name at an offset is CUDA's. A name with no entry was not resolved: in a template, a macro nobody uses, code left out.</summary>
    public Dictionary<int, bool> IsCuda { get; } = [];

    public HashSet<Hazard> Hazards { get; } = [];
    public Dictionary<int, KernelPlace> Kernels { get; } = [];

    /// <summary>Where bodies of device code start and end.</summary>
    public Dictionary<int, int> DeviceCode { get; } = [];

    /// <summary>The canonical types of the operands of asm statements in device code, by where the statements start.</summary>
    public Dictionary<int, IReadOnlyList<string>> Assembly { get; } = [];

    /// <summary>Definitions that the host half has no use for: kernels, functions and variables of the device alone. Where they start and end.</summary>
    public Dictionary<int, int> DeviceOnly { get; } = [];

    /// <summary>Where declarations of texture and surface references start, variables of a file alone.</summary>
    public HashSet<int> References { get; } = [];

    /// <summary>Byte after the brace that opens main's body; -1: no main here.</summary>
    public int MainBody { get; set; } = -1;

    public bool InDeviceCode(int offset)
    {
        foreach ((int start, int end) in DeviceCode)
            if (offset >= start && offset < end) return true;
        return false;
    }

    public void Merge(FileFacts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // A name that is CUDA's in one unit is translated, whatever other units make of it.
        foreach ((int offset, bool cuda) in other.IsCuda) IsCuda[offset] = cuda || (IsCuda.TryGetValue(offset, out bool known) && known);
        Hazards.UnionWith(other.Hazards);
        References.UnionWith(other.References);
        foreach ((int offset, KernelPlace kernel) in other.Kernels) Kernels[offset] = kernel;
        foreach ((int start, int end) in other.DeviceCode) DeviceCode[start] = end;
        foreach ((int start, IReadOnlyList<string> types) in other.Assembly) Assembly[start] = types;
        foreach ((int start, int end) in other.DeviceOnly) DeviceOnly[start] = end;
        if (other.MainBody >= 0) MainBody = other.MainBody;
    }
}

/// <summary>An error clang found in a unit.</summary>
public sealed record ParseProblem(string File, int Line, int Column, string Message, bool Fatal);

public sealed class UnitFacts
{
    /// <summary>By full path, user files only.</summary>
    public Dictionary<string, FileFacts> Files { get; } = [];
    public List<ParseProblem> Problems { get; } = [];

    /// <summary>False: clang gave no syntax tree at all.</summary>
    public bool Parsed { get; set; } = true;
}
