using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Ptx.Tests;

/// <summary>Inline PTX in CUDA C++, through clang, the compiler and the CPU.</summary>
public sealed class InlineAsmTests
{
    private static readonly Lazy<LoadedModule> s_module = new(() => LoadedModule.FromSource(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Inputs", "inline_asm.cu"))));

    private static LoadedModule Module
    {
        get
        {
            Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
            Assert.SkipWhen(Clang.Program is null, "clang-22 is not installed");
            return s_module.Value;
        }
    }

    private static T[] Run<T>(string kernel, int threads, int results, params ReadOnlySpan<KernelArgument> inputs) where T : unmanaged
    {
        using DeviceArray<T> output = new(results);
        (uint error, string message) = Module.Launch(kernel, new Dim3(1), new Dim3((uint)threads), 0, [.. inputs, output]);
        error.Should().Be(0, message);
        return output.ToArray();
    }

    [Fact]
    public void Special_registers_name_the_lane()
    {
        uint[] values = Run<uint>("lane_registers", 64, 256);
        for (uint t = 0; t < 64; t++)
            values.Skip((int)t * 4).Take(4).Should().Equal(t % 32, (1u << (int)(t % 32)) - 1, t / 32, t);
    }

    [Fact]
    public void Clocks_advance() => Run<ulong>("clocks", 1, 3).Should().Equal(1, 1, 1);

    [Fact]
    public void A_shuffle_gives_value_and_predicate()
    {
        using DeviceArray<uint> input = new([.. Enumerable.Range(1, 32).Select(i => (uint)i)]);
        Run<uint>("warp_scan", 32, 32, input).Should().Equal(Enumerable.Range(1, 32).Select(i => (uint)(i * (i + 1) / 2)));
    }

    [Fact]
    public void Votes_matches_and_reductions_see_the_warp()
    {
        uint[] values = Run<uint>("votes", 32, 160);
        for (int t = 0; t < 32; t++) values.Skip(t * 5).Take(5).Should().Equal(31, 1, 0xffu << t / 8 * 8, 0xffffffff, 496);
    }

    [Fact]
    public void Shared_memory_is_reached_by_32_bit_addresses() =>
        Run<uint>("shared_memory", 64, 64).Should().Equal(Enumerable.Range(0, 64).Select(t => (uint)((63 - t) * (63 - t))));

    [Fact]
    public void Asynchronous_copies_arrive_and_fill_with_zeros()
    {
        uint[] source = [.. Enumerable.Range(100, 128).Select(i => (uint)i)];
        using DeviceArray<uint> input = new(source);
        source[14] = source[15] = 0;
        Run<uint>("async_copies", 32, 128, input).Should().Equal(source.Reverse());
    }

    [Fact]
    public void Vectors_are_loaded_and_stored()
    {
        float[] source = [.. Enumerable.Range(0, 128).Select(i => (float)i)];
        using DeviceArray<Vector4> input = new([.. source.Chunk(4).Select(v => new Vector4(v[0], v[1], v[2], v[3]))]);
        Run<Vector4>("vector_access", 32, 32, input).Should().Equal(source.Chunk(4).Select(v => new Vector4(v[3], v[2], v[1], v[0])));
    }

    private readonly record struct Vector4(float X, float Y, float Z, float W);

    [Fact]
    public void Narrow_loads_extend_by_their_type()
    {
        using DeviceArray<sbyte> input = new([1, -1, 127, -128]);
        Run<int>("narrow_access", 4, 8, input).Should().Equal(1, 1, -1, 255, 127, 127, -128, 128);
    }

    [Fact]
    public void Atomics_count_every_thread()
    {
        using DeviceArray<uint> words = new(4);
        using DeviceArray<float> sum = new(1);
        ulong[] wide = Run<ulong>("global_atomics", 64, 1, words, sum);
        words.ToArray().Should().Equal(64, 63, 128, 4);
        sum.ToArray().Should().Equal(32f);
        wide[0].Should().BeInRange(1, 64);
    }

    [Fact]
    public void Variables_are_known_by_name()
    {
        using DeviceArray<float> numbers = new(2);
        Run<uint>("symbols", 1, 1, numbers);
        numbers.ToArray().Should().Equal(3f, 4f);
    }

    [Fact]
    public void Loops_and_labels_work_in_every_copy()
    {
        static uint Steps(uint n)
        {
            uint steps = 0;
            for (; n != 1; steps++) n = n % 2 == 1 ? 3 * n + 1 : n / 2;
            return steps;
        }
        Run<uint>("loops", 64, 64).Should().Equal(Enumerable.Range(0, 64).Select(t => Steps((uint)t + 1) * 1000 + Steps((uint)t + 2)));
    }

    [Fact]
    public void Carries_survive_from_statement_to_statement()
    {
        UInt128 a = new(0x8000_0001_ffff_ffff, 0xffff_ffff_ffff_fff0), b = new(0x0000_0002_0000_0000, 0x0000_0000_0000_0011), sum = a + b;
        static uint[] Words(UInt128 x) => [.. Enumerable.Range(0, 4).Select(i => (uint)(x >> 32 * i))];
        using DeviceArray<uint> left = new(Words(a)), right = new(Words(b));
        Run<uint>("big_numbers", 1, 4, left, right).Should().Equal(Words(sum));
    }

    [Fact]
    public void Threads_wait_at_an_mbarrier() => Run<uint>("memory_barrier", 32, 32).Should().OnlyContain(value => value == 42);

    [Fact]
    public void Exit_ends_only_its_threads() =>
        Run<uint>("leave_early", 32, 32).Should().Equal(Enumerable.Range(0, 32).Select(t => t < 16 ? 2u : 1u));

    [Fact]
    public void Trap_ends_the_launch_with_an_error()
    {
        using DeviceArray<uint> output = new(32);
        Module.Launch("trapped", new Dim3(1), new Dim3(32), 0, output).Error.Should().Be((uint)CudaError.LaunchFailure);
    }

    [Fact]
    public void Every_constraint_reaches_its_register() => Run<ulong>("constraints", 1, 6).Should().Equal(9, 49, 48, 22, 18, 0x0000000300000006);

    private static double[] Product(double[] a, double[] b, int m, int n, int k, double c) =>
        [.. Enumerable.Range(0, m * n).Select(at => c + Enumerable.Range(0, k).Sum(i => a[at / n * k + i] * b[i * n + at % n]))];

    private static double[] Numbers(int count, int low, int high)
    {
        Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(low, high + 1))];
    }

