using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Tests.Harness;
using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

/// <summary>One PTX instruction and its meaning, operands and result as bits in 64-bit words.</summary>
/// <param name="Text">Operands are called a, b, c; the result d; predicates p and q. One or more instructions.</param>
/// <param name="Types">Of d, then of a, b, c.</param>
/// <param name="Tolerance">0 for equal bits; else how far two floats may differ, relative to the larger of 1 and the expected magnitude.</param>
internal sealed record NumericCase(string Text, string Types, Func<ulong, ulong, ulong, ulong> Meaning, float Tolerance = 0)
{
    public bool Accepts(ulong found, ulong expected)
    {
        if (found == expected || Tolerance == 0) return found == expected;
        float x = BitConverter.UInt32BitsToSingle((uint)found), y = BitConverter.UInt32BitsToSingle((uint)expected);
        return MathF.Abs(x - y) <= Tolerance * MathF.Max(1, MathF.Abs(y));
    }
}

/// <summary>Runs instructions as CPU code, on edge values and random ones, and compares with their meaning in C#.</summary>
internal static class NumericHarness
{
    private const int RandomInputs = 3000;
    private const int BlockSize = 256;

    public static void Check(IReadOnlyList<NumericCase> cases)
    {
        Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
        string ir = Module(cases);
        TranslationResult result = Translator.Translate(Encoding.UTF8.GetBytes(ir), new TranslationOptions { OptimizationLevel = 1 });
        result.Success.Should().BeTrue(string.Join('\n', result.Diagnostics));
        using LoadedModule module = new(result.Image!);
        List<string> wrong = [];
        for (int i = 0; i < cases.Count; i++)
            if (FirstDifference(module, $"k{i}", cases[i]) is { } difference) wrong.Add(difference);
        wrong.Should().BeEmpty();
    }

    private static string? FirstDifference(LoadedModule module, string kernel, NumericCase test)
    {
        PtxType[] types = [.. test.Types.Split(' ').Select(PtxTypes.Find)];
        ulong[][] inputs = Inputs(types[1..]);
        int count = (inputs[0].Length + BlockSize - 1) / BlockSize * BlockSize;
        using DeviceArray<ulong> a = new(count), b = new(count), c = new(count), d = new(count);
        inputs[0].CopyTo(a.Span);
        inputs[1].CopyTo(b.Span);
        inputs[2].CopyTo(c.Span);
        (uint error, string message) = module.Launch(kernel, new Dim3((uint)(count / BlockSize)), new Dim3(BlockSize), 0, a, b, c, d);
        if (error != 0) return $"{test.Text}: error {error} {message}";
        ulong mask = Mask(types[0]);
        for (int i = 0; i < inputs[0].Length; i++)
        {
            ulong expected = test.Meaning(inputs[0][i], inputs[1][i], inputs[2][i]) & mask;
            if (!test.Accepts(d.Span[i], expected))
                return string.Create(CultureInfo.InvariantCulture, $"{test.Text}  a=0x{inputs[0][i]:x} b=0x{inputs[1][i]:x} c=0x{inputs[2][i]:x}: 0x{d.Span[i]:x}, not 0x{expected:x}");
        }
        return null;
    }

    private static ulong Mask(PtxType type) => type.Info().Bits switch { 64 => ulong.MaxValue, 1 => 1, int bits => (1UL << bits) - 1 };

    // All triples of a few edges, pairs of all edges, and random words.
    private static ulong[][] Inputs(PtxType[] types)
    {
        Random random = new(7);
        List<ulong>[] columns = [[], [], []];
        ulong[][] edges = [.. Enumerable.Range(0, 3).Select(i => i < types.Length ? Edges(types[i]) : [0UL])];
        foreach (ulong x in edges[0])
            foreach (ulong y in edges[1])
                foreach (ulong z in types.Length < 3 ? edges[2] : [edges[2][random.Next(edges[2].Length)], edges[2][random.Next(edges[2].Length)]])
                    Add(columns, x, y, z);
        for (int i = 0; i < RandomInputs; i++)
        {
            ulong[] row = [.. Enumerable.Range(0, 3).Select(k => k < types.Length ? Random(random, types[k]) : 0)];
            Add(columns, row[0], row[1], row[2]);
        }
        return [.. columns.Select(column => column.ToArray())];
    }

    private static void Add(List<ulong>[] columns, ulong x, ulong y, ulong z)
    {
        columns[0].Add(x);
        columns[1].Add(y);
        columns[2].Add(z);
    }

