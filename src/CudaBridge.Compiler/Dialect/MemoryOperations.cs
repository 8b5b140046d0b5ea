using static CudaBridge.Compiler.Dialect.Lowering;

namespace CudaBridge.Compiler.Dialect;

/// <summary>
/// Memory operations beyond LLVM's own loads, stores and atomics. On targets with coherent caches the cache hints, and the waits for
/// copies that were done at once, are <c>nothing</c>.
/// </summary>
internal static class MemoryOperations
{
    public static readonly Operation[] Table =
    [
        new("llvm.nvvm.membar.cta",                             Memory("fence.block")),
        new("llvm.nvvm.membar.gl",                              Memory("fence.device")),
        new("llvm.nvvm.membar.sys",                             Memory("fence.system")),
        new("llvm.nvvm.fence.sc.cluster",                       Memory("fence.device")),
        new("llvm.nvvm.fence.proxy.alias",                      Memory("fence.device")),
        new("llvm.nvvm.fence.proxy.async",                      Memory("fence.device")),
        new("llvm.nvvm.fence.proxy.async.global",               Memory("fence.device")),
        new("llvm.nvvm.fence.proxy.async.shared_cluster",       Memory("fence.device")),
        new("llvm.nvvm.fence.proxy.async.shared_cta",           Memory("fence.device")),
        new("llvm.nvvm.fence.mbarrier_init.release.cluster",    Memory("fence.device")),
        new("llvm.nvvm.isspacep.const",                         Memory("isspacep",  "const")),
        new("llvm.nvvm.isspacep.global",                        Memory("isspacep",  "global")),
        new("llvm.nvvm.isspacep.local",                         Memory("isspacep",  "local")),
        new("llvm.nvvm.isspacep.shared",                        Memory("isspacep",  "shared")),
        new("llvm.nvvm.isspacep.shared.cluster",                Memory("isspacep",  "shared.cluster")),
        new("llvm.nvvm.ldu.global.f.",                          Memory("load")),
        new("llvm.nvvm.ldu.global.i.",                          Memory("load")),
        new("llvm.nvvm.ldu.global.p.",                          Memory("load")),
        new("llvm.nvvm.ldg.global.f.",                          Memory("load")),
        new("llvm.nvvm.ldg.global.i.",                          Memory("load")),
        new("llvm.nvvm.ldg.global.p.",                          Memory("load")),
        new("llvm.nvvm.atomic.add.gen.i.",                      Memory("atomic",    "add")),
        new("llvm.nvvm.atomic.exch.gen.i.",                     Memory("atomic",    "exch")),
        new("llvm.nvvm.atomic.max.gen.i.",                      Memory("atomic",    "max")),
        new("llvm.nvvm.atomic.min.gen.i.",                      Memory("atomic",    "min")),
        new("llvm.nvvm.atomic.inc.gen.i.",                      Memory("atomic",    "inc")),
        new("llvm.nvvm.atomic.dec.gen.i.",                      Memory("atomic",    "dec")),
        new("llvm.nvvm.atomic.and.gen.i.",                      Memory("atomic",    "and")),
        new("llvm.nvvm.atomic.or.gen.i.",                       Memory("atomic",    "or")),
        new("llvm.nvvm.atomic.xor.gen.i.",                      Memory("atomic",    "xor")),
        new("llvm.nvvm.atomic.add.gen.f.",                      Memory("atomic",    "fadd")),
        new("llvm.nvvm.atomic.cas.gen.i.",                      Memory("atomic",    "cas")),
        new("llvm.nvvm.cp.async.ca.shared.global.4",            Memory("cp.async",  "4")),
        new("llvm.nvvm.cp.async.ca.shared.global.4.s",          Memory("cp.async",  "4")),
        new("llvm.nvvm.cp.async.ca.shared.global.8",            Memory("cp.async",  "8")),
        new("llvm.nvvm.cp.async.ca.shared.global.8.s",          Memory("cp.async",  "8")),
        new("llvm.nvvm.cp.async.ca.shared.global.16",           Memory("cp.async",  "16")),
        new("llvm.nvvm.cp.async.ca.shared.global.16.s",         Memory("cp.async",  "16")),
        new("llvm.nvvm.cp.async.cg.shared.global.16",           Memory("cp.async",  "16")),
        new("llvm.nvvm.cp.async.cg.shared.global.16.s",         Memory("cp.async",  "16")),
        new("llvm.nvvm.cp.async.commit.group",                  Memory("nothing")),
        new("llvm.nvvm.cp.async.wait.all",                      Memory("nothing")),
        new("llvm.nvvm.cp.async.wait.group",                    Memory("nothing")),
        new("llvm.nvvm.prefetch.L1",                            Memory("nothing")),
        new("llvm.nvvm.prefetch.L2",                            Memory("nothing")),
        new("llvm.nvvm.prefetch.global.L1",                     Memory("nothing")),
        new("llvm.nvvm.prefetch.global.L2",                     Memory("nothing")),
        new("llvm.nvvm.prefetch.global.L2.evict.last",          Memory("nothing")),
        new("llvm.nvvm.prefetch.global.L2.evict.normal",        Memory("nothing")),
        new("llvm.nvvm.prefetch.local.L1",                      Memory("nothing")),
        new("llvm.nvvm.prefetch.local.L2",                      Memory("nothing")),
        new("llvm.nvvm.prefetchu.L1",                           Memory("nothing")),
        new("llvm.nvvm.applypriority.L2.evict.normal",          Memory("nothing")),
        new("llvm.nvvm.applypriority.global.L2.evict.normal",   Memory("nothing")),
        new("llvm.nvvm.discard.L2",                             Memory("nothing")),
        new("llvm.nvvm.discard.global.L2",                      Memory("nothing")),
        new("llvm.nvvm.griddepcontrol.launch.dependents",       Memory("nothing")),
        new("llvm.nvvm.griddepcontrol.wait",                    Memory("nothing")),
        new("llvm.nvvm.pm.event.mask",                          Memory("nothing")),
    ];
}
