using System.Runtime.InteropServices;

namespace CudaBridge.Shim;

/// <summary>Modules from PTX text and fat binaries, their functions and variables.</summary>
internal static unsafe class DriverModules
{
    private const uint ElfMagic = 0x464C457F;

    private static readonly HandleTable<Module> s_modules = new(0x4d);

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static Module Get(nint module) => s_modules.TryGet(module, out Module? found) ? found : throw DriverError.Of(CUresult.CUDA_ERROR_INVALID_HANDLE);

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static Function GetFunction(nint function) => DriverContexts.Current.GetFunction(function);

    [CudaApi]
    public static CUresult cuModuleLoadData(nint* module, void* image) => cuModuleLoadDataEx(module, image, 0, null, null);

    [CudaApi]
    public static CUresult cuModuleLoadFatBinary(nint* module, void* fatCubin) => cuModuleLoadData(module, fatCubin);

    [CudaApi]
    public static CUresult cuModuleLoad(nint* module, byte* fname)
    {
        string path = NativeStrings.Read(fname);
        if (!File.Exists(path)) return CUresult.CUDA_ERROR_FILE_NOT_FOUND;
        byte[] bytes = [.. File.ReadAllBytes(path), 0];
        fixed (byte* image = bytes) return Load(module, Entries(image, bytes), new JitLog(0, null, null));
    }

    [CudaApi]
    public static CUresult cuModuleLoadDataEx(nint* module, void* image, uint numOptions, int* options, void** optionValues)
    {
        Check.NotNull(image);
        Check.That(numOptions == 0 || options is not null && optionValues is not null);
        return Load(module, Entries(image, default), new JitLog(numOptions, options, optionValues));
    }

    private static CUresult Load(nint* module, IReadOnlyList<ImageEntry> entries, JitLog log)
    {
        Check.NotNull(module);
        PrimaryContext context = DriverContexts.Current;
        try
        {
            *module = s_modules.Add(context.LoadModule(entries));
            log.Write("");
            return CUresult.CUDA_SUCCESS;
        }
        catch (CudaException e)
        {
            log.Write(e.Message);
            throw;
        }
    }

    /// <summary>What lies at the pointer. Only a fat binary says how long it is; PTX ends with a NUL.</summary>
    /// <param name="known">The whole image, when its length is known.</param>
    public static IReadOnlyList<ImageEntry> Entries(void* image, ReadOnlyMemory<byte> known)
    {
        uint magic = *(uint*)image;
        if (magic == FatBinary.WrapperMagic) image = *(void**)((byte*)image + 8);
        int size = known.IsEmpty ? FatBinary.SizeAt(image) : FatBinary.SizeOf(known.Span);
        if (size > 0) return Container(known.IsEmpty ? new ReadOnlySpan<byte>(image, size).ToArray() : known);
        if (magic == ElfMagic) throw new CudaException(CudaError.NoKernelImageForDevice, "The image is machine code for an NVIDIA GPU. Build the program with PTX in it (nvcc -gencode arch=compute_80,code=compute_80).");
        ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)image);
        if (!Compiler.Translator.IsPtx(text)) throw new CudaException(CudaError.InvalidKernelImage, "The image is neither PTX text nor a fat binary.");
        return [new ImageEntry(ImageKind.Ptx, "", text.ToArray())];
    }

    private static IReadOnlyList<ImageEntry> Container(ReadOnlyMemory<byte> container)
    {
        try
        {
            return FatBinary.Read(container);
        }
        catch (InvalidDataException e)
        {
            throw new CudaException(CudaError.InvalidKernelImage, e.Message, e);
        }
    }

    [CudaApi]
    public static CUresult cuModuleUnload(nint hmod)
    {
        Module module = Get(hmod);
        DriverContexts.Current.WaitForAll();
        s_modules.Remove(hmod, out _);
        DriverContexts.Current.UnloadModule(module);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuModuleGetFunction(nint* hfunc, nint hmod, byte* name)
    {
        Check.NotNull(hfunc);
        Function? function = Get(hmod).FindFunction(NativeStrings.Read(name));
        if (function is not null) *hfunc = function.Handle;
        return function is null ? CUresult.CUDA_ERROR_NOT_FOUND : CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuModuleGetFunctionCount(uint* count, nint mod)
    {
        Check.NotNull(count);
        *count = (uint)Get(mod).Functions.Count;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Address and size; either may be left out.</summary>
    [CudaApi]
    public static CUresult cuModuleGetGlobal(nuint* dptr, nuint* bytes, nint hmod, byte* name)
    {
        Check.That(dptr is not null || bytes is not null);
        if (Get(hmod).FindVariable(NativeStrings.Read(name)) is not { } variable) return CUresult.CUDA_ERROR_NOT_FOUND;
        if (dptr is not null) *dptr = (nuint)variable.Address;
        if (bytes is not null) *bytes = variable.Size;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuFuncGetName(byte** name, nint hfunc)
    {
        Check.NotNull(name);
        *name = NativeStrings.Intern(GetFunction(hfunc).Name);
        return CUresult.CUDA_SUCCESS;
    }


    [CudaApi]
    public static CUresult cuModuleEnumerateFunctions(nint* functions, uint numFunctions, nint mod)
    {
        Check.NotNull(functions);
        foreach (Function function in Get(mod).Functions.Take((int)Math.Min(numFunctions, int.MaxValue))) *functions++ = function.Handle;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>CU_MODULE_LAZY_LOADING: kernels are compiled when they are used.</summary>
    [CudaApi]
    public static CUresult cuModuleGetLoadingMode(int* mode)
    {
        const int lazy = 2;
        DriverDevices.RequireInit();
        Check.NotNull(mode);
        *mode = lazy;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuFuncGetModule(nint* hmod, nint hfunc)
    {
        Check.NotNull(hmod);
        Function function = GetFunction(hfunc);
        foreach ((nint handle, Module module) in s_modules.Pairs())
            if (module.FindFunction(function.Name) == function)
            {
                *hmod = handle;
                return CUresult.CUDA_SUCCESS;
            }
        return CUresult.CUDA_ERROR_NOT_FOUND;
    }

    [CudaApi]
    public static CUresult cuFuncIsLoaded(int* state, nint function)
    {
        Check.NotNull(state);
        *state = GetFunction(function).IsLoaded ? 1 : 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuFuncLoad(nint function)
    {
        _ = GetFunction(function).Kernel;
        return CUresult.CUDA_SUCCESS;
    }
}
