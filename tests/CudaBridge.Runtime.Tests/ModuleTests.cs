using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime.Tests;

public sealed unsafe class ModuleTests
{
    [Fact]
    public void Variables_are_found_copied_and_seen_by_kernels()
    {
        using TestProgram program = new();
        Variable counter = program.Context.GetVariable(program.Counter);
        Variable table = program.Context.GetVariable(program.Table);
        counter.Size.Should().Be(4);
        table.IsConstant.Should().BeTrue();
        program.Read<int>(counter.Address).Should().Be(5);

        int[] values = [0, 100, 0, 0];
        fixed (int* source = values)
            program.Context.Transfers.CopyToSymbol(table, (nint)source, 16, 0, CopyKind.HostToDevice, program.DefaultStream, async: false);
        program.Launch("bump", new(3), new(1), program.DefaultStream);
        int result;
        program.Context.Transfers.CopyFromSymbol((nint)(&result), counter, 4, 0, CopyKind.DeviceToHost, program.DefaultStream, async: false);

        result.Should().Be(305);
        program.Context.Memory.GetAttributes(counter.Address).Kind.Should().Be(MemoryKind.Device);
    }

    [Fact]
    public void Copies_of_symbols_are_checked()
    {
        using TestProgram program = new();
        Variable table = program.Context.GetVariable(program.Table);
        long value;
        nint host = (nint)(&value);
        Transfers transfers = program.Context.Transfers;

        Error(() => transfers.CopyToSymbol(table, host, 8, 12, CopyKind.HostToDevice, program.DefaultStream, false)).Should().Be(CudaError.InvalidValue);
        Error(() => transfers.CopyToSymbol(table, host, 8, 0, CopyKind.DeviceToHost, program.DefaultStream, false)).Should().Be(CudaError.InvalidMemcpyDirection);
        Error(() => transfers.CopyFromSymbol(host, table, 8, 0, CopyKind.HostToDevice, program.DefaultStream, false)).Should().Be(CudaError.InvalidMemcpyDirection);
        Error(() => program.Context.GetVariable(host)).Should().Be(CudaError.InvalidSymbol);
    }

    [Fact]
    public void Host_and_device_share_managed_variables()
    {
        using TestProgram program = new();
        Variable managed = program.Context.GetVariable(program.Managed);

        managed.Address.Should().Be(program.Managed);
        (*(int*)program.Managed).Should().Be(42, "the initial value reaches the host when the module is loaded");
        program.Launch("bump", new(1), new(1), program.DefaultStream);
        program.Context.Synchronize();
        (*(int*)program.Managed).Should().Be(43);
        program.Context.Memory.GetAttributes(program.Managed).Kind.Should().Be(MemoryKind.Managed);
    }

    [Fact]
    public void A_reset_loads_modules_afresh()
    {
        using TestProgram program = new();
        program.Launch("bump", new(1), new(1), program.DefaultStream);
        program.Read<int>(program.Context.GetVariable(program.Counter).Address).Should().Be(7);

        program.Reset();

        program.Read<int>(program.Context.GetVariable(program.Counter).Address).Should().Be(5);
    }

    [Fact]
    public void The_same_kernel_name_in_two_images_means_two_kernels()
    {
        using TestProgram first = new();
        using TestProgram second = new();
        first.Launch("bump", new(1), new(1), first.DefaultStream);

        first.Read<int>(first.Context.GetVariable(first.Counter).Address).Should().Be(7);
        second.Read<int>(second.Context.GetVariable(second.Counter).Address).Should().Be(5);
    }

    [Fact]
    public void Unknown_kernels_are_refused()
    {
        using TestProgram program = new();

        Error(() => program.Context.GetFunction(program.MissingStub)).Should().Be(CudaError.InvalidDeviceFunction);
        Error(() => program.Context.GetFunction(0)).Should().Be(CudaError.InvalidDeviceFunction);
        Error(() => program.Context.GetFunction(0x1234)).Should().Be(CudaError.InvalidDeviceFunction);
    }

