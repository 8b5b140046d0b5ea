using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>An mbarrier object as the manual describes it (PTX ISA 9.7.13.15.1 to 9.7.13.15.6).</summary>
internal sealed class MemoryBarrier(uint count)
{
    private uint _expected = count, _pending = count;
    private long _bytes;

    /// <summary>Phases that are over.</summary>
    public uint Phase { get; private set; }

    /// <summary>Arrives, and gives the pending count of before, which the state holds.</summary>
    public uint Arrive(uint arrivals, bool drops = false)
    {
        uint before = _pending;
        _pending -= arrivals;
        if (drops) _expected -= arrivals;
        CompleteIfReady();
        return before;
    }

    public void Expect(uint bytes) => _bytes += bytes;

    public void Complete(uint bytes)
    {
        _bytes -= bytes;
        CompleteIfReady();
    }

    /// <summary>The phase of this parity, which is the current or the one before, is over.</summary>
    public ulong IsOver(ulong parity) => (Phase & 1) != parity ? 1UL : 0;

    // "The phase is complete when the pending count and the tx-count are zero."
    private void CompleteIfReady()
    {
        if (_pending != 0 || _bytes != 0) return;
        Phase++;
        _pending = _expected;
    }
}

/// <summary>mbarrier: each thread has an object of its own, and arrives at it as often as its inputs say.</summary>
internal static class MemoryBarrierScenarios
{
    public static readonly Dictionary<string, Func<Instruction, Scenario?>> Table = new()
    {
        ["mbarrier.init"] = i => Try(i, "", $"{i.Opcode.Text} [{Place(i)}], %r0", (_, _) => 0, initialises: true),
        ["mbarrier.inval"] = i => Scenario.OfThread(1, 1, $"\tmbarrier.init.shared.b64 [%cell], 1;\n\t{i.Opcode.Text} [{Place(i)}];\n\tst.shared.u64 [%cell], %a0; ld.shared.u64 %o0, [%cell];", row => [row[0]]),
        ["mbarrier.expect_tx"] = i => Transfer(i, $"{i.Opcode.Text} [{Place(i)}], %r2", "mbarrier.complete_tx.shared::cta.b64 [%cell], %r2"),
        ["mbarrier.complete_tx"] = i => Transfer(i, "mbarrier.expect_tx.shared::cta.b64 [%cell], %r2", $"{i.Opcode.Text} [{Place(i)}], %r2"),
        ["mbarrier.arrive"] = i => Arrive(i, drops: false),                  ["mbarrier.arrive_drop"] = i => Arrive(i, drops: true),
        ["mbarrier.arrive.expect_tx"] = i => ArriveExpecting(i, drops: false), ["mbarrier.arrive_drop.expect_tx"] = i => ArriveExpecting(i, drops: true),
        ["mbarrier.arrive.noComplete"] = i => Arrive(i, drops: false),       ["mbarrier.arrive_drop.noComplete"] = i => Arrive(i, drops: true),
        ["mbarrier.test_wait"] = Wait,                                       ["mbarrier.try_wait"] = Wait,
        ["mbarrier.test_wait.parity"] = WaitForParity,                       ["mbarrier.try_wait.parity"] = WaitForParity,
        ["mbarrier.pending_count"] = i => Try(i, "", "mbarrier.arrive.shared.b64 %d0, [%cell]; mbarrier.pending_count.b64 %r3, %d0; cvt.u64.u32 %o0, %r3", (barrier, _) => barrier.Arrive(1)),
    };

    private static string Place(Instruction i) => Scenarios.Shared(i.Opcode);

    // %r0: arrivals that a phase expects, 2 to 9. %r1: arrivals of the instruction, fewer. %r2: bytes of a copy.
    private const string Counts = """
        	cvt.u32.u64 %r0, %a0; and.b32 %r0, %r0, 7; add.u32 %r0, %r0, 2;
        	cvt.u32.u64 %r1, %a1; rem.u32 %r1, %r1, %r0; max.u32 %r1, %r1, 1;
        	cvt.u32.u64 %r2, %a2; and.b32 %r2, %r2, 0xfff0; add.u32 %r2, %r2, 16;
        """;

    private static uint Expected(ulong[] row) => ((uint)row[0] & 7) + 2;

    private static uint Arrivals(ulong[] row) => Math.Max((uint)row[1] % Expected(row), 1);

    private static uint Bytes(ulong[] row) => ((uint)row[2] & 0xfff0) + 16;

