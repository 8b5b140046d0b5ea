namespace CudaBridge.Shim;

/// <summary>NVRTC: CUDA source in memory becomes PTX. The toolkit's compiler does it in a process of its own (<see cref="NvrtcCompiler"/>).</summary>
internal static unsafe class NvrtcPrograms
{
    private const int Major = 12, Minor = 8;
    private const string DefaultName = "default_program";

    // The virtual architectures that -arch takes.
    private static readonly int[] s_architectures = [50, 52, 53, 60, 61, 62, 70, 72, 75, 80, 86, 87, 89, 90];
    private static readonly HandleTable<NvrtcProgram> s_programs = new(0x52);

    private static NvrtcProgram Get(nint program) =>
        s_programs.TryGet(program, out NvrtcProgram? found) ? found : throw new NvrtcException(nvrtcResult.NVRTC_ERROR_INVALID_PROGRAM);

    [CudaApi]
    public static byte* nvrtcGetErrorString(nvrtcResult result) => NativeStrings.Intern(Enum.IsDefined(result) ? result.ToString() : "NVRTC_ERROR unknown");

    [CudaApi]
    public static nvrtcResult nvrtcVersion(int* major, int* minor)
    {
        Check.That(major is not null && minor is not null);
        (*major, *minor) = (Major, Minor);
        return nvrtcResult.NVRTC_SUCCESS;
    }

    [CudaApi]
    public static nvrtcResult nvrtcGetNumSupportedArchs(int* numArchs)
    {
        Check.NotNull(numArchs);
        *numArchs = s_architectures.Length;
        return nvrtcResult.NVRTC_SUCCESS;
    }

    [CudaApi]
    public static nvrtcResult nvrtcGetSupportedArchs(int* supportedArchs)
    {
        Check.NotNull(supportedArchs);
        s_architectures.CopyTo(new Span<int>(supportedArchs, s_architectures.Length));
        return nvrtcResult.NVRTC_SUCCESS;
    }

    [CudaApi]
    public static nvrtcResult nvrtcCreateProgram(nint* prog, byte* src, byte* name, int numHeaders, byte** headers, byte** includeNames)
    {
        Check.NotNull(prog);
        Check.NotNull(src);
        Check.That(numHeaders >= 0 && (numHeaders == 0 || headers is not null && includeNames is not null));
        List<(string, string)> included = [];
        for (int i = 0; i < numHeaders; i++) included.Add((NativeStrings.Read(includeNames[i]), NativeStrings.Read(headers[i])));
        *prog = s_programs.Add(new(NativeStrings.Read(src), name is null || *name == 0 ? DefaultName : NativeStrings.Read(name), included));
        return nvrtcResult.NVRTC_SUCCESS;
    }

    [CudaApi]
    public static nvrtcResult nvrtcDestroyProgram(nint* prog)
    {
        if (prog is null || !s_programs.Remove(*prog, out _)) return nvrtcResult.NVRTC_ERROR_INVALID_PROGRAM;
        *prog = 0;
        return nvrtcResult.NVRTC_SUCCESS;
    }

    [CudaApi]
    public static nvrtcResult nvrtcCompileProgram(nint prog, int numOptions, byte** options)
    {
        NvrtcProgram program = Get(prog);
        Check.That(numOptions >= 0 && (numOptions == 0 || options is not null));
        string[] words = new string[numOptions];
        for (int i = 0; i < numOptions; i++) words[i] = NativeStrings.Read(options[i]);
        return program.Compile(words);
    }

    [CudaApi]
    public static nvrtcResult nvrtcGetPTXSize(nint prog, nuint* ptxSizeRet) => Size(Get(prog).Ptx, ptxSizeRet);

    [CudaApi]
    public static nvrtcResult nvrtcGetPTX(nint prog, byte* ptx) => Copy(Get(prog).Ptx, ptx);

