using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime.Tests;

public sealed unsafe class LaunchTests : IDisposable
{
    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void A_kernel_gets_its_arguments_and_runs_every_block_once()
    {
        const int Count = 100_003;
        int[] a = [.. Enumerable.Range(0, Count)];
        int[] b = [.. Enumerable.Range(0, Count).Select(i => 7 * i)];
        nuint bytes = Count * sizeof(int);
        MemoryManager memory = _program.Context.Memory;
        (nint deviceA, nint deviceB, nint deviceOut) = (memory.Allocate(bytes), memory.Allocate(bytes), memory.Allocate(bytes));
        int[] result = new int[Count];
        fixed (int* hostA = a, hostB = b, hostResult = result)
        {
            Transfers transfers = _program.Context.Transfers;
            transfers.Copy(deviceA, (nint)hostA, bytes, CopyKind.HostToDevice, _program.DefaultStream, async: false);
            transfers.Copy(deviceB, (nint)hostB, bytes, CopyKind.HostToDevice, _program.DefaultStream, async: false);
            _program.Launch("add", new(Count / 256 + 1), new(256), _program.DefaultStream, deviceOut, deviceA, deviceB, Count);
            transfers.Copy((nint)hostResult, deviceOut, bytes, CopyKind.DeviceToHost, _program.DefaultStream, async: false);
        }

        result.Should().Equal(a.Zip(b, (x, y) => x + y));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(65_537)]
    public void Blocks_of_kernels_with_atomics_start_in_increasing_order_and_each_once(int blocks)
    {
        nint next = _program.AllocateZeroed(4);
        nint order = _program.AllocateZeroed((nuint)blocks * 4);
        nint runs = _program.AllocateZeroed((nuint)blocks * 4);

        for (int repeat = 0; repeat < 3; repeat++)
        {
            _program.Write(next, 0);
            _program.Launch("record_order", new((uint)blocks), new(1), _program.DefaultStream, next, order, runs);
        }
        _program.Context.Synchronize();

        new Span<int>((void*)runs, blocks).ToArray().Should().OnlyContain(n => n == 3);
        // Threads take increasing chunks, so a block starts before one with a smaller index only by what other threads have in hand.
        int[] started = new Span<int>((void*)order, blocks).ToArray();
        int first = Array.IndexOf(started, 0);
        first.Should().BeLessThan(Math.Max(2, blocks / 2));
    }

    [Fact]
    public void Every_block_runs_once_however_many_threads_share_the_ranges_and_steal()
    {
        const int Threads = 4;
        foreach (uint total in new uint[] { 1, 3, 4, 5, 1000, 99_991 })
        {
            BlockRanges ranges = new();
            ranges.Start(total, Threads);
            int[] runs = new int[total];
            Thread[] threads = [.. Enumerable.Range(0, Threads - 1).Select(_ => new Thread(() =>
            {
                int owned = -1;
                while (ranges.TryOwn(ref owned))
                    while (ranges.TryTake(owned, 7, out ulong first, out ulong count))
                        for (ulong i = first; i < first + count; i++) Interlocked.Increment(ref runs[i]);
            }))];
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();
            runs.Should().OnlyContain(n => n == 1, "{0} blocks, of which one thread's share had no owner at first", total);
        }
    }

    [Fact]
    public void Ranges_are_claimed_in_order_and_stolen_from_the_back()
    {
        BlockRanges ranges = new();
        ranges.Start(100, 2);
        int mine = -1, theirs = -1;
        ranges.TryOwn(ref mine).Should().BeTrue();
        ranges.TryTake(mine, 10, out ulong first, out ulong count).Should().BeTrue();
        (first, count).Should().Be((0UL, 10UL));
        ranges.TryOwn(ref theirs).Should().BeTrue();
        while (ranges.TryTake(theirs, 100, out first, out count)) first.Should().BeGreaterThanOrEqualTo(50);
        ranges.TryOwn(ref theirs).Should().BeTrue("the other range is half full");
        ranges.TryTake(theirs, 5, out first, out count).Should().BeTrue();
        (first, count).Should().Be((30UL, 5UL), "10 to 49 were left");
    }

