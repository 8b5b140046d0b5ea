using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CudaBridge.Shim.Tests;

/// <summary>
/// A client in a .NET process of its own runtime, which the library brings a second one into: calls as ManagedCuda makes them (entry points,
/// structs, order), and all functions through cuGetProcAddress.
/// </summary>
public sealed unsafe partial class ManagedClientTests
{
    private const string Driver = "nvcuda";
    private const int Count = 1000;

    private const string Ptx = """
        .version 7.0
        .target sm_52
        .address_size 64
        .visible .const .align 4 .f32 factor = 0f40000000;
        .visible .entry VecScale(.param .u64 data, .param .f32 more, .param .u32 count)
        {
          .reg .pred %p<2>; .reg .f32 %f<4>; .reg .b32 %r<6>; .reg .b64 %rd<5>;
          ld.param.u64 %rd1, [data]; ld.param.f32 %f1, [more]; ld.param.u32 %r1, [count];
          mov.u32 %r2, %ctaid.x; mov.u32 %r3, %ntid.x; mov.u32 %r4, %tid.x; mad.lo.s32 %r5, %r2, %r3, %r4;
          setp.ge.u32 %p1, %r5, %r1; @%p1 bra DONE;
          cvta.to.global.u64 %rd2, %rd1; mul.wide.u32 %rd3, %r5, 4; add.s64 %rd4, %rd2, %rd3;
          ld.global.f32 %f2, [%rd4]; ld.const.f32 %f3, [factor]; fma.rn.f32 %f2, %f2, %f3, %f1; st.global.f32 [%rd4], %f2;
        DONE:
          ret;
        }
        """;

