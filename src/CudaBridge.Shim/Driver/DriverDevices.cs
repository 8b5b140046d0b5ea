using System.Runtime.InteropServices;

namespace CudaBridge.Shim;

/// <summary>Initialisation, versions, error texts and the device.</summary>
internal static unsafe class DriverDevices
{
    private const int Version = 12080;
    private const int ComputeMajor = 8, ComputeMinor = 0;
    private static bool s_isInitialised;

    /// <exception cref="CudaException">NotInitialized</exception>
    public static void RequireInit()
    {
        if (!Volatile.Read(ref s_isInitialised) && !Cudart.HasContext) throw DriverError.Of(CUresult.CUDA_ERROR_NOT_INITIALIZED);
    }

    public static void Require(int device)
    {
        RequireInit();
        Check.Device(device);
    }

    [CudaApi]
    public static CUresult cuInit(uint Flags)
    {
        Check.That(Flags == 0);
        Volatile.Write(ref s_isInitialised, true);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDriverGetVersion(int* driverVersion)
    {
        Check.NotNull(driverVersion);
        *driverVersion = Version;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuGetErrorName(CUresult error, byte** pStr)
    {
        Check.NotNull(pStr);
        *pStr = Enum.IsDefined(error) ? NativeStrings.Intern(error.ToString()) : null;
        return *pStr is null ? CUresult.CUDA_ERROR_INVALID_VALUE : CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuGetErrorString(CUresult error, byte** pStr)
    {
        Check.NotNull(pStr);
        *pStr = Enum.IsDefined(error) ? NativeStrings.Intern(CudaErrorTable.Describe((CudaError)error)) : null;
        return *pStr is null ? CUresult.CUDA_ERROR_INVALID_VALUE : CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceGetCount(int* count)
    {
        RequireInit();
        Check.NotNull(count);
        *count = 1;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceGet(int* device, int ordinal)
    {
        Check.NotNull(device);
        Require(ordinal);
        *device = ordinal;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>The name is cut to fit, its terminator included.</summary>
    [CudaApi]
    public static CUresult cuDeviceGetName(byte* name, int len, int dev)
    {
        Check.NotNull(name);
        Check.That(len > 0);
        Require(dev);
        ReadOnlySpan<byte> text = System.Text.Encoding.UTF8.GetBytes(Cudart.Device.Name);
        int count = Math.Min(text.Length, len - 1);
        text[..count].CopyTo(new Span<byte>(name, count));
        name[count] = 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceGetUuid(void* uuid, int dev)
    {
        Check.NotNull(uuid);
        Require(dev);
        Cudart.Device.Uuid.CopyTo(new Span<byte>(uuid, 16));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceTotalMem(nuint* bytes, int dev)
    {
        Check.NotNull(bytes);
        Require(dev);
        *bytes = Cudart.Device.TotalMemory;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>The numbers are those of <c>cudaDeviceAttr</c>.</summary>
    [CudaApi]
    public static CUresult cuDeviceGetAttribute(int* pi, int attrib, int dev)
    {
        Check.NotNull(pi);
        Require(dev);
        // The runtime API has no numbers for these.
        const int virtualMemoryManagement = 102, posixFileDescriptors = 103;
        bool isVirtualMemory = attrib is virtualMemoryManagement or posixFileDescriptors;
        *pi = isVirtualMemory ? (Cudart.Device.SharesHostMemory ? 1 : 0) : Cudart.Device.GetAttribute((DeviceAttribute)attrib);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceGetProperties(CUdevprop* prop, int dev)
    {
        Check.NotNull(prop);
        Require(dev);
        Device device = Cudart.Device;
        *prop = new()
        {
            maxThreadsPerBlock = device.GetAttribute(DeviceAttribute.MaxThreadsPerBlock),
            maxThreadsDimX = device.GetAttribute(DeviceAttribute.MaxBlockDimX),
            maxThreadsDimY = device.GetAttribute(DeviceAttribute.MaxBlockDimY),
            maxThreadsDimZ = device.GetAttribute(DeviceAttribute.MaxBlockDimZ),
            maxGridSizeX = device.GetAttribute(DeviceAttribute.MaxGridDimX),
            maxGridSizeY = device.GetAttribute(DeviceAttribute.MaxGridDimY),
            maxGridSizeZ = device.GetAttribute(DeviceAttribute.MaxGridDimZ),
            sharedMemPerBlock = device.GetAttribute(DeviceAttribute.MaxSharedMemoryPerBlock),
            totalConstantMemory = device.GetAttribute(DeviceAttribute.TotalConstantMemory),
            SIMDWidth = device.GetAttribute(DeviceAttribute.WarpSize),
            memPitch = device.GetAttribute(DeviceAttribute.MaxPitch),
            regsPerBlock = device.GetAttribute(DeviceAttribute.MaxRegistersPerBlock),
            clockRate = device.GetAttribute(DeviceAttribute.ClockRate),
            textureAlign = device.GetAttribute(DeviceAttribute.TextureAlignment),
        };
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceRegisterAsyncNotification(int device, nint callbackFunc, void* userData, nint* callback)
    {
        Require(device);
        return DriverCodes.Of(Devices.cudaDeviceRegisterAsyncNotification(device, *(cudaAsyncCallback*)&callbackFunc, userData, (cudaAsyncCallbackHandle_t*)callback));
    }

    [CudaApi]
    public static CUresult cuDeviceUnregisterAsyncNotification(int device, nint callback)
    {
        Require(device);
        return DriverCodes.Of(Devices.cudaDeviceUnregisterAsyncNotification(device, new(callback)));
    }

    [CudaApi]
    public static CUresult cuDeviceComputeCapability(int* major, int* minor, int dev)
    {
        Check.NotNull(major);
        Check.NotNull(minor);
        Require(dev);
        (*major, *minor) = (ComputeMajor, ComputeMinor);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceCanAccessPeer(int* canAccessPeer, int dev, int peerDev)
    {
        Check.NotNull(canAccessPeer);
        Require(dev);
        Require(peerDev);
        *canAccessPeer = 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceGetPCIBusId(byte* pciBusId, int len, int dev)
    {
        Check.NotNull(pciBusId);
        Require(dev);
        string id = Cudart.Device.PciBusId;
        Check.That(len > id.Length);
        for (int i = 0; i < id.Length; i++) pciBusId[i] = (byte)id[i];
        pciBusId[id.Length] = 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDeviceGetByPCIBusId(int* dev, byte* pciBusId)
    {
        Check.NotNull(dev);
        RequireInit();
        if (NativeStrings.Read(pciBusId) != Cudart.Device.PciBusId) return CUresult.CUDA_ERROR_INVALID_DEVICE;
        *dev = 0;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Private tables of NVIDIA's own libraries; there are none.</summary>
    [CudaApi]
    public static CUresult cuGetExportTable(void** ppExportTable, void* pExportTableId)
    {
        Check.NotNull(ppExportTable);
        *ppExportTable = null;
        return CUresult.CUDA_ERROR_NOT_FOUND;
    }

    [CudaApi]
    public static CUresult cuGetProcAddress(byte* symbol, void** pfn, int cudaVersion, ulong flags) => cuGetProcAddress_v2(symbol, pfn, cudaVersion, flags, null);

    /// <summary>
    /// The newest form of the function: name_v3 before name_v2 before name, with the per-thread variant first when flags ask for it.
    /// cuGetProcAddress itself is the form that the caller's version had.
    /// </summary>
    [CudaApi]
    public static CUresult cuGetProcAddress_v2(byte* symbol, void** pfn, int cudaVersion, ulong flags, int* symbolStatus)
    {
        const ulong perThread = 2;
        Check.NotNull(pfn);
        Check.That((flags & ~3UL) == 0);
        string name = NativeStrings.Read(symbol);
        nint found = name == "cuGetProcAddress" ? Find(cudaVersion >= 12000 ? "cuGetProcAddress_v2" : name) : FindNewest(name, (flags & perThread) != 0);
        *pfn = (void*)found;
        // CU_GET_PROC_ADDRESS_SUCCESS, CU_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND
        if (symbolStatus is not null) *symbolStatus = found != 0 ? 0 : 1;
        return found != 0 ? CUresult.CUDA_SUCCESS : CUresult.CUDA_ERROR_NOT_FOUND;
    }

    private static readonly string[] s_oldFirst = ["cuCtxCreate", "cuStreamGetCaptureInfo", "cuMemPrefetchAsync", "cuMemAdvise", "cuEventElapsedTime", "cuGraphGetEdges"];

    // Forms with other parameters than the one that _v2 of CUDA 3.2 replaced are asked for by their own names.
    private static nint FindNewest(string name, bool perThread)
    {
        string[] versions = s_oldFirst.Contains(name) || name.Contains("_v", StringComparison.Ordinal) ? [name, $"{name}_v2"] : [$"{name}_v2", name];
        string[] suffixes = perThread ? ["_ptsz", "_ptds", ""] : [""];
        foreach (string suffix in suffixes)
            foreach (string version in versions)
                if (Find(version + suffix) is not 0 and nint found) return found;
        return 0;
    }

    // The exports of this very library, wherever it was loaded from.
    private static nint Find(string name) =>
        name.StartsWith("cu", StringComparison.Ordinal) && LibraryLocation.Handle is not 0 and nint self && NativeLibrary.TryGetExport(self, name, out nint address) ? address : 0;


    /// <summary>"CUDA_ERROR_PROFILER_DISABLED": there is none to write a file.</summary>
    [CudaApi]
    public static CUresult cuProfilerInitialize(byte* configFile, byte* outputFile, int outputMode)
    {
        Check.That(configFile is not null && outputFile is not null && outputMode is 0 or 1);
        return CUresult.CUDA_ERROR_PROFILER_DISABLED;
    }

    [CudaApi]
    public static CUresult cuProfilerStart() => CUresult.CUDA_SUCCESS;

    [CudaApi]
    public static CUresult cuProfilerStop() => CUresult.CUDA_SUCCESS;

    /// <summary>A CPU has no such unit of its own; two names for one device are no peers.</summary>
    [CudaApi]
    public static CUresult cuDeviceGetP2PAttribute(int* value, int attrib, int srcDevice, int dstDevice)
    {
        Check.NotNull(value);
        Check.That(attrib is >= 1 and <= 4);
        Require(srcDevice);
        Require(dstDevice);
        return CUresult.CUDA_ERROR_INVALID_DEVICE;
    }

    [CudaApi]
    public static CUresult cuDeviceGetTexture1DLinearMaxWidth(nuint* maxWidthInElements, CUarray_format format, uint numChannels, int dev)
    {
        Check.NotNull(maxWidthInElements);
        Require(dev);
        _ = DriverArrays.Format(format, numChannels);
        *maxWidthInElements = (nuint)Cudart.Device.GetAttribute(DeviceAttribute.MaxTexture1DLinearWidth);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Windows has identifiers of this kind.</summary>
    [CudaApi]
    public static CUresult cuDeviceGetExecAffinitySupport(int* pi, int type, int dev)
    {
        Check.NotNull(pi);
        Check.That(type == 0);
        Require(dev);
        *pi = 0;
        return CUresult.CUDA_SUCCESS;
    }
}
