using System.Runtime.InteropServices;

namespace CudaBridge.Runtime.OpenCl;

/// <summary>The functions of libOpenCL.so.1 that the runtime calls, by OpenCL's names; the library is loaded when first asked for.</summary>
internal sealed unsafe class OpenClApi
{
    public const int Success = 0, BuildProgramFailure = -11, DeviceNotFound = -1;
    public const ulong SvmFineGrainBuffer = 1 << 1, SvmFineGrainSystem = 1 << 2, SvmAtomics = 1 << 3;
    public const ulong MemReadWrite = 1;
    public const ulong DeviceTypeCpu = 1 << 1, DeviceTypeAll = 0xFFFFFFFF;
    public const uint DeviceType = 0x1000, MaxComputeUnits = 0x1002, MaxWorkGroupSize = 0x1004, MaxWorkItemSizes = 0x1005, MaxMemAllocSize = 0x1010, SingleFpConfig = 0x101B,
        GlobalMemSize = 0x101F, LocalMemSize = 0x1023, Name = 0x102B, DriverVersion = 0x102D, Version = 0x102F, Extensions = 0x1030, DoubleFpConfig = 0x1032, SvmCapabilities = 0x1053,
        AddressBits = 0x100D;
    public const ulong CorrectlyRoundedDivideSqrt = 1 << 7;
    public const uint ProgramBuildLog = 0x1183, ProgramBinarySizes = 0x1165, ProgramBinaries = 0x1166, KernelWorkGroupSize = 0x11B0;
    public const uint ExecInfoSvmPointers = 0x11B6;

    private static readonly Lazy<(OpenClApi? Api, string? Problem)> s_loaded = new(Load);

    public readonly delegate* unmanaged<uint, nint*, uint*, int> GetPlatformIDs;
    public readonly delegate* unmanaged<nint, ulong, uint, nint*, uint*, int> GetDeviceIDs;
    public readonly delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetDeviceInfo;
    public readonly delegate* unmanaged<nint*, uint, nint*, void*, void*, int*, nint> CreateContext;
    public readonly delegate* unmanaged<nint, nint, ulong, int*, nint> CreateCommandQueue;
    public readonly delegate* unmanaged<nint, uint, byte**, nuint*, int*, nint> CreateProgramWithSource;
    public readonly delegate* unmanaged<nint, uint, nint*, nuint*, byte**, int*, int*, nint> CreateProgramWithBinary;
    public readonly delegate* unmanaged<nint, uint, nint*, byte*, void*, void*, int> BuildProgram;
    public readonly delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int> GetProgramBuildInfo;
    public readonly delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetProgramInfo;
    public readonly delegate* unmanaged<nint, int> ReleaseProgram;
    public readonly delegate* unmanaged<nint, byte*, int*, nint> CreateKernel;
    public readonly delegate* unmanaged<nint, int> ReleaseKernel;
    public readonly delegate* unmanaged<nint, uint, nuint, void*, int> SetKernelArg;
    public readonly delegate* unmanaged<nint, uint, void*, int> SetKernelArgSVMPointer;
    public readonly delegate* unmanaged<nint, uint, nuint, void*, int> SetKernelExecInfo;
    public readonly delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int> GetKernelWorkGroupInfo;
    public readonly delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, uint, nint*, nint*, int> EnqueueNDRangeKernel;
    public readonly delegate* unmanaged<nint, int> Finish;
    public readonly delegate* unmanaged<nint, ulong, nuint, uint, void*> SVMAlloc;
    public readonly delegate* unmanaged<nint, void*, void> SVMFree;

