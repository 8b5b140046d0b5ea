using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime.Tests;

public sealed unsafe class TransferTests : IDisposable
{
    private static readonly ChannelFormat s_int = new(32, 0, 0, 0, ChannelKind.Signed);

    private readonly TestProgram _program = new();
    private readonly byte* _host = (byte*)NativeMemory.AllocZeroed(1 << 20);

    public void Dispose()
    {
        _program.Dispose();
        NativeMemory.Free(_host);
    }

    private Transfers Transfers => _program.Context.Transfers;

    private Stream Stream => _program.DefaultStream;

    private MemoryManager Memory => _program.Context.Memory;

    private nint Host => (nint)_host;

    [Fact]
    public void Rows_go_to_pitched_memory_and_back()
    {
        (nint device, nuint pitch) = Memory.AllocatePitched(100, 7);
        for (int i = 0; i < 700; i++) _host[i] = (byte)i;

        Transfers.Copy2D(device, pitch, Host, 100, 100, 7, CopyKind.HostToDevice, Stream, async: false);
        Transfers.Copy2D(Host + 1000, 128, device, pitch, 100, 7, CopyKind.DeviceToHost, Stream, async: false);

        for (int row = 0; row < 7; row++)
            new Span<byte>(_host + 1000 + 128 * row, 100).SequenceEqual(new Span<byte>(_host + 100 * row, 100)).Should().BeTrue();
    }

    [Fact]
    public void Boxes_go_between_pitched_memory_and_arrays()
    {
        CudaArray array = Memory.AllocateArray(s_int, new(8, 6, 5), ArrayFlags.Default);
        int* source = (int*)_host;
        for (int i = 0; i < 8 * 6 * 5; i++) source[i] = i;
        PitchedMemory all = new(Host, 32, 32, 6);
        Transfers.Copy3D(new() { Source = all, TargetArray = array, Extent = new(8, 6, 5), Kind = CopyKind.HostToDevice }, Stream, async: false);

        int* back = (int*)(_host + 65536);
        PitchedMemory part = new((nint)back, 12, 12, 2);
        Transfers.Copy3D(
            new() { SourceArray = array, SourcePosition = new(4, 1, 2), Target = part, Extent = new(3, 2, 2), Kind = CopyKind.DeviceToHost },
            Stream, async: false);

        for (int z = 0; z < 2; z++)
            for (int y = 0; y < 2; y++)
                for (int x = 0; x < 3; x++)
                    back[z * 6 + y * 3 + x].Should().Be((z + 2) * 48 + (y + 1) * 8 + x + 4);
        Error(() => Transfers.Copy3D(
            new() { Source = all, TargetArray = array, TargetPosition = new(1, 0, 0), Extent = new(8, 6, 5), Kind = CopyKind.HostToDevice }, Stream, false))
            .Should().Be(CudaError.InvalidValue);
        Error(() => Transfers.Copy3D(new() { Source = all, Extent = new(8, 6, 5), Kind = CopyKind.HostToDevice }, Stream, false))
            .Should().Be(CudaError.InvalidValue);
    }

    [Fact]
    public void Linear_copies_to_arrays_wrap_at_the_end_of_a_row()
    {
        CudaArray array = Memory.AllocateArray(s_int, new(5, 4, 0), ArrayFlags.Default);
        for (int i = 0; i < 20; i++) ((int*)_host)[i] = i;
        Transfers.CopyToArray(array, 0, 0, Host, 80, CopyKind.HostToDevice, Stream, async: false);

        Transfers.CopyFromArray(Host + 4096, array, 12, 0, 52, CopyKind.DeviceToHost, Stream, async: false);

        new Span<int>(_host + 4096, 13).ToArray().Should().Equal(Enumerable.Range(3, 13));
        Error(() => Transfers.CopyToArray(array, 4, 0, Host, 80, CopyKind.HostToDevice, Stream, false)).Should().Be(CudaError.InvalidValue);
    }

    [Theory]
    [InlineData(1, 0xAB, 1000)]
    [InlineData(2, 0xABCD, 999)]
    [InlineData(4, 0xABCDEF01, 777)]
    public void Fills_write_every_element_and_nothing_else(int size, uint value, int count)
    {
        nint device = _program.AllocateZeroed(8192);

        Transfers.Fill(device + 64, value, size, (nuint)count, Stream, async: true);
        Transfers.Copy(Host, device, 8192, CopyKind.DeviceToHost, Stream, async: false);

        new Span<byte>(_host, 64).ToArray().Should().OnlyContain(b => b == 0);
        for (int i = 0; i < count * size; i++) _host[64 + i].Should().Be((byte)(value >> (i % size * 8)));
        _host[64 + count * size].Should().Be(0);
    }

    [Fact]
    public void Boxes_are_filled()
    {
        nint device = _program.AllocateZeroed(4096);
        Transfers.Fill3D(new(device, 64, 32, 4), 7, new(16, 3, 2), Stream, async: false);
        Transfers.Fill2D(device + 1024, 64, 9, 1, 10, 2, Stream, async: false);
        byte* bytes = (byte*)device;

        bytes[0].Should().Be(7);
        bytes[2 * 64 + 15].Should().Be(7);
        bytes[3 * 64].Should().Be(0);
        bytes[4 * 64].Should().Be(7);
        bytes[16].Should().Be(0);
        bytes[1024 + 64 + 9].Should().Be(9);
        bytes[1024 + 10].Should().Be(0);
        Error(() => Transfers.Fill2D(device, 8, 0, 1, 16, 2, Stream, false)).Should().Be(CudaError.InvalidValue);
    }

