using CudaBridge.Abi;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Execute;

/// <summary>The grid and block of a launch: at most <see cref="Limits.Blocks"/> blocks of at most <see cref="Limits.BlockThreads"/> threads.</summary>
internal readonly record struct LaunchShape(Dim3 Grid, Dim3 Block)
{
    /// <summary>Bytes: an element of 8 for each thread of the largest block.</summary>
    public const uint DynamicShared = Limits.BlockThreads * 8;

    // The first shapes fill warps, the others do not.
    private static readonly LaunchShape[] s_lines =
    [
        new(new(2), new(64)), new(new(4), new(32)), new(new(1), new(256)), new(new(3), new(128)), new(new(2), new(96)),
        new(new(3), new(33)), new(new(2), new(100)), new(new(4), new(1)), new(new(3), new(7)), new(new(2), new(48)), new(new(1), new(255)), new(new(2), new(80)),
    ];

    private static readonly LaunchShape[] s_boxes =
    [
        new(new(2), new(32, 4)), new(new(2, 2), new(16, 16)), new(new(1, 1, 2), new(8, 8, 4)), new(new(1, 3), new(64, 2)), new(new(2), new(32, 1, 3)),
        new(new(2, 2), new(8, 4)), new(new(2, 1, 2), new(5, 7)), new(new(1, 2), new(33, 3)), new(new(2), new(2, 3, 5)), new(new(1, 2), new(48, 2)), new(new(3), new(1, 33)),
    ];

    public int Threads => (int)(Grid.Count * Block.Count);

    public override string ToString() => $"<<<{Grid}, {Block}>>>";

    /// <summary>Shapes for the kernel of a seed: one that fills warps, others that do not.</summary>
    public static LaunchShape[] For(LaunchKind kind, ulong seed)
    {
        int at = (int)(seed % 1000);
        return kind == LaunchKind.OneDimensional
            ? [s_lines[at % 5], s_lines[5 + (at % 7)], s_lines[(at * 7 + 3) % s_lines.Length]]
            : [s_boxes[at % 5], s_boxes[5 + (at % 6)], s_lines[at % s_lines.Length]];
    }
}
