using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

/// <summary>
/// Which functions become part of those that call them. A function that stays out of line is compiled once, however often it is called, and what it calls is copied into it alone;
/// so callers are decided before the functions they call. LLVM may still inline what the plan leaves out where its own measure says so.
/// </summary>
internal sealed class InliningPlan
{
    // Instructions, before any simplification, that inlining a function everywhere may add to a kernel.
    private const long GrowthLimit = 30_000;

    // The same for functions that the dialect library keeps out of line.
    private const long LibraryGrowthLimit = 4_000;

    // A call is hardly shorter.
    private const long TinySize = 12;

    // Instructions that a kernel may have when everything is inlined; Thrust's largest seen has 41,000. With AVX2 a vector one that is left takes LLVM 0.3 ms to generate.
    private const long SizeLimit = 60_000;

    private readonly Dictionary<IntPtr, long> _sizes = [];
    private readonly Dictionary<IntPtr, List<IntPtr>> _calls = [];
    private readonly List<LLVMValueRef> _callersFirst;
    private readonly HashSet<IntPtr> _kernels, _library, _mustInline, _staysOut;

    /// <param name="meeting">Functions in which lanes meet: awaiting them costs more than any call.</param>
    public InliningPlan(IReadOnlyList<LLVMValueRef> kernels, CallGraph calls, IReadOnlySet<IntPtr> meeting)
    {
        _kernels = [.. kernels.Select(k => k.Handle)];
        _callersFirst = calls.CallersFirst(kernels);
        foreach (LLVMValueRef function in _callersFirst)
        {
            List<LLVMValueRef> code = function.Instructions();
            _sizes[function.Handle] = code.Count;
            _calls[function.Handle] = [.. code.Where(i => i.IsCall()).Select(i => i.CalledFunction()).Where(f => f.Exists() && !f.IsDeclaration).Select(f => f.Handle)];
        }

        _library = [.. _callersFirst.Where(f => f.Name.StartsWith(LowerPureOperations.LibraryPrefix, StringComparison.Ordinal) && Attributes.Has(f, "noinline")).Select(f => f.Handle)];
        HashSet<IntPtr> cannot = [.. _callersFirst.Where(f => calls.Recursive.Contains(f.Handle) || Attributes.Has(f, "optnone")).Select(f => f.Handle)];
        _mustInline = [.. meeting.Except(cannot)];
        _staysOut = [.. cannot, .. _callersFirst.Where(f => Attributes.Has(f, "noinline") && !_library.Contains(f.Handle) && !meeting.Contains(f.Handle)).Select(f => f.Handle)];
        while (FindTooMuch() is { } function) _staysOut.Add(function);
    }

    /// <summary>Whether the function is called by a kernel, directly or not, and becomes part of its callers.</summary>
    public bool Inlines(LLVMValueRef function) => _sizes.ContainsKey(function.Handle) && !_staysOut.Contains(function.Handle);

    /// <summary>The next function to keep out of line; null when nothing grows too much.</summary>
    private IntPtr? FindTooMuch()
    {
        // How often each function is copied into each of those that stay: kernels, functions out of line.
        Dictionary<IntPtr, Dictionary<IntPtr, long>> copies = [];
        Dictionary<IntPtr, long> totals = [];
        Dictionary<IntPtr, (IntPtr Function, long Growth)> largest = [];
        foreach (IntPtr function in _callersFirst.Select(f => f.Handle))
        {
            bool stays = _kernels.Contains(function) || _staysOut.Contains(function) || !copies.ContainsKey(function);
            Dictionary<IntPtr, long> here = stays ? new() { [function] = 1 } : copies[function];
            bool isFree = !stays && !_mustInline.Contains(function) && _sizes[function] > TinySize;
            foreach ((IntPtr root, long count) in here)
            {
                long growth = Math.Min(count - 1, int.MaxValue) * _sizes[function];
                if (isFree && growth >= (_library.Contains(function) ? LibraryGrowthLimit : GrowthLimit)) return function;
                totals[root] = totals.GetValueOrDefault(root) + growth + _sizes[function];
                if (isFree && growth > largest.GetValueOrDefault(root).Growth) largest[root] = (function, growth);
                foreach (IntPtr callee in _calls[function])
                {
                    if (!copies.TryGetValue(callee, out Dictionary<IntPtr, long>? into)) copies[callee] = into = [];
                    into[root] = Math.Min(into.GetValueOrDefault(root) + count, int.MaxValue);
                }
            }
        }

        return largest.Where(pair => totals[pair.Key] > SizeLimit).Select(pair => (IntPtr?)pair.Value.Function).FirstOrDefault();
    }
}