    public static TheoryData<string, string, CopyKind, int, CudaError> BadCopies => new()
    {
        { "device", "host",   CopyKind.HostToDevice,   1025, CudaError.InvalidValue },            // leaves the allocation
        { "device", "host",   CopyKind.DeviceToHost,   16,   CudaError.InvalidValue },            // the other way round
        { "host",   "device", CopyKind.HostToDevice,   16,   CudaError.InvalidValue },
        { "host",   "host",   CopyKind.DeviceToDevice, 16,   CudaError.InvalidValue },
        { "device", "device", CopyKind.HostToHost,     16,   CudaError.InvalidValue },
        { "null",   "host",   CopyKind.HostToDevice,   16,   CudaError.InvalidValue },
        { "device", "null",   CopyKind.HostToDevice,   16,   CudaError.InvalidValue },
        { "device", "wild",   CopyKind.HostToDevice,   16,   CudaError.InvalidValue },
        { "device", "host",   (CopyKind)5,             16,   CudaError.InvalidMemcpyDirection },
        { "device", "host",   (CopyKind)(-1),          16,   CudaError.InvalidMemcpyDirection },
        { "freed",  "host",   CopyKind.HostToDevice,   16,   CudaError.InvalidValue },
    };

    [Theory]
    [MemberData(nameof(BadCopies))]
    public void A_bad_copy_is_refused(string target, string source, CopyKind kind, int bytes, CudaError error)
    {
        nint device = Memory.Allocate(1024), freed = Memory.Allocate(16);
        Memory.Free(freed);
        nint Pointer(string name) => name switch { "device" => device, "host" => Host, "wild" => 0x40, "freed" => freed, _ => 0 };

        foreach (bool async in new[] { false, true })
            Error(() => Transfers.Copy(Pointer(target), Pointer(source), (nuint)bytes, kind, Stream, async)).Should().Be(error);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(CopyKind.Default)]
    public void Pinned_and_managed_memory_count_as_either_side(CopyKind kind)
    {
        nint pinned = Memory.AllocateHost(64), managed = Memory.AllocateManaged(64, ManagedAttachFlags.Global), device = Memory.Allocate(64);
        *(int*)pinned = 11;

        Transfers.Copy(managed, pinned, 64, kind, Stream, async: false);
        Transfers.Copy(device, managed, 64, kind, Stream, async: false);
        Transfers.Copy(pinned + 32, device, 4, CopyKind.DeviceToHost, Stream, async: false);

        (*(int*)(pinned + 32)).Should().Be(11);
    }

    [Fact]
    public void A_pitch_smaller_than_the_row_is_refused()
    {
        nint device = Memory.Allocate(1024);

        Error(() => Transfers.Copy2D(device, 8, Host, 16, 16, 2, CopyKind.HostToDevice, Stream, false)).Should().Be(CudaError.InvalidPitchValue);
        Error(() => Transfers.Copy2D(device, 16, Host, 8, 16, 2, CopyKind.HostToDevice, Stream, false)).Should().Be(CudaError.InvalidPitchValue);
        Error(() => Transfers.Copy2D(device, 512, Host, 16, 16, 3, CopyKind.HostToDevice, Stream, false)).Should().Be(CudaError.InvalidValue);
        Error(() => Transfers.Copy2D(device, (nuint)1 << 62, Host, (nuint)1 << 62, 16, (nuint)1 << 30, CopyKind.HostToDevice, Stream, false)).Should().Be(CudaError.InvalidValue);
    }

    [Theory]
    [InlineData(1 << 12)]
    [InlineData(1 << 22)]
    public void An_asynchronous_copy_from_pageable_memory_has_its_bytes(int size)
    {
        Stream stream = _program.Context.CreateStream(StreamFlags.NonBlocking);
        nint device = _program.AllocateZeroed((nuint)size);
        byte* source = (byte*)NativeMemory.Alloc((nuint)size);
        new Span<byte>(source, size).Fill(5);
        _program.Launch("sleep_us", new(1), new(1), stream, 20_000);

        Transfers.Copy(device, (nint)source, (nuint)size, CopyKind.HostToDevice, stream, async: true);
        new Span<byte>(source, size).Clear();
        NativeMemory.Free(source);
        stream.Synchronize();

        new Span<byte>((void*)device, size).IndexOfAnyExcept((byte)5).Should().Be(-1);
    }

    [Fact]
    public void An_asynchronous_copy_to_pageable_memory_is_complete_on_return()
    {
        Stream stream = _program.Context.CreateStream(StreamFlags.NonBlocking);
        nint value = _program.AllocateZeroed(4);
        _program.Launch("sleep_us", new(1), new(1), stream, 20_000);
        _program.Launch("step", new(1), new(1), stream, value, 8);

        Transfers.Copy(Host, value, 4, CopyKind.DeviceToHost, stream, async: true);

        (*(int*)_host).Should().Be(8);
    }

    [Fact]
    public void An_asynchronous_copy_to_pinned_memory_does_not_wait()
    {
        Stream stream = _program.Context.CreateStream(StreamFlags.NonBlocking);
        nint flag = Memory.AllocateHost(16), pinned = Memory.AllocateHost(16), device = _program.AllocateZeroed(16);
        new Span<byte>((void*)flag, 16).Clear();
        _program.Launch("wait_for_flag", new(1), new(1), stream, flag, flag + 4);
        Transfers.Copy(pinned, device, 16, CopyKind.DeviceToHost, stream, async: true);

        stream.Query().Should().Be(CudaError.NotReady);
        *(int*)flag = 1;
        stream.Synchronize();
    }

    private static CudaError Error(Action action) => action.Should().Throw<CudaException>().Which.Code;
}
