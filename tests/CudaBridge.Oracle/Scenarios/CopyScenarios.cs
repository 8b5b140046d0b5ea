using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.9: asynchronous copies, waited for as the manual says, and what came of them; asynchronous stores and reductions of 9.7.13.</summary>
internal static class CopyScenarios
{
    private const int ResultWords = 4;

    public static readonly Dictionary<string, Func<Instruction, Scenario?>> Table = new()
    {
        ["cp.async.ca"] = i => Copy(i, [4, 8, 16]),                  ["cp.async.cg"] = i => Copy(i, [16]),
        ["cp.async.commit_group"] = i => Group(i.Opcode.Text, "cp.async.wait_group 0"),
        ["cp.async.wait_group"] = i => Group("cp.async.commit_group", $"{i.Opcode.Text} 0"),
        ["cp.async.wait_all"] = i => Group("cp.async.commit_group", i.Opcode.Text),
        ["cp.async.mbarrier.arrive"] = Arrive,
        ["cp.async.bulk"] = Bulk,
        ["cp.async.bulk.commit_group"] = i => ToGlobal("cp.async.bulk.global.shared::cta.bulk_group", "", i.Opcode.Text, "cp.async.bulk.wait_group 0"),
        ["cp.async.bulk.wait_group"] = i => ToGlobal("cp.async.bulk.global.shared::cta.bulk_group", "", "cp.async.bulk.commit_group", $"{i.Opcode.Text} 0"),
        ["cp.reduce.async.bulk"] = i => i.Opcode.Has("bulk_group") ? ReduceGlobal(i) : ReduceShared(i),
        ["st.async"] = Store,                                        ["red.async"] = Reduce,
        ["st.bulk"] = Clear,
    };

    // Results lie in the thread's cell, which begins as ones; what is copied, behind them.
    private const string FillCell = "mov.u64 %d7, -1; st.shared.v2.u64 [%cell], {%d7, %d7}; st.shared.v2.u64 [%cell+16], {%d7, %d7};";
    private const string ReadCell = "ld.shared.v2.u64 {%o0, %o1}, [%cell]; ld.shared.v2.u64 {%o2, %o3}, [%cell+16];";
    private const string WriteSource = "st.shared.v2.u64 [%cell+32], {%a0, %a1}; st.shared.v2.u64 [%cell+48], {%a2, %a3};";
    private const string Policy = "mov.u64 %d6, 0;";

    private static string PolicyOf(Instruction i) => i.Opcode.Has("L2::cache_hint") ? ", %d6" : "";

    // Each size at its place: 4 bytes at 0, 8 at 8, 16 at 16. Of what the source is shorter the rest is zero.
    private static Scenario Copy(Instruction i, int[] sizes)
    {
        bool hasSourceSize = i.Operands.Count == (i.Opcode.Has("L2::cache_hint") ? 5 : 4);
        string copies = string.Concat(sizes.Select(size => hasSourceSize
            ? $"\tcvt.u32.u64 %r0, %a4; rem.u32 %r0, %r0, {size + 1}; {i.Opcode.Text} [%cell+{PlaceOf(size)}], [%in+{PlaceOf(size)}], {size}, %r0{PolicyOf(i)};\n"
            : $"\t{i.Opcode.Text} [%cell+{PlaceOf(size)}], [%in+{PlaceOf(size)}], {size}{PolicyOf(i)};\n"));
        return Scenario.OfThread(5, ResultWords, $"\t{Policy} {FillCell}\n{copies}\tcp.async.wait_all;\n\t{ReadCell}", row =>
        {
            byte[] source = Memory(row), cell = [.. Enumerable.Repeat((byte)0xff, 8 * ResultWords)];
            foreach (int size in sizes)
            {
                int length = hasSourceSize ? (int)((uint)row[4] % (size + 1)) : size;
                cell.AsSpan(PlaceOf(size), size).Clear();
                source.AsSpan(PlaceOf(size), length).CopyTo(cell.AsSpan(PlaceOf(size)));
            }
            return Words(cell);
        });
    }

    private static int PlaceOf(int size) => size == 4 ? 0 : size;

    private static byte[] Memory(ulong[] row) => MemoryMarshal.AsBytes(row.AsSpan(0, ResultWords)).ToArray();

