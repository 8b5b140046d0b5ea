using System.Runtime.InteropServices;

namespace CudaBridge.Shim;

/// <summary>
/// Words in memory that streams wait for and write ("Stream Memory Operations"). The host's memory and the device's are one: a wait is a host function that looks at the
/// word, a write one that stores it.
/// </summary>
internal static unsafe class DriverStreamValues
{
    private enum Wait : uint
    {
        /// <summary>(s32)(*addr - value) >= 0, or s64</summary>
        GreaterOrEqual = 0,
        Equal = 1,

        /// <summary>(*addr &amp; value) != 0</summary>
        And = 2,

        /// <summary>~(*addr | value) != 0</summary>
        Nor = 3,
    }

    // CU_STREAM_WAIT_VALUE_FLUSH: all writes are visible here anyway.
    private const uint WaitFlush = 1u << 30;

    // CU_STREAM_WRITE_VALUE_NO_MEMORY_BARRIER
    private const uint WriteWithoutBarrier = 1;

    /// <summary>What a host function gets; it frees it.</summary>
    private struct Request
    {
        public nuint Address;
        public ulong Value;
        public Wait Condition;
        public bool IsWide;
    }

    [CudaApi]
    public static CUresult cuStreamWaitValue32(CUstream stream, nuint addr, uint value, uint flags) => WaitFor(stream, addr, value, flags, isWide: false);

    [CudaApi]
    public static CUresult cuStreamWaitValue64(CUstream stream, nuint addr, ulong value, uint flags) => WaitFor(stream, addr, value, flags, isWide: true);

    [CudaApi]
    public static CUresult cuStreamWriteValue64(CUstream stream, nuint addr, ulong value, uint flags)
    {
        Check.Flags(flags, WriteWithoutBarrier);
        RequireWord(addr, sizeof(ulong));
        Submit(stream, &WriteWord, new Request { Address = addr, Value = value, IsWide = true });
        return CUresult.CUDA_SUCCESS;
    }

    private static CUresult WaitFor(CUstream stream, nuint address, ulong value, uint flags, bool isWide)
    {
        uint condition = flags & ~WaitFlush;
        Check.That(condition <= (uint)Wait.Nor);
        RequireWord(address, isWide ? sizeof(ulong) : sizeof(uint));
        Submit(stream, &WaitForWord, new Request { Address = address, Value = value, Condition = (Wait)condition, IsWide = isWide });
        return CUresult.CUDA_SUCCESS;
    }

    // Device memory, managed memory or host memory that CUDA knows.
    private static void RequireWord(nuint address, int bytes)
    {
        Check.That(address != 0 && address % (nuint)bytes == 0);
        Check.That(DriverContexts.Current.Memory.GetAttributes((nint)address).Kind != MemoryKind.Unregistered);
    }

    private static void Submit(CUstream stream, delegate* unmanaged<void*, void> function, Request request)
    {
        Stream queue = DriverStreams.Get(stream);
        Request* copy = (Request*)NativeMemory.Alloc((nuint)sizeof(Request));
        *copy = request;
        queue.LaunchHostFunction(function, copy);
    }

    [UnmanagedCallersOnly]
    private static void WriteWord(void* pointer)
    {
        Request request = Take(pointer);
        Volatile.Write(ref *(ulong*)request.Address, request.Value);
    }

    [UnmanagedCallersOnly]
    private static void WaitForWord(void* pointer)
    {
        Request request = Take(pointer);
        SpinWait spin = default;
        while (!IsMet(request)) spin.SpinOnce();
    }

    private static Request Take(void* pointer)
    {
        Request request = *(Request*)pointer;
        NativeMemory.Free(pointer);
        return request;
    }

    private static bool IsMet(in Request request)
    {
        ulong word = request.IsWide ? Volatile.Read(ref *(ulong*)request.Address) : Volatile.Read(ref *(uint*)request.Address);
        ulong all = request.IsWide ? ulong.MaxValue : uint.MaxValue;
        return request.Condition switch
        {
            Wait.GreaterOrEqual => request.IsWide ? (long)(word - request.Value) >= 0 : (int)((uint)word - (uint)request.Value) >= 0,
            Wait.Equal          => word == request.Value,
            Wait.And            => (word & request.Value) != 0,
            _                   => (~(word | request.Value) & all) != 0,
        };
    }
}
