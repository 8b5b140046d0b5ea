using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.12 (control flow), 9.7.17 (the stack) and trap.</summary>
internal static class ControlScenarios
{
    private const uint LaunchFailure = 719;

    public static readonly Dictionary<string, Func<Instruction, Scenario?>> Table = new()
    {
        ["bra"] = Branch,              ["brx.idx"] = BranchIndexed,       ["call"] = Call,               ["ret"] = Return,
        ["exit"] = Exit,               ["alloca"] = Allocate,             ["stacksave"] = Restore,       ["stackrestore"] = Restore,
        ["trap"] = _ => Scenario.OfThread(0, 1, "\ttrap;", _ => [0]) with { Error = LaunchFailure },
    };

    // Over and back, as often as the thread's own count says. With .uni all threads go the same way.
    private static Scenario Branch(Instruction i)
    {
        bool isUniform = i.Opcode.Has("uni");
        string count = isUniform ? "mov.u32 %r0, 5;" : "cvt.u32.u64 %r0, %a1; and.b32 %r0, %r0, 15;";
        return Scenario.OfThread(2, 1, $"""
            	{count}
            	mov.u64 %o0, %a0; mov.u32 %r1, 0;
            again:
            	setp.ge.u32 %p, %r1, %r0;
            	@%p {i.Opcode.Text} done;
            	mul.lo.u64 %o0, %o0, 3; add.u32 %r1, %r1, 1;
            	{i.Opcode.Text} again;
            	add.u64 %o0, %o0, 1000;
            done:
            """, row =>
            {
                ulong value = row[0];
                for (ulong n = isUniform ? 5 : row[1] & 15; n > 0; n--) value *= 3;
                return [value];
            });
    }

    private static Scenario BranchIndexed(Instruction i)
    {
        bool isUniform = i.Opcode.Has("uni");
        return Scenario.OfThread(2, 1, $"""
            	{(isUniform ? "mov.u32 %r0, 2;" : "cvt.u32.u64 %r0, %a1; and.b32 %r0, %r0, 3;")}
            	targets: .branchtargets zero, one, two, zero;
            	{i.Opcode.Text} %r0, targets;
            zero:
            	add.u64 %o0, %a0, 1;
            	bra.uni join;
            one:
            	shl.b64 %o0, %a0, 3;
            	bra.uni join;
            two:
            	not.b64 %o0, %a0;
            join:
            """, row => [(isUniform ? 2 : row[1] & 3) switch { 1 => row[0] << 3, 2 => ~row[0], _ => row[0] + 1 }]);
    }

    private const string Function = """
        .func (.param .b64 result) f_NAME(.param .b64 x, .param .b64 y)
        {
        	.reg .b64 %a, %b; .reg .pred %p;
        	ld.param.u64 %a, [x]; ld.param.u64 %b, [y]; st.param.b64 [result], %a;
        	setp.gt.u64 %p, %a, %b;
        	@%p RETURN;
        	sub.u64 %a, %b, %a; st.param.b64 [result], %a;
        	RETURN;
        }

        """;

    private static string CallText(string opcode) => $"""
        	.param .b64 r; .param .b64 x; .param .b64 y;
        	st.param.b64 [x], %a0; st.param.b64 [y], %a1;
        	{opcode} (r), f_NAME, (x, y);
        	ld.param.b64 %o0, [r];
        """;

    private static ulong[] Called(ulong[] row) => [row[0] > row[1] ? row[0] : row[1] - row[0]];

    private static Scenario Call(Instruction i) => Scenario.OfThread(2, 1, CallText(i.Opcode.Text), Called) with { Before = Function.Replace("RETURN", "ret", StringComparison.Ordinal) };

    // ret.uni promises that all threads return there: the first one, which not all take, cannot be it.
    private static Scenario Return(Instruction i) =>
        Scenario.OfThread(2, 1, CallText("call"), Called) with { Before = Function.Replace("@%p RETURN", "@%p ret", StringComparison.Ordinal).Replace("RETURN", i.Opcode.Text, StringComparison.Ordinal) };

    private static Scenario Exit(Instruction i) => Scenario.OfThread(2, 1, """
        	st.global.u64 [%out], %a1; and.b64 %d0, %a0, 1; setp.ne.u64 %p, %d0, 0;
        	@%p exit;
        	mov.u64 %o0, %a0;
        """, row => [(row[0] & 1) != 0 ? row[1] : row[0]]);

    // Two pieces of 8 to 64 bytes, each written at both ends; what the first holds must survive the second.
    private static Scenario? Allocate(Instruction i)
    {
        if (i.Opcode.Types[0] != PtxType.U64) return null;
        string alignment = i.Operands.Count == 3 ? ", 16" : "";
        return Scenario.OfThread(2, 3, $"""
            	and.b64 %d0, %a0, 56; add.u64 %d0, %d0, 8; and.b64 %d1, %a1, 56; add.u64 %d1, %d1, 8;
            	alloca.u64 %d2, %d0{alignment};
            	add.u64 %d4, %d2, %d0; st.local.u64 [%d2], %a0; st.local.u64 [%d4+-8], %a0;
            	alloca.u64 %d3, %d1{alignment};
            	add.u64 %d5, %d3, %d1; st.local.u64 [%d3], %a1; st.local.u64 [%d5+-8], %a1;
            	ld.local.u64 %o0, [%d2]; ld.local.u64 %o1, [%d5+-8]; xor.b64 %o2, %d2, %d3; and.b64 %o2, %o2, 7;
            """, row => [row[0], row[1], 0]);
    }

    // What is allocated after stacksave is free again after stackrestore: the same place is handed out twice.
    private static Scenario? Restore(Instruction i) => i.Opcode.Types[0] != PtxType.U64 ? null : Scenario.OfThread(2, 3, """
        	and.b64 %d0, %a0, 56; add.u64 %d0, %d0, 8;
        	alloca.u64 %d1, %d0; st.local.u64 [%d1], %a0;
        	stacksave.u64 %d2;
        	alloca.u64 %d3, %d0; st.local.u64 [%d3], %a1; ld.local.u64 %o1, [%d3];
        	stackrestore.u64 %d2;
        	alloca.u64 %d4, %d0; st.local.u64 [%d4], %a1;
        	ld.local.u64 %o0, [%d1]; sub.u64 %o2, %d4, %d3;
        """, row => [row[0], row[1], 0]);

}
