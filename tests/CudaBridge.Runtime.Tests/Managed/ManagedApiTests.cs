using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime.Tests.Managed;

/// <summary>The managed API, on a context of the test's own with kernels.c as its module.</summary>
public sealed class ManagedApiTests : IDisposable
{
    private readonly CudaContext _cuda = MakeContext();
    private readonly CudaModule _module;

    public ManagedApiTests() => _module = _cuda.LoadModule(Image);

    private static byte[] Image => FatBinary.Write([new(ImageKind.CpuCode, HostIsa.Current, TestToolkit.Kernels)]);

    public void Dispose() => _cuda.Dispose();

    [Fact]
    public void A_kernel_adds_arrays()
    {
        int[] a = [.. Enumerable.Range(0, 1000)], b = [.. Enumerable.Range(0, 1000).Select(i => 7 * i)];
        using CudaDeviceVariable<int> x = a, y = b, sum = new(1000);
        CudaKernel add = _module.GetKernel("add");
        add.SetComputeSize(1000);

        add.Run(sum.DevicePointer, x.DevicePointer, y.DevicePointer, 1000);

        int[] result = sum;
        result.Should().Equal(a.Zip(b, (p, q) => p + q));
    }

    [Fact]
    public void An_argument_of_another_size_and_a_missing_one_are_refused()
    {
        CudaKernel step = _module.GetKernel("step");
        Error(() => step.Run(1L, 1L)).Should().Be(CudaError.InvalidValue);
        Error(() => step.Run(1L)).Should().Be(CudaError.InvalidValue);
        Error(() => _module.GetKernel("missing")).Should().Be(CudaError.InvalidDeviceFunction);
    }

    [Fact]
    public void Elements_are_read_and_written_one_by_one_and_in_slices()
    {
        using CudaDeviceVariable<short> memory = new short[] { 1, 2, 3, 4, 5 };
        memory[1] = 20;
        memory.Slice(3, 2)[1] = 50;
        memory.CopyToDevice([30, 40], 2);
        short[] middle = new short[2];
        memory.CopyToHost(middle, 1);

        middle.Should().Equal(20, 30);
        memory.ToArray().Should().Equal(1, 20, 30, 40, 50);
        (memory.Size, memory.SizeInBytes).Should().Be((5, 10));
    }

    [Fact]
    public void What_leaves_the_memory_is_refused()
    {
        using CudaDeviceVariable<int> memory = new(4);
        Error(() => memory[4]).Should().Be(CudaError.InvalidValue);
        Error(() => memory[-1]).Should().Be(CudaError.InvalidValue);
        Error(() => memory.CopyToDevice(new int[3], 2)).Should().Be(CudaError.InvalidValue);
        Error(() => memory.Slice(1, 4)).Should().Be(CudaError.InvalidValue);
        Error(() => new CudaDeviceVariable<int>(-1)).Should().Be(CudaError.InvalidValue);
        Error(() => new CudaDeviceVariable<long>(long.MaxValue / 4)).Should().Be(CudaError.MemoryAllocation);
    }

    [Theory]
    [InlineData(1, 0x07070707)]
    [InlineData(2, 0x00070007)]
    [InlineData(4, 7)]
    public void Fills_count_in_the_width_of_their_value(int width, int expected)
    {
        using CudaDeviceVariable<int> memory = new(3);
        if (width == 1) memory.Memset((byte)7);
        else if (width == 2) memory.Memset((ushort)7);
        else memory.Memset(7u);
        memory.ToArray().Should().Equal(expected, expected, expected);
    }

    [Fact]
    public async Task Streams_are_awaited_and_run_callbacks_in_their_order()
    {
        using CudaStream stream = new(CudaStreamFlags.NonBlocking);
        using CudaDeviceVariable<uint> value = new uint[] { 1 };
        CudaKernel step = _module.GetKernel("step");
        uint seen = 0;
        step.RunAsync(stream, value.DevicePointer, 2u);
        stream.AddCallback(() => seen = ReadDirectly(value));
        step.RunAsync(stream, value.DevicePointer, 4u);

        await stream;

        (seen, value[0]).Should().Be((5u, 19u));
        stream.Query().Should().BeTrue();
    }

