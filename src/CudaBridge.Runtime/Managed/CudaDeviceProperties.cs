using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>What a program asks of a device before it launches. Sizes are bytes, the clock rate is kHz.</summary>
public sealed record CudaDeviceProperties
{
    public required string DeviceName { get; init; }

    public required Version ComputeCapability { get; init; }

    public required int MultiProcessorCount { get; init; }

    public required int WarpSize { get; init; }

    public required int MaxThreadsPerBlock { get; init; }

    public required Dim3 MaxBlockDim { get; init; }

    public required Dim3 MaxGridDim { get; init; }

    public required int SharedMemoryPerBlock { get; init; }

    public required long TotalGlobalMemory { get; init; }

    public required int ClockRate { get; init; }

    internal static CudaDeviceProperties Of(Device device) => new()
    {
        DeviceName = device.Name,
        ComputeCapability = new(device.GetAttribute(DeviceAttribute.ComputeCapabilityMajor), device.GetAttribute(DeviceAttribute.ComputeCapabilityMinor)),
        MultiProcessorCount = device.MultiprocessorCount,
        WarpSize = device.GetAttribute(DeviceAttribute.WarpSize),
        MaxThreadsPerBlock = device.GetAttribute(DeviceAttribute.MaxThreadsPerBlock),
        MaxBlockDim = (device.GetAttribute(DeviceAttribute.MaxBlockDimX), device.GetAttribute(DeviceAttribute.MaxBlockDimY), device.GetAttribute(DeviceAttribute.MaxBlockDimZ)),
        MaxGridDim = (device.GetAttribute(DeviceAttribute.MaxGridDimX), device.GetAttribute(DeviceAttribute.MaxGridDimY), device.GetAttribute(DeviceAttribute.MaxGridDimZ)),
        SharedMemoryPerBlock = device.GetAttribute(DeviceAttribute.MaxSharedMemoryPerBlock),
        TotalGlobalMemory = (long)device.TotalMemory,
        ClockRate = device.GetAttribute(DeviceAttribute.ClockRate),
    };
}