    [Fact]
    public void A_grid_ends_with_its_slowest_block()
    {
        nint flag = _program.Context.Memory.AllocateHost(16);
        for (int i = 0; i < 20; i++)
        {
            new Span<byte>((void*)flag, 16).Clear();
            _program.Launch("wait_for_flag", new(4), new(1), _program.DefaultStream, flag, flag + 4);
            _program.DefaultStream.Query().Should().Be(CudaError.NotReady);
            if (i % 2 == 0) Thread.Sleep(5);
            *(int*)flag = 1;
            _program.Context.Synchronize();
            (*(int*)(flag + 4)).Should().Be(4);
        }
    }

    [Fact]
    public void A_cooperative_grid_runs_all_its_shares_at_once()
    {
        uint workers = (uint)_program.Context.Device.MultiprocessorCount;
        nint arrived = _program.AllocateZeroed(4);

        for (int i = 0; i < 50; i++)
        {
            _program.Write(arrived, 0);
            _program.Launch("meet", new(workers), new(1), _program.DefaultStream, cooperative: true, 0, arrived);
        }
        _program.Context.Synchronize();

        _program.Read<int>(arrived).Should().Be((int)workers);
    }

    [Fact]
    public void Two_cooperative_grids_in_two_streams_do_not_wait_for_each_other()
    {
        uint workers = (uint)_program.Context.Device.MultiprocessorCount;
        Stream[] streams = [_program.Context.CreateStream(StreamFlags.NonBlocking), _program.Context.CreateStream(StreamFlags.NonBlocking)];
        nint[] arrived = [_program.AllocateZeroed(4), _program.AllocateZeroed(4)];

        for (int i = 0; i < 100; i++)
            for (int s = 0; s < 2; s++)
            {
                _program.Context.Transfers.Fill(arrived[s], 0, 4, 1, streams[s], async: true);
                _program.Launch("meet", new(workers), new(1), streams[s], cooperative: true, 0, arrived[s]);
            }
        _program.Context.Synchronize();

        arrived.Select(_program.Read<int>).Should().AllBeEquivalentTo((int)workers);
    }

    [Fact]
    public void Shared_memory_has_the_size_that_was_asked_for()
    {
        const int Dynamic = 100 << 10;
        nint ok = _program.AllocateZeroed(4);
        Function function = _program["use_shared"];
        function.SetAttribute(FunctionAttribute.MaxDynamicSharedMemorySize, Dynamic);

        _program.Launch("use_shared", new(4), new(32), _program.DefaultStream, cooperative: false, Dynamic, 1024 + Dynamic, ok);

        _program.Read<int>(ok).Should().Be(1);
        function.Facts.MaxDynamicShared.Should().Be(Dynamic);
    }

    public static TheoryData<string, uint, uint, uint, uint, uint, uint, uint, bool, CudaError> BadLaunches => new()
    {
        //  kernel     grid x, y, z            block x, y, z   shared       cooperative  error
        { "empty",      0, 1, 1,               1, 1, 1,        0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 0, 1,               1, 1, 1,        0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 0,               1, 1, 1,        0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 1,               0, 1, 1,        0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 1,               1, 1, 0,        0,           false, CudaError.InvalidConfiguration },
        { "empty",      0x8000_0000, 1, 1,     1, 1, 1,        0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 65536, 1,           1, 1, 1,        0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 65536,           1, 1, 1,        0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 1,               1025, 1, 1,     0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 1,               2048, 1, 1,     0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 1,               32, 33, 1,      0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 1,               1, 1, 65,       0,           false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 1,               uint.MaxValue, uint.MaxValue, uint.MaxValue, 0, false, CudaError.InvalidConfiguration },
        { "empty",      1, 1, 1,               1, 1, 1,        49153,       false, CudaError.InvalidValue },
        { "empty",      1, 1, 1,               1, 1, 1,        1 << 20,     false, CudaError.InvalidValue },
        { "bounded",    1, 1, 1,               129, 1, 1,      0,           false, CudaError.LaunchOutOfResources },
        { "empty",      1_000_000, 1, 1,       1024, 1, 1,     0,           true,  CudaError.CooperativeLaunchTooLarge },
    };

