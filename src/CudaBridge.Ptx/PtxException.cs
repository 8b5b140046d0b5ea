namespace CudaBridge.Ptx;

/// <summary>PTX text that is not legal PTX.</summary>
/// <remarks><see cref="Exception.Message"/> is <c>line:column: what is wrong; hint</c>.</remarks>
public sealed class PtxException(string text, int offset, string problem, string? hint = null)
    : Exception($"{Position.Of(text, offset)}: {problem}{(hint is null ? "" : "; " + hint)}")
{
    /// <summary>Character offset of the error in the text.</summary>
    public int Offset { get; } = offset;

    public Position Position { get; } = Position.Of(text, offset);

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; } = problem;

    /// <summary>The text names an instruction of a unit that only some NVIDIA chips have.</summary>
    public bool IsHardwareOnly { get; init; }

    /// <summary>The text is legal PTX that has no meaning off NVIDIA's hardware.</summary>
    public bool IsUnsupported { get; init; }

    /// <summary>What would be right, such as the nearest legal form; null when nothing is near.</summary>
    public string? Hint { get; } = hint;
}
