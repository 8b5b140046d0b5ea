using CudaBridge.Fuzz.Execute;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Differential;

/// <summary>What the comparison of random kernels relies on.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void A_seed_always_gives_the_same_kernel() => Candidate.Of(17).Kernel.Text.Should().Be(Candidate.Of(17).Kernel.Text).And.NotBe(Candidate.Of(18).Kernel.Text);

    [Fact]
    public void Recorded_choices_give_the_same_kernel_again()
    {
        Choices first = new(23);
        string text = KernelGenerator.Generate(first, "k").Text;
        KernelGenerator.Generate(new Choices([.. first.Taken]), "k").Text.Should().Be(text);
    }

    [Fact]
    public void Fewer_choices_give_a_smaller_kernel()
    {
        Choices all = new(29);
        string text = KernelGenerator.Generate(all, "k").Text;
        KernelGenerator.Generate(new Choices([.. all.Taken.Take(all.Taken.Count / 2)]), "k").Text.Length.Should().BeLessThan(text.Length);
        KernelGenerator.Generate(new Choices([]), "k").Text.Length.Should().BeLessThan(2000);
    }
}