    [Fact]
    public async Task A_wait_is_cancelled_and_the_work_goes_on()
    {
        using CudaStream stream = new();
        using CancellationTokenSource soon = new(10);
        _module.GetKernel("sleep_us").RunAsync(stream, 300_000u);

        Func<Task> wait = () => stream.SynchronizeAsync(soon.Token);
        await wait.Should().ThrowAsync<OperationCanceledException>();
        await _cuda.SynchronizeAsync();

        stream.Query().Should().BeTrue();
    }

    [Fact]
    public void Events_time_what_lies_between_them()
    {
        using CudaEvent start = new(), stop = new();
        start.Record();
        _module.GetKernel("sleep_us").Run(20_000u);
        stop.Record();
        stop.Synchronize();
        CudaEvent.ElapsedTime(start, stop).Should().BeInRange(20, 2000);
    }

    [Fact]
    public void Page_locked_and_managed_memory_are_kernel_arguments()
    {
        using CudaPageLockedHostMemory<uint> pinned = new(1);
        using CudaManagedMemory<uint> managed = new(1);
        (pinned[0], managed[0]) = (1, 2);
        CudaKernel step = _module.GetKernel("step");
        step.Run((CudaDevicePointer<uint>)pinned, 1u);
        step.Run(managed.DevicePointer, 1u);
        _cuda.Synchronize();
        (pinned.Span[0], managed.Span[0]).Should().Be((4u, 7u));
    }

    [Fact]
    public void Pinned_copies_are_work_of_a_stream()
    {
        using CudaStream stream = new();
        using CudaPageLockedHostMemory<uint> host = new(2);
        using CudaDeviceVariable<uint> device = new(2);
        host[1] = 5;
        host.AsyncCopyToDevice(device, stream);
        _module.GetKernel("step").RunAsync(stream, device.DevicePointer + 1, 1u);
        host.AsyncCopyFromDevice(device, stream);
        stream.Synchronize();
        host[1].Should().Be(16);
    }

    [Fact]
    public void Variables_of_a_module_are_read_and_written()
    {
        using CudaDeviceVariable<int> counter = _module.GetVariable<int>("counter");
        counter[0] = 40;
        _module.GetKernel("bump").Run();
        counter[0].Should().Be(42);
        Error(() => _module.GetVariable<int>("missing")).Should().Be(CudaError.InvalidSymbol);
    }

    [Fact]
    public void A_fault_names_the_kernel_and_spoils_its_context_alone()
    {
        using CudaContext other = MakeContext();
        using CudaModule module = other.LoadModule(Image);
        module.GetKernel("store").Run(CudaDevicePointer<int>.Null);

        CudaException fault = FluentActions.Invoking(other.Synchronize).Should().Throw<CudaException>().Which;
        fault.CudaError.Should().Be(CudaError.IllegalAddress);
        fault.Message.Should().Contain("kernel store, block (0,0,0)");
        Error(() => new CudaDeviceVariable<int>(1, other)).Should().Be(CudaError.IllegalAddress);

        _cuda.SetCurrent();
        using CudaDeviceVariable<int> fine = new(1);
        _cuda.Synchronize();
    }

    [Fact]
    public async Task Long_copies_report_progress_and_stop_when_asked()
    {
        const int Count = 5 << 20; // 20 MiB: three pieces
        int[] host = [.. Enumerable.Range(0, Count)];
        using CudaDeviceVariable<int> device = new(Count);
        Recorder progress = new();
        await device.CopyToDeviceAsync(host, progress: progress);
        progress.Seen.Should().HaveCount(3).And.BeInAscendingOrder().And.EndWith(1.0);

        using CancellationTokenSource stop = new();
        int[] back = new int[Count];
        Recorder first = new(_ => stop.Cancel());
        Func<Task> copy = () => device.CopyToHostAsync(back, progress: first, cancellation: stop.Token);
        await copy.Should().ThrowAsync<OperationCanceledException>();
        first.Seen.Should().HaveCount(1);
        back[1000].Should().Be(1000);
        back[^1].Should().Be(0);
    }

