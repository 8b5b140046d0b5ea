namespace CudaBridge.Benchmarks;

/// <summary>Middle and ends of a sample.</summary>
internal readonly record struct Spread(double Median, double Low, double High);

internal static class Statistics
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) throw new ArgumentException("a median needs a value", nameof(values));
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static Spread Spread(IReadOnlyCollection<double> values) => new(Median(values), values.Min(), values.Max());

    /// <summary>Values are positive.</summary>
    public static double GeometricMean(IReadOnlyCollection<double> values) => Math.Exp(values.Average(Math.Log));
}