    /// <summary>Initialises, does what is asked, then looks: is phase 0 over, how many arrivals are pending, is it over after one more.</summary>
    private static Scenario Try(Instruction i, string before, string tried, Func<MemoryBarrier, ulong[], ulong> meaning, bool initialises = false) => Scenario.OfThread(3, 4, $"""
        {Counts}
        	{(initialises ? "" : "mbarrier.init.shared.b64 [%cell], %r0;")}
        	{before}
        	{tried};
        	mbarrier.test_wait.parity.shared.b64 %p, [%cell], 0; selp.u64 %o1, 1, 0, %p;
        	mbarrier.arrive.shared.b64 %d1, [%cell]; mbarrier.pending_count.b64 %r4, %d1; cvt.u64.u32 %o2, %r4;
        	mbarrier.test_wait.parity.shared.b64 %p, [%cell], 0; selp.u64 %o3, 1, 0, %p;
        """, row =>
        {
            MemoryBarrier barrier = new(Expected(row));
            ulong first = meaning(barrier, row), isOver = barrier.IsOver(0), pending = barrier.Arrive(1);
            return [first, isOver, pending, barrier.IsOver(0)];
        });

    // All arrivals are there before the bytes.
    private static Scenario Transfer(Instruction i, string expect, string complete) => Try(i, "", $"""
        {expect}; mbarrier.arrive.shared.b64 %d0, [%cell], %r0;
        	mbarrier.test_wait.parity.shared.b64 %p, [%cell], 0; selp.u64 %o0, 1, 0, %p;
        	{complete}
        """, (barrier, row) =>
        {
            barrier.Expect(Bytes(row));
            barrier.Arrive(Expected(row));
            ulong isOver = barrier.IsOver(0);
            barrier.Complete(Bytes(row));
            return isOver;
        });

    private static bool HasState(Instruction i) => i.Opcode.Form.Operands[0].Name == "state";

    private static string PendingOf(Instruction i) => HasState(i) ? "; mbarrier.pending_count.b64 %r3, %d0; cvt.u64.u32 %o0, %r3" : "";

    private static Scenario Arrive(Instruction i, bool drops)
    {
        bool hasCount = i.Operands.Count == (HasState(i) ? 3 : 2);
        string tried = $"{i.Opcode.Text} {(HasState(i) ? "%d0, " : "")}[{Place(i)}]{(hasCount ? ", %r1" : "")}{PendingOf(i)}";
        return Try(i, "", tried, (barrier, row) => barrier.Arrive(hasCount ? Arrivals(row) : 1, drops) is var before && HasState(i) ? before : 0);
    }

    private static Scenario ArriveExpecting(Instruction i, bool drops) =>
        Try(i, "", $"{i.Opcode.Text} {(HasState(i) ? "%d0, " : "")}[{Place(i)}], %r2{PendingOf(i)}; mbarrier.complete_tx.shared::cta.b64 [%cell], %r2", (barrier, row) =>
        {
            barrier.Expect(Bytes(row));
            uint before = barrier.Arrive(1, drops);
            barrier.Complete(Bytes(row));
            return HasState(i) ? before : 0;
        });

    // The state of one arrival, then those that complete the phase, or not.
    private static Scenario Wait(Instruction i)
    {
        string hint = i.Operands.Count == 4 ? ", 1" : "";
        return Try(i, "mbarrier.arrive.shared.b64 %d0, [%cell]; mbarrier.arrive.shared.b64 %d1, [%cell], %r1;", $"{i.Opcode.Text} %p, [{Place(i)}], %d0{hint}; selp.u64 %o0, 1, 0, %p", (barrier, row) =>
        {
            barrier.Arrive(1);
            barrier.Arrive(Arrivals(row));
            return barrier.Phase > 0 ? 1UL : 0;
        });
    }

    private static Scenario WaitForParity(Instruction i)
    {
        string hint = i.Operands.Count == 4 ? ", 1" : "";
        return Try(i, "mbarrier.arrive.shared.b64 %d0, [%cell], %r1; mbarrier.arrive.shared.b64 %d0, [%cell]; cvt.u32.u64 %r5, %a2; shr.u32 %r5, %r5, 16; and.b32 %r5, %r5, 1;",
            $"{i.Opcode.Text} %p, [{Place(i)}], %r5{hint}; selp.u64 %o0, 1, 0, %p", (barrier, row) =>
            {
                barrier.Arrive(Arrivals(row));
                barrier.Arrive(1);
                return barrier.IsOver(row[2] >> 16 & 1);
            });
    }
}
