namespace CudaBridge;

/// <summary>
/// <c>Select</c> without the library's shortcuts. Found before System.Linq's from every namespace under this one, whose iterators have a generic virtual
/// <c>Select</c> of their own: NativeAOT must compile it for each pair of types that some chain of calls could have, and those were 60 % of all methods.
/// .NET 10 has a switch for it (<c>UseSizeOptimizedLinq</c>); this file can go when NativeAOT is that of .NET 10.
/// </summary>
internal static class Sequences
{
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        foreach (TSource element in source) yield return selector(element);
    }

    /// <summary>Stays parallel.</summary>
    public static ParallelQuery<TResult> Select<TSource, TResult>(this ParallelQuery<TSource> source, Func<TSource, TResult> selector) => ParallelEnumerable.Select(source, selector);
}
