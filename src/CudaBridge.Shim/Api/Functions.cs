namespace CudaBridge.Shim;

internal static unsafe class Functions
{
    /// <exception cref="CudaException">InvalidDeviceFunction</exception>
    public static Function Get(void* func) => Cudart.Context.GetFunction((nint)func);

    [CudaApi]
    public static CudaError cudaFuncGetAttributes(cudaFuncAttributes* attr, void* func)
    {
        Check.NotNull(attr);
        FunctionFacts facts = Get(func).Facts;
        *attr = new cudaFuncAttributes
        {
            sharedSizeBytes = facts.SharedSize,
            constSizeBytes = facts.ConstantSize,
            localSizeBytes = facts.LocalSize,
            maxThreadsPerBlock = facts.MaxThreadsPerBlock,
            numRegs = facts.Registers,
            ptxVersion = facts.PtxVersion,
            binaryVersion = facts.BinaryVersion,
            maxDynamicSharedSizeBytes = facts.MaxDynamicShared,
            preferredShmemCarveout = facts.PreferredCarveout,
        };
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaFuncSetAttribute(void* func, cudaFuncAttribute attr, int value)
    {
        Function function = Get(func);
        Check.That(Enum.IsDefined(attr));
        function.SetAttribute((FunctionAttribute)attr, value);
        return CudaError.Success;
    }

    /// <summary>A hint; a CPU's caches cannot be split.</summary>
    [CudaApi]
    public static CudaError cudaFuncSetCacheConfig(void* func, cudaFuncCache cacheConfig)
    {
        _ = Get(func);
        Check.That(Enum.IsDefined(cacheConfig));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaFuncSetSharedMemConfig(void* func, cudaSharedMemConfig config)
    {
        _ = Get(func);
        Check.That(Enum.IsDefined(config));
        return CudaError.Success;
    }

    /// <summary>The name stays valid for the life of the process.</summary>
    [CudaApi]
    public static CudaError cudaFuncGetName(byte** name, void* func)
    {
        Check.NotNull(name);
        *name = NativeStrings.Intern(Get(func).Name);
        return CudaError.Success;
    }

    /// <summary>"If the paramIndex is outside the range, cudaErrorInvalidValue"; the size is optional.</summary>
    [CudaApi]
    public static CudaError cudaFuncGetParamInfo(void* func, nuint paramIndex, nuint* paramOffset, nuint* paramSize)
    {
        Check.NotNull(paramOffset);
        ReadOnlySpan<CpuParameter> parameters = Get(func).Parameters;
        Check.That(paramIndex < (nuint)parameters.Length);
        *paramOffset = parameters[(int)paramIndex].Offset;
        if (paramSize is not null) *paramSize = parameters[(int)paramIndex].Size;
        return CudaError.Success;
    }
}