    // Small whole numbers, so that every order of summation gives the same bits.
    [Fact]
    public void A_tile_of_halves_is_multiplied_through_ldmatrix()
    {
        double[] a = Numbers(256, -8, 8), b = Numbers(128, -8, 8);
        using DeviceArray<ushort> left = new([.. a.Select(x => BitConverter.HalfToUInt16Bits((Half)x))]), right = new([.. b.Select(x => BitConverter.HalfToUInt16Bits((Half)x))]);
        Run<float>("tile_product", 32, 128, left, right).Should().Equal(Product(a, b, 16, 8, 16, 1).Select(x => (float)x));
    }

    [Fact]
    public void A_tile_of_bytes_is_multiplied()
    {
        double[] a = Numbers(512, -128, 127), b = Numbers(256, 0, 255);
        double[] byColumn = [.. Enumerable.Range(0, 256).Select(at => b[at % 32 * 8 + at / 32])];
        using DeviceArray<sbyte> left = new([.. a.Select(x => (sbyte)x)]);
        using DeviceArray<byte> right = new([.. byColumn.Select(x => (byte)x)]);
        Run<int>("byte_product", 32, 128, left, right).Should().Equal(Product(a, b, 16, 8, 32, 0).Select(x => (int)x));
    }

    [Fact]
    public void A_tile_of_doubles_is_multiplied()
    {
        double[] a = Numbers(32, -100, 100), b = Numbers(32, -99, 99);
        using DeviceArray<double> left = new(a), right = new(b);
        Run<double>("double_product", 32, 64, left, right).Should().Equal(Product(a, b, 8, 8, 4, 0.5));
    }

    [Fact]
    public void A_matrix_is_transposed()
    {
        ushort[] matrix = [.. Enumerable.Range(0, 64).Select(i => (ushort)(i * 7))];
        static uint[] Words(IEnumerable<ushort> halves) => [.. halves.Chunk(2).Select(pair => (uint)(pair[0] | pair[1] << 16))];
        using DeviceArray<uint> input = new(Words(matrix));
        Run<uint>("transposed", 32, 32, input).Should().Equal(Words(Enumerable.Range(0, 64).Select(i => matrix[i % 8 * 8 + i / 8])));
    }
}
