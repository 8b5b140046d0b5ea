namespace CudaBridge.Shim;

/// <summary>Device variables by the address of their host shadow.</summary>
internal static unsafe class Symbols
{
    [CudaApi]
    public static CudaError cudaGetSymbolAddress(void** devPtr, void* symbol)
    {
        Check.NotNull(devPtr);
        *devPtr = (void*)Get(symbol).Address;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetSymbolSize(nuint* size, void* symbol)
    {
        Check.NotNull(size);
        *size = Get(symbol).Size;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyToSymbol(void* symbol, void* src, nuint count, nuint offset, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        To(symbol, src, count, offset, kind, defaultStream, async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyToSymbolAsync(void* symbol, void* src, nuint count, nuint offset, cudaMemcpyKind kind, cudaStream_t stream)
    {
        To(symbol, src, count, offset, kind, stream, async: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyFromSymbol(void* dst, void* symbol, nuint count, nuint offset, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        From(dst, symbol, count, offset, kind, defaultStream, async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyFromSymbolAsync(void* dst, void* symbol, nuint count, nuint offset, cudaMemcpyKind kind, cudaStream_t stream)
    {
        From(dst, symbol, count, offset, kind, stream, async: true);
        return CudaError.Success;
    }

    private static Variable Get(void* symbol) => Cudart.Context.GetVariable((nint)symbol);

    private static void To(void* symbol, void* source, nuint count, nuint offset, cudaMemcpyKind kind, cudaStream_t stream, bool async)
    {
        Variable variable = Get(symbol);
        Check.That(kind is not (cudaMemcpyKind.cudaMemcpyDeviceToHost or cudaMemcpyKind.cudaMemcpyHostToHost), CudaError.InvalidMemcpyDirection);
        Cudart.Context.Transfers.CopyToSymbol(variable, (nint)source, count, offset, (CopyKind)kind, Streams.Get(stream), async);
    }

    private static void From(void* target, void* symbol, nuint count, nuint offset, cudaMemcpyKind kind, cudaStream_t stream, bool async)
    {
        Variable variable = Get(symbol);
        Check.That(kind is not (cudaMemcpyKind.cudaMemcpyHostToDevice or cudaMemcpyKind.cudaMemcpyHostToHost), CudaError.InvalidMemcpyDirection);
        Cudart.Context.Transfers.CopyFromSymbol((nint)target, variable, count, offset, (CopyKind)kind, Streams.Get(stream), async);
    }
}
