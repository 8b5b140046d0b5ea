namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>
/// A maker's language for cores that have no threads: a task runs on one vector core, which computes in scratch memory of its own and copies what it
/// needs from global memory. All of it is data; <see cref="CoreLanguages"/> has a file for each.
/// </summary>
internal sealed record CoreLanguage
{
    /// <summary>The target's name: <c>bang</c>, …</summary>
    public required string Name { get; init; }

    /// <summary>The language's, for people.</summary>
    public required string Title { get; init; }

    /// <summary>What a file of kernels opens with.</summary>
    public required string Includes { get; init; }

    /// <summary>{0}: the kernel's name, {1}: its parameters.</summary>
    public required string KernelHead { get; init; }

    /// <summary>What stands before a function for the core.</summary>
    public required string FunctionHead { get; init; }

    /// <summary>Statements a kernel opens with; empty: none.</summary>
    public string Opening { get; init; } = "";

    /// <summary>What stands before the element type of pointers into global memory, and into a core's own; with a blank at the end.</summary>
    public string GlobalPointer { get; init; } = "";
    public string ScratchPointer { get; init; } = "";

    /// <summary>An array in the core's own memory. {0}: element type, {1}: name, {2}: extents with brackets.</summary>
    public required string ScratchArray { get; init; }

    /// <summary>Number of this core's task, and of all tasks.</summary>
    public required string Task { get; init; }
    public required string Tasks { get; init; }

    /// <summary>Bytes of scratch memory that a kernel may use.</summary>
    public required int ScratchBytes { get; init; }

    /// <summary>Bytes to which vector operands in scratch memory are aligned.</summary>
    public required int VectorAlign { get; init; }

    /// <summary>Whether single values of global memory are read, or written, through a function of ours instead of a pointer.</summary>
    public bool LoadsGlobal { get; init; }
    public bool StoresGlobal { get; init; }

    /// <summary>Functions of ours in the language, with an empty line between two; those that a file needs go into it. <c>FUNCTION</c> stands for <see cref="FunctionHead"/>.</summary>
    public string Helpers { get; init; } = "";

    /// <summary>The line that brings <c>printf</c>, and whether it prints other numbers than integers; null: kernels cannot print.</summary>
    public string? PrintHeader { get; init; }
    public bool PrintsFractions { get; init; } = true;

    /// <summary>The cores have no double: it is computed with integers (<c>SoftDouble.h</c>).</summary>
    public bool EmulatesDouble { get; init; }

    public required TileOperations Tiles { get; init; }
}

/// <summary>The maker's operations on arrays in scratch memory. In all: {0} result, {1} {2} operands, {n} number of elements; null: there is none.</summary>
internal sealed record TileOperations
{
    /// <summary>From global to scratch and back: {0} to, {1} from, {2} bytes, {e} elements.</summary>
    public required string CopyIn { get; init; }
    public required string CopyOut { get; init; }

    /// <summary>Copies that go on while the core computes; null: the language has none that were seen.</summary>
    public OverlappedCopies? Overlap { get; init; }

    /// <summary>Float operations by name: <c>add sub mul div max min</c> of two arrays, <c>….scalar</c> of an array and a number, <c>exp log sqrt abs …</c> of one.</summary>
    public required IReadOnlyDictionary<string, string> Float { get; init; }

    /// <summary>A scratch array filled with a number.</summary>
    public required string Fill { get; init; }

    /// <summary>Functions of <see cref="CoreLanguage.Helpers"/> that give one number for a tile, by operation: <c>sum max min</c>. They may write behind the tile's elements, up to a vector's end.</summary>
    public IReadOnlyDictionary<string, string> Reductions { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A kernel's body for C = A · B with the maker's operation for products, below the constants <c>depth rows columns</c>. {a} {b} {c}: the matrices, {lda} {ldb} {ldc}: elements
    /// from one row to the next. Null: <see cref="ProductByRows"/>, which adds rows times numbers by <see cref="MultiplyAdd"/>.
    /// </summary>
    public string? Product { get; init; }

    /// <summary>
    /// A kernel's body for B = A turned, with the maker's operation for it, below the constants <c>rows columns</c>, which are A's. {a} {b}: the matrices, {lda} {ldb}: elements
    /// from one row to the next. Null: <see cref="TransposeByRows"/>.
    /// </summary>
    public string? Transpose { get; init; }

    /// <summary>A result to which an array times a number is added; needed without <see cref="Product"/>.</summary>
    public string MultiplyAdd { get; init; } = "";

    /// <summary>Statement before the first operation; empty: none.</summary>
    public string Opening { get; init; } = "";
}

/// <summary>Copies as <see cref="TileOperations.CopyIn"/> has them that are only begun.</summary>
/// <param name="Wait">Statement that ends when they and all operations are done.</param>
internal sealed record OverlappedCopies(string CopyIn, string CopyOut, string Wait);

/// <summary>An array of the block in scratch memory: an element for each thread.</summary>
/// <param name="Extent">Further extents, for arrays that each thread has one of.</param>
internal sealed record CoreArray(string Type, string Name, string Extent);
