using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Backends.Cpu.Scalar;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler;

/// <summary>The state that the passes of one translation share.</summary>
internal sealed class Translation(LLVMContextRef context, TranslationOptions options, DiagnosticBag diagnostics) : IDisposable
{
    public LLVMContextRef Context { get; } = context;
    public TranslationOptions Options { get; } = options;
    public DiagnosticBag Diagnostics { get; } = diagnostics;
    public LLVMBuilderRef Builder { get; } = context.CreateBuilder();

    /// <summary>Set by LoadKernelIr.</summary>
    public LLVMModuleRef Module { get; set; }

    public List<Kernel> Kernels { get; } = [];

    /// <summary>Variables the host can name: symbols of <c>cudaMemcpyToSymbol</c> and managed variables.</summary>
    public List<DeviceVariable> Variables { get; } = [];

    /// <summary>Set by FindSuspendPoints.</summary>
    public SuspendingSet? Suspending { get; set; }

    /// <summary>Functions that are compiled beside <see cref="Module"/>. Set by DivideModule.</summary>
    public List<CodePart> Parts { get; } = [];

    /// <summary>The target's code; set by the last pass.</summary>
    public byte[]? Image { get; set; }

    public void Dispose()
    {
        Builder.Dispose();
        Module.Dispose();
    }
}

/// <summary>A variable that the host can name.</summary>
internal sealed class DeviceVariable
{
    public required string Name { get; init; }
    public required LLVMValueRef Storage { get; set; }
    public required bool IsConstant { get; init; }
    public required bool IsManaged { get; init; }

    /// <summary><see cref="Abi.CpuVariableFlags.Texture"/> or <see cref="Abi.CpuVariableFlags.Surface"/> for a reference; else none.</summary>
    public Abi.CpuVariableFlags Reference { get; init; }

    public Abi.CpuVariableFlags Flags => Reference | (IsConstant ? Abi.CpuVariableFlags.Constant : 0) | (IsManaged ? Abi.CpuVariableFlags.Managed : 0);

    /// <summary>For managed variables the pointer cell the code goes through; null otherwise.</summary>
    public LLVMValueRef Cell { get; set; }
}