    static ManagedClientTests() => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Driver ? NativeLibrary.Load(PublishedLibrary.File12) : 0);

    // The structs that ManagedCuda passes: each handle is a struct of one pointer, sizes are SizeT.
    private readonly record struct CUdevice(int Pointer);
    private readonly record struct CUcontext(nint Pointer);
    private readonly record struct CUmodule(nint Pointer);
    private readonly record struct CUfunction(nint Pointer);
    private readonly record struct CUstream(nint Pointer);
    private readonly record struct CUevent(nint Pointer);
    private readonly record struct SizeT(nuint Value);
    private readonly record struct CUdeviceptr(SizeT Pointer);

    [LibraryImport(Driver)] private static partial CUresult cuInit(uint flags);
    [LibraryImport(Driver)] private static partial CUresult cuDriverGetVersion(ref int version);
    [LibraryImport(Driver)] private static partial CUresult cuDeviceGetCount(ref int count);
    [LibraryImport(Driver)] private static partial CUresult cuDeviceGet(ref CUdevice device, int ordinal);
    [LibraryImport(Driver)] private static partial CUresult cuDeviceGetName([Out] byte[] name, int length, CUdevice device);
    [LibraryImport(Driver)] private static partial CUresult cuDeviceGetAttribute(ref int value, int attribute, CUdevice device);
    [LibraryImport(Driver, EntryPoint = "cuDeviceTotalMem_v2")] private static partial CUresult cuDeviceTotalMem(ref SizeT bytes, CUdevice device);
    [LibraryImport(Driver, EntryPoint = "cuCtxCreate_v2")] private static partial CUresult cuCtxCreate(ref CUcontext context, uint flags, CUdevice device);
    [LibraryImport(Driver, EntryPoint = "cuCtxDestroy_v2")] private static partial CUresult cuCtxDestroy(CUcontext context);
    [LibraryImport(Driver, EntryPoint = "cuCtxPushCurrent_v2")] private static partial CUresult cuCtxPushCurrent(CUcontext context);
    [LibraryImport(Driver, EntryPoint = "cuCtxPopCurrent_v2")] private static partial CUresult cuCtxPopCurrent(ref CUcontext context);
    [LibraryImport(Driver)] private static partial CUresult cuCtxGetCurrent(ref CUcontext context);
    [LibraryImport(Driver)] private static partial CUresult cuCtxSetCurrent(CUcontext context);
    [LibraryImport(Driver)] private static partial CUresult cuCtxGetDevice(ref CUdevice device);
    [LibraryImport(Driver)] private static partial CUresult cuCtxGetApiVersion(CUcontext context, ref uint version);
    [LibraryImport(Driver)] private static partial CUresult cuCtxSynchronize();
    [LibraryImport(Driver)] private static partial CUresult cuModuleLoadDataEx(ref CUmodule module, [In] byte[] image, uint count, [In] int[] options, [In, Out] nint[] values);
    [LibraryImport(Driver)] private static partial CUresult cuModuleUnload(CUmodule module);
    [LibraryImport(Driver, StringMarshalling = StringMarshalling.Utf8)] private static partial CUresult cuModuleGetFunction(ref CUfunction function, CUmodule module, string name);
    [LibraryImport(Driver, EntryPoint = "cuModuleGetGlobal_v2", StringMarshalling = StringMarshalling.Utf8)] private static partial CUresult cuModuleGetGlobal(ref CUdeviceptr pointer, ref SizeT bytes, CUmodule module, string name);
    [LibraryImport(Driver)] private static partial CUresult cuFuncGetAttribute(ref int value, int attribute, CUfunction function);
    [LibraryImport(Driver, EntryPoint = "cuMemAlloc_v2")] private static partial CUresult cuMemAlloc(ref CUdeviceptr pointer, SizeT bytes);
    [LibraryImport(Driver, EntryPoint = "cuMemFree_v2")] private static partial CUresult cuMemFree(CUdeviceptr pointer);
    [LibraryImport(Driver, EntryPoint = "cuMemcpyHtoD_v2")] private static partial CUresult cuMemcpyHtoD(CUdeviceptr target, [In] float[] source, SizeT bytes);
    [LibraryImport(Driver, EntryPoint = "cuMemcpyDtoH_v2")] private static partial CUresult cuMemcpyDtoH([Out] float[] target, CUdeviceptr source, SizeT bytes);
    [LibraryImport(Driver)] private static partial CUresult cuLaunchKernel(CUfunction f, uint gx, uint gy, uint gz, uint bx, uint by, uint bz, uint shared, CUstream stream, nint[] parameters, nint[]? extra);
    [LibraryImport(Driver)] private static partial CUresult cuEventCreate(ref CUevent @event, uint flags);
    [LibraryImport(Driver)] private static partial CUresult cuEventRecord(CUevent @event, CUstream stream);
    [LibraryImport(Driver)] private static partial CUresult cuEventSynchronize(CUevent @event);
    [LibraryImport(Driver)] private static partial CUresult cuEventElapsedTime(ref float milliseconds, CUevent start, CUevent end);
    [LibraryImport(Driver, EntryPoint = "cuEventDestroy_v2")] private static partial CUresult cuEventDestroy(CUevent @event);
    [LibraryImport(Driver)] private static partial CUresult cuGetErrorName(CUresult error, ref nint name);

    [Fact]
    public void A_program_that_calls_as_ManagedCuda_does_runs_on_the_library()
    {
        int version = 0, devices = 0, major = 0, threads = 0;
        CUdevice device = default, same = default;
        CUcontext context = default, popped = default, none = new(1);
        uint api = 0;
        SizeT memory = default;
        byte[] name = new byte[256];
        Ok(cuInit(0));
        Ok(cuDriverGetVersion(ref version));
        version.Should().BeGreaterThanOrEqualTo(12000);
        Ok(cuDeviceGetCount(ref devices));
        devices.Should().Be(1);
        Ok(cuDeviceGet(ref device, 0));
        Ok(cuCtxCreate(ref context, 0, device));
        Ok(cuDeviceGetName(name, name.Length, device));
        System.Text.Encoding.ASCII.GetString(name).Should().StartWith("CudaBridge");
        Ok(cuDeviceGetAttribute(ref major, 75, device));
        major.Should().Be(8);
        Ok(cuDeviceTotalMem(ref memory, device));
        ((ulong)memory.Value).Should().BeGreaterThan(0);
        Ok(cuCtxGetDevice(ref same));
        same.Should().Be(device);
        Ok(cuCtxGetApiVersion(context, ref api));
        Ok(cuCtxPopCurrent(ref popped));
        popped.Should().Be(context);
        Ok(cuCtxGetCurrent(ref none));
        none.Should().Be(default(CUcontext));
        Ok(cuCtxPushCurrent(context));
        Ok(cuCtxSetCurrent(context));

        CUmodule module = default;
        CUfunction function = default;
        nint log = Marshal.AllocHGlobal(1024);
        Ok(cuModuleLoadDataEx(ref module, [.. System.Text.Encoding.ASCII.GetBytes(Ptx), 0], 4, [3, 4, 5, 6], [0, 0, log, 1024]));
        Marshal.FreeHGlobal(log);
        Ok(cuModuleGetFunction(ref function, module, "VecScale"));
        Ok(cuFuncGetAttribute(ref threads, 0, function));
        threads.Should().Be(1024);
        Run(module, function);
        Ok(cuModuleUnload(module));
        Ok(cuCtxDestroy(context));
        cuCtxDestroy(context).Should().Be(CUresult.CUDA_ERROR_INVALID_CONTEXT);
        nint error = 0;
        Ok(cuGetErrorName(CUresult.CUDA_ERROR_INVALID_CONTEXT, ref error));
        Marshal.PtrToStringAnsi(error).Should().Be("CUDA_ERROR_INVALID_CONTEXT");
    }

    private static void Run(CUmodule module, CUfunction function)
    {
        CUdeviceptr data = default, factor = default;
        CUevent before = default, after = default;
        SizeT bytes = default, size = new(Count * sizeof(float));
        float milliseconds = -1, more = 0.5f;
        uint count = Count;
        float[] host = [.. Enumerable.Range(0, Count).Select(i => (float)i)];
        Ok(cuModuleGetGlobal(ref factor, ref bytes, module, "factor"));
        bytes.Value.Should().Be(4);
        Ok(cuMemcpyHtoD(factor, [3.0f], bytes));
        Ok(cuMemAlloc(ref data, size));
        Ok(cuMemcpyHtoD(data, host, size));
        Ok(cuEventCreate(ref before, 0));
        Ok(cuEventCreate(ref after, 0));
        Ok(cuEventRecord(before, default));
        GCHandle[] pinned = [.. new object[] { data, more, count }.Select(value => GCHandle.Alloc(value, GCHandleType.Pinned))];
        Ok(cuLaunchKernel(function, 8, 1, 1, 128, 1, 1, 0, default, [.. pinned.Select(p => p.AddrOfPinnedObject())], null));
        foreach (GCHandle handle in pinned) handle.Free();
        Ok(cuEventRecord(after, default));
        Ok(cuEventSynchronize(after));
        Ok(cuEventElapsedTime(ref milliseconds, before, after));
        milliseconds.Should().BeGreaterThanOrEqualTo(0);
        Ok(cuCtxSynchronize());
        Ok(cuMemcpyDtoH(host, data, size));
        host.Should().Equal(Enumerable.Range(0, Count).Select(i => i * 3.0f + 0.5f));
        GC.Collect();
        Ok(cuMemFree(data));
        Ok(cuEventDestroy(before));
        Ok(cuEventDestroy(after));
    }

    [Fact]
    public void A_program_finds_every_function_through_cuGetProcAddress()
    {
        nint library = NativeLibrary.Load(PublishedLibrary.File12);
        var find = (delegate* unmanaged<byte*, void**, int, ulong, int*, int>)NativeLibrary.GetExport(library, "cuGetProcAddress_v2");
        var init = (delegate* unmanaged<uint, int>)Find(find, "cuInit");
        var retain = (delegate* unmanaged<nint*, int, int>)Find(find, "cuDevicePrimaryCtxRetain");
        var setCurrent = (delegate* unmanaged<nint, int>)Find(find, "cuCtxSetCurrent");
        var allocate = (delegate* unmanaged<nuint*, nuint, int>)Find(find, "cuMemAlloc");
        var fill = (delegate* unmanaged<nuint, uint, nuint, nint, int>)Find(find, "cuMemsetD32Async", perThread: true);
        var copy = (delegate* unmanaged<void*, nuint, nuint, int>)Find(find, "cuMemcpyDtoH", perThread: true);
        var free = (delegate* unmanaged<nuint, int>)Find(find, "cuMemFree");
        var release = (delegate* unmanaged<int, int>)Find(find, "cuDevicePrimaryCtxRelease");
        nint context;
        nuint memory;
        uint[] back = new uint[4];
        init(0).Should().Be(0);
        retain(&context, 0).Should().Be(0);
        setCurrent(context).Should().Be(0);
        allocate(&memory, 16).Should().Be(0);
        fill(memory, 4711, 4, 0).Should().Be(0);
        fixed (uint* target = back) copy(target, memory, 16).Should().Be(0);
        back.Should().Equal(4711u, 4711u, 4711u, 4711u);
        free(memory).Should().Be(0);
        release(0).Should().Be(0);
        setCurrent(0).Should().Be(0);
        ((nint)Find(find, "cuMemAlloc")).Should().Be(NativeLibrary.GetExport(library, "cuMemAlloc_v2"));
        ((nint)Find(find, "cuLaunchKernel", perThread: true)).Should().Be(NativeLibrary.GetExport(library, "cuLaunchKernel_ptsz"));
    }

    private static void* Find(delegate* unmanaged<byte*, void**, int, ulong, int*, int> find, string name, bool perThread = false)
    {
        void* address;
        int status;
        fixed (byte* text = System.Text.Encoding.ASCII.GetBytes(name + '\0'))
            find(text, &address, 12080, perThread ? 2u : 1u, &status).Should().Be(0, name);
        status.Should().Be(0);
        return address;
    }

    private static void Ok(CUresult result, [CallerArgumentExpression(nameof(result))] string call = "") => result.Should().Be(CUresult.CUDA_SUCCESS, call);
}