    [Fact]
    public void A_handle_of_a_function_means_the_function()
    {
        using TestProgram program = new();
        Function function = program["add"];

        program.Context.GetFunction(function.Handle).Should().BeSameAs(function);
        function.Parameters.Length.Should().Be(4);
        function.Facts.MaxThreadsPerBlock.Should().Be(1024);
        Error(() => function.SetAttribute(FunctionAttribute.MaxDynamicSharedMemorySize, 1 << 20)).Should().Be(CudaError.InvalidValue);
        Error(() => function.SetAttribute((FunctionAttribute)3, 0)).Should().Be(CudaError.InvalidValue);
    }

    [Fact]
    public void Images_without_usable_code_are_refused()
    {
        using TestProgram foreign = new(new ImageEntry(ImageKind.CpuCode, "z80", TestToolkit.Kernels));
        using TestProgram ptx = new(new ImageEntry(ImageKind.Ptx, "", new byte[8]));
        using TestProgram damaged = new(new ImageEntry(ImageKind.CpuCode, HostIsa.Current, new byte[4096]));
        using TestProgram outdated = new(new ImageEntry(ImageKind.CpuCode, HostIsa.Current, TestToolkit.OutdatedKernels));

        foreach (TestProgram program in new[] { foreign, damaged, outdated })
            Error(() => program["add"]).Should().Be(CudaError.NoKernelImageForDevice);
        Error(() => ptx["add"]).Should().Be(CudaError.InvalidPtx);
    }

    [Theory]
    [InlineData(ImageFlags.Lz4)]
    [InlineData(ImageFlags.Zstd)]
    public void Compressed_ptx_is_expanded_when_a_kernel_is_first_used(ImageFlags method)
    {
        ImageEntry entry = new ImageEntry(ImageKind.Ptx, "", ".version 8.0\n.target sm_80\n.address_size 64\n.visible .entry empty()\n{\n\tret;\n}\n\0"u8.ToArray()).Compress(method);
        using TestProgram program = new(entry), broken = new(entry with { Payload = entry.Payload[..(entry.Payload.Length / 2)] });

        program.Launch("empty", new(1), new(1), program.DefaultStream);
        program.Context.Synchronize();
        Error(() => broken["empty"]).Should().Be(CudaError.InvalidKernelImage);
    }

    [Fact]
    public void The_best_ptx_is_that_of_the_highest_architecture_the_device_has()
    {
        static int? Best(params int[] versions) => ModuleLoader.BestPtx([.. versions.Select(version => new ImageEntry(ImageKind.Ptx, "", default, SmVersion: version))])?.SmVersion;

        Best(50, 80, 75, 90).Should().Be(80);
        Best(120, 90).Should().Be(90);
        Best().Should().BeNull();
    }

    [Fact]
    public void A_damaged_image_is_refused_before_anything_loads_it()
    {
        byte[] image = FatBinary.Write([new(ImageKind.CpuCode, HostIsa.Current, TestToolkit.Kernels)]);
        Random random = new(1);
        for (int i = 0; i < 200; i++)
        {
            // Behind the container's header and the entry's kind, without which the code is not looked at.
            byte[] damaged = [.. image];
            damaged[random.Next(FatBinary.ContainerHeader + 2, image.Length - 15)] ^= (byte)(1 << random.Next(8));
            Error(() => ProgramImage.Read(damaged)).Should().Be(CudaError.InvalidKernelImage);
        }
        ProgramImage.Read(image).Should().ContainSingle();
    }

