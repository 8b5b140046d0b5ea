using static CudaBridge.Compiler.Dialect.Lowering;

namespace CudaBridge.Compiler.Dialect;

/// <summary>Special registers (PTX ISA 10). The target knows where each lives; <c>zero</c> and <c>one</c> are constants.</summary>
internal static class RegisterOperations
{
    public static readonly Operation[] Table =
    [
        new("llvm.nvvm.read.ptx.sreg.tid.x",                  Register("tid.x")),
        new("llvm.nvvm.read.ptx.sreg.tid.y",                  Register("tid.y")),
        new("llvm.nvvm.read.ptx.sreg.tid.z",                  Register("tid.z")),
        new("llvm.nvvm.read.ptx.sreg.ntid.x",                 Register("ntid.x")),
        new("llvm.nvvm.read.ptx.sreg.ntid.y",                 Register("ntid.y")),
        new("llvm.nvvm.read.ptx.sreg.ntid.z",                 Register("ntid.z")),
        new("llvm.nvvm.read.ptx.sreg.ctaid.x",                Register("ctaid.x")),
        new("llvm.nvvm.read.ptx.sreg.ctaid.y",                Register("ctaid.y")),
        new("llvm.nvvm.read.ptx.sreg.ctaid.z",                Register("ctaid.z")),
        new("llvm.nvvm.read.ptx.sreg.nctaid.x",               Register("nctaid.x")),
        new("llvm.nvvm.read.ptx.sreg.nctaid.y",               Register("nctaid.y")),
        new("llvm.nvvm.read.ptx.sreg.nctaid.z",               Register("nctaid.z")),
        new("llvm.nvvm.read.ptx.sreg.laneid",                 Register("laneid")),
        new("llvm.nvvm.read.ptx.sreg.warpid",                 Register("warpid")),
        new("llvm.nvvm.read.ptx.sreg.nwarpid",                Register("nwarpid")),
        new("llvm.nvvm.read.ptx.sreg.warpsize",               Register("warpsize")),
        new("llvm.nvvm.read.ptx.sreg.smid",                   Register("smid")),
        new("llvm.nvvm.read.ptx.sreg.nsmid",                  Register("nsmid")),
        new("llvm.nvvm.read.ptx.sreg.gridid",                 Register("gridid")),
        new("llvm.nvvm.read.ptx.sreg.lanemask.eq",            Register("lanemask.eq")),
        new("llvm.nvvm.read.ptx.sreg.lanemask.le",            Register("lanemask.le")),
        new("llvm.nvvm.read.ptx.sreg.lanemask.lt",            Register("lanemask.lt")),
        new("llvm.nvvm.read.ptx.sreg.lanemask.ge",            Register("lanemask.ge")),
        new("llvm.nvvm.read.ptx.sreg.lanemask.gt",            Register("lanemask.gt")),
        new("llvm.nvvm.read.ptx.sreg.dynamic_smem_size",      Register("dynamic_smem_size")),
        new("llvm.nvvm.read.ptx.sreg.total_smem_size",        Register("total_smem_size")),
        new("llvm.nvvm.read.ptx.sreg.aggr_smem_size",         Register("aggr_smem_size")),
        new("llvm.nvvm.read.ptx.sreg.tid.w",                  Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.ntid.w",                 Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.ctaid.w",                Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.nctaid.w",               Register("zero")),

        // A grid without clusters: every block is a cluster of its own.
        new("llvm.nvvm.read.ptx.sreg.clusterid.x",            Register("ctaid.x")),
        new("llvm.nvvm.read.ptx.sreg.nclusterid.x",           Register("nctaid.x")),
        new("llvm.nvvm.read.ptx.sreg.cluster.ctaid.x",        Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.cluster.nctaid.x",       Register("one")),
        new("llvm.nvvm.read.ptx.sreg.clusterid.y",            Register("ctaid.y")),
        new("llvm.nvvm.read.ptx.sreg.nclusterid.y",           Register("nctaid.y")),
        new("llvm.nvvm.read.ptx.sreg.cluster.ctaid.y",        Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.cluster.nctaid.y",       Register("one")),
        new("llvm.nvvm.read.ptx.sreg.clusterid.z",            Register("ctaid.z")),
        new("llvm.nvvm.read.ptx.sreg.nclusterid.z",           Register("nctaid.z")),
        new("llvm.nvvm.read.ptx.sreg.cluster.ctaid.z",        Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.cluster.nctaid.z",       Register("one")),
        new("llvm.nvvm.read.ptx.sreg.cluster.ctarank",        Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.cluster.nctarank",       Register("one")),
        new("llvm.nvvm.is_explicit_cluster",                  Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.envreg0",                Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.envreg1",                Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.envreg2",                Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.envreg3",                Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.pm0",                    Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.pm1",                    Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.pm2",                    Register("zero")),
        new("llvm.nvvm.read.ptx.sreg.pm3",                    Register("zero")),
    ];
}
