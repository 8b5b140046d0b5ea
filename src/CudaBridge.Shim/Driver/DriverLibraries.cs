namespace CudaBridge.Shim;

/// <summary>Libraries, which are modules of no context, and their kernels, which are functions of no context: with one device both are the same.</summary>
internal static unsafe class DriverLibraries
{
    [CudaApi]
    public static CUresult cuLibraryLoadData(
        nint* library, void* code, int* jitOptions, void** jitOptionsValues, uint numJitOptions, int* libraryOptions, void** libraryOptionValues, uint numLibraryOptions)
    {
        Check.That(numLibraryOptions == 0 || libraryOptions is not null);
        UseContext();
        return DriverModules.cuModuleLoadDataEx(library, code, numJitOptions, jitOptions, jitOptionsValues);
    }

    [CudaApi]
    public static CUresult cuLibraryLoadFromFile(
        nint* library, byte* fileName, int* jitOptions, void** jitOptionsValues, uint numJitOptions, int* libraryOptions, void** libraryOptionValues, uint numLibraryOptions)
    {
        Check.That(numLibraryOptions == 0 || libraryOptions is not null);
        UseContext();
        return DriverModules.cuModuleLoad(library, fileName);
    }

    [CudaApi]
    public static CUresult cuLibraryUnload(nint library)
    {
        UseContext();
        return DriverModules.cuModuleUnload(library);
    }

    [CudaApi]
    public static CUresult cuLibraryGetModule(nint* pMod, nint library)
    {
        Check.NotNull(pMod);
        _ = DriverModules.Get(library);
        *pMod = library;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuLibraryGetKernel(nint* pKernel, nint library, byte* name) => DriverModules.cuModuleGetFunction(pKernel, library, name);

    [CudaApi]
    public static CUresult cuLibraryGetKernelCount(uint* count, nint lib) => DriverModules.cuModuleGetFunctionCount(count, lib);

    [CudaApi]
    public static CUresult cuLibraryEnumerateKernels(nint* kernels, uint numKernels, nint lib) => DriverModules.cuModuleEnumerateFunctions(kernels, numKernels, lib);

    [CudaApi]
    public static CUresult cuLibraryGetGlobal(nuint* dptr, nuint* bytes, nint library, byte* name) => DriverModules.cuModuleGetGlobal(dptr, bytes, library, name);

    [CudaApi]
    public static CUresult cuLibraryGetManaged(nuint* dptr, nuint* bytes, nint library, byte* name)
    {
        Check.That(dptr is not null || bytes is not null);
        if (DriverModules.Get(library).FindVariable(NativeStrings.Read(name)) is not { IsManaged: true } variable) return CUresult.CUDA_ERROR_NOT_FOUND;
        if (dptr is not null) *dptr = (nuint)variable.Address;
        if (bytes is not null) *bytes = variable.Size;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuKernelGetFunction(nint* pFunc, nint kernel)
    {
        Check.NotNull(pFunc);
        *pFunc = DriverModules.GetFunction(kernel).Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuKernelGetLibrary(nint* pLib, nint kernel) => DriverModules.cuFuncGetModule(pLib, kernel);

    [CudaApi]
    public static CUresult cuKernelGetName(byte** name, nint hfunc) => DriverModules.cuFuncGetName(name, hfunc);

    [CudaApi]
    public static CUresult cuKernelGetParamInfo(nint kernel, nuint paramIndex, nuint* paramOffset, nuint* paramSize) =>
        DriverLaunches.cuFuncGetParamInfo(kernel, paramIndex, paramOffset, paramSize);

    [CudaApi]
    public static CUresult cuKernelGetAttribute(int* pi, int attrib, nint kernel, int dev)
    {
        DriverDevices.Require(dev);
        return DriverLaunches.cuFuncGetAttribute(pi, attrib, kernel);
    }

    [CudaApi]
    public static CUresult cuKernelSetAttribute(int attrib, int val, nint kernel, int dev)
    {
        DriverDevices.Require(dev);
        return DriverLaunches.cuFuncSetAttribute(kernel, attrib, val);
    }

    [CudaApi]
    public static CUresult cuKernelSetCacheConfig(nint kernel, int config, int dev)
    {
        DriverDevices.Require(dev);
        return DriverLaunches.cuFuncSetCacheConfig(kernel, config);
    }

    // A library needs no current context; its code lives in the device's.
    private static void UseContext()
    {
        DriverDevices.RequireInit();
        _ = Cudart.DriverContext;
    }
}