    [Fact]
    public void Headers_that_promise_more_than_can_be_read_are_refused()
    {
        using GuardedPage page = new();
        byte[] empty = FatBinary.Write([]);
        nint container = page.Put(empty);
        ProgramImage.FatBinaryAt(container)!.Value.Length.Should().Be(empty.Length);
        foreach (ulong body in new ulong[] { 1, 4096, 1 << 20, int.MaxValue, long.MaxValue, ulong.MaxValue })
        {
            *(ulong*)(container + 8) = body;
            Error(() => ProgramImage.FatBinaryAt(container)).Should().Be(CudaError.InvalidKernelImage);
        }
        ProgramImage.FatBinaryAt(page.End - 8).Should().BeNull("a header is longer than what is left");
        ProgramImage.FatBinaryAt(page.End).Should().BeNull();
        ProgramImage.FatBinaryAt(0).Should().BeNull();
        ProgramImage.FatBinaryAt(-16).Should().BeNull();
    }

    [Fact]
    public void Text_is_looked_for_only_where_memory_is()
    {
        using GuardedPage page = new();
        nint text = page.Put("abc\0"u8);
        Encoding.UTF8.GetString(ProgramImage.TextAt(text)).Should().Be("abc");
        *(byte*)(page.End - 1) = (byte)'d';
        Error(() => { ProgramImage.TextAt(text); }).Should().Be(CudaError.InvalidKernelImage);

        byte[] wide = new byte[3 << 20];
        Array.Fill(wide, (byte)'x', 0, wide.Length - 1);
        fixed (byte* start = wide) ProgramImage.TextAt((nint)start).Length.Should().Be(wide.Length - 1);
    }

    [Fact]
    public void Wrappers_that_point_anywhere_are_no_wrappers()
    {
        using GuardedPage page = new();
        nint wrapper = page.Put(new byte[24]);
        *(uint*)wrapper = FatBinary.WrapperMagic;
        *(nint*)(wrapper + 8) = page.End;
        ProgramImage.FatBinaryAt(ProgramImage.Unwrap(wrapper)).Should().BeNull();
        Error(() => { ProgramImage.TextAt(ProgramImage.Unwrap(wrapper)); }).Should().Be(CudaError.InvalidKernelImage);
        ProgramImage.Unwrap(page.End - 16).Should().Be(page.End - 16);
    }

    /// <summary>A page with an unreadable one behind it.</summary>
    private sealed class GuardedPage : IDisposable
    {
        private readonly byte* _start = (byte*)Libc.mmap(null, 2 * Pages.Size, Libc.ProtectReadWrite, Libc.MapPrivateAnonymousNoReserve, -1, 0);

        public GuardedPage() => _ = Libc.mprotect(_start + Pages.Size, Pages.Size, Libc.ProtectNone);

        /// <summary>Where the unreadable page starts.</summary>
        public nint End => (nint)_start + (nint)Pages.Size;

        /// <summary>Puts bytes just before it.</summary>
        public nint Put(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(new Span<byte>((byte*)End - bytes.Length, bytes.Length));
            return End - bytes.Length;
        }

        public void Dispose() => _ = Libc.munmap(_start, 2 * Pages.Size);
    }

    [Fact]
    public void The_best_code_this_machine_runs_is_taken()
    {
        using TestProgram program = new(
            new ImageEntry(ImageKind.CpuCode, "z80", new byte[16]),
            new ImageEntry(ImageKind.CpuCode, "x86-64-v2", TestToolkit.Kernels),
            new ImageEntry(ImageKind.CpuCode, "aarch64", TestToolkit.Kernels));

        program.Launch("empty", new(1), new(1), program.DefaultStream);
        program.Context.Synchronize();
    }

    [Fact]
    public void What_kernels_print_waits_for_a_synchronisation()
    {
        using TestProgram program = new();
        program.Launch("print", new(3), new(1), program.DefaultStream);
        program.DefaultStream.WaitFor(program.DefaultStream.Submitted);

        Printed().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeEquivalentTo("block 0", "block 1", "block 2");

        program.Launch("print", new(1), new(1), program.DefaultStream);
        program.Context.Synchronize();
        Printed().Should().BeEmpty("it went to stdout");
    }