    [Theory]
    [MemberData(nameof(BadLaunches))]
    public void A_bad_launch_is_refused(string kernel, uint gx, uint gy, uint gz, uint bx, uint by, uint bz, uint shared, bool cooperative, CudaError error)
    {
        Action launch = () => _program.Launch(kernel, new(gx, gy, gz), new(bx, by, bz), _program.DefaultStream, cooperative, shared);

        launch.Should().Throw<CudaException>().Which.Code.Should().Be(error);
        _program.Context.StickyError.Should().Be(CudaError.Success);
    }

    [Fact]
    public void A_missing_argument_is_refused() =>
        FluentActions.Invoking(() => _program["add"].Launch(new(1), new(1), 0, _program.DefaultStream, null))
            .Should().Throw<CudaException>().Which.Code.Should().Be(CudaError.InvalidValue);

    [Fact]
    public void Occupancy_follows_the_limits_of_a_multiprocessor()
    {
        Function function = _program["empty"];

        function.MaxActiveBlocks(1024, 0).Should().Be(2);
        function.MaxActiveBlocks(256, 0).Should().Be(8);
        function.MaxActiveBlocks(32, 0).Should().Be(32);
        function.MaxActiveBlocks(128, 40 << 10).Should().Be(4);
        function.MaxActiveBlocks(1025, 0).Should().Be(0);
        FluentActions.Invoking(() => function.MaxActiveBlocks(0, 0)).Should().Throw<CudaException>();
    }

    [Theory]
    [InlineData("fail_assertion", CudaError.Assert)]
    [InlineData("store", CudaError.IllegalAddress)]
    public void A_fault_sticks_until_the_reset(string kernel, CudaError error)
    {
        _program.Launch(kernel, new(4), new(1), _program.DefaultStream, 16);

        FluentActions.Invoking(_program.Context.Synchronize).Should().Throw<CudaException>().Which.Code.Should().Be(error);
        FluentActions.Invoking(_program.Context.Synchronize).Should().Throw<CudaException>().Which.Code.Should().Be(error);
        _program.DefaultStream.Query().Should().Be(error);

        _program.Reset();
        _program.Launch("empty", new(4), new(1), _program.DefaultStream);
        _program.Context.Synchronize();
    }

    [Fact]
    public void Work_after_a_fault_is_dropped()
    {
        nint value = _program.AllocateZeroed(4);
        _program.Launch("store", new(1), new(1), _program.DefaultStream, 16);
        for (int i = 0; i < 20; i++) _program.Launch("step", new(1), new(1), _program.DefaultStream, value, 1);

        FluentActions.Invoking(_program.Context.Synchronize).Should().Throw<CudaException>();

        (*(int*)value).Should().Be(0);
    }

    [Fact]
    public void The_programs_floating_point_mode_does_not_reach_kernels()
    {
        nint library = NativeLibrary.Load(TestToolkit.KernelsFile);
        delegate* unmanaged<int, void> flushDenormals = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "flush_denormals");
        nint result = _program.AllocateZeroed(4);
        flushDenormals(1);
        try
        {
            // One block, and this thread synchronises at once: it runs the kernel itself more often than not.
            for (int i = 0; i < 50; i++)
            {
                _program.Launch("halve_tiny", new(1), new(1), _program.DefaultStream, result, BitConverter.SingleToInt32Bits(float.Epsilon * 4));
                _program.DefaultStream.Synchronize();
                (*(int*)result).Should().Be(2);
                *(int*)result = 0;
            }
        }
        finally
        {
            flushDenormals(0);
        }
    }

    [Fact]
    public void Running_past_a_large_allocation_faults()
    {
        nint memory = _program.Context.Memory.Allocate(4 << 20);
        _program.Launch("store", new(1), new(1), _program.DefaultStream, memory + (4 << 20) + (nint)Pages.Margin);

        FluentActions.Invoking(_program.Context.Synchronize).Should().Throw<CudaException>().Which.Code.Should().Be(CudaError.IllegalAddress);
    }
}