    private static ulong Random(Random random, PtxType type)
    {
        if (type == PtxType.F32) return BitConverter.SingleToUInt32Bits((float)((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-3, 40))));
        if (type == PtxType.F64) return BitConverter.DoubleToUInt64Bits((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-3, 70)));
        ulong bits = (ulong)random.NextInt64() << 1 ^ (ulong)random.NextInt64();
        return (random.Next(4) == 0 ? bits >> random.Next(64) : bits) & Mask(type);
    }

    private static ulong[] Edges(PtxType type)
    {
        ulong mask = Mask(type);
        if (type == PtxType.Pred) return [0, 1];
        if (type == PtxType.F32) return [.. new[] { 0f, -0f, 1f, -1f, 0.5f, 1.5f, 2.5f, -2.5f, 0.9999999f, 1e-40f, -1e-40f, 3e9f, -3e9f, 1e30f, 255.5f, 65504f, 70000f, float.PositiveInfinity, float.NegativeInfinity }.Select(x => (ulong)BitConverter.SingleToUInt32Bits(x))];
        if (type == PtxType.F64) return [.. new[] { 0.0, -0.0, 1, -1, 0.5, 2.5, 1e-310, 1e10, -1e10, 1e300, 1e-42, double.PositiveInfinity, double.NegativeInfinity }.Select(BitConverter.DoubleToUInt64Bits)];
        int bits = type.Info().Bits;
        List<ulong> edges = [0, 1, 2, 3, 7, 8, 15, 16, 31, 32, 33, 63, 64, 100, 255, 256, 0x7f, 0x80, 0x7fff, 0x8000, 0xffff, 0x8080_8080, 0x7fff_8000, 0x00ff_00ff];
        edges.AddRange([mask, mask - 1, mask >> 1, (mask >> 1) + 1, mask - 31, 0x5555_5555_5555_5555 & mask, 0x1234_5678_9abc_def0 & mask, 1UL << (bits / 2)]);
        return [.. edges.Where(edge => edge <= mask).Distinct()];
    }

    private static string Module(IReadOnlyList<NumericCase> cases)
    {
        StringBuilder ir = new("""
            target datalayout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64"
            target triple = "nvptx64-nvidia-cuda"
            declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
            declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()

            """);
        for (int i = 0; i < cases.Count; i++) Kernel(ir, i, cases[i]);
        return ir.ToString();
    }

    private static void Kernel(StringBuilder ir, int index, NumericCase test)
    {
        string[] types = test.Types.Split(' ');
        StringBuilder arguments = new();
        string constraints = $"={Letter(types[0])}";
        ir.Append(CultureInfo.InvariantCulture, $$"""
            define ptx_kernel void @k{{index}}(ptr %a, ptr %b, ptr %c, ptr %d) {
              %tid = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
              %block = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
              %base = mul i32 %block, {{BlockSize}}
              %i = add i32 %base, %tid

            """);
        foreach ((string type, int k) in types.Skip(1).Select((type, k) => (type, k)))
        {
            char name = "abc"[k];
            ir.Append(CultureInfo.InvariantCulture, $"  %{name}p = getelementptr i64, ptr %{name}, i32 %i\n  %{name}64 = load i64, ptr %{name}p\n");
            string narrow = Integer(type) == "i64" ? $"add i64 %{name}64, 0" : $"trunc i64 %{name}64 to {Integer(type)}";
            ir.Append(CultureInfo.InvariantCulture, $"  %{name}v = {narrow}\n");
            ir.Append(CultureInfo.InvariantCulture, $"  %{name}t = bitcast {Integer(type)} %{name}v to {Llvm(type)}\n");
            arguments.Append(arguments.Length == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{Llvm(type)} %{name}t");
            constraints += $",{Letter(type)}";
        }
        string asm = Substitute(test.Text, types.Length - 1);
        ir.Append(CultureInfo.InvariantCulture, $$"""
              %r = call {{Llvm(types[0])}} asm "{{asm}}", "{{constraints}}"({{arguments}})
              %rb = bitcast {{Llvm(types[0])}} %r to {{Integer(types[0])}}
              %rw = zext {{Integer(types[0])}} %rb to i128
              %r64 = trunc i128 %rw to i64
              %dp = getelementptr i64, ptr %d, i32 %i
              store i64 %r64, ptr %dp
              ret void
            }

            """);
    }

    // d, a, b, c => $0, $1, $2, $3, as whole words
    private static string Substitute(string text, int inputs)
    {
        List<string> tokens = [];
        foreach (string token in Tokens.Of(text))
        {
            int operand = token.Length == 1 ? "dabc".IndexOf(token[0], StringComparison.Ordinal) : -1;
            tokens.Add(operand >= 0 && operand <= inputs ? $"${operand}" : token.Replace("$", "$$", StringComparison.Ordinal));
        }
        string joined = string.Join(' ', tokens).Replace(" .", ".", StringComparison.Ordinal);
        return "{ .reg .pred p, q, s; .reg .b16 h0, h1; .reg .b32 r0, r1, r2; .reg .b64 l0, l1; .reg .b8 c0, c1, c2, c3; " + joined + " }";
    }

    private static string Letter(string type) => type switch { "f32" => "f", "f64" => "d", _ => PtxTypes.Find(type).Info().Bits switch { 16 => "h", 32 => "r", _ => "l" } };

    private static string Llvm(string type) => type switch { "f32" => "float", "f64" => "double", _ => Integer(type) };

    private static string Integer(string type) => $"i{PtxTypes.Find(type).Info().Bits}";
}