    private static string Printed()
    {
        byte* text = stackalloc byte[1024];
        return Encoding.UTF8.GetString(text, (int)CpuSupport.DrainPrintf(text, 1024));
    }

    private static CudaError Error(Action action) => action.Should().Throw<CudaException>().Which.Code;

    private static CudaError Error<T>(Func<T> action) => Error(() => { action(); });
}

public sealed class CodeCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cudabridge-cache-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Folder => Path.Combine(_folder, "cache");

    [Fact]
    public void What_is_written_is_read()
    {
        CodeCache cache = new(Folder, 1 << 20);
        cache.TryRead("a").Should().BeNull();
        cache.Write("a", [1, 2, 3]);

        cache.TryRead("a").Should().Equal(1, 2, 3);
        Directory.GetFiles(Folder).Should().ContainSingle("nothing else is left behind");
    }

    [Fact]
    public void Damaged_files_are_ignored_and_replaced()
    {
        CodeCache cache = new(Folder, 1 << 20);
        cache.Write("a", new byte[1000]);
        string file = Directory.GetFiles(Folder).Single();
        foreach (byte[] damage in new byte[][] { [], [1], [.. File.ReadAllBytes(file)[..^1]], [9, .. File.ReadAllBytes(file)[1..]] })
        {
            File.WriteAllBytes(file, damage);
            cache.TryRead("a").Should().BeNull();
            cache.Write("a", [7]);
            cache.TryRead("a").Should().Equal(7);
        }
    }

    [Fact]
    public void The_least_recently_used_files_go_first()
    {
        CodeCache cache = new(Folder, 10_000);
        for (int i = 0; i < 9; i++)
        {
            cache.Write($"k{i}", new byte[1000]);
            File.SetLastWriteTimeUtc(Path.Combine(Folder, $"k{i}.so"), DateTime.UtcNow.AddMinutes(i - 100));
        }
        cache.TryRead("k0").Should().NotBeNull();
        cache.Write("new", new byte[1000]);

        cache.TryRead("k0").Should().NotBeNull("it was just used");
        cache.TryRead("k1").Should().BeNull();
        cache.TryRead("k8").Should().NotBeNull();
        new DirectoryInfo(Folder).GetFiles().Sum(f => f.Length).Should().BeLessThan(10_000);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_only_time()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        foreach (string? folder in new[] { null, "/proc/nowhere", Path.Combine(_folder, "file", "below"), "/dev/full/x" })
        {
            CodeCache cache = new(folder, 1 << 20);
            cache.Write("a", [1]);
            cache.TryRead("a").Should().BeNull();
        }
    }

    [Fact]
    public void Writers_at_once_leave_one_whole_file()
    {
        CodeCache[] caches = [.. Enumerable.Range(0, 4).Select(_ => new CodeCache(Folder, 1 << 20))];
        Parallel.For(0, 200, i =>
        {
            caches[i % 4].Write("a", Enumerable.Repeat((byte)7, 5000).ToArray());
            caches[(i + 1) % 4].TryRead("a").Should().HaveCount(5000);
        });

        Directory.GetFiles(Folder).Should().ContainSingle();
    }

    [Fact]
    public void The_key_depends_on_all_that_decides_the_code()
    {
        string[] keys =
        [
            CodeCache.KeyOf([1], "1", "x86-64-v4", 2), CodeCache.KeyOf([2], "1", "x86-64-v4", 2), CodeCache.KeyOf([1], "2", "x86-64-v4", 2),
            CodeCache.KeyOf([1], "1", "x86-64-v3", 2), CodeCache.KeyOf([1], "1", "x86-64-v4", 3),
        ];

        keys.Should().OnlyHaveUniqueItems();
        CodeCache.KeyOf([1], "1", "x86-64-v4", 2).Should().Be(keys[0]);
    }
}