    [Fact]
    public async Task Modules_load_with_progress_and_cancellation()
    {
        Recorder progress = new();
        using CudaModule module = await _cuda.LoadModuleAsync(Image, progress);
        progress.Seen.Should().Equal(0, 1);
        module.KernelNames.Should().Contain("add");

        Func<Task> cancelled = () => _cuda.LoadModuleAsync(Image, cancellation: new CancellationToken(canceled: true));
        await cancelled.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_compilation_shows_progress_and_ends_when_it_is_cancelled()
    {
        Recorder progress = new();
        using (CudaModule module = await _cuda.LoadModuleAsync(Uncompiled(), progress)) module.KernelNames.Should().Equal("k");
        progress.Seen.Should().HaveCountGreaterThan(10).And.BeInAscendingOrder().And.StartWith(0.0).And.EndWith(1.0);
        progress.Seen.Should().OnlyHaveUniqueItems();

        using CancellationTokenSource stop = new();
        List<double> seen = [];
        Recorder second = new(value =>
        {
            seen.Add(value);
            if (value > 0) stop.Cancel();
        });
        Func<Task> load = () => _cuda.LoadModuleAsync(Uncompiled(), second, stop.Token);
        await load.Should().ThrowAsync<OperationCanceledException>();
        await Task.Delay(300); // a compilation that went on would report by now
        seen.Should().HaveCount(2);
    }

    // A module that no cache has seen.
    private static byte[] Uncompiled() => FatBinary.Write([new(ImageKind.KernelIr, "", Encoding.UTF8.GetBytes($$"""
        ; {{Guid.NewGuid()}}
        target triple = "nvptx64-nvidia-cuda"
        define ptx_kernel void @k(ptr %p) {
          store i32 1, ptr %p
          ret void
        }
        """))]);

    [Fact]
    public void Launches_allocate_nothing()
    {
        using CudaDeviceVariable<uint> value = new uint[] { 1 };
        CudaKernel step = _module.GetKernel("step");
        // One at a time: a longer queue than ever before takes memory, which later launches use again.
        long allocated = 0;
        for (int i = 0; i < 2500; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            step.Run(value.DevicePointer, 1u);
            if (i >= 2000) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            _cuda.Synchronize();
        }

        // A launch that starts before the last one has given its state back makes another; a few of those are kept for good.
        allocated.Should().BeLessThan(500, "500 launches");
    }

    [Fact]
    public void Devices_are_found_by_number_and_by_name()
    {
        using CudaContext number = new(0), kind = new("cpu"), part = new("CudaBridge"), digits = new("0");
        part.GetDeviceName().Should().Be(kind.GetDeviceName()).And.StartWith("CudaBridge CPU");
        CudaContext.GetDeviceCount().Should().Be(1);
        number.GetDeviceInfo().ComputeCapability.Should().Be(new Version(8, 0));
        Error(() => new CudaContext("no such device")).Should().Be(CudaError.InvalidDevice);
        Error(() => new CudaContext(7)).Should().Be(CudaError.InvalidDevice);
    }

    [Fact]
    public void Disposing_twice_and_after_the_context_is_harmless()
    {
        CudaContext context = MakeContext();
        CudaDeviceVariable<int> memory = new(10, context);
        CudaStream stream = new(context: context);
        memory.Dispose();
        memory.Dispose();
        context.Dispose();
        stream.Dispose();
        context.Dispose();
        FluentActions.Invoking(() => context.Synchronize()).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => memory[0]).Should().Throw<ObjectDisposedException>();
    }

    private static unsafe uint ReadDirectly(CudaDeviceVariable<uint> value) => *(uint*)value.DevicePointer.Address;

    private static CudaContext MakeContext()
    {
        TestToolkit.EnsureSupportLibrary();
        return new CudaContext("cpu");
    }

    private static CudaError Error(Action action) => FluentActions.Invoking(action).Should().Throw<CudaException>().Which.CudaError;

    private static CudaError Error<T>(Func<T> action) => Error(() => { action(); });

    private sealed class Recorder(Action<double>? onReport = null) : IProgress<double>
    {
        public List<double> Seen { get; } = [];

        public void Report(double value)
        {
            Seen.Add(value);
            onReport?.Invoke(value);
        }
    }
}
