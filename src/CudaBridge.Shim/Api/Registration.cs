using System.Runtime.InteropServices;

namespace CudaBridge.Shim;

/// <summary>What the start-up code and the launch stubs of compiled programs call.</summary>
internal static unsafe class Registration
{
    [CudaApi]
    public static void** __cudaRegisterFatBinary(void* fatCubin) => (void**)Cudart.Registry.RegisterFatBinary((nint)fatCubin);

    [CudaApi]
    public static void __cudaRegisterFatBinaryEnd(void** fatCubinHandle) => Cudart.Registry.EndFatBinary((nint)fatCubinHandle);

    [CudaApi]
    public static void __cudaUnregisterFatBinary(void** fatCubinHandle) => Cudart.Registry.UnregisterFatBinary((nint)fatCubinHandle);

    [CudaApi]
    public static void __cudaRegisterFunction(
        void** fatCubinHandle, byte* hostFun, byte* deviceFun, byte* deviceName, int thread_limit, Dim3* tid, Dim3* bid, Dim3* bDim, Dim3* gDim, int* wSize) =>
        Cudart.Registry.RegisterFunction((nint)fatCubinHandle, (nint)hostFun, Marshal.PtrToStringUTF8((nint)deviceName)!);

    [CudaApi]
    public static void __cudaRegisterVar(
        void** fatCubinHandle, byte* hostVar, byte* deviceAddress, byte* deviceName, int ext, nuint size, int constant, int global) =>
        Cudart.Registry.RegisterVariable((nint)fatCubinHandle, (nint)hostVar, Marshal.PtrToStringUTF8((nint)deviceName)!, size, constant != 0);

    [CudaApi]
    public static void __cudaRegisterTexture(void** fatCubinHandle, void* hostVar, void** deviceAddress, byte* deviceName, int dim, int norm, int ext) =>
        Cudart.Registry.RegisterReference((nint)fatCubinHandle, (nint)hostVar, new(Marshal.PtrToStringUTF8((nint)deviceName)!, IsSurface: false, ReadsNormalized: norm != 0));

    [CudaApi]
    public static void __cudaRegisterSurface(void** fatCubinHandle, void* hostVar, void** deviceAddress, byte* deviceName, int dim, int ext) =>
        Cudart.Registry.RegisterReference((nint)fatCubinHandle, (nint)hostVar, new(Marshal.PtrToStringUTF8((nint)deviceName)!, IsSurface: true, ReadsNormalized: false));

    /// <summary>Modules load on first use; there is nothing to do early.</summary>
    [CudaApi]
    public static byte __cudaInitModule(void** fatCubinHandle) => 1;

    [CudaApi]
    public static uint __cudaPushCallConfiguration(Dim3 gridDim, Dim3 blockDim, nuint sharedMem, cudaStream_t stream)
    {
        Cudart.PushCallConfiguration(gridDim, blockDim, sharedMem, stream.Value);
        return 0;
    }

    [CudaApi]
    public static CudaError __cudaPopCallConfiguration(Dim3* gridDim, Dim3* blockDim, nuint* sharedMem, void* stream)
    {
        Check.That(gridDim is not null && blockDim is not null && sharedMem is not null && stream is not null);
        (*gridDim, *blockDim, *sharedMem, *(nint*)stream) = Cudart.PopCallConfiguration();
        return CudaError.Success;
    }

    /// <summary>A <c>cudaKernel_t</c> is the address of the host stub: every call that takes a kernel's symbol takes it too.</summary>
    [CudaApi]
    public static CudaError cudaGetKernel(cudaKernel_t* kernelPtr, void* entryFuncAddr)
    {
        Check.NotNull(kernelPtr);
        _ = Cudart.Context.GetFunction((nint)entryFuncAddr);
        *kernelPtr = new((nint)entryFuncAddr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError __cudaGetKernel(cudaKernel_t* kernelPtr, void* entryFuncAddr) => cudaGetKernel(kernelPtr, entryFuncAddr);

    [CudaApi]
    public static CudaError __cudaLaunchKernel(cudaKernel_t kernel, Dim3 gridDim, Dim3 blockDim, void** args, nuint sharedMem, cudaStream_t stream) =>
        Launches.cudaLaunchKernel((void*)kernel.Value, gridDim, blockDim, args, sharedMem, stream);

    [CudaApi]
    public static CudaError cudaGetFuncBySymbol(cudaFunction_t* functionPtr, void* symbolPtr)
    {
        Check.NotNull(functionPtr);
        *functionPtr = new(Cudart.Context.GetFunction((nint)symbolPtr).Handle);
        return CudaError.Success;
    }
}