    /// <summary>"0 if the value specified to -arch is a virtual architecture". The image is a fat binary with the PTX.</summary>
    [CudaApi]
    public static nvrtcResult nvrtcGetCUBINSize(nint prog, nuint* cubinSizeRet) => Size(Get(prog).Image, cubinSizeRet);

    [CudaApi]
    public static nvrtcResult nvrtcGetCUBIN(nint prog, byte* cubin) => Copy(Get(prog).Image, cubin);

    /// <summary>There is none: -dlto has no effect.</summary>
    [CudaApi]
    public static nvrtcResult nvrtcGetLTOIRSize(nint prog, nuint* LTOIRSizeRet) => None(prog, LTOIRSizeRet);

    [CudaApi]
    public static nvrtcResult nvrtcGetOptiXIRSize(nint prog, nuint* optixirSizeRet) => None(prog, optixirSizeRet);

    [CudaApi]
    public static nvrtcResult nvrtcGetNVVMSize(nint prog, nuint* nvvmSizeRet) => None(prog, nvvmSizeRet);

    [CudaApi]
    public static nvrtcResult nvrtcGetProgramLogSize(nint prog, nuint* logSizeRet) => Size(Get(prog).Log, logSizeRet);

    [CudaApi]
    public static nvrtcResult nvrtcGetProgramLog(nint prog, byte* log) => Copy(Get(prog).Log, log);

    [CudaApi]
    public static nvrtcResult nvrtcAddNameExpression(nint prog, byte* name_expression)
    {
        Get(prog).AddName(NativeStrings.Read(name_expression));
        return nvrtcResult.NVRTC_SUCCESS;
    }

    [CudaApi]
    public static nvrtcResult nvrtcGetLoweredName(nint prog, byte* name_expression, byte** lowered_name)
    {
        Check.NotNull(lowered_name);
        *lowered_name = NativeStrings.Intern(Get(prog).LoweredName(NativeStrings.Read(name_expression)));
        return nvrtcResult.NVRTC_SUCCESS;
    }

    /// <summary>Compilation is too short to be cancelled: the callback is accepted and not called.</summary>
    [CudaApi]
    public static nvrtcResult nvrtcSetFlowCallback(nint prog, nint callback, void* payload)
    {
        _ = Get(prog);
        return nvrtcResult.NVRTC_SUCCESS;
    }

    [CudaApi]
    public static nvrtcResult nvrtcGetPCHHeapSize(nuint* ret)
    {
        Check.NotNull(ret);
        *ret = 0;
        return nvrtcResult.NVRTC_SUCCESS;
    }

    /// <summary>Headers are not precompiled; there is no heap for them.</summary>
    [CudaApi]
    public static nvrtcResult nvrtcSetPCHHeapSize(nuint size) => nvrtcResult.NVRTC_SUCCESS;

    [CudaApi]
    public static nvrtcResult nvrtcGetPCHCreateStatus(nint prog)
    {
        _ = Get(prog);
        return nvrtcResult.NVRTC_ERROR_NO_PCH_CREATE_ATTEMPTED;
    }

    [CudaApi]
    public static nvrtcResult nvrtcGetPCHHeapSizeRequired(nint prog, nuint* size)
    {
        _ = Get(prog);
        Check.NotNull(size);
        return nvrtcResult.NVRTC_ERROR_NO_PCH_CREATE_ATTEMPTED;
    }

    private static nvrtcResult None(nint program, nuint* size)
    {
        _ = Get(program);
        return Size([], size);
    }

    private static nvrtcResult Size(byte[] bytes, nuint* size)
    {
        Check.NotNull(size);
        *size = (nuint)bytes.Length;
        return nvrtcResult.NVRTC_SUCCESS;
    }

    private static nvrtcResult Copy(byte[] bytes, byte* target)
    {
        Check.NotNull(target);
        bytes.CopyTo(new Span<byte>(target, bytes.Length));
        return nvrtcResult.NVRTC_SUCCESS;
    }
}
