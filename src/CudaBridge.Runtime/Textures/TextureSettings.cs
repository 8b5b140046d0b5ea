using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>How a texture object reads its texels: what <c>cudaTextureDesc</c> and <c>CUDA_TEXTURE_DESC</c> both say.</summary>
public sealed record TextureSettings
{
    public TextureAddressMode AddressX { get; init; }

    public TextureAddressMode AddressY { get; init; }

    public TextureAddressMode AddressZ { get; init; }

    /// <summary>The mean of neighbouring texels instead of the nearest one; only where fetches give floats.</summary>
    public bool IsLinear { get; init; }

    /// <summary>Coordinates are in [0, 1) instead of texels.</summary>
    public bool HasNormalizedCoordinates { get; init; }

    /// <summary>8- and 16-bit integers are read as floats in [0, 1] or [-1, 1].</summary>
    public bool ReadsNormalized { get; init; }

    public bool IsSrgb { get; init; }

    /// <summary>Between two levels of a mipmap, the mean of both.</summary>
    public bool IsLinearBetweenLevels { get; init; }

    /// <summary>Added to every level that a fetch asks for; then it is held between <see cref="MinLevel"/> and <see cref="MaxLevel"/>.</summary>
    public float LevelBias { get; init; }

    public float MinLevel { get; init; }

    public float MaxLevel { get; init; }

    /// <summary>Kept for those who ask; fetches are isotropic.</summary>
    public uint MaxAnisotropy { get; init; }

    /// <summary>What lies outside with <see cref="TextureAddressMode.Border"/>, channel by channel.</summary>
    public (float X, float Y, float Z, float W) Border { get; init; }
}
