using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.9.21 to 9.7.9.24: which space an address is in, and addresses as generic ones. A block is alone in its cluster.</summary>
internal static class AddressScenarios
{
    public static readonly Dictionary<string, Func<Instruction, Scenario?>> Table = new()
    {
        ["isspacep"] = IsInSpace,        ["cvta"] = ToGeneric,            ["cvta.to"] = FromGeneric,
        ["mapa"] = Map,                  ["getctarank"] = Rank,
    };

    private const string Variables = ".const .align 8 .b64 constant_NAME = 81985529216486895;\n.global .align 8 .b64 global_NAME = 1147797409030816545;\n";
    private const ulong Constant = 81985529216486895;

    private static string SpaceOf(Opcode opcode) => opcode.Get("space")!;

    private static string Plain(string space) => space.Split("::")[0];

    // The address of a variable in each space by turns
    private static Scenario? IsInSpace(Instruction i)
    {
        string space = Plain(SpaceOf(i.Opcode));
        string[] spaces = ["global", "shared", "local", "const"];
        int wanted = Array.IndexOf(spaces, space);
        return Scenario.OfThread(1, 1, $"""
            	.local .align 8 .b64 own; st.local.u64 [own], %a0;
            	and.b64 %d0, %a0, 3; mov.u64 %d1, global_NAME; cvta.global.u64 %d1, %d1;
            	mov.u64 %d2, own; cvta.local.u64 %d2, %d2; mov.u64 %d3, constant_NAME; cvta.const.u64 %d3, %d3;
            	setp.eq.u64 %p, %d0, 1; selp.b64 %d1, %generic, %d1, %p;
            	setp.eq.u64 %p, %d0, 2; selp.b64 %d1, %d2, %d1, %p;
            	setp.eq.u64 %p, %d0, 3; selp.b64 %d1, %d3, %d1, %p;
            	{i.Opcode.Text} %q, %d1;
            	selp.u64 %o0, 1, 0, %q;
            """, row => [(int)(row[0] & 3) == wanted ? 1UL : 0]) with { Before = Variables };
    }

    // Kernels' parameters have no generic addresses that another instruction could give; 32-bit addresses belong to modules that have them.
    private static bool IsTried(Opcode opcode) => opcode.Types[0] == PtxType.U64 && !Plain(SpaceOf(opcode)).StartsWith("param", StringComparison.Ordinal);

    private static (string Place, string Write) VariableIn(string space) => space switch
    {
        "global" => ("mov.u64 %d0, %out;", "st.global.u64 [%out], %a0;"),
        "const"  => ("mov.u64 %d0, constant_NAME;", ""),
        "local"  => (".local .align 8 .b64 own; mov.u64 %d0, own;", "st.local.u64 [own], %a0;"),
        _        => ("mov.u64 %d0, %cell;", "st.shared.u64 [%cell], %a0;"),
    };

    private static Scenario? ToGeneric(Instruction i)
    {
        if (!IsTried(i.Opcode)) return null;
        string space = Plain(SpaceOf(i.Opcode));
        (string place, string write) = VariableIn(space);
        return Scenario.OfThread(1, 1, $"\t{place} {write}\n\t{i.Opcode.Text} %d1, %d0;\n\tld.u64 %o0, [%d1];", row => [space == "const" ? Constant : row[0]]) with { Before = Variables };
    }

    private static Scenario? FromGeneric(Instruction i)
    {
        if (!IsTried(i.Opcode)) return null;
        string space = Plain(SpaceOf(i.Opcode));
        (string place, string write) = VariableIn(space);
        return Scenario.OfThread(1, 1, $"\t{place} {write}\n\tcvta.{space}.u64 %d1, %d0;\n\t{i.Opcode.Text} %d2, %d1;\n\tld.{space}.u64 %o0, [%d2];", row => [space == "const" ? Constant : row[0]]) with { Before = Variables };
    }

    private static Scenario? Map(Instruction i) => i.Opcode.Types[0] != PtxType.U64 ? null : Scenario.OfThread(1, 1, $"""
        	st.shared.u64 [%cell], %a0;
        	{i.Opcode.Text} %d0, {Scenarios.Shared(i.Opcode)}, 0;
        	ld{(i.Opcode.Has("shared::cluster") ? ".shared::cluster" : "")}.u64 %o0, [%d0];
        """, row => [row[0]]);

    private static Scenario? Rank(Instruction i) => i.Opcode.Types[0] != PtxType.U64 ? null : Scenario.OfThread(0, 2, $"""
        	{i.Opcode.Text} %r0, {Scenarios.Shared(i.Opcode)}; cvt.u64.u32 %o0, %r0;
        	mov.u32 %r1, %cluster_ctarank; mov.u32 %r2, %cluster_nctarank; sub.u32 %r1, %r2, %r1; cvt.u64.u32 %o1, %r1;
        """, _ => [0, 1]);
}
