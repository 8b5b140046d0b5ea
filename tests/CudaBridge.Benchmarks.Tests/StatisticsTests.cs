namespace CudaBridge.Benchmarks.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 9.0, 1.0, 2.0 }, 2.0)]
    [InlineData(new[] { 4.0, 1.0, 9.0, 2.0 }, 3.0)]
    public void The_median_is_the_middle_value_or_the_mean_of_the_two_middle_ones(double[] values, double expected) =>
        Statistics.Median(values).Should().Be(expected);

    [Fact]
    public void No_value_has_no_median() => FluentActions.Invoking(() => Statistics.Median([])).Should().Throw<ArgumentException>();

    [Fact]
    public void The_geometric_mean_of_a_ratio_and_its_inverse_is_one() =>
        Statistics.GeometricMean([4, 0.25, 3, 1 / 3.0]).Should().BeApproximately(1, 1e-12);

    [Fact]
    public void Ratios_are_taken_round_by_round()
    {
        // The machine was half as fast in the last round: both versions suffered, their ratio did not.
        var mine = new Measurement("vector", 0, [2, 3, 4]);
        mine.RatioTo(new Measurement("native", 0, [1, 1, 2])).Should().Be(new Spread(2, 2, 3));
    }
}
