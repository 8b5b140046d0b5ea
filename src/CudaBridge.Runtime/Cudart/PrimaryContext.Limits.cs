using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaLimit</c></summary>
public enum DeviceLimit
{
    StackSize = 0,
    PrintfFifoSize = 1,
    MallocHeapSize = 2,
    DevRuntimeSyncDepth = 3,
    DevRuntimePendingLaunchCount = 4,
    MaxL2FetchGranularity = 5,
    PersistingL2CacheSize = 6,
}

public sealed partial class PrimaryContext
{
    // CUDA's default values.
    private readonly nuint[] _limits = [1024, 1 << 20, 8 << 20, 2, 2048, 64, 0];

    /// <summary><c>cudaDeviceGetLimit</c></summary>
    /// <exception cref="CudaException">UnsupportedLimit</exception>
    public nuint GetLimit(DeviceLimit limit) => _limits[IndexOf(limit)];

    /// <summary>
    /// <c>cudaDeviceSetLimit</c>. The printf buffer and the heap of device <c>malloc</c> get the size; the stack is never smaller than what
    /// a GPU could offer, whatever is set.
    /// </summary>
    /// <exception cref="CudaException">UnsupportedLimit; InvalidValue: more than the device's memory.</exception>
    public void SetLimit(DeviceLimit limit, nuint value)
    {
        int index = IndexOf(limit);
        switch (limit)
        {
            case DeviceLimit.StackSize when value > 512 << 10:
                throw new CudaException(CudaError.InvalidValue);
            case DeviceLimit.MallocHeapSize or DeviceLimit.PrintfFifoSize when value > Device.TotalMemory:
                throw new CudaException(CudaError.MemoryAllocation);
            case DeviceLimit.PrintfFifoSize:
                CpuSupport.LimitPrintf(value);
                break;
            case DeviceLimit.MallocHeapSize:
                CpuSupport.LimitHeap(value);
                break;
            case DeviceLimit.MaxL2FetchGranularity:
                value = Math.Min(value, 128);
                break;
            case DeviceLimit.PersistingL2CacheSize:
                value = Math.Min(value, (nuint)Runtime.Device.MaxPersistingL2Bytes);
                break;
        }
        _limits[index] = value;
    }

    // Device-side synchronisation is gone since CUDA 12, and with it its depth.
    private static int IndexOf(DeviceLimit limit) =>
        limit is >= DeviceLimit.StackSize and <= DeviceLimit.PersistingL2CacheSize and not DeviceLimit.DevRuntimeSyncDepth
            ? (int)limit
            : throw new CudaException(CudaError.UnsupportedLimit);
}
