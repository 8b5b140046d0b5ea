namespace CudaBridge.Compiler.Passes;

/// <summary>One row: a pass and why it stands where it stands.</summary>
public sealed record PassInfo(string Name, string Reason);

/// <summary>The passes in the order they run.</summary>
public static class PassTable
{
    public static IReadOnlyList<PassInfo> All => [];
}
