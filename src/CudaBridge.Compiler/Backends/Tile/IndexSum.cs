using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>An integer as a sum of products: y * n + t + 3. Products are kept as the sorted handles of their factors.</summary>
internal sealed class IndexSum
{
    private readonly Dictionary<string, (List<LLVMValueRef> Factors, long Times)> _terms = [];

    public static IndexSum Of(LLVMValueRef value)
    {
        while (value.IsInstruction(LLVMOpcode.LLVMSExt) || value.IsInstruction(LLVMOpcode.LLVMZExt)) value = value.GetOperand(0);
        if (value.IsAConstantInt.Exists()) return Constant(value.ConstIntSExt);
        if (value.IsAInstruction.Exists() && value.OperandCount == 2)
        {
            LLVMValueRef a = value.GetOperand(0), b = value.GetOperand(1);
            switch (value.InstructionOpcode)
            {
                case LLVMOpcode.LLVMAdd: return Of(a).Plus(Of(b), 1);
                case LLVMOpcode.LLVMSub: return Of(a).Plus(Of(b), -1);
                case LLVMOpcode.LLVMMul: return Of(a).Times(Of(b));
                case LLVMOpcode.LLVMShl when b.IsAConstantInt.Exists(): return Of(a).Times(Constant(1L << (int)b.ConstIntZExt));
                // Bits that the other side leaves free: x << 4 | thread.
                case LLVMOpcode.LLVMOr when IsDisjoint(value): return Of(a).Plus(Of(b), 1);
            }
        }

        return Single(value);
    }

    private static unsafe bool IsDisjoint(LLVMValueRef or) => LLVM.GetIsDisjoint(or) != 0;

    public static IndexSum Constant(long value)
    {
        IndexSum sum = new();
        sum.Add([], value);
        return sum;
    }

    public static IndexSum Single(LLVMValueRef value)
    {
        IndexSum sum = new();
        sum.Add([value], 1);
        return sum;
    }

    public bool IsZero => _terms.Count == 0;

    public IndexSum Plus(IndexSum other, long times)
    {
        IndexSum sum = new();
        foreach ((List<LLVMValueRef> factors, long count) in _terms.Values) sum.Add(factors, count);
        foreach ((List<LLVMValueRef> factors, long count) in other._terms.Values) sum.Add(factors, count * times);
        return sum;
    }

    public IndexSum Times(IndexSum other)
    {
        IndexSum product = new();
        foreach ((List<LLVMValueRef> a, long x) in _terms.Values)
            foreach ((List<LLVMValueRef> b, long y) in other._terms.Values) product.Add([.. a, .. b], x * y);
        return product;
    }

    public bool Is(IndexSum other) => Plus(other, -1).IsZero;

    /// <summary>What the value is multiplied with.</summary>
    public IndexSum FactorOf(LLVMValueRef value)
    {
        IndexSum factor = new();
        foreach ((List<LLVMValueRef> factors, long times) in _terms.Values)
            if (factors.IndexOf(value) is >= 0 and var at) factor.Add([.. factors[..at], .. factors[(at + 1)..]], times);
        return factor;
    }

    /// <summary>The sum with another value in the place of one.</summary>
    public IndexSum With(LLVMValueRef value, LLVMValueRef instead)
    {
        IndexSum sum = new();
        foreach ((List<LLVMValueRef> factors, long times) in _terms.Values) sum.Add([.. factors.Select(f => f == value ? instead : f)], times);
        return sum;
    }

    /// <summary>The single value or constant that it is; null: it is more.</summary>
    public (LLVMValueRef Value, long Constant)? Simple => _terms.Values.ToList() switch
    {
        [] => (default, 0),
        [var only] when only.Factors.Count == 0 => (default, only.Times),
        [var only] when only.Factors.Count == 1 && only.Times == 1 => (only.Factors[0], 0),
        _ => null,
    };

    private void Add(List<LLVMValueRef> factors, long times)
    {
        List<LLVMValueRef> sorted = [.. factors.OrderBy(f => f.Handle)];
        string key = string.Join(' ', sorted.Select(f => f.Handle));
        long all = times + (_terms.TryGetValue(key, out (List<LLVMValueRef> Factors, long Times) known) ? known.Times : 0);
        if (all == 0) _terms.Remove(key);
        else _terms[key] = (sorted, all);
    }
}
