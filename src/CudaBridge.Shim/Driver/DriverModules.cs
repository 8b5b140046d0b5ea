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
        return Load(module, Entries(File.ReadAllBytes(path)), new JitLog(0, null, null));
    }

    [CudaApi]
    public static CUresult cuModuleLoadDataEx(nint* module, void* image, uint numOptions, int* options, void** optionValues)
    {
        Check.NotNull(image);
        Check.That(numOptions == 0 || options is not null && optionValues is not null);
        return Load(module, EntriesAt(image), new JitLog(numOptions, options, optionValues));
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
    private static IReadOnlyList<ImageEntry> EntriesAt(void* image)
    {
        nint start = ProgramImage.Unwrap((nint)image);
        if (ProgramImage.FatBinaryAt(start) is { } container) return ProgramImage.Read(container.ToArray());
        if (ProgramImage.StartsWith(start, ElfMagic)) throw MachineCode();
        return [Text(ProgramImage.TextAt(start).ToArray())];
    }

    /// <summary>What a file or a buffer of known length holds.</summary>
    public static IReadOnlyList<ImageEntry> Entries(ReadOnlyMemory<byte> image)
    {
        if (FatBinary.SizeOf(image.Span) > 0) return ProgramImage.Read(image);
        if (ElfImage.IsElf(image.Span)) throw MachineCode();
        int end = image.Span.IndexOf((byte)0);
        return [Text(end < 0 ? image : image[..end])];
    }

    private static ImageEntry Text(ReadOnlyMemory<byte> text) =>
        Compiler.Translator.IsPtx(text.Span)
            ? new ImageEntry(ImageKind.Ptx, "", text)
            : throw new CudaException(CudaError.InvalidKernelImage, "The image is neither PTX text nor a fat binary.");

    private static CudaException MachineCode() =>
        new(CudaError.NoKernelImageForDevice, "The image is machine code for an NVIDIA GPU. Build the program with PTX in it (nvcc -gencode arch=compute_80,code=compute_80).");

    [CudaApi]
    public static CUresult cuModuleUnload(nint hmod)
    {
        Module module = Get(hmod);
        DriverContexts.Current.WaitForAll();
        s_modules.Remove(hmod, out _);
        DriverReferences.Forget(module);
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
