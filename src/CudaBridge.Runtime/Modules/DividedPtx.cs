using System.Collections.Concurrent;
using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Ptx;

namespace CudaBridge.Runtime;

/// <summary>PTX text whose kernels are compiled one by one: programs load modules with hundreds of kernels and launch a few.</summary>
internal sealed class DividedPtx
{
    // Fewer are compiled at once, unless they are long: one compilation of all costs less than one of each.
    private const int FewestKernels = 5;

    // Bytes of text for each kernel from which on two are enough: what a compilation costs apart from the kernel's own code is small beside it then.
    private const int LongKernel = 8_000;

    private readonly ModuleOutline _outline;
    private readonly ConcurrentDictionary<string, Lazy<byte[]>> _compiled = new(StringComparer.Ordinal);

    private DividedPtx(ModuleOutline outline) => (_outline, Kernels) = (outline, outline.Kernels);

    public IReadOnlyList<string> Kernels { get; }

    public string Target => HostIsa.Current;

    /// <summary>Null for a module that is better compiled as a whole.</summary>
    /// <exception cref="CudaException">InvalidPtx</exception>
    public static DividedPtx? Of(ReadOnlySpan<byte> ptx)
    {
        if (!IsWorthDividing(ptx, CountKernels(ptx))) return null;
        ModuleOutline outline = Translator.OutlinePtx(ptx, out IReadOnlyList<Diagnostic> diagnostics) ?? throw ModuleLoader.Invalid(CudaError.InvalidPtx, diagnostics);
        return outline.IsDivisible && IsWorthDividing(ptx, outline.Kernels.Count) ? new(outline) : null;
    }

    /// <summary>The library of the variables; null without variables.</summary>
    /// <exception cref="CudaException">InvalidPtx</exception>
    public byte[]? CompileVariables() => _outline.HasVariables ? Compile(_outline.VariablesOnly(), VariableRole.Shared) : null;

    /// <summary>The library of one kernel; an error stays an error.</summary>
    /// <exception cref="CudaException">InvalidPtx</exception>
    public byte[] Compile(string kernel) => _compiled.GetOrAdd(kernel, name => new(() => Compile(_outline.Slice(name), VariableRole.Elsewhere))).Value;

    private static byte[] Compile(string text, VariableRole variables) => ModuleLoader.Compile(Encoding.UTF8.GetBytes(text), isPtx: true, variables);

    private static bool IsWorthDividing(ReadOnlySpan<byte> ptx, int kernels) => kernels >= FewestKernels || kernels > 1 && ptx.Length / kernels >= LongKernel;

    // At most: comments may have the word, too. From FewestKernels on more make no difference.
    private static int CountKernels(ReadOnlySpan<byte> ptx)
    {
        int count = 0;
        for (int at = ptx.IndexOf(".entry"u8); at >= 0 && count < FewestKernels; at = ptx.IndexOf(".entry"u8))
        {
            ptx = ptx[(at + 1)..];
            count++;
        }
        return count;
    }
}