    private OpenClApi(nint library)
    {
        GetPlatformIDs = (delegate* unmanaged<uint, nint*, uint*, int>)Symbol(library, "clGetPlatformIDs");
        GetDeviceIDs = (delegate* unmanaged<nint, ulong, uint, nint*, uint*, int>)Symbol(library, "clGetDeviceIDs");
        GetDeviceInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)Symbol(library, "clGetDeviceInfo");
        CreateContext = (delegate* unmanaged<nint*, uint, nint*, void*, void*, int*, nint>)Symbol(library, "clCreateContext");
        CreateCommandQueue = (delegate* unmanaged<nint, nint, ulong, int*, nint>)Symbol(library, "clCreateCommandQueue");
        CreateProgramWithSource = (delegate* unmanaged<nint, uint, byte**, nuint*, int*, nint>)Symbol(library, "clCreateProgramWithSource");
        CreateProgramWithBinary = (delegate* unmanaged<nint, uint, nint*, nuint*, byte**, int*, int*, nint>)Symbol(library, "clCreateProgramWithBinary");
        BuildProgram = (delegate* unmanaged<nint, uint, nint*, byte*, void*, void*, int>)Symbol(library, "clBuildProgram");
        GetProgramBuildInfo = (delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int>)Symbol(library, "clGetProgramBuildInfo");
        GetProgramInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)Symbol(library, "clGetProgramInfo");
        ReleaseProgram = (delegate* unmanaged<nint, int>)Symbol(library, "clReleaseProgram");
        CreateKernel = (delegate* unmanaged<nint, byte*, int*, nint>)Symbol(library, "clCreateKernel");
        ReleaseKernel = (delegate* unmanaged<nint, int>)Symbol(library, "clReleaseKernel");
        SetKernelArg = (delegate* unmanaged<nint, uint, nuint, void*, int>)Symbol(library, "clSetKernelArg");
        SetKernelArgSVMPointer = (delegate* unmanaged<nint, uint, void*, int>)Symbol(library, "clSetKernelArgSVMPointer");
        SetKernelExecInfo = (delegate* unmanaged<nint, uint, nuint, void*, int>)Symbol(library, "clSetKernelExecInfo");
        GetKernelWorkGroupInfo = (delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int>)Symbol(library, "clGetKernelWorkGroupInfo");
        EnqueueNDRangeKernel = (delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, uint, nint*, nint*, int>)Symbol(library, "clEnqueueNDRangeKernel");
        Finish = (delegate* unmanaged<nint, int>)Symbol(library, "clFinish");
        SVMAlloc = (delegate* unmanaged<nint, ulong, nuint, uint, void*>)Symbol(library, "clSVMAlloc");
        SVMFree = (delegate* unmanaged<nint, void*, void>)Symbol(library, "clSVMFree");
    }

    /// <summary>Null when there is no OpenCL on this machine.</summary>
    public static OpenClApi? Instance => s_loaded.Value.Api;

    /// <summary>Why there is none.</summary>
    public static string? Problem => s_loaded.Value.Problem;

    /// <exception cref="CudaException">With OpenCL's error number.</exception>
    public static void Check(int error, string what, CudaError failure = CudaError.Unknown)
    {
        if (error != Success) throw new CudaException(failure, $"OpenCL: {what} gives error {error}.");
    }

    public ulong DeviceNumber(nint device, uint what)
    {
        ulong value = 0;
        return GetDeviceInfo(device, what, sizeof(ulong), &value, null) == Success ? value : 0;
    }

    public string DeviceText(nint device, uint what)
    {
        nuint size = 0;
        if (GetDeviceInfo(device, what, 0, null, &size) != Success || size == 0) return "";
        byte[] text = new byte[size];
        fixed (byte* bytes = text)
            if (GetDeviceInfo(device, what, size, bytes, null) != Success) return "";
        return System.Text.Encoding.UTF8.GetString(text).TrimEnd('\0');
    }

    private static (OpenClApi?, string?) Load()
    {
        if (!NativeLibrary.TryLoad("libOpenCL.so.1", out nint library)) return (null, "libOpenCL.so.1 is not on this machine (install ocl-icd-libopencl1 and a device's driver, such as pocl-opencl-icd)");
        try
        {
            return (new OpenClApi(library), null);
        }
        catch (EntryPointNotFoundException e)
        {
            return (null, $"libOpenCL.so.1 is older than OpenCL 2.0: {e.Message}");
        }
    }

    private static nint Symbol(nint library, string name) => NativeLibrary.GetExport(library, name);
}
