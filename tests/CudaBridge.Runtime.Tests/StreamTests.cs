using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime.Tests;

public sealed unsafe class StreamTests : IDisposable
{
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(20);

    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    private PrimaryContext Context => _program.Context;

    [Fact]
    public void A_stream_keeps_its_order()
    {
        Stream stream = Context.CreateStream(StreamFlags.NonBlocking);
        nint value = _program.AllocateZeroed(4);
        uint expected = 0;
        for (uint k = 0; k < 5000; k++)
        {
            _program.Launch("step", new(1), new(1), stream, value, (nint)k);
            expected = expected * 3 + k;
        }
        stream.Synchronize();

        (*(uint*)value).Should().Be(expected);
    }

    [Fact]
    public void A_launch_returns_before_the_kernel_ends()
    {
        nint flag = Context.Memory.AllocateHost(8);
        *(long*)flag = 0;
        Stream stream = Context.CreateStream();
        _program.Launch("wait_for_flag", new(1), new(1), stream, flag, flag + 4);

        stream.Query().Should().Be(CudaError.NotReady);
        *(int*)flag = 1;
        stream.Synchronize();
        stream.Query().Should().Be(CudaError.Success);
        (*(int*)(flag + 4)).Should().Be(1);
    }

    [Fact]
    public void Kernels_of_different_streams_run_at_once()
    {
        // The first ends only when the second, in another stream, has set the flag.
        nint flags = Context.Memory.AllocateHost(16);
        new Span<byte>((void*)flags, 16).Clear();
        Stream first = Context.CreateStream(), second = Context.CreateStream();
        _program.Launch("wait_for_flag", new(1), new(1), first, flags, flags + 4);
        _program.Launch("store", new(1), new(1), second, flags);

        WaitUntil(() => first.Query() == CudaError.Success);
    }

    [Theory]
    [InlineData(StreamFlags.Default, true)]
    [InlineData(StreamFlags.NonBlocking, false)]
    public void The_default_stream_waits_for_blocking_streams_only(StreamFlags flags, bool waits)
    {
        nint flag = Context.Memory.AllocateHost(16);
        new Span<byte>((void*)flag, 16).Clear();
        nint value = _program.AllocateZeroed(4);
        Stream other = Context.CreateStream(flags);
        _program.Launch("wait_for_flag", new(1), new(1), other, flag, flag + 4);
        _program.Launch("step", new(1), new(1), _program.DefaultStream, value, 7);

        if (waits)
        {
            Thread.Sleep(50);
            (*(int*)value).Should().Be(0);
        }
        else
        {
            WaitUntil(() => *(int*)value == 7);
        }
        *(int*)flag = 1;
        Context.Synchronize();
        (*(int*)value).Should().Be(7);
    }

    [Theory]
    [InlineData(StreamFlags.Default, true)]
    [InlineData(StreamFlags.NonBlocking, false)]
    public void Blocking_streams_wait_for_the_default_stream(StreamFlags flags, bool waits)
    {
        nint flag = Context.Memory.AllocateHost(16);
        new Span<byte>((void*)flag, 16).Clear();
        nint value = _program.AllocateZeroed(4);
        _program.Launch("wait_for_flag", new(1), new(1), _program.DefaultStream, flag, flag + 4);
        _program.Launch("step", new(1), new(1), Context.CreateStream(flags), value, 7);

        if (waits)
        {
            Thread.Sleep(50);
            (*(int*)value).Should().Be(0);
        }
        else
        {
            WaitUntil(() => *(int*)value == 7);
        }
        *(int*)flag = 1;
        Context.Synchronize();
        (*(int*)value).Should().Be(7);
    }

    [Fact]
    public void Each_thread_has_its_own_per_thread_stream()
    {
        Stream mine = Context.GetStream(2), other = null!;
        Thread thread = new(() => other = Context.GetStream(0, perThreadDefault: true));
        thread.Start();
        thread.Join();

        other.Should().NotBeSameAs(mine);
        Context.GetStream(0, perThreadDefault: true).Should().BeSameAs(mine);
        Context.GetStream(1).Should().BeSameAs(Context.GetStream(0));
    }

