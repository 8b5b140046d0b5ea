using static CudaBridge.Compiler.Dialect.Lowering;

namespace CudaBridge.Compiler.Dialect;

/// <summary>Functions of the device runtime, by the names CUDA's own headers declare, and what else needs the target's help.</summary>
internal static class RuntimeOperations
{
    public static readonly Operation[] Table =
    [
        new("vprintf",                                      Runtime("vprintf")),
        new("malloc",                                       Runtime("malloc")),
        new("free",                                         Runtime("free")),
        new("__assertfail",                                 Runtime("assert")),
        new("llvm.trap",                                    Runtime("trap")),
        new("llvm.debugtrap",                               Runtime("trap")),
        new("llvm.ubsantrap",                               Runtime("trap")),
        new("llvm.nvvm.nanosleep",                          Runtime("nanosleep")),
        new("llvm.nvvm.read.ptx.sreg.clock",                Runtime("clock")),
        new("llvm.nvvm.read.ptx.sreg.clock64",              Runtime("clock")),
        new("llvm.nvvm.read.ptx.sreg.globaltimer",          Runtime("globaltimer")),
        new("llvm.nvvm.read.ptx.sreg.globaltimer.lo",       Runtime("globaltimer")),
        new("llvm.readcyclecounter",                        Runtime("clock")),
        new("llvm.readsteadycounter",                       Runtime("globaltimer")),
        new("cudaCGGetIntrinsicHandle",                     Runtime("grid.handle")),
        new("cudaCGGetSize",                                Runtime("grid.size")),
        new("cudaCGGetRank",                                Runtime("grid.rank")),
    ];
}
