using System.Text;

namespace CudaBridge.Shim;

/// <summary>A source with its headers, and what its compilation gave.</summary>
internal sealed class NvrtcProgram(string source, string name, IReadOnlyList<(string Name, string Text)> headers)
{
    private readonly List<string> _names = [];
    private Dictionary<string, string>? _lowered;

    /// <summary>With the NUL that ends it.</summary>
    public byte[] Ptx { get; private set; } = [];

    /// <summary>Empty for a virtual architecture.</summary>
    public byte[] Image { get; private set; } = [];

    /// <summary>With the NUL that ends it.</summary>
    public byte[] Log { get; private set; } = [0];

    private bool IsCompiled => _lowered is not null;

    /// <exception cref="NvrtcException">NO_NAME_EXPRESSIONS_AFTER_COMPILATION</exception>
    public void AddName(string expression)
    {
        if (IsCompiled) throw new NvrtcException(nvrtcResult.NVRTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION);
        if (!_names.Contains(expression)) _names.Add(expression);
    }

    /// <exception cref="NvrtcException">NO_LOWERED_NAMES_BEFORE_COMPILATION, NAME_EXPRESSION_NOT_VALID</exception>
    public string LoweredName(string expression)
    {
        if (_lowered is not { } lowered) throw new NvrtcException(nvrtcResult.NVRTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION);
        return lowered.TryGetValue(expression, out string? found) ? found : throw new NvrtcException(nvrtcResult.NVRTC_ERROR_NAME_EXPRESSION_NOT_VALID);
    }

    public nvrtcResult Compile(IReadOnlyList<string> options)
    {
        NvrtcOutcome outcome = NvrtcCompiler.Compile(source, NvrtcNames.Uses(_names), name, headers, options);
        Log = Terminated(outcome.Log);
        if (outcome.Ptx is not { } ptx) return outcome.Result;
        (string clean, _lowered) = NvrtcNames.Resolve(ptx, _names);
        Ptx = Terminated(clean);
        Image = options.Any(NvrtcCompiler.IsRealArchitecture) ? FatBinary.Write([new ImageEntry(ImageKind.Ptx, "", Ptx)]) : [];
        return _lowered.Count == _names.Count ? nvrtcResult.NVRTC_SUCCESS : nvrtcResult.NVRTC_ERROR_NAME_EXPRESSION_NOT_VALID;
    }

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
