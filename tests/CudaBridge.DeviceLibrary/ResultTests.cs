using FluentAssertions.Execution;

namespace CudaBridge.DeviceLibrary;

/// <summary>What the functions compute, on the host.</summary>
public sealed class ResultTests(NativeLibraries libraries, ITestOutputHelper output) : IClassFixture<NativeLibraries>
{
    // Lines: name tried wrong [the first wrong case]
    [Theory]
    [InlineData("rounding_check",   74,  "-frounding-math")]
    [InlineData("conversion_check", 109, "-frounding-math")]
    [InlineData("integer_check",    131)]
    [InlineData("exact_check",      51)]
    public void Bits_are_exact(string checker, int rows, params string[] flags)
    {
        string[][] lines = [.. libraries.Lines(checker, flags)];
        using AssertionScope all = new();
        lines.Should().HaveCountGreaterThanOrEqualTo(rows);
        foreach (string[] line in lines)
        {
            int.Parse(line[1]).Should().BeGreaterThanOrEqualTo(100_000, line[0]);
            line[2].Should().Be("0", string.Join(' ', line));
        }
    }

    // Lines: name tried max_error max_ulp documented_ulp worst_arguments
    [Fact]
    public void Errors_are_within_the_bounds_that_CUDA_documents()
    {
        string[][] lines = [.. libraries.Lines("accuracy_check")];
        output.WriteLine($"{"function",-18}{"max error",10}{"max ulp",9}{"CUDA",6}  worst arguments");
        using AssertionScope all = new();
        lines.Should().HaveCountGreaterThanOrEqualTo(130);
        foreach (string[] line in lines)
        {
            output.WriteLine($"{line[0],-18}{line[2],10}{line[3],9}{line[4],6}  {line[5]}");
            NativeLibraries.Number(line[3]).Should().BeLessThanOrEqualTo(NativeLibraries.Number(line[4]), string.Join(' ', line));
        }
    }

    // Lines: name tried max_error worst_argument. STEP=1 in the environment tries all 2^32 arguments, in minutes.
    [Fact]
    public void Exponentials_are_within_one_ulp_from_end_to_end()
    {
        string[][] lines = [.. libraries.Lines("exponential_check", "-O2")];
        using AssertionScope all = new();
        lines.Should().HaveCount(3);
        foreach (string[] line in lines)
        {
            output.WriteLine($"{line[0],-8}{line[1],12}{line[2],10}  {line[3]}");
            // CUDA documents 1 ulp for expf and 2 for the others, of a result that is itself rounded.
            NativeLibraries.Number(line[2]).Should().BeLessThanOrEqualTo(line[0] == "expf" ? 1.0 : 1.5, string.Join(' ', line));
        }
    }

    // Lines: name tried worst allowed argument; powers of two
    [Fact]
    public void Approximations_are_within_the_bounds_that_the_PTX_manual_documents()
    {
        string[][] lines = [.. libraries.Lines("approximate_check")];
        using AssertionScope all = new();
        lines.Should().HaveCountGreaterThanOrEqualTo(10);
        foreach (string[] line in lines)
        {
            output.WriteLine($"{line[0],-24} 2^{line[2]} of 2^{line[3]}");
            NativeLibraries.Number(line[2]).Should().BeLessThanOrEqualTo(NativeLibraries.Number(line[3]), string.Join(' ', line));
        }
    }
}
