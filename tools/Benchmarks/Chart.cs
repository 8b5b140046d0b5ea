using System.Globalization;
using System.Text;

namespace CudaBridge.Benchmarks;

/// <summary>docs/benchmarks.svg: bars of times relative to hand-written code, on a logarithmic axis; readable on light and dark pages.</summary>
internal static class Chart
{
    private const int Left = 120, Right = 60, Top = 44, Plot = 560, BarHeight = 8, Gap = 10, AxisLow = -1, AxisHigh = 7; // the axis, in powers of two

    private static readonly string[] s_colours = ["#2f81f7", "#d29922", "#8b949e", "#a371f7"];

    public static string Write(Results results)
    {
        var variants = results.VariantNames.Where(name => name != Variants.Baseline).Select(Variants.Find).ToList();
        var kernels = results.Kernels.Where(k => k.Of(Variants.Baseline) is not null).ToList();
        int group = variants.Count * BarHeight + Gap, bottom = Top + kernels.Count * group;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Left + Plot + Right}\" height=\"{bottom + 40}\" viewBox=\"0 0 {Left + Plot + Right} {bottom + 40}\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.AppendLine("<style>text { fill: #1f2328 } .grid { stroke: #8b949e; stroke-opacity: .35 } .one { stroke: #1f2328; stroke-width: 1.5 } @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .one { stroke: #e6edf3 } }</style>");
        AppendLegend(svg, variants);
        AppendAxis(svg, bottom);
        for (int k = 0; k < kernels.Count; k++) AppendKernel(svg, kernels[k], variants, Top + k * group + Gap / 2);
        return svg.AppendLine("</svg>").ToString();
    }

    private static void AppendLegend(StringBuilder svg, IReadOnlyList<Variant> variants)
    {
        for (int v = 0; v < variants.Count; v++)
        {
            int x = Left + v * 150;
            svg.AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"10\" width=\"12\" height=\"12\" fill=\"{s_colours[v % s_colours.Length]}\"/><text x=\"{x + 17}\" y=\"20\">{variants[v].Title}</text>");
        }
    }

    private static void AppendAxis(StringBuilder svg, int bottom)
    {
        for (int power = AxisLow; power <= AxisHigh; power++)
        {
            string x = Text(Position(Math.Pow(2, power))), style = power == 0 ? "one" : "grid", label = power < 0 ? "½" : Text(1 << power);
            svg.AppendLine(CultureInfo.InvariantCulture, $"<line class=\"{style}\" x1=\"{x}\" y1=\"{Top - 4}\" x2=\"{x}\" y2=\"{bottom}\"/><text x=\"{x}\" y=\"{bottom + 16}\" text-anchor=\"middle\">{label}×</text>");
        }
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left + Plot / 2}\" y=\"{bottom + 34}\" text-anchor=\"middle\">time relative to hand-written AVX-512 code (shorter is better)</text>");
    }

    private static void AppendKernel(StringBuilder svg, KernelResult kernel, IReadOnlyList<Variant> variants, int top)
    {
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{top + variants.Count * BarHeight / 2 + 4}\" text-anchor=\"end\">{kernel.Kernel}</text>");
        for (int v = 0; v < variants.Count; v++)
        {
            if (kernel.Ratio(variants[v].Name) is not { } ratio) continue;
            double end = Position(ratio.Median), begin = Position(Math.Pow(2, AxisLow));
            int y = top + v * BarHeight;
            svg.AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{Text(begin)}\" y=\"{y}\" width=\"{Text(end - begin)}\" height=\"{BarHeight - 1}\" fill=\"{s_colours[v % s_colours.Length]}\"><title>{kernel.Kernel}, {variants[v].Title}: {Texts.Spread(ratio)}</title></rect>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Text(end + 3)}\" y=\"{y + 7}\" font-size=\"8\">{Texts.Ratio(ratio.Median)}</text>");
        }
    }

    /// <summary>Where a ratio lies on the axis; what is beyond an end lies on it.</summary>
    internal static double Position(double ratio) => Left + Plot * (Math.Clamp(Math.Log2(ratio), AxisLow, AxisHigh) - AxisLow) / (AxisHigh - AxisLow);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
