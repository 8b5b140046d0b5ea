namespace CudaBridge.Shim;

/// <summary>
/// Contexts and each thread's stack of them. There is one device with one address space, as under unified addressing: every context is a
/// name for the device's primary one. What a destroyed context had allocated stays until it is freed or the device is reset.
/// </summary>
internal static unsafe class DriverContexts
{
    private const int ApiVersion = 3020;
    private const uint FlagsMask = 0xff;

    private sealed class Context(uint flags)
    {
        public nint Handle { get; set; }
        public uint Flags { get; set; } = flags;
        public bool IsPrimary { get; init; }
    }

    private static readonly HandleTable<Context> s_contexts = new(0x43);
    private static readonly Context s_primary = AddPrimary();
    private static int s_primaryUsers;

    [ThreadStatic] private static Stack<Context>? t_stack;

    private static Context AddPrimary()
    {
        Context primary = new(0) { IsPrimary = true };
        primary.Handle = s_contexts.Add(primary);
        return primary;
    }

    private static Stack<Context> OfThread => t_stack ??= new();

    /// <summary>The state behind the calling thread's current context.</summary>
    /// <exception cref="CudaException">NotInitialized; InvalidContext: the thread has none.</exception>
    public static PrimaryContext Current
    {
        get
        {
            DriverDevices.RequireInit();
            // A thread that has used the runtime API has the primary context.
            if (OfThread.Count == 0 && !Cudart.IsUsed) throw DriverError.Of(CUresult.CUDA_ERROR_INVALID_CONTEXT);
            return Cudart.DriverContext;
        }
    }

    private static Context Get(nint handle)
    {
        DriverDevices.RequireInit();
        return s_contexts.TryGet(handle, out Context? context) ? context : throw DriverError.Of(CUresult.CUDA_ERROR_INVALID_CONTEXT);
    }

