namespace CudaBridge.Shim;

internal static unsafe class Devices
{
    // "cudaInitDeviceFlagsAreValid": deviceFlags counts.
    private const uint InitDeviceFlagsAreValid = 1;

    // cudaDeviceScheduleSpin/Yield/BlockingSync, MapHost, LmemResizeToMax, SyncMemops.
    private const uint ScheduleMask = 7;
    private const uint DeviceFlagsMask = ScheduleMask | 0x08 | 0x10 | 0x80;

    private static Device Cpu => Cudart.Device;

    [CudaApi]
    public static CudaError cudaGetDeviceCount(int* count)
    {
        Check.NotNull(count);
        *count = 0;
        _ = Cudart.Device; // CUDABRIDGE_DEVICE may name one that is not here
        *count = 1;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetDevice(int* device)
    {
        Check.NotNull(device);
        *device = 0;
        return CudaError.Success;
    }

    /// <summary>Since CUDA 12 it also creates the primary context.</summary>
    [CudaApi]
    public static CudaError cudaSetDevice(int device)
    {
        Check.Device(device);
        _ = Cudart.Context;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaInitDevice(int device, uint deviceFlags, uint flags)
    {
        Check.Device(device);
        Check.Flags(flags, InitDeviceFlagsAreValid);
        return flags == 0 ? cudaSetDevice(device) : cudaSetDeviceFlags(deviceFlags);
    }

    [CudaApi]
    public static CudaError cudaSetValidDevices(int* device_arr, int len)
    {
        Check.That(len == 0 || (device_arr is not null && len > 0));
        for (int i = 0; i < len; i++) Check.Device(device_arr[i]);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaChooseDevice(int* device, cudaDeviceProp* prop)
    {
        Check.NotNull(device);
        Check.NotNull(prop);
        *device = 0;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaSetDeviceFlags(uint flags)
    {
        Check.Flags(flags, DeviceFlagsMask);
        Check.That((flags & ScheduleMask) is 0 or 1 or 2 or 4);
        Cudart.Context.Flags = flags;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetDeviceFlags(uint* flags)
    {
        Check.NotNull(flags);
        *flags = Cudart.Context.Flags;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceGetAttribute(int* value, cudaDeviceAttr attr, int device)
    {
        Check.NotNull(value);
        Check.Device(device);
        *value = Cpu.GetAttribute((DeviceAttribute)attr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetDeviceProperties_v2(cudaDeviceProp* prop, int device)
    {
        Check.NotNull(prop);
        Check.Device(device);
        DeviceProperties.Fill(prop, Cpu);
        return CudaError.Success;
    }

    /// <summary>For programs compiled with CUDA 11, whose shorter struct ends before <c>hostRegisterSupported</c>.</summary>
    [CudaApi]
    public static CudaError cudaGetDeviceProperties(cudaDeviceProp* prop, int device)
    {
        Check.NotNull(prop);
        Check.Device(device);
        cudaDeviceProp full;
        DeviceProperties.Fill(&full, Cpu);
        long shorter = (byte*)&full.hostRegisterSupported - (byte*)&full;
        Buffer.MemoryCopy(&full, prop, shorter, shorter);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceGetPCIBusId(byte* pciBusId, int len, int device)
    {
        Check.NotNull(pciBusId);
        Check.Device(device);
        string id = Cpu.PciBusId;
        Check.That(len > id.Length);
        for (int i = 0; i < id.Length; i++) pciBusId[i] = (byte)id[i];
        pciBusId[id.Length] = 0;
        return CudaError.Success;
    }

    /// <summary>Takes "domain:bus:device.function" with or without domain and function, in hexadecimal.</summary>
    [CudaApi]
    public static CudaError cudaDeviceGetByPCIBusId(int* device, byte* pciBusId)
    {
        Check.NotNull(device);
        PciAddress address = PciAddress.Parse(NativeStrings.Read(pciBusId));
        Check.That(address == PciAddress.Parse(Cpu.PciBusId), CudaError.InvalidDevice);
        *device = 0;
        return CudaError.Success;
    }

    /// <summary>"If the user passes in NULL for any parameter, nothing is returned in it". Numerically lower is more urgent.</summary>
    [CudaApi]
    public static CudaError cudaDeviceGetStreamPriorityRange(int* leastPriority, int* greatestPriority)
    {
        if (leastPriority is not null) *leastPriority = PrimaryContext.LeastPriority;
        if (greatestPriority is not null) *greatestPriority = PrimaryContext.GreatestPriority;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceGetTexture1DLinearMaxWidth(nuint* maxWidthInElements, cudaChannelFormatDesc* fmtDesc, int device)
    {
        Check.NotNull(maxWidthInElements);
        Check.NotNull(fmtDesc);
        Check.Device(device);
        *maxWidthInElements = (nuint)Cpu.GetAttribute(DeviceAttribute.MaxTexture1DLinearWidth);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceSynchronize()
    {
        Cudart.Context.Synchronize();
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceReset()
    {
        Cudart.DeviceReset();
        return CudaError.Success;
    }

    private static readonly HandleTable<object> s_notifications = new(0x4e);

    /// <summary>The one thing to be notified of is a budget of video memory that another program has cut: a CPU's memory has none, so it never happens.</summary>
    [CudaApi]
    public static CudaError cudaDeviceRegisterAsyncNotification(int device, cudaAsyncCallback callbackFunc, void* userData, cudaAsyncCallbackHandle_t* callback)
    {
        Check.Device(device);
        Check.NotNull(callback);
        Check.That(callbackFunc.Value is not null);
        *callback = new(s_notifications.Add(new()));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceUnregisterAsyncNotification(int device, cudaAsyncCallbackHandle_t callback)
    {
        Check.Device(device);
        Check.That(s_notifications.Remove(callback.Value, out _));
        return CudaError.Success;
    }
}
