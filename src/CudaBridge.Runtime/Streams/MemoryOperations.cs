using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>Words in memory that a stream or a graph's node waits for and writes. The host's memory and the device's are one.</summary>
internal sealed unsafe record MemoryOperationsWork : NodeWork
{
    // CU_STREAM_WAIT_VALUE_FLUSH: all writes are visible here anyway.
    private const uint WaitFlush = 1u << 30;

    // CU_STREAM_WRITE_VALUE_NO_MEMORY_BARRIER
    private const uint WriteWithoutBarrier = 1;

    // Pinned: a program that asks for the parameters gets a pointer to them.
    private readonly CUstreamBatchMemOpParams[] _operations;

    /// <exception cref="CudaException">InvalidValue: an operation, flag or address that is none.</exception>
    public MemoryOperationsWork(PrimaryContext context, ReadOnlySpan<CUstreamBatchMemOpParams> operations)
    {
        _operations = GC.AllocateUninitializedArray<CUstreamBatchMemOpParams>(operations.Length, pinned: true);
        operations.CopyTo(_operations);
        foreach (ref readonly CUstreamBatchMemOpParams operation in operations) Check(context, operation);
    }

    public override GraphNodeKind Kind => GraphNodeKind.MemoryOperations;

    public override bool NeedsStreamThread => _operations.Any(IsWait);

    public override string Description => string.Join(", ", _operations.Select(operation => operation.operation));

    public int Count => _operations.Length;

    /// <summary>Valid as long as a node has this work.</summary>
    public CUstreamBatchMemOpParams* Operations() => (CUstreamBatchMemOpParams*)Marshal.UnsafeAddrOfPinnedArrayElement(_operations, 0);

    public override Operation Prepare() => new MemoryOperations(_operations, NeedsStreamThread);

    public static bool IsWait(CUstreamBatchMemOpParams operation) =>
        operation.operation is CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WAIT_VALUE_32 or CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WAIT_VALUE_64;

    private static void Check(PrimaryContext context, in CUstreamBatchMemOpParams operation)
    {
        bool isSound = operation.operation switch
        {
            CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WAIT_VALUE_32 => (operation.flags & ~WaitFlush) <= 3 && IsWord(context, operation.address, sizeof(uint)),
            CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WAIT_VALUE_64 => (operation.flags & ~WaitFlush) <= 3 && IsWord(context, operation.address, sizeof(ulong)),
            CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WRITE_VALUE_32 => (operation.flags & ~WriteWithoutBarrier) == 0 && IsWord(context, operation.address, sizeof(uint)),
            CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WRITE_VALUE_64 => (operation.flags & ~WriteWithoutBarrier) == 0 && IsWord(context, operation.address, sizeof(ulong)),
            CUstreamBatchMemOpType.CU_STREAM_MEM_OP_FLUSH_REMOTE_WRITES => operation.shortFlags == 0,
            CUstreamBatchMemOpType.CU_STREAM_MEM_OP_BARRIER => operation.shortFlags <= 1,
            _ => false,
        };
        if (!isSound) throw new CudaException(CudaError.InvalidValue);
    }

    // In device memory, managed memory or host memory that CUDA knows.
    private static bool IsWord(PrimaryContext context, nuint address, nuint bytes) =>
        address != 0 && address % bytes == 0 && context.Memory.Table.Find((nint)address)?.Holds((nint)address, bytes) == true;
}

internal sealed unsafe class MemoryOperations(CUstreamBatchMemOpParams[] operations, bool waits) : Operation
{
    private enum Condition : uint
    {
        /// <summary>(s32)(*addr - value) >= 0, or s64</summary>
        GreaterOrEqual = 0,
        Equal = 1,

        /// <summary>(*addr &amp; value) != 0</summary>
        And = 2,

        /// <summary>~(*addr | value) != 0</summary>
        Nor = 3,
    }

    public override bool NeedsStreamThread => waits;

    public override void Run(PrimaryContext context)
    {
        foreach (CUstreamBatchMemOpParams operation in operations)
        {
            if (!MemoryOperationsWork.IsWait(operation))
            {
                Write(context.Gate, operation);
                continue;
            }
            SpinWait spin = default;
            while (!IsMet(operation) && context.StickyError == CudaError.Success) spin.SpinOnce();
        }
    }

    private static void Write(WorkGate gate, in CUstreamBatchMemOpParams operation)
    {
        gate.Enter();
        Interlocked.MemoryBarrier();
        if (operation.operation == CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WRITE_VALUE_32) Volatile.Write(ref *(uint*)operation.address, (uint)operation.value);
        else if (operation.operation == CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WRITE_VALUE_64) Volatile.Write(ref *(ulong*)operation.address, operation.value);
        gate.Leave();
    }

    private static bool IsMet(in CUstreamBatchMemOpParams operation)
    {
        bool isWide = operation.operation == CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WAIT_VALUE_64;
        ulong all = isWide ? ulong.MaxValue : uint.MaxValue, value = operation.value & all;
        ulong word = isWide ? Volatile.Read(ref *(ulong*)operation.address) : Volatile.Read(ref *(uint*)operation.address);
        return (Condition)(operation.flags & 3) switch
        {
            Condition.GreaterOrEqual => isWide ? (long)(word - value) >= 0 : (int)((uint)word - (uint)value) >= 0,
            Condition.Equal          => word == value,
            Condition.And            => (word & value) != 0,
            _                        => (~(word | value) & all) != 0,
        };
    }
}
