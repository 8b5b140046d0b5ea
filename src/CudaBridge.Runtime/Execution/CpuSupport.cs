using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime;

/// <summary>
/// libcudabridge_cpu.so: the functions of kernels/lib/cpu/cudabridge_cpu.h that the runtime calls. It is loaded globally before the first
/// module, so that modules find it by its SONAME wherever it lies.
/// </summary>
internal static unsafe class CpuSupport
{
    private const string FileName = "libcudabridge_cpu.so";

    private static readonly Lazy<Functions> s_functions = new(Load);

    private sealed class Functions(nint library)
    {
        public readonly delegate* unmanaged<uint, CpuWorker*> CreateWorker = (delegate* unmanaged<uint, CpuWorker*>)Symbol(library, "cb_worker_create");
        public readonly delegate* unmanaged<CpuWorker*, void> DestroyWorker = (delegate* unmanaged<CpuWorker*, void>)Symbol(library, "cb_worker_destroy");

        public readonly delegate* unmanaged<CpuWorker*, CpuLaunch*, ulong, ulong, uint> Run =
            (delegate* unmanaged<CpuWorker*, CpuLaunch*, ulong, ulong, uint>)Symbol(library, "cb_run");

        public readonly delegate* unmanaged<byte*, nuint, nuint> DrainPrintf = (delegate* unmanaged<byte*, nuint, nuint>)Symbol(library, "cb_printf_drain");
        public readonly delegate* unmanaged<nuint, void> LimitPrintf = (delegate* unmanaged<nuint, void>)Symbol(library, "cb_printf_limit");
        public readonly delegate* unmanaged<nuint, void> LimitHeap = (delegate* unmanaged<nuint, void>)Symbol(library, "cb_heap_limit");
        public readonly delegate* unmanaged<void*, byte*, void*, int> Print = (delegate* unmanaged<void*, byte*, void*, int>)Symbol(library, "cb_vprintf");
        public readonly delegate* unmanaged<uint> ClockRate = (delegate* unmanaged<uint>)Symbol(library, "cb_clock_rate_khz");
        public readonly delegate* unmanaged<uint> AbiVersion = (delegate* unmanaged<uint>)Symbol(library, "cb_abi_version");
    }

    public static bool IsLoaded => s_functions.IsValueCreated;

    /// <summary>As a thread-exit destructor for pthread keys.</summary>
    public static void* WorkerDestructor => s_functions.Value.DestroyWorker;

    public static uint ClockRateKilohertz => s_functions.Value.ClockRate();

    /// <exception cref="CudaException">InitializationError: the library is missing or of another version.</exception>
    public static void EnsureLoaded() => _ = s_functions.Value;

    /// <summary>A worker for the calling thread.</summary>
    public static CpuWorker* CreateWorker(uint index)
    {
        CpuWorker* worker = s_functions.Value.CreateWorker(index);
        return worker != null ? worker : throw new CudaException(CudaError.MemoryAllocation, "No memory for a worker thread.");
    }

    public static void DestroyWorker(CpuWorker* worker) => s_functions.Value.DestroyWorker(worker);

    /// <summary>Runs blocks first … first + count - 1; returns the launch's error so far.</summary>
    public static uint Run(CpuWorker* worker, CpuLaunch* launch, ulong first, ulong count) => s_functions.Value.Run(worker, launch, first, count);

    public static nuint DrainPrintf(byte* buffer, nuint capacity) => s_functions.Value.DrainPrintf(buffer, capacity);

    /// <summary>Formats what a kernel printed as CUDA's vprintf does; <see cref="DrainPrintf"/> gives the text.</summary>
    public static void Print(byte* format, void* arguments) => _ = s_functions.Value.Print(null, format, arguments);

    public static void LimitPrintf(nuint bytes) => s_functions.Value.LimitPrintf(bytes);

    public static void LimitHeap(nuint bytes) => s_functions.Value.LimitHeap(bytes);

    private static Functions Load()
    {
        string path = Toolkit.CpuSupportLibrary;
        // By name alone for a program that brings the library itself (rpath, LD_LIBRARY_PATH).
        nint library = Libc.dlopen(File.Exists(path) ? path : FileName, Libc.BindNow | Libc.BindGlobal);
        if (library == 0) throw new CudaException(CudaError.InitializationError, $"{FileName} cannot be loaded: {Libc.LoaderError()}");
        Functions functions = new(library);
        uint version = functions.AbiVersion();
        if (version != CpuModuleTable.CurrentAbiVersion)
            throw new CudaException(CudaError.InitializationError, $"{path} has ABI version {version}, not {CpuModuleTable.CurrentAbiVersion}.");
        return functions;
    }

    private static nint Symbol(nint library, string name)
    {
        nint address = Libc.dlsym(library, name);
        return address != 0 ? address : throw new CudaException(CudaError.InitializationError, $"{FileName} lacks {name}.");
    }
}
