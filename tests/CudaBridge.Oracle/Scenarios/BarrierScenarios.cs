using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.13.1 to 9.7.13.4: barriers of a block, of a warp and of a cluster. A block has two warps; what a thread wrote before is read by another after.</summary>
internal static class BarrierScenarios
{
    private const int Threads = Conformance.BlockSize, Lanes = WarpMeaning.Lanes;

    public static readonly Dictionary<string, Func<Instruction, Scenario?>> Table = new()
    {
        ["bar"] = OfBlock,                                             ["barrier"] = OfBlock,
        ["bar.warp.sync"] = i => Exchange($"\t{i.Opcode.Text} 0xffffffff;", isOfWarp: true),
        ["barrier.cluster.arrive"] = i => Exchange($"\t{i.Opcode.Text};\n\tbarrier.cluster.wait;", isOfWarp: false),
        ["barrier.cluster.wait"] = i => Exchange($"\tbarrier.cluster.arrive;\n\t{i.Opcode.Text};", isOfWarp: false),
    };

    private static Scenario OfBlock(Instruction i) =>
        i.Opcode.Has("arrive") ? Produce(i) : i.Opcode.Has("red") ? Reduce(i) : Exchange($"\t{Counted(i.Opcode.Text, hasCount: i.Operands.Count == 2)};", isOfWarp: i.Operands.Count == 2);

    // With a count each warp has a barrier of its own.
    private static string Counted(string opcode, bool hasCount) => hasCount ? $"add.u32 %r0, %warp, 1; {opcode} %r0, 32" : $"{opcode} 3";

    // The thread at the other end of the block or the warp
    private static Scenario Exchange(string barrier, bool isOfWarp)
    {
        int last = isOfWarp ? Lanes - 1 : Threads - 1;
        return new(1, 1, $"""
            	st.shared.u64 [%cell], %a0;
            {barrier}
            	xor.b32 %r1, %thread, {last}; mad.wide.u32 %d0, %r1, {ScenarioProbe.CellBytes}, %cells; ld.shared.u64 %o0, [%d0];
            """, rows => [.. rows.Select((_, thread) => Scenarios.Of(rows[thread ^ last][0]))]) { Together = Threads };
    }

    // Warp 0 writes and arrives, without waiting; warp 1 waits and reads.
    private static Scenario Produce(Instruction i) => new(1, 1, $"""
        	setp.ne.u32 %p, %warp, 0;
        	@%p bra consumer;
        	st.shared.u64 [%cell], %a0;
        	{i.Opcode.Text} 1, {Threads};
        	bra done;
        consumer:
        	bar.sync 1, {Threads};
        	mul.wide.u32 %d0, %lane, {ScenarioProbe.CellBytes}; add.u64 %d0, %d0, %cells; ld.shared.u64 %o0, [%d0];
        done:
        """, rows => [.. rows.Select((_, thread) => Scenarios.Of(thread < Lanes ? 0 : rows[thread - Lanes][0]))]) { Together = Threads };

    private static Scenario Reduce(Instruction i)
    {
        bool hasCount = i.Operands.Count == 4, isNegated = i.Operands[^1] is SignedOperand, isCount = i.Opcode.Has("popc");
        string opcode = i.Opcode.Text, result = isCount ? "%r2" : "%q", predicate = isNegated ? "!%p" : "%p";
        string barrier = hasCount ? $"add.u32 %r0, %warp, 1; {opcode} {result}, %r0, 32, {predicate};" : $"{opcode} {result}, 3, {predicate};";
        int threads = hasCount ? Lanes : Threads;
        // Predicates that nearly all threads share, since and and or are else always the same.
        return new(2, 1, $"""
            	and.b64 %d0, %a0, 63; setp.ne.u64 %p, %d0, 0;
            	{barrier}
            	{(isCount ? "cvt.u64.u32 %o0, %r2;" : "selp.u64 %o0, 1, 0, %q;")}
            """, rows => [.. rows.Chunk(threads).SelectMany(group =>
            {
                int yes = group.Count(row => (row[0] & 63) != 0 != isNegated);
                ulong value = isCount ? (ulong)yes : i.Opcode.Has("and") ? yes == threads ? 1UL : 0 : yes > 0 ? 1UL : 0;
                return Enumerable.Repeat(value, threads).Select(word => Scenarios.Of(word));
            })]) { Together = Threads };
    }
}
