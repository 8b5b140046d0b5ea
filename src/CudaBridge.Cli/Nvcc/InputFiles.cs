namespace CudaBridge.Cli.Nvcc;

internal enum InputKind { Cuda, Cxx, C, Ptx, DeviceImage, Object, Archive, SharedLibrary }

/// <summary>What an input is, by -x or by its name.</summary>
internal static class InputFiles
{
    private static readonly Dictionary<string, InputKind> s_byExtension = new(StringComparer.Ordinal)
    {
        [".cu"] = InputKind.Cuda,
        [".c"] = InputKind.C,
        [".cc"] = InputKind.Cxx, [".cpp"] = InputKind.Cxx, [".cxx"] = InputKind.Cxx, [".c++"] = InputKind.Cxx, [".C"] = InputKind.Cxx, [".CPP"] = InputKind.Cxx,
        [".ptx"] = InputKind.Ptx,
        [".cubin"] = InputKind.DeviceImage, [".fatbin"] = InputKind.DeviceImage,
        [".o"] = InputKind.Object, [".obj"] = InputKind.Object,
        [".a"] = InputKind.Archive, [".lib"] = InputKind.Archive,
        [".so"] = InputKind.SharedLibrary,
    };

    private static readonly Dictionary<string, InputKind> s_byLanguage = new(StringComparer.Ordinal)
    {
        ["cu"] = InputKind.Cuda, ["c++"] = InputKind.Cxx, ["c"] = InputKind.C,
    };

    /// <exception cref="ToolException">CB1011: it does not exist. CB1012: its name says nothing.</exception>
    public static InputKind Classify(NvccInput input)
    {
        InputKind kind = KindOf(input) ?? throw new ToolException(ToolMessages.UnknownInput(input.Path));
        if (!File.Exists(input.Path)) throw new ToolException(ToolMessages.MissingInput(input.Path));
        return kind;
    }

    private static InputKind? KindOf(NvccInput input)
    {
        string name = Path.GetFileName(input.Path);
        bool linkable = s_byExtension.TryGetValue(Path.GetExtension(name), out InputKind kind) && kind >= InputKind.Object;
        if (input.Language is { } language && !linkable) return s_byLanguage[language];
        if (kind != default || Path.GetExtension(name) == ".cu") return kind;
        return name.Contains(".so.", StringComparison.Ordinal) ? InputKind.SharedLibrary : null;
    }

    public static bool IsSource(InputKind kind) => kind is InputKind.Cuda or InputKind.Cxx or InputKind.C;
}
