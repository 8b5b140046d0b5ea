namespace CudaBridge.Compiler.Dialect;

/// <summary>Every operation the kernel IR may hold beyond plain LLVM IR.</summary>
internal static class Operations
{
    private static readonly Dictionary<string, Operation> s_exact = [];
    private static readonly List<Operation> s_prefixes = [];

    static Operations()
    {
        foreach (Operation operation in All)
            if (operation.Name.EndsWith('.')) s_prefixes.Add(operation);
            else s_exact.Add(operation.Name, operation);
    }

    public static IEnumerable<Operation> All =>
        [.. PureOperations.Table, .. RegisterOperations.Table, .. CollectiveOperations.Table, .. MemoryOperations.Table, .. RuntimeOperations.Table,
         .. TargetOperations.Table];

    /// <summary>The row of an intrinsic or device runtime function; null when the form may not hold it.</summary>
    public static Operation? Find(string name)
    {
        if (s_exact.TryGetValue(name, out Operation exact)) return exact;
        foreach (Operation operation in s_prefixes)
            if (name.StartsWith(operation.Name, StringComparison.Ordinal)) return operation;
        return null;
    }
}
