using System.Collections.Concurrent;

namespace CudaBridge.Shim;

/// <summary>
/// <c>cudaStreamSetAttribute</c> and its reader. Only the priority means something to a CPU; the others are hints, which are kept so that
/// they read back.
/// </summary>
internal static unsafe class StreamAttributes
{
    private static readonly ConcurrentDictionary<(ulong Stream, cudaLaunchAttributeID Attribute), cudaLaunchAttributeValue> s_values = new();

    [CudaApi]
    public static CudaError cudaStreamSetAttribute(cudaStream_t hStream, cudaLaunchAttributeID attr, cudaLaunchAttributeValue* value)
    {
        Check.NotNull(value);
        Check.That(IsHint(attr));
        s_values[(Streams.Get(hStream).Id, attr)] = *value;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamGetAttribute(cudaStream_t hStream, cudaLaunchAttributeID attr, cudaLaunchAttributeValue* value_out)
    {
        Check.NotNull(value_out);
        Stream stream = Streams.Get(hStream);
        if (attr == cudaLaunchAttributeID.cudaLaunchAttributePriority)
        {
            value_out->priority = stream.Priority;
            return CudaError.Success;
        }
        Check.That(IsHint(attr));
        *value_out = s_values.TryGetValue((stream.Id, attr), out cudaLaunchAttributeValue value) ? value : Default(attr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamCopyAttributes(cudaStream_t dst, cudaStream_t src)
    {
        ulong from = Streams.Get(src).Id, to = Streams.Get(dst).Id;
        foreach (((ulong stream, cudaLaunchAttributeID attribute), cudaLaunchAttributeValue value) in s_values)
            if (stream == from)
                s_values[(to, attribute)] = value;
        return CudaError.Success;
    }

    public static void Forget(Stream stream)
    {
        if (s_values.IsEmpty) return;
        foreach ((ulong Stream, cudaLaunchAttributeID) key in s_values.Keys)
            if (key.Stream == stream.Id)
                s_values.TryRemove(key, out _);
    }

    private static bool IsHint(cudaLaunchAttributeID attribute) => attribute is
        cudaLaunchAttributeID.cudaLaunchAttributeAccessPolicyWindow or
        cudaLaunchAttributeID.cudaLaunchAttributeSynchronizationPolicy or
        cudaLaunchAttributeID.cudaLaunchAttributeMemSyncDomainMap or
        cudaLaunchAttributeID.cudaLaunchAttributeMemSyncDomain;

    private static cudaLaunchAttributeValue Default(cudaLaunchAttributeID attribute)
    {
        cudaLaunchAttributeValue value = default;
        if (attribute == cudaLaunchAttributeID.cudaLaunchAttributeSynchronizationPolicy) value.syncPolicy = cudaSynchronizationPolicy.cudaSyncPolicyAuto;
        if (attribute == cudaLaunchAttributeID.cudaLaunchAttributeMemSyncDomainMap) value.memSyncDomainMap.remote = 1;
        return value;
    }
}