    private static ulong[] Words(byte[] memory) => [.. Enumerable.Range(0, memory.Length / 8).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(memory.AsSpan(8 * i)))];

    private static Scenario Group(string commit, string wait) => Scenario.OfThread(4, ResultWords, $"""
        	{FillCell}
        	cp.async.cg.shared.global [%cell], [%in], 16;
        	{commit};
        	cp.async.ca.shared.global [%cell+16], [%in+16], 16;
        	{commit};
        	{wait};
        	{ReadCell}
        """, row => row[..ResultWords]);

    // Without .noinc the pending count grows before it shrinks: another arrival is needed.
    private static Scenario Arrive(Instruction i) => Scenario.OfThread(2, 3, $"""
        	mbarrier.init.shared.b64 [%cell+32], 1; add.u64 %d0, %cell, 32; cvta.shared.u64 %d1, %d0;
        	cp.async.ca.shared.global [%cell], [%in], 16;
        	{i.Opcode.Text} [{Scenarios.Shared(i.Opcode, "%d0", "%d1")}];
        	{(i.Opcode.Has("noinc") ? "" : "mbarrier.arrive.shared.b64 %d2, [%cell+32];")}
        	cp.async.wait_all;
        	mbarrier.test_wait.parity.shared.b64 %p, [%cell+32], 0; selp.u64 %o0, 1, 0, %p;
        	ld.shared.v2.u64 {"{%o1, %o2}"}, [%cell];
        """, row => [1, row[0], row[1]]);

    private const string Size = "cvt.u32.u64 %r0, %a4; and.b32 %r0, %r0, 16; add.u32 %r0, %r0, 16;";

    private static int SizeOf(ulong[] row) => ((int)row[4] & 16) + 16;

    private static Scenario? Bulk(Instruction i)
    {
        Opcode opcode = i.Opcode;
        if (opcode.Has("ignore_oob") || opcode.Has("cp_mask")) return null;
        if (opcode.Has("bulk_group")) return ToGlobal(opcode.Text, PolicyOf(i), "cp.async.bulk.commit_group", "cp.async.bulk.wait_group 0");
        if (opcode.Has("prefetch")) return null;
        string source = opcode.Has("global") ? "[%in]" : "[%cell+32]", mask = opcode.Has("multicast::cluster") ? ", %h" : "";
        return Signalled($"mov.u16 %h, 1; {WriteSource} fence.proxy.async;", $"{opcode.Text} [%cell], {source}, %r0, [%cell+64]{mask}{PolicyOf(i)}", "%r0", (row, cell) => Memory(row).AsSpan(0, SizeOf(row)).CopyTo(cell));
    }

    // Waits for the bytes at an mbarrier, then reads the cell.
    private static Scenario Signalled(string prepare, string tried, string bytes, Action<ulong[], byte[]> meaning) => Scenario.OfThread(5, ResultWords + 1, $"""
        	{Policy} {Size} {FillCell}
        	{prepare}
        	mbarrier.init.shared.b64 [%cell+64], 1; fence.mbarrier_init.release.cluster;
        	mbarrier.arrive.expect_tx.shared.b64 %d0, [%cell+64], {bytes};
        	{tried};
        again:
        	mbarrier.try_wait.shared.b64 %p, [%cell+64], %d0;
        	@!%p bra again;
        	{ReadCell}
        	selp.u64 %o4, 1, 0, %p;
        """, row =>
        {
            byte[] cell = [.. Enumerable.Repeat((byte)0xff, 8 * ResultWords)];
            meaning(row, cell);
            return [.. Words(cell), 1];
        });

    private static Scenario ToGlobal(string copy, string policy, string commit, string wait) => Scenario.OfThread(5, 0, $"""
        	{Policy} {Size} {WriteSource} fence.proxy.async;
        	{copy} [%out], [%cell+32], %r0{policy};
        	{commit};
        	{wait};
        """, row => Words([.. Memory(row).Select((value, at) => at < SizeOf(row) ? value : (byte)0)])) with { Direct = ResultWords };

    // Of elements of the type that the opcode names
    private static void Combine(Opcode opcode, byte[] memory, ReadOnlySpan<byte> other)
    {
        int size = opcode.Types[0].Info().Bits / 8;
        bool isOpen = false;
        for (int at = 0; at < other.Length; at += size)
        {
            UInt128 result = AtomicMeaning.Combined(opcode, opcode.Types[0], Element(memory, at, size), Element(other, at, size), 0, ref isOpen);
            for (int i = 0; i < size; i++) memory[at + i] = (byte)(result >> 8 * i);
        }
    }

    private static ulong Element(ReadOnlySpan<byte> memory, int at, int size)
    {
        ulong value = 0;
        for (int i = 0; i < size; i++) value |= (ulong)memory[at + i] << 8 * i;
        return value;
    }

    // The cell's ones, or a number made of the inputs, and the source.
    private static Scenario ReduceShared(Instruction i) =>
        Signalled($"{WriteSource} fence.proxy.async;", $"{i.Opcode.Text} [%cell], [%cell+32], %r0, [%cell+64]", "%r0", (row, cell) => Combine(i.Opcode, cell, Memory(row).AsSpan(0, SizeOf(row))));

    private static Scenario? ReduceGlobal(Instruction i)
    {
        // Additions of f32 may flush subnormal numbers, which the manual leaves open.
        bool isRounded = i.Opcode.Types[0] == PtxType.F32;
        string others = isRounded ? "mov.b32 %r1, 0f40490fdb; mov.b64 %d0, {%r1, %r1}; mov.u64 %d1, %d0;" : "xor.b64 %d0, %a0, %a3; xor.b64 %d1, %a1, %a2;";
        string source = isRounded ? "mov.b32 %r1, 0f3f9df3b6; mov.b64 %d2, {%r1, %r1}; st.shared.v2.u64 [%cell+32], {%d2, %d2}; st.shared.v2.u64 [%cell+48], {%d2, %d2};" : WriteSource;
        return Scenario.OfThread(5, 0, $"""
            	{Policy} {Size} {source} {others} fence.proxy.async;
            	st.global.v2.u64 [%out], {"{%d0, %d1}"}; st.global.v2.u64 [%out+16], {"{%d0, %d1}"}; fence.proxy.async;
            	{i.Opcode.Text} [%out], [%cell+32], %r0{PolicyOf(i)};
            	cp.async.bulk.commit_group; cp.async.bulk.wait_group 0;
            """, row =>
            {
                const ulong Pi = 0x40490fdb_40490fdb, Other = 0x3f9df3b6_3f9df3b6;
                ulong[] start = isRounded ? [Pi, Pi] : [row[0] ^ row[3], row[1] ^ row[2]];
                byte[] memory = Memory([start[0], start[1], start[0], start[1]]);
                Combine(i.Opcode, memory, (isRounded ? Memory([Other, Other, Other, Other]) : Memory(row)).AsSpan(0, SizeOf(row)));
                return Words(memory);
            }) with { Direct = ResultWords };
    }

    private static Scenario? Store(Instruction i)
    {
        int bits = i.Opcode.Types[0].Info().Bits, count = i.Opcode.Vector, bytes = bits / 8 * count;
        if (bits < 32 || bytes > 32) return null;
        string registers = string.Join(", ", Enumerable.Range(0, count).Select(k => bits == 64 ? $"%a{k}" : $"%r{k}")), list = count == 1 ? registers : $"{{{registers}}}";
        string values = string.Concat(Enumerable.Range(0, bits == 64 ? 0 : count).Select(k => $"cvt.u32.u64 %r{k}, %a{k}; "));
        byte[] Written(ulong[] row) => [.. Enumerable.Range(0, count).SelectMany(k => BitConverter.GetBytes(row[k]).Take(bits / 8))];
        if (i.Opcode.Has("global") || !i.Opcode.Has("mbarrier::complete_tx::bytes"))
            return Scenario.OfThread(4, 0, $"\t{values}\n\t{i.Opcode.Text} [%out], {list};", row => Words([.. Written(row), .. new byte[32 - bytes]])) with { Direct = ResultWords };
        // %r0 to %r3 are given away as values.
        return Signalled(values, $"{i.Opcode.Text} [%cell], {list}, [%cell+64]", $"{bytes}", (row, cell) => Written(row).CopyTo(cell, 0));
    }

    private static Scenario Reduce(Instruction i)
    {
        int bits = i.Opcode.Types[0].Info().Bits;
        string value = bits == 64 ? "%a0" : "%r1";
        return Signalled("cvt.u32.u64 %r1, %a0;", $"{i.Opcode.Text} [%cell], {value}, [%cell+64]", $"{bits / 8}", (row, cell) => Combine(i.Opcode, cell, BitConverter.GetBytes(row[0]).AsSpan(0, bits / 8)));
    }

    private static Scenario Clear(Instruction i) => Scenario.OfThread(5, ResultWords, $"""
        	and.b64 %d0, %a4, 24; add.u64 %d0, %d0, 8; {WriteSource} add.u64 %d1, %cell, 32; cvta.shared.u64 %d2, %d1;
        	{i.Opcode.Text} [{Scenarios.Shared(i.Opcode, "%d1", "%d2")}], %d0, 0;
        	ld.shared.v2.u64 {"{%o0, %o1}"}, [%cell+32]; ld.shared.v2.u64 {"{%o2, %o3}"}, [%cell+48];
        """, row => [.. Enumerable.Range(0, ResultWords).Select(k => k * 8 < (int)(row[4] & 24) + 8 ? 0 : row[k])]);
}
