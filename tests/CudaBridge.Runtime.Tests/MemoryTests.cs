using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime.Tests;

public sealed unsafe class MemoryTests : IDisposable
{
    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    private MemoryManager Memory => _program.Context.Memory;

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(64 << 20)]
    public void Device_memory_is_aligned_and_usable_to_its_end(int size)
    {
        nint memory = Memory.Allocate((nuint)size);

        (memory % 512).Should().Be(0);
        new Span<byte>((void*)memory, size).Fill(3);
        Memory.Free(memory);
    }

    [Theory]
    [InlineData(1 << 10)]
    [InlineData(2 << 20)]
    public void A_kernel_may_stray_a_little_from_an_array_but_not_run_away(int size)
    {
        nint memory = Memory.Allocate((nuint)size);
        _program.Launch("store", new(1), new(1), _program.DefaultStream, memory - 8192);
        _program.Launch("store", new(1), new(1), _program.DefaultStream, memory + size + 8192);
        _program.Context.Synchronize();

        _program.Launch("store", new(1), new(1), _program.DefaultStream, memory - (nint)(Pages.Margin + 4));
        Error(_program.Context.Synchronize).Should().Be(CudaError.IllegalAddress);
    }

    [Fact]
    public void Random_allocations_never_overlap_and_all_come_back()
    {
        Random random = new(7);
        List<(nint Start, int Size, byte Mark)> live = [];
        (nuint freeBefore, _) = Memory.GetInfo();
        for (int i = 0; i < 20_000; i++)
        {
            if (live.Count == 0 || random.Next(5) < 3)
            {
                int size = random.Next(100) == 0 ? random.Next(4 << 20) + 1 : random.Next(20_000) + 1;
                nint start = Memory.Allocate((nuint)size);
                byte mark = (byte)i;
                *(byte*)start = mark;
                *(byte*)(start + size - 1) = mark;
                live.Add((start, size, mark));
            }
            else
            {
                int at = random.Next(live.Count);
                (nint start, int size, byte mark) = live[at];
                if (*(byte*)start != mark || *(byte*)(start + size - 1) != mark) Assert.Fail("Two allocations share memory.");
                Memory.Free(start);
                live.RemoveAt(at);
            }
        }
        foreach ((nint start, _, _) in live) Memory.Free(start);

        Memory.GetInfo().Free.Should().Be(freeBefore);
    }

    [Fact]
    public void More_than_the_device_has_is_refused()
    {
        (_, nuint total) = Memory.GetInfo();

        Error(() => Memory.Allocate(total + 1)).Should().Be(CudaError.MemoryAllocation);
        Error(() => Memory.Allocate(nuint.MaxValue)).Should().Be(CudaError.MemoryAllocation);
        Error(() => Memory.AllocatePitched(nuint.MaxValue / 2, 8)).Should().Be(CudaError.MemoryAllocation);
        Error(() => Memory.AllocatePitched(nuint.MaxValue, 1)).Should().Be(CudaError.MemoryAllocation);
        nint half = Memory.Allocate(total / 2);
        Error(() => Memory.Allocate(total / 2 + 4096)).Should().Be(CudaError.MemoryAllocation);
        Memory.Free(half);
        Memory.Free(Memory.Allocate(total / 2 + 4096));
    }

    [Fact]
    public void Only_what_was_allocated_can_be_freed_and_only_once()
    {
        nint device = Memory.Allocate(100), host = Memory.AllocateHost(100), managed = Memory.AllocateManaged(100, ManagedAttachFlags.Global);
        nint local = Marshal.AllocHGlobal(4);
        Memory.Free(0);
        Memory.FreeHost(0);

        Error(() => Memory.Free(device + 4)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.Free(host)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.FreeHost(device)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.Free(local)).Should().Be(CudaError.InvalidValue);
        Memory.Free(device);
        Error(() => Memory.Free(device)).Should().Be(CudaError.InvalidValue);
        Memory.FreeHost(host);
        Memory.Free(managed);
        Memory.Allocate(0).Should().Be(0);
        Marshal.FreeHGlobal(local);
    }

    [Fact]
    public void Pointers_say_what_they_are()
    {
        nint device = Memory.Allocate(100), host = Memory.AllocateHost(100, HostAllocFlags.Mapped | HostAllocFlags.Portable);
        nint managed = Memory.AllocateManaged(100, ManagedAttachFlags.Host), plain = (nint)NativeMemory.Alloc(100);

        Memory.GetAttributes(device + 50).Should().Be(new PointerAttributes(MemoryKind.Device, 0, device + 50, 0));
        Memory.GetAttributes(host).Should().Be(new PointerAttributes(MemoryKind.Host, 0, host, host));
        Memory.GetAttributes(managed).Should().Be(new PointerAttributes(MemoryKind.Managed, 0, managed, managed));
        Memory.GetAttributes(plain).Kind.Should().Be(MemoryKind.Unregistered);
        Memory.GetAttributes(device + 100).Kind.Should().Be(MemoryKind.Unregistered);
        Memory.GetDevicePointer(host).Should().Be(host);
        Memory.GetHostFlags(host).Should().Be(HostAllocFlags.Mapped | HostAllocFlags.Portable);
        Error(() => Memory.GetDevicePointer(plain)).Should().Be(CudaError.InvalidValue);
        Memory.GetAddressRange(device + 50).Should().Be((device, 100));
        NativeMemory.Free((void*)plain);
    }

    [Fact]
    public void Host_memory_is_registered_once()
    {
        nint plain = (nint)NativeMemory.Alloc(10_000);
        Memory.RegisterHost(plain, 10_000, HostRegisterFlags.Mapped);

        Memory.GetAttributes(plain + 9_999).Kind.Should().Be(MemoryKind.Host);
        Error(() => Memory.RegisterHost(plain + 100, 10, HostRegisterFlags.Default)).Should().Be(CudaError.HostMemoryAlreadyRegistered);
        Error(() => Memory.RegisterHost(0, 10, HostRegisterFlags.Default)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.RegisterHost(plain, 0, HostRegisterFlags.Default)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.RegisterHost(64, 10, HostRegisterFlags.Default)).Should().Be(CudaError.InvalidValue);
        Memory.UnregisterHost(plain);
        Error(() => Memory.UnregisterHost(plain)).Should().Be(CudaError.HostMemoryNotRegistered);
        NativeMemory.Free((void*)plain);
    }

    [Fact]
    public void Bad_flags_and_sizes_are_refused()
    {
        Error(() => Memory.AllocateHost(10, (HostAllocFlags)64)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.AllocateManaged(0, ManagedAttachFlags.Global)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.AllocateManaged(10, 0)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.AllocateManaged(10, ManagedAttachFlags.Global | ManagedAttachFlags.Host)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.Advise(Memory.Allocate(10), 10, advice => advice)).Should().Be(CudaError.InvalidValue);
    }

    [Fact]
    public void A_managed_allocation_is_attached_as_a_whole()
    {
        nint managed = Memory.AllocateManaged(1000, ManagedAttachFlags.Host);
        Memory.CheckManagedAllocation(managed, 0);
        Memory.CheckManagedAllocation(managed, 1000);
        Error(() => Memory.CheckManagedAllocation(managed, 16)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.CheckManagedAllocation(Memory.Allocate(10), 0)).Should().Be(CudaError.InvalidValue);
    }

    [Fact]
    public void Arrays_check_their_format_and_extent()
    {
        ChannelFormat float4 = new(32, 32, 32, 32, ChannelKind.Float);
        CudaArray array = Memory.AllocateArray(float4, new(10, 4, 0), ArrayFlags.Default);

        array.RowBytes.Should().Be(160);
        array.Pitch.Should().BeGreaterThanOrEqualTo(160);
        Memory.GetArray(array.Handle).Should().BeSameAs(array);
        Memory.FreeArray(array.Handle);
        Error(() => Memory.GetArray(array.Handle)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Memory.AllocateArray(new(8, 16, 0, 0, ChannelKind.Unsigned), new(10, 0, 0), 0)).Should().Be(CudaError.InvalidChannelDescriptor);
        Error(() => Memory.AllocateArray(new(8, 0, 0, 0, ChannelKind.Float), new(10, 0, 0), 0)).Should().Be(CudaError.InvalidChannelDescriptor);
        Error(() => Memory.AllocateArray(float4, new(0, 0, 0), 0)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.AllocateArray(float4, new(200_000, 0, 0), 0)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.AllocateArray(float4, new(8, 9, 6), ArrayFlags.Cubemap)).Should().Be(CudaError.InvalidValue);
    }

    [Fact]
    public void Stream_ordered_memory_is_kept_up_to_the_threshold()
    {
        Stream stream = _program.Context.CreateStream();
        MemoryPool pool = Memory.CreatePool();
        nint first = Memory.AllocateAsync(1 << 20, pool, stream);
        pool.GetAttribute(PoolAttribute.UsedMemCurrent).Should().Be(1 << 20);
        Memory.FreeAsync(first, stream);
        pool.GetAttribute(PoolAttribute.UsedMemCurrent).Should().Be(0);
        pool.GetAttribute(PoolAttribute.ReservedMemCurrent).Should().Be(1 << 20);
        Memory.AllocateAsync(1 << 20, pool, stream).Should().Be(first, "memory is used again");
        Memory.FreeAsync(first, stream);
        stream.Synchronize();
        pool.GetAttribute(PoolAttribute.ReservedMemCurrent).Should().Be(0, "the threshold is 0");
        pool.GetAttribute(PoolAttribute.UsedMemHigh).Should().Be(1 << 20);

        pool.SetAttribute(PoolAttribute.ReleaseThreshold, ulong.MaxValue);
        Memory.FreeAsync(Memory.AllocateAsync(1 << 20, pool, stream), stream);
        stream.Synchronize();
        pool.GetAttribute(PoolAttribute.ReservedMemCurrent).Should().Be(1 << 20);
        pool.TrimTo(0);
        pool.GetAttribute(PoolAttribute.ReservedMemCurrent).Should().Be(0);
        Error(() => pool.SetAttribute(PoolAttribute.UsedMemHigh, 5)).Should().Be(CudaError.InvalidValue);
        Error(() => pool.GetAttribute((PoolAttribute)99)).Should().Be(CudaError.InvalidValue);
        Memory.DestroyPool(pool.Handle);
        Error(() => Memory.GetPool(pool.Handle)).Should().Be(CudaError.InvalidValue);
        Error(() => Memory.DestroyPool(Memory.DefaultPool.Handle)).Should().Be(CudaError.InvalidValue);
    }

    [Fact]
    public void Memory_freed_in_a_stream_lives_until_the_stream_gets_there()
    {
        Stream stream = _program.Context.CreateStream();
        nint memory = Memory.AllocateAsync(64 << 20, Memory.CurrentPool, stream);
        *(int*)memory = 0;
        _program.Launch("sleep_us", new(1), new(1), stream, 20_000);
        _program.Launch("step", new(1), new(1), stream, memory, 1);
        Memory.FreeAsync(memory, stream);

        stream.Synchronize();
        Error(() => Memory.Free(memory)).Should().Be(CudaError.InvalidValue);
    }

    [Fact]
    public void Threads_allocate_and_look_up_at_once()
    {
        Parallel.For(0, 16, t =>
        {
            Random random = new(t);
            List<nint> mine = [];
            for (int i = 0; i < 1500; i++)
            {
                nint memory = Memory.Allocate((nuint)random.Next(1, 5000));
                Memory.GetAttributes(memory).Kind.Should().Be(MemoryKind.Device);
                mine.Add(memory);
                if (i % 3 != 0) continue;
                int at = random.Next(mine.Count);
                Memory.Free(mine[at]);
                Memory.GetAttributes(memory);
                mine.RemoveAt(at);
            }
            foreach (nint memory in mine) Memory.Free(memory);
        });
    }

    private static CudaError Error(Action action) => action.Should().Throw<CudaException>().Which.Code;

    private static CudaError Error<T>(Func<T> action) => Error(() => { action(); });
}
