namespace CudaBridge.Oracle;

/// <summary>How a texture of a test lies in memory, and which component of a coordinate vector is what.</summary>
/// <param name="Size">Texels; of a layered texture the last is the number of layers.</param>
/// <param name="Layers">1 when the first component is a layer.</param>
/// <param name="Dimensions">Coordinates besides it.</param>
internal sealed record TextureGeometry(string Name, int[] Size, int Layers, int Dimensions)
{
    public static readonly TextureGeometry[] All =
    [
        new("1d", [16, 1, 1], 0, 1), new("2d", [4, 4, 1], 0, 2), new("3d", [4, 2, 2], 0, 3), new("a1d", [4, 1, 4], 1, 1), new("a2d", [2, 2, 4], 1, 2),
    ];

    /// <summary>The registers of the vector: three components are padded to four.</summary>
    public IEnumerable<int> Operands => Layers + Dimensions == 3 ? [0, 1, 2, 2] : Enumerable.Range(0, Layers + Dimensions);

    /// <summary>The dimension that a component walks, 2 for the layer; negative for none.</summary>
    public int DimensionOf(int component) => component < Layers ? 2 : component < Layers + Dimensions ? component - Layers : -1;

    /// <summary>The component that walks a dimension; negative for none.</summary>
    public int ComponentOf(int dimension) => dimension < Dimensions ? Layers + dimension : dimension == 2 && Layers > 0 ? 0 : -1;
}
