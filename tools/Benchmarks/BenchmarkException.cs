namespace CudaBridge.Benchmarks;

/// <summary>A failure whose message is all the person at the terminal needs.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
