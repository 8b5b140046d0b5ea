using System.Globalization;

namespace CudaBridge.Benchmarks;

/// <summary>How figures are written, wherever they are shown.</summary>
internal static class Texts
{
    public static string Duration(double seconds) => seconds switch
    {
        < 1e-4 => Number(seconds * 1e6, " µs"),
        < 1 => Number(seconds * 1e3, " ms"),
        _ => Number(seconds, " s"),
    };

    /// <summary>Three digits, at least one after the point below 10.</summary>
    public static string Ratio(double ratio) => ratio.ToString(ratio < 10 ? "0.00" : ratio < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    public static string Spread(Spread ratio) => $"{Ratio(ratio.Median)} ({Ratio(ratio.Low)}–{Ratio(ratio.High)})";

    private static string Number(double value, string unit) => Ratio(value) + unit;
}