    [Fact]
    public void The_streams_of_ended_threads_are_forgotten()
    {
        for (int i = 0; i < 20; i++)
        {
            Thread thread = new(() => _program.Launch("empty", new(1), new(1), Context.GetStream(2)));
            thread.Start();
            thread.Join();
        }
        Context.BlockingStreams.Length.Should().BeGreaterThan(1);

        WaitUntil(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Context.BlockingStreams.Length == 1;
        });
    }

    [Fact]
    public void A_stream_waits_for_an_event_of_another()
    {
        nint flag = Context.Memory.AllocateHost(16);
        new Span<byte>((void*)flag, 16).Clear();
        nint value = _program.AllocateZeroed(4);
        Stream first = Context.CreateStream(StreamFlags.NonBlocking), second = Context.CreateStream(StreamFlags.NonBlocking);
        Event signal = Context.CreateEvent();
        _program.Launch("wait_for_flag", new(1), new(1), first, flag, flag + 4);
        signal.Record(first);
        second.Wait(signal);
        _program.Launch("step", new(1), new(1), second, value, 7);

        Thread.Sleep(30);
        (*(int*)value).Should().Be(0);
        signal.Query().Should().Be(CudaError.NotReady);
        *(int*)flag = 1;
        second.Synchronize();
        (*(int*)value).Should().Be(7);
        signal.Query().Should().Be(CudaError.Success);
    }

    [Fact]
    public void A_wait_takes_the_record_of_its_time()
    {
        nint flag = Context.Memory.AllocateHost(16);
        new Span<byte>((void*)flag, 16).Clear();
        Stream first = Context.CreateStream(StreamFlags.NonBlocking), second = Context.CreateStream(StreamFlags.NonBlocking);
        Event signal = Context.CreateEvent();
        signal.Record(first);
        second.Wait(signal);
        _program.Launch("wait_for_flag", new(1), new(1), first, flag, flag + 4);
        signal.Record(first);

        WaitUntil(() => second.Query() == CudaError.Success);
        signal.Query().Should().Be(CudaError.NotReady);
        *(int*)flag = 1;
        signal.Synchronize();
    }

    [Fact]
    public void Events_measure_the_work_between_them()
    {
        Stream stream = Context.CreateStream();
        Event start = Context.CreateEvent(), end = Context.CreateEvent();
        start.Record(stream);
        _program.Launch("sleep_us", new(1), new(1), stream, 30_000);
        end.Record(stream);
        end.Synchronize();

        Event.ElapsedMilliseconds(start, end).Should().BeInRange(29, 2000);
    }

    [Fact]
    public void Elapsed_time_is_refused_as_documented()
    {
        nint flag = Context.Memory.AllocateHost(16);
        new Span<byte>((void*)flag, 16).Clear();
        Stream stream = Context.CreateStream(StreamFlags.NonBlocking);
        Event recorded = Context.CreateEvent(), fresh = Context.CreateEvent(), pending = Context.CreateEvent();
        Event untimed = Context.CreateEvent(EventFlags.DisableTiming);
        recorded.Record(stream);
        untimed.Record(stream);
        _program.Launch("wait_for_flag", new(1), new(1), stream, flag, flag + 4);
        pending.Record(stream);

        Error(() => Event.ElapsedMilliseconds(recorded, fresh)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Event.ElapsedMilliseconds(untimed, recorded)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Event.ElapsedMilliseconds(recorded, pending)).Should().Be(CudaError.NotReady);
        *(int*)flag = 1;
        pending.Synchronize();
        Event.ElapsedMilliseconds(recorded, pending).Should().BeGreaterThan(0);
    }

    [Fact]
    public void Stale_and_invented_handles_are_refused()
    {
        Stream stream = Context.CreateStream();
        Event signal = Context.CreateEvent();
        Context.DestroyStream(stream.Handle);
        Context.DestroyEvent(signal.Handle);

        Error(() => Context.GetStream(stream.Handle)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Context.DestroyStream(stream.Handle)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Context.GetEvent(signal.Handle)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Context.GetStream(Context.CreateEvent().Handle)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Context.GetStream(0x1234)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Context.DestroyStream(0)).Should().Be(CudaError.InvalidResourceHandle);
        Error(() => Context.CreateStream((StreamFlags)8)).Should().Be(CudaError.InvalidValue);
        Error(() => Context.CreateEvent((EventFlags)64)).Should().Be(CudaError.InvalidValue);
    }

    [Fact]
    public void Destroying_a_stream_lets_its_work_finish()
    {
        nint value = _program.AllocateZeroed(4);
        Stream stream = Context.CreateStream();
        _program.Launch("sleep_us", new(1), new(1), stream, 20_000);
        _program.Launch("step", new(1), new(1), stream, value, 9);
        Context.DestroyStream(stream.Handle);

        _program.Read<int>(value).Should().Be(9);
        WaitUntil(() => Context.BlockingStreams.Length == 1);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct HostCallRecord
    {
        public int Order;
        public int Thread;
        public nint Value;
        public int Seen;
        public int Status;
    }

    [UnmanagedCallersOnly]
    private static void OnHostFunction(void* data)
    {
        HostCallRecord* record = (HostCallRecord*)data;
        record->Seen = *(int*)record->Value;
        Volatile.Write(ref record->Thread, Environment.CurrentManagedThreadId);
    }

    [UnmanagedCallersOnly]
    private static void OnCallback(nint stream, int status, void* data) => ((HostCallRecord*)data)->Status = status;

    [Fact]
    public void Host_functions_run_in_order_on_another_thread()
    {
        Stream stream = Context.CreateStream();
        nint value = _program.AllocateZeroed(4);
        HostCallRecord* record = (HostCallRecord*)NativeMemory.AllocZeroed((nuint)sizeof(HostCallRecord));
        record->Value = value;
        _program.Launch("step", new(1), new(1), stream, value, 5);
        stream.LaunchHostFunction(&OnHostFunction, record);
        _program.Launch("step", new(1), new(1), stream, value, 1);
        stream.Synchronize();

        record->Seen.Should().Be(5);
        record->Thread.Should().NotBe(Environment.CurrentManagedThreadId);
        (*(int*)value).Should().Be(16);
        NativeMemory.Free(record);
    }

    private static readonly ManualResetEventSlim s_release = new();

    [UnmanagedCallersOnly]
    private static void OnBlockingHostFunction(void* data) => s_release.Wait(TimeSpan.FromSeconds(20));

    [Fact]
    public void A_host_function_that_blocks_holds_up_only_its_stream()
    {
        s_release.Reset();
        Stream blocked = Context.CreateStream(StreamFlags.NonBlocking), free = Context.CreateStream(StreamFlags.NonBlocking);
        nint value = _program.AllocateZeroed(4);
        blocked.LaunchHostFunction(&OnBlockingHostFunction, null);
        _program.Launch("step", new(1), new(1), free, value, 5);
        free.Synchronize();

        (*(int*)value).Should().Be(5);
        blocked.Query().Should().Be(CudaError.NotReady);
        s_release.Set();
        blocked.Synchronize();
    }

    private static CudaError s_errorInside;

    [UnmanagedCallersOnly]
    private static void OnHostFunctionThatCalls(void* data)
    {
        s_errorInside = CudaError.Success;
        try
        {
            _ = Cudart.Context;
        }
        catch (CudaException e)
        {
            s_errorInside = e.Code;
        }
    }

    [Fact]
    public void A_host_function_may_not_call_cuda()
    {
        Stream stream = Context.CreateStream();
        stream.LaunchHostFunction(&OnHostFunctionThatCalls, null);
        stream.Synchronize();

        s_errorInside.Should().Be(CudaError.NotPermitted);
    }

    [Fact]
    public void Callbacks_hear_of_a_fault()
    {
        Stream stream = Context.CreateStream();
        HostCallRecord* record = (HostCallRecord*)NativeMemory.AllocZeroed((nuint)sizeof(HostCallRecord));
        _program.Launch("store", new(1), new(1), stream, 16);
        stream.AddCallback(&OnCallback, record);

        Error(stream.Synchronize).Should().Be(CudaError.IllegalAddress);
        record->Status.Should().Be((int)CudaError.IllegalAddress);
        NativeMemory.Free(record);
    }

    [Fact]
    public void Many_threads_streams_and_events_keep_every_order()
    {
        const int Threads = 8, Rounds = 300;
        nint[] values = [.. Enumerable.Range(0, Threads).Select(_ => _program.AllocateZeroed(4))];
        uint[] expected = new uint[Threads];
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(t => new Thread(() => Work(t)))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join(s_enough).Should().BeTrue("no thread may hang");
        Context.Synchronize();

        failure.Should().BeNull();
        for (int t = 0; t < Threads; t++) (*(uint*)values[t]).Should().Be(expected[t]);

        // A chain of steps that hops between streams by events, the default stream among them.
        void Work(int t)
        {
            try
            {
                Random random = new(t);
                Stream[] streams = [Context.CreateStream(StreamFlags.NonBlocking), Context.CreateStream(), Context.GetStream(0), Context.GetStream(2)];
                Event link = Context.CreateEvent(EventFlags.DisableTiming);
                Stream last = streams[0];
                for (uint k = 0; k < Rounds; k++)
                {
                    Stream stream = streams[random.Next(streams.Length)];
                    link.Record(last);
                    stream.Wait(link);
                    _program.Launch("step", new(1), new(1), stream, values[t], (nint)k);
                    expected[t] = expected[t] * 3 + k;
                    last = stream;
                    if (random.Next(20) == 0) stream.Synchronize();
                    if (random.Next(40) == 0) link.Synchronize();
                }
                last.Synchronize();
            }
            catch (Exception e)
            {
                failure = e;
            }
        }
    }

    [Fact]
    public void A_long_queue_makes_launches_wait_instead_of_growing()
    {
        nint value = _program.AllocateZeroed(4);
        Stream stream = Context.CreateStream();
        _program.Launch("sleep_us", new(1), new(1), stream, 20_000);
        for (int i = 0; i < 20_000; i++)
        {
            _program.Launch("step", new(1), new(1), stream, value, 0);
            (stream.Submitted - stream.Completed).Should().BeLessThanOrEqualTo(1025);
        }
        stream.Synchronize();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WaitUntil(Func<bool> condition)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!condition() && clock.Elapsed < s_enough) Thread.Sleep(1);
        condition().Should().BeTrue();
    }

    private static CudaError Error(Action action) => action.Should().Throw<CudaException>().Which.Code;

    private static CudaError Error<T>(Func<T> action) => Error(() => { action(); });
}
