using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

// Mirrors of kernels/lib/cpu/cudabridge_cpu.h, field for field; CpuModuleLayoutTests compares sizes and offsets with clang's.

/// <summary><c>cb_param</c>: one kernel parameter in the parameter buffer, in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CpuParameter
{
    public uint Offset;
    public uint Size;
}

/// <summary><c>cb_kernel_flags</c></summary>
[Flags]
public enum CpuKernelFlags : uint
{
    None = 0,
    Coroutine = 1 << 0,
    Barrier = 1 << 1,
    WarpOperations = 1 << 2,
    GridSync = 1 << 3,
    DynamicShared = 1 << 4,
    Printf = 1 << 5,
    Atomics = 1 << 6,
    Vector = 1 << 7,
    IndirectCalls = 1 << 8,
    Recursion = 1 << 9,
    WarpCoroutine = 1 << 10,
    Row = 1 << 11,
}

/// <summary><c>cb_kernel</c></summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CpuKernel
{
    public byte* Name;
    public delegate* unmanaged<CpuWorker*, CpuLaunch*, ulong, ulong, void> Run;
    public delegate* unmanaged<void*, void*, void*> StartLane;
    public CpuParameter* Parameters;
    public uint ParameterCount;
    public uint ParameterBytes;
    public uint StaticShared;
    public uint SharedAlign;
    public uint LocalBytes;
    public uint MaxThreads;
    public uint MinBlocks;
    public CpuKernelFlags Flags;
    public uint FrameBytes;
    public uint WarpLanes;
    public delegate* unmanaged<void*, void*, void*> Warp;
    public delegate* unmanaged<void*, void*, ulong, void*> MaskedWarp;
    public delegate* unmanaged<void*, void*, uint, void*, void> WarpBlock;
    public delegate* unmanaged<void*, void*, uint, void*, void> MaskedBlock;
    public uint UnitBytes;
    public uint GroupBlocks;
}

/// <summary><c>cb_variable_flags</c></summary>
[Flags]
public enum CpuVariableFlags : uint
{
    None = 0,
    Constant = 1,
    Managed = 2,

    /// <summary>A texture reference: the variable holds the address of its <see cref="CpuTexture"/>.</summary>
    Texture = 4,

    /// <summary>A surface reference, likewise.</summary>
    Surface = 8,
}

/// <summary><c>cb_variable</c></summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CpuVariable
{
    public byte* Name;
    public void* Address;
    public void** Indirection;
    public ulong Size;
    public CpuVariableFlags Flags;
    public uint Align;
}

/// <summary><c>cb_module</c>: what a compiled module exports as <c>cudabridge_module</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CpuModuleTable
{
    /// <summary>Name of the symbol.</summary>
    public const string Symbol = "cudabridge_module";

    /// <summary><c>CB_ABI_VERSION</c></summary>
    public const uint CurrentAbiVersion = 5;

    public uint AbiVersion;
    public uint KernelCount;
    public CpuKernel* Kernels;
    public uint VariableCount;
    public uint Reserved;
    public CpuVariable* Variables;
    public byte* Target;
}

/// <summary><c>cb_launch_flags</c></summary>
[Flags]
public enum CpuLaunchFlags : uint
{
    None = 0,
    Cooperative = 1,

    /// <summary>One float from each thread is more than the caches hold: whole cache lines that are not read again may go around them.</summary>
    Streaming = 2,
}

/// <summary><c>cb_fault_kind</c></summary>
public enum CpuFaultKind : uint
{
    None,
    Address,
    Misaligned,
    Arithmetic,
    Illegal,
    Stack,
    Assert,
    Trap,
    Deadlock,
    Memory,
}

/// <summary>The fixed text buffer of <see cref="CpuLaunchState"/>.</summary>
[InlineArray(Length)]
public struct CpuMessage
{
    public const int Length = 208;
    private byte _first;
}

/// <summary><c>cb_launch_state</c></summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CpuLaunchState
{
    public uint Error;
    public CpuFaultKind ErrorKind;
    public ulong FaultAddress;
    public Dim3 FaultBlock;
    public Dim3 FaultThread;
    public uint GridArrived;
    public uint GridGeneration;
    public uint GridWorkers;
    public uint Depth;
    public CpuMessage Message;
    public CpuChild* Children;
}

/// <summary><c>cb_child</c>: a grid that a kernel has launched. Its parameters follow, <see cref="ParameterOffset"/> bytes from its start.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CpuChild
{
    public const int ParameterOffset = 64;

    public CpuChild* Next;
    public CpuKernel* Kernel;
    public Dim3 Grid;
    public Dim3 Block;
    public uint DynamicShared;
    public uint IsTail;
    public uint Depth;
}

/// <summary><c>cb_launch</c></summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CpuLaunch
{
    public Dim3 Grid;
    public Dim3 Block;
    public uint DynamicShared;
    public CpuLaunchFlags Flags;
    public void* Parameters;
    public ulong GridId;
    public CpuLaunchState* State;
    public CpuKernel* Kernel;
}

/// <summary><c>cb_worker</c></summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CpuWorker
{
    public uint Index;
    public uint Reserved;
    public byte* Shared;
    public nuint SharedBytes;
    public void* Internal;
}
