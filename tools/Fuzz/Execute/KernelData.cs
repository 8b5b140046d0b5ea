using System.Runtime.InteropServices;
using CudaBridge.Abi;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Execute;

/// <summary>What the parameters of a generated kernel point at: inputs that stay, and outputs that are reset before each launch.</summary>
internal sealed unsafe class KernelData : IDisposable
{
    private const int OutputBytes = Limits.Threads * Limits.Outputs * 8;
    private const int AccumulatorBytes = 9 * Limits.Accumulators * 4;
    private const int LongAccumulatorBytes = 7 * Limits.Accumulators * 8;
    private const int FloatAccumulatorBytes = Limits.Accumulators * 4;
    private const int ScratchBytes = Limits.Blocks * Limits.BlockThreads * 8;
    private const int VectorBytes = Limits.Threads * Limits.VectorSlots * 16;

    //  the kernel's parameters that it writes to, in order
    private static readonly (string Name, int Bytes, byte Fill)[] s_written =
        [("out", OutputBytes, 0xEE), ("acc", AccumulatorBytes, 0x11), ("accL", LongAccumulatorBytes, 0x11), ("accF", FloatAccumulatorBytes, 0), ("scratch", ScratchBytes, 0), ("vectors", VectorBytes, 0)];

    private static readonly int[] s_inputSizes = [4, 1, 2, 4, 8, 8, 2];  // inI inB inS inF inD inL inH

    private readonly IntPtr[] _written = [.. s_written.Select(b => Allocate(b.Bytes))];
    private readonly IntPtr[] _inputs = [.. s_inputSizes.Select(Input)];

    /// <summary>The bytes of the kernel's parameters, each at the place that the compiled kernel wants.</summary>
    public byte[] Parameters(CpuKernel* kernel, int threads)
    {
        byte[] bytes = new byte[kernel->ParameterBytes + 16];
        int next = 0;
        foreach (IntPtr pointer in _written.Concat(_inputs)) Put(pointer);
        Put(threads * 3 / 4);
        Put(BitConverter.SingleToInt32Bits(1.375f));
        Put(0x0123456789ABCDEF);
        return bytes;

        void Put(long value)
        {
            CpuParameter place = kernel->Parameters[next++];
            BitConverter.GetBytes(value).AsSpan(0, (int)place.Size).CopyTo(bytes.AsSpan((int)place.Offset));
        }
    }

    public void Reset()
    {
        for (int i = 0; i < _written.Length; i++) NativeMemory.Fill((void*)_written[i], (nuint)s_written[i].Bytes, s_written[i].Fill);
    }

    /// <summary>What the kernel has written.</summary>
    public byte[][] Snapshot() => [.. Enumerable.Range(0, _written.Length).Select(i => new Span<byte>((void*)_written[i], s_written[i].Bytes).ToArray())];

    /// <summary>The first place where what was written differs from an earlier snapshot; null when it does not.</summary>
    /// <param name="ignoreScratch">Scratch memory holds floating-point numbers, in which NaNs may have other bits.</param>
    public string? DifferenceFrom(byte[][] expected, bool ignoreScratch)
    {
        for (int i = 0; i < _written.Length; i++)
        {
            if (ignoreScratch && s_written[i].Name == "scratch") continue;
            ReadOnlySpan<byte> actual = new((void*)_written[i], s_written[i].Bytes);
            int at = actual.CommonPrefixLength(expected[i]);
            if (at == actual.Length) continue;
            at &= ~7;
            string place = s_written[i].Name == "out" ? $"out of thread {at / 8 / Limits.Outputs}, value {at / 8 % Limits.Outputs}" : $"{s_written[i].Name}, byte {at}";
            return $"{place}: {BitConverter.ToUInt64(actual[at..]):x16} instead of {BitConverter.ToUInt64(expected[i], at):x16}";
        }

        return null;
    }

    public void Dispose()
    {
        foreach (IntPtr memory in _written.Concat(_inputs)) NativeMemory.AlignedFree((void*)memory);
    }

    private static IntPtr Allocate(int bytes) => (IntPtr)NativeMemory.AlignedAlloc((nuint)bytes, 64);

    // Bits of every kind: small numbers, ordinary floating-point numbers, and anything.
    private static IntPtr Input(int size, int seed)
    {
        IntPtr memory = Allocate(size * Limits.BufferElements);
        Choices random = new((ulong)seed);
        for (int i = 0; i < Limits.BufferElements; i++)
        {
            Span<byte> element = new((byte*)memory + (i * size), size);
            long value = random.Next(4) switch
            {
                0 => random.Next(16),
                1 => i,
                2 => ((long)random.Next(int.MaxValue) << 33) ^ random.Next(int.MaxValue),
                _ => seed switch
                {
                    3 => BitConverter.SingleToInt32Bits((random.Next(2000) - 1000) * 0.25f),
                    4 => BitConverter.DoubleToInt64Bits((random.Next(2000) - 1000) * 0.125),
                    6 => BitConverter.HalfToInt16Bits((Half)((random.Next(200) - 100) * 0.5f)),
                    _ => -random.Next(1000),
                },
            };
            BitConverter.GetBytes(value).AsSpan(0, size).CopyTo(element);
        }

        return memory;
    }
}
