using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>A special register and the operation that reads it.</summary>
/// <param name="Operation">The name behind <c>llvm.nvvm.</c>; null for a register that always reads as zero.</param>
/// <param name="Bits">Of the operation's result.</param>
/// <param name="Shift">The register is the result shifted right by this many bits.</param>
internal sealed record PtxSpecialRegister(string? Operation, int Bits, int Shift = 0)
{
    public LLVMValueRef Read(PtxEmitter emitter)
    {
        if (Operation is null) return emitter.Constant(Bits, 0);
        LLVMValueRef value = emitter.Operation(Operation, emitter.Int(Bits));
        return Shift == 0 ? value : emitter.Builder.BuildTrunc(emitter.Builder.BuildLShr(value, emitter.Constant(Bits, (ulong)Shift)), emitter.Int(Bits - Shift));
    }
}

/// <summary>PTX ISA chapter 10.</summary>
internal static class PtxSpecialRegisters
{
    private const string Prefix = "read.ptx.sreg.";
    private static readonly Dictionary<string, PtxSpecialRegister> s_table = Build();

    /// <summary>Null when the name is no special register, or the component is none of its components.</summary>
    public static PtxSpecialRegister? Find(string name, string? component) =>
        name.Length > 1 && name[0] == '%' ? s_table.GetValueOrDefault(component is null ? name : $"{name}.{component}") : null;

    private static Dictionary<string, PtxSpecialRegister> Build()
    {
        Dictionary<string, PtxSpecialRegister> table = [];
        // Vectors of four; .w is always zero. LLVM spells cluster_ctaid with a dot.
        foreach (string name in new[] { "tid", "ntid", "ctaid", "nctaid", "clusterid", "nclusterid", "cluster_ctaid", "cluster_nctaid" })
            foreach (string component in new[] { "x", "y", "z", "w" })
                table[$"%{name}.{component}"] = new($"{Prefix}{name.Replace("cluster_", "cluster.", StringComparison.Ordinal)}.{component}", 32);
        foreach (string name in new[] { "laneid", "warpid", "nwarpid", "smid", "nsmid", "clock", "dynamic_smem_size", "total_smem_size", "aggr_smem_size", "gridid" })
            table[$"%{name}"] = new(Prefix + name, 32);
        foreach (string relation in new[] { "eq", "le", "lt", "ge", "gt" })
            table[$"%lanemask_{relation}"] = new($"{Prefix}lanemask.{relation}", 32);
        for (int i = 0; i < 32; i++) table[$"%envreg{i}"] = new($"{Prefix}envreg{i}", 32);
        for (int i = 0; i < 8; i++)
        {
            table[$"%pm{i}"] = new(null, 32);
            table[$"%pm{i}_64"] = new(null, 64);
        }
        table["%cluster_ctarank"] = new($"{Prefix}cluster.ctarank", 32);
        table["%cluster_nctarank"] = new($"{Prefix}cluster.nctarank", 32);
        table["%is_explicit_cluster"] = new("is_explicit_cluster", 1);
        table["%clock64"] = new($"{Prefix}clock64", 64);
        table["%clock_hi"] = new($"{Prefix}clock64", 64, Shift: 32);
        table["%globaltimer"] = new($"{Prefix}globaltimer", 64);
        table["%globaltimer_lo"] = new($"{Prefix}globaltimer.lo", 32);
        table["%globaltimer_hi"] = new($"{Prefix}globaltimer", 64, Shift: 32);
        table["%current_graph_exec"] = new(null, 64);
        return table;
    }
}