    [CudaApi]
    public static CUresult cuDevicePrimaryCtxRetain(nint* pctx, int dev)
    {
        Check.NotNull(pctx);
        DriverDevices.Require(dev);
        _ = Cudart.DriverContext;
        Interlocked.Increment(ref s_primaryUsers);
        *pctx = s_primary.Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDevicePrimaryCtxRelease(int dev)
    {
        DriverDevices.Require(dev);
        if (Interlocked.Decrement(ref s_primaryUsers) >= 0) return CUresult.CUDA_SUCCESS;
        Interlocked.Increment(ref s_primaryUsers);
        return CUresult.CUDA_ERROR_INVALID_CONTEXT;
    }

    [CudaApi]
    public static CUresult cuDevicePrimaryCtxSetFlags(int dev, uint flags)
    {
        DriverDevices.Require(dev);
        Check.Flags(flags, FlagsMask);
        s_primary.Flags = flags;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDevicePrimaryCtxGetState(int dev, uint* flags, int* active)
    {
        DriverDevices.Require(dev);
        Check.NotNull(flags);
        Check.NotNull(active);
        *flags = s_primary.Flags;
        *active = Volatile.Read(ref s_primaryUsers) > 0 || Cudart.HasContext ? 1 : 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDevicePrimaryCtxReset(int dev)
    {
        DriverDevices.Require(dev);
        Cudart.DeviceReset();
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxCreate(nint* pctx, uint flags, int dev)
    {
        Check.NotNull(pctx);
        DriverDevices.Require(dev);
        Check.Flags(flags, FlagsMask);
        _ = Cudart.DriverContext;
        Context context = new(flags);
        context.Handle = s_contexts.Add(context);
        OfThread.Push(context);
        *pctx = context.Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxDestroy(nint ctx)
    {
        Context context = Get(ctx);
        if (context.IsPrimary) return CUresult.CUDA_ERROR_INVALID_CONTEXT;
        Cudart.DriverContext.Synchronize();
        s_contexts.Remove(ctx, out _);
        if (OfThread.TryPeek(out Context? top) && top == context) OfThread.Pop();
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxPushCurrent(nint ctx)
    {
        OfThread.Push(Get(ctx));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxPopCurrent(nint* pctx)
    {
        DriverDevices.RequireInit();
        if (!OfThread.TryPop(out Context? context)) return CUresult.CUDA_ERROR_INVALID_CONTEXT;
        if (pctx is not null) *pctx = context.Handle;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Replaces the top of the stack; null takes it away.</summary>
    [CudaApi]
    public static CUresult cuCtxSetCurrent(nint ctx)
    {
        Context? context = ctx == 0 ? null : Get(ctx);
        DriverDevices.RequireInit();
        OfThread.TryPop(out _);
        if (context is not null) OfThread.Push(context);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxGetCurrent(nint* pctx)
    {
        DriverDevices.RequireInit();
        Check.NotNull(pctx);
        *pctx = OfThread.TryPeek(out Context? context) ? context.Handle : Cudart.IsUsed ? s_primary.Handle : 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxGetDevice(int* device)
    {
        _ = Current;
        Check.NotNull(device);
        *device = 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxGetFlags(uint* flags)
    {
        _ = Current;
        Check.NotNull(flags);
        *flags = OfThread.TryPeek(out Context? context) ? context.Flags : s_primary.Flags;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxGetApiVersion(nint ctx, uint* version)
    {
        Check.NotNull(version);
        if (ctx != 0) _ = Get(ctx);
        *version = ApiVersion;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxSynchronize()
    {
        Current.Synchronize();
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxSetLimit(int limit, nuint value)
    {
        Current.SetLimit((DeviceLimit)limit, value);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxGetLimit(nuint* pvalue, int limit)
    {
        Check.NotNull(pvalue);
        *pvalue = Current.GetLimit((DeviceLimit)limit);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>A hint; a CPU's caches cannot be split.</summary>
    [CudaApi]
    public static CUresult cuCtxSetCacheConfig(int config)
    {
        _ = Current;
        Check.That(config is >= 0 and <= 3);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxGetCacheConfig(int* pconfig)
    {
        _ = Current;
        Check.NotNull(pconfig);
        *pconfig = 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxGetStreamPriorityRange(int* leastPriority, int* greatestPriority)
    {
        _ = Current;
        if (leastPriority is not null) *leastPriority = PrimaryContext.LeastPriority;
        if (greatestPriority is not null) *greatestPriority = PrimaryContext.GreatestPriority;
        return CUresult.CUDA_SUCCESS;
    }


    /// <summary>A CPU's cores are not divided: affinity parameters of execution are refused.</summary>
    [CudaApi]
    public static CUresult cuCtxCreate_v3(nint* pctx, void* paramsArray, int numParams, uint flags, int dev) =>
        numParams != 0 ? CUresult.CUDA_ERROR_UNSUPPORTED_EXEC_AFFINITY : cuCtxCreate(pctx, flags, dev);

    [CudaApi]
    public static CUresult cuCtxCreate_v4(nint* pctx, CUctxCreateParams* ctxCreateParams, uint flags, int dev)
    {
        CUctxCreateParams asked = ctxCreateParams is null ? default : *ctxCreateParams;
        if (asked.numExecAffinityParams != 0) return CUresult.CUDA_ERROR_UNSUPPORTED_EXEC_AFFINITY;
        return asked.cigParams != 0 ? CUresult.CUDA_ERROR_NOT_SUPPORTED : cuCtxCreate(pctx, flags, dev);
    }

    /// <summary>No context here was made with an affinity.</summary>
    [CudaApi]
    public static CUresult cuCtxGetExecAffinity(void* pExecAffinity, int type)
    {
        _ = Current;
        Check.NotNull(pExecAffinity);
        Check.That(type == 0);
        return CUresult.CUDA_ERROR_UNSUPPORTED_EXEC_AFFINITY;
    }

    /// <summary>The event marks the end of all work that every stream has now.</summary>
    [CudaApi]
    public static CUresult cuCtxRecordEvent(nint hCtx, nint hEvent)
    {
        _ = Get(hCtx);
        PrimaryContext context = Cudart.DriverContext;
        context.RecordAll(context.GetEvent(hEvent));
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>All later work of every stream waits for the event.</summary>
    [CudaApi]
    public static CUresult cuCtxWaitEvent(nint hCtx, nint hEvent)
    {
        _ = Get(hCtx);
        PrimaryContext context = Cudart.DriverContext;
        context.WaitAll(context.GetEvent(hEvent));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxSetFlags(uint flags)
    {
        _ = Current;
        Check.Flags(flags, FlagsMask);
        (OfThread.TryPeek(out Context? context) ? context : s_primary).Flags = flags;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxGetId(nint ctx, ulong* ctxId)
    {
        Check.NotNull(ctxId);
        _ = Current;
        *ctxId = ctx != 0 ? (ulong)Get(ctx).Handle : (ulong)CurrentHandle;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>The calling thread's context, by the name that it has on the thread's stack.</summary>
    public static nint CurrentHandle => OfThread.TryPeek(out Context? context) ? context.Handle : s_primary.Handle;

    [CudaApi]
    public static CUresult cuCtxResetPersistingL2Cache()
    {
        _ = Current;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Banks of shared memory have a fixed size, as on every GPU since 2014.</summary>
    [CudaApi]
    public static CUresult cuCtxGetSharedMemConfig(int* pConfig)
    {
        const int fourBytes = 1;
        _ = Current;
        Check.NotNull(pConfig);
        *pConfig = fourBytes;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxSetSharedMemConfig(int config)
    {
        _ = Current;
        Check.That(config is >= 0 and <= 2);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>All contexts are the device's own: "If both contexts are on the same device, CUDA_ERROR_INVALID_DEVICE"; a context has no peer.</summary>
    [CudaApi]
    public static CUresult cuCtxEnablePeerAccess(nint peerContext, uint Flags)
    {
        _ = Current;
        _ = Get(peerContext);
        Check.That(Flags == 0);
        return CUresult.CUDA_ERROR_PEER_ACCESS_UNSUPPORTED;
    }

    [CudaApi]
    public static CUresult cuCtxDisablePeerAccess(nint peerContext)
    {
        _ = Current;
        _ = Get(peerContext);
        return CUresult.CUDA_ERROR_PEER_ACCESS_NOT_ENABLED;
    }

    [CudaApi]
    public static CUresult cuCtxAttach(nint* pctx, uint flags)
    {
        Check.NotNull(pctx);
        Check.That(flags == 0);
        _ = Current;
        *pctx = CurrentHandle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuCtxDetach(nint ctx)
    {
        _ = Get(ctx);
        return CUresult.CUDA_SUCCESS;
    }
}
