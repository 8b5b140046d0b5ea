namespace CudaBridge.Shim;

/// <summary>
/// Libraries: modules that a program loads when it runs, from PTX or a fat binary. They are the driver API's, and their kernels are taken wherever a kernel's symbol is.
/// </summary>
internal static unsafe class Libraries
{
    [CudaApi]
    public static CudaError cudaLibraryLoadData(
        cudaLibrary_t* library, void* code, void* jitOptions, void** jitOptionsValues, uint numJitOptions, void* libraryOptions, void** libraryOptionValues, uint numLibraryOptions)
    {
        _ = Cudart.Context;
        return (CudaError)DriverLibraries.cuLibraryLoadData(
            (nint*)library, code, (int*)jitOptions, jitOptionsValues, numJitOptions, (int*)libraryOptions, libraryOptionValues, numLibraryOptions);
    }

    [CudaApi]
    public static CudaError cudaLibraryLoadFromFile(
        cudaLibrary_t* library, byte* fileName, void* jitOptions, void** jitOptionsValues, uint numJitOptions, void* libraryOptions, void** libraryOptionValues, uint numLibraryOptions)
    {
        _ = Cudart.Context;
        Check.NotNull(fileName);
        return (CudaError)DriverLibraries.cuLibraryLoadFromFile(
            (nint*)library, fileName, (int*)jitOptions, jitOptionsValues, numJitOptions, (int*)libraryOptions, libraryOptionValues, numLibraryOptions);
    }

    [CudaApi]
    public static CudaError cudaLibraryUnload(cudaLibrary_t library) => Of(DriverLibraries.cuLibraryUnload(library.Value));

    [CudaApi]
    public static CudaError cudaLibraryGetKernel(cudaKernel_t* pKernel, cudaLibrary_t library, byte* name) =>
        Of(DriverLibraries.cuLibraryGetKernel((nint*)pKernel, library.Value, name));

    [CudaApi]
    public static CudaError cudaLibraryGetKernelCount(uint* count, cudaLibrary_t lib) => Of(DriverLibraries.cuLibraryGetKernelCount(count, lib.Value));

    [CudaApi]
    public static CudaError cudaLibraryEnumerateKernels(cudaKernel_t* kernels, uint numKernels, cudaLibrary_t lib) =>
        Of(DriverLibraries.cuLibraryEnumerateKernels((nint*)kernels, numKernels, lib.Value));

    [CudaApi]
    public static CudaError cudaLibraryGetGlobal(void** dptr, nuint* bytes, cudaLibrary_t library, byte* name) =>
        Of(DriverLibraries.cuLibraryGetGlobal((nuint*)dptr, bytes, library.Value, name));

    [CudaApi]
    public static CudaError cudaLibraryGetManaged(void** dptr, nuint* bytes, cudaLibrary_t library, byte* name) =>
        Of(DriverLibraries.cuLibraryGetManaged((nuint*)dptr, bytes, library.Value, name));

    [CudaApi]
    public static CudaError cudaKernelSetAttributeForDevice(cudaKernel_t kernel, cudaFuncAttribute attr, int value, int device)
    {
        Check.Device(device);
        return Functions.cudaFuncSetAttribute((void*)kernel.Value, attr, value);
    }

    // What the driver calls "not found" is a symbol here; the numbers are the same.
    private static CudaError Of(CUresult result) => (CudaError)result;
}
