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

        // Grids that kernels launch: what kernels/lib/dialect/device_runtime.c makes of the functions below.
        new("cudabridge_launch_buffer",                     Runtime("launch.buffer")),
        new("cudabridge_launch_configure",                  Runtime("launch.configure")),
        new("cudabridge_launch_submit",                     Runtime("launch.submit")),
        new("cudabridge_launch_copy",                       Runtime("launch.copy")),
        new("cudabridge_launch_fill",                       Runtime("launch.fill")),
        new("cudabridge_launch_error",                      Runtime("launch.error")),
        new("cudaGetParameterBuffer",                          Library("cb_dialect_cudaGetParameterBuffer")),
        new("cudaLaunchDevice",                                Library("cb_dialect_cudaLaunchDevice")),
        new("cudaGetParameterBufferV2",                        Library("cb_dialect_cudaGetParameterBufferV2")),
        new("cudaLaunchDeviceV2",                              Library("cb_dialect_cudaLaunchDeviceV2")),
        new("cudaGetLastError",                                Library("cb_dialect_cudaGetLastError")),
        new("cudaPeekAtLastError",                             Library("cb_dialect_cudaPeekAtLastError")),
        new("cudaGetErrorString",                              Library("cb_dialect_cudaGetErrorString")),
        new("cudaGetErrorName",                                Library("cb_dialect_cudaGetErrorName")),
        new("cudaStreamCreateWithFlags",                       Library("cb_dialect_cudaStreamCreateWithFlags")),
        new("cudaEventCreateWithFlags",                        Library("cb_dialect_cudaEventCreateWithFlags")),
        new("cudaStreamDestroy",                               Library("cb_dialect_cudaStreamDestroy")),
        new("cudaEventDestroy",                                Library("cb_dialect_cudaEventDestroy")),
        new("cudaEventRecord",                                 Library("cb_dialect_cudaEventRecord")),
        new("cudaEventRecordWithFlags",                        Library("cb_dialect_cudaEventRecordWithFlags")),
        new("cudaStreamWaitEvent",                             Library("cb_dialect_cudaStreamWaitEvent")),
        new("cudaMemcpyAsync",                                 Library("cb_dialect_cudaMemcpyAsync")),
        new("cudaMemsetAsync",                                 Library("cb_dialect_cudaMemsetAsync")),
        new("cudaMalloc",                                      Library("cb_dialect_cudaMalloc")),
        new("cudaFree",                                        Library("cb_dialect_cudaFree")),
        new("cudaGetDevice",                                   Library("cb_dialect_cudaGetDevice")),
        new("cudaGetDeviceCount",                              Library("cb_dialect_cudaGetDeviceCount")),
        new("cudaGraphSetConditional",                         Library("cb_dialect_cudaGraphSetConditional")),
    ];
}
