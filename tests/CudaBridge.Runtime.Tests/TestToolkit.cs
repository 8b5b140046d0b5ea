using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Runtime;

namespace CudaBridge.Runtime.Tests;

/// <summary>The support library and the hand-written kernels, compiled once for the test run.</summary>
internal static class TestToolkit
{
    private static readonly Lazy<string> s_root = new(Build);
    private static readonly Lazy<string> s_kernelsFile = new(() => Compile("kernels"));

    /// <summary>kernels.c as a module for this machine.</summary>
    public static byte[] Kernels { get; } = File.ReadAllBytes(KernelsFile);

    /// <summary>The file of that module.</summary>
    public static string KernelsFile => s_kernelsFile.Value;

    /// <summary>The same module, but for another version of the contract.</summary>
    public static byte[] OutdatedKernels => File.ReadAllBytes(Compile("outdated", "-DTEST_ABI_VERSION=999"));

    public static void EnsureSupportLibrary() => _ = s_root.Value;

    private static string Compile(string name, params string[] options)
    {
        string output = Path.Combine(s_root.Value, $"{name}.so");
        Run("clang-22", ["-O2", "-shared", "-fPIC", "-fuse-ld=lld", "-fvisibility=hidden", "-I", SupportSources(), .. options,
            Path.Combine(Here(), "kernels.c"), Toolkit.CpuSupportLibrary, "-o", output]);
        return output;
    }

    private static string Build()
    {
        string root = Directory.CreateTempSubdirectory("cudabridge-runtime-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        Directory.CreateDirectory(Path.Combine(root, "lib64"));
        Toolkit.Root = root;
        Run("clang-22", [$"@{Path.Combine(SupportSources(), "flags.txt")}", "-fuse-ld=lld", .. Directory.GetFiles(SupportSources(), "*.c"),
            "-o", Toolkit.CpuSupportLibrary]);
        return root;
    }

    private static string SupportSources() => Path.GetFullPath(Path.Combine(Here(), "../../kernels/lib/cpu"));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static void Run(string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed:\n{errors}");
    }
}

/// <summary>A context of a test's own, with kernels.c registered as a program's fat binary.</summary>
internal sealed unsafe class TestProgram : IDisposable
{
    private static readonly string[] s_kernelNames =
        ["add", "step", "empty", "sleep_us", "wait_for_flag", "meet", "record_order", "store", "fail_assertion", "print", "bounded", "use_shared", "bump", "halve_tiny"];

    private readonly byte* _container;
    private readonly nint* _wrapper;
    private readonly nint _stubs;
    private readonly nint _image;

    public TestProgram(params ImageEntry[] entries)
    {
        TestToolkit.EnsureSupportLibrary();
        if (entries.Length == 0) entries = [new(ImageKind.CpuCode, HostIsa.Current, TestToolkit.Kernels)];
        byte[] container = FatBinary.Write(entries);
        _container = (byte*)NativeMemory.Alloc((nuint)container.Length);
        container.CopyTo(new Span<byte>(_container, container.Length));
        _wrapper = (nint*)NativeMemory.AllocZeroed(24);
        *(uint*)_wrapper = FatBinary.WrapperMagic;
        _wrapper[1] = (nint)_container;
        _stubs = (nint)NativeMemory.AllocZeroed(4096);
        _image = Registry.RegisterFatBinary((nint)_wrapper);
        for (int i = 0; i < s_kernelNames.Length; i++) Registry.RegisterFunction(_image, _stubs + i, s_kernelNames[i]);
        Registry.RegisterFunction(_image, _stubs + 100, "missing");
        Registry.RegisterVariable(_image, Counter, "counter", 4, constant: false);
        Registry.RegisterVariable(_image, Table, "table", 16, constant: true);
        Registry.RegisterVariable(_image, Managed, "managed", 4, constant: false);
        Context = new PrimaryContext(Cudart.Device, Registry);
    }

    public ProgramRegistry Registry { get; } = new();

    public PrimaryContext Context { get; private set; }

    public Stream DefaultStream => Context.GetStream(0);

    public nint MissingStub => _stubs + 100;

    public nint Counter => _stubs + 1000;

    public nint Table => _stubs + 1100;

    public nint Managed => _stubs + 1200;

    public Function this[string kernel] => Context.GetFunction(Stub(kernel));

    public nint Stub(string kernel) => _stubs + Array.IndexOf(s_kernelNames, kernel);

    /// <summary>As cudaDeviceReset: the registrations stay.</summary>
    public void Reset()
    {
        Context.Close();
        Context = new PrimaryContext(Cudart.Device, Registry);
    }

    public void Launch(string kernel, Dim3 grid, Dim3 block, Stream stream, params ReadOnlySpan<nint> arguments) =>
        Launch(kernel, grid, block, stream, cooperative: false, 0, arguments);

    public void Launch(string kernel, Dim3 grid, Dim3 block, Stream stream, bool cooperative, nuint shared, params ReadOnlySpan<nint> arguments)
    {
        fixed (nint* values = arguments)
        {
            void** pointers = stackalloc void*[arguments.Length + 1];
            for (int i = 0; i < arguments.Length; i++) pointers[i] = values + i;
            this[kernel].Launch(grid, block, shared, stream, pointers, cooperative);
        }
    }

    public T Read<T>(nint device) where T : unmanaged
    {
        T value;
        Context.Transfers.Copy((nint)(&value), device, (nuint)sizeof(T), CopyKind.DeviceToHost, DefaultStream, async: false);
        return value;
    }

    public void Write<T>(nint device, T value) where T : unmanaged =>
        Context.Transfers.Copy(device, (nint)(&value), (nuint)sizeof(T), CopyKind.HostToDevice, DefaultStream, async: false);

    public nint AllocateZeroed(nuint bytes)
    {
        nint memory = Context.Memory.Allocate(bytes);
        Context.Transfers.Fill(memory, 0, 1, bytes, DefaultStream, async: false);
        return memory;
    }

    public void Dispose()
    {
        Context.Close();
        NativeMemory.Free(_container);
        NativeMemory.Free(_wrapper);
        NativeMemory.Free((void*)_stubs);
    }
}
