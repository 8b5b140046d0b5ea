namespace CudaBridge.Shim;

/// <summary>Asking whether a stream captures has an answer without graphs: it does not.</summary>
internal static unsafe class StreamCapture
{
    [ThreadStatic] private static cudaStreamCaptureMode s_mode;

    [CudaApi]
    public static CudaError cudaStreamIsCapturing(cudaStream_t stream, cudaStreamCaptureStatus* pCaptureStatus)
    {
        Check.NotNull(pCaptureStatus);
        _ = Streams.Get(stream);
        *pCaptureStatus = cudaStreamCaptureStatus.cudaStreamCaptureStatusNone;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamGetCaptureInfo(cudaStream_t stream, cudaStreamCaptureStatus* captureStatus_out, ulong* id_out) =>
        cudaStreamIsCapturing(stream, captureStatus_out);

    /// <summary>Everything but the status is only set for a stream that captures.</summary>
    [CudaApi]
    public static CudaError cudaStreamGetCaptureInfo_v2(
        cudaStream_t stream, cudaStreamCaptureStatus* captureStatus_out, ulong* id_out, cudaGraph_t* graph_out, cudaGraphNode_t** dependencies_out,
        nuint* numDependencies_out) => cudaStreamIsCapturing(stream, captureStatus_out);

    [CudaApi]
    public static CudaError cudaStreamGetCaptureInfo_v3(
        cudaStream_t stream, cudaStreamCaptureStatus* captureStatus_out, ulong* id_out, cudaGraph_t* graph_out, cudaGraphNode_t** dependencies_out,
        cudaGraphEdgeData** edgeData_out, nuint* numDependencies_out) => cudaStreamIsCapturing(stream, captureStatus_out);

    [CudaApi]
    public static CudaError cudaThreadExchangeStreamCaptureMode(cudaStreamCaptureMode* mode)
    {
        Check.NotNull(mode);
        Check.That(Enum.IsDefined(*mode));
        (s_mode, *mode) = (*mode, s_mode);
        return CudaError.Success;
    }
}
