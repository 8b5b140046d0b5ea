namespace CudaBridge.Shim;

/// <summary>Whether a function of an <c>.api</c> table has an implementation; docs/coverage-*.md is made of these.</summary>
/// <param name="Since">The CUDA version the function came with, as far as the reference says.</param>
/// <param name="Until">The CUDA version that deprecated it.</param>
internal sealed record ApiCoverage(string Chapter, string Name, string Since, string Until, bool IsImplemented);
