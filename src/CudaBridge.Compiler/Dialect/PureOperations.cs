using static CudaBridge.Compiler.Dialect.Lowering;

namespace CudaBridge.Compiler.Dialect;

/// <summary>Operations without side effects: their meaning is a function of dialect.bc or a plain LLVM operation.</summary>
internal static class PureOperations
{
    public static readonly Operation[] Table =
    [
        new("llvm.nvvm.fabs.", Llvm("llvm.fabs")),
    ];
}
