namespace CudaBridge.Runtime.OpenCl;

/// <summary>An OpenCL device that is here, and why it cannot run CUDA programs, if so.</summary>
internal sealed unsafe record OpenClCandidate(nint Handle, string Name, string? Problem)
{
    /// <summary>Of all platforms, in OpenCL's order.</summary>
    public static IReadOnlyList<OpenClCandidate> All()
    {
        List<OpenClCandidate> all = [];
        if (OpenClApi.Instance is not { } cl) return all;
        foreach (nint platform in Platforms(cl))
            foreach (nint device in Devices(cl, platform)) all.Add(new OpenClCandidate(device, cl.DeviceText(device, OpenClApi.Name), ProblemOf(cl, device)));
        return all;
    }

    private static nint[] Platforms(OpenClApi cl)
    {
        uint count = 0;
        if (cl.GetPlatformIDs(0, null, &count) != OpenClApi.Success || count == 0) return [];
        nint[] platforms = new nint[count];
        fixed (nint* p = platforms) return cl.GetPlatformIDs(count, p, null) == OpenClApi.Success ? platforms : [];
    }

    private static nint[] Devices(OpenClApi cl, nint platform)
    {
        uint count = 0;
        if (cl.GetDeviceIDs(platform, OpenClApi.DeviceTypeAll, 0, null, &count) != OpenClApi.Success || count == 0) return [];
        nint[] devices = new nint[count];
        fixed (nint* d = devices) return cl.GetDeviceIDs(platform, OpenClApi.DeviceTypeAll, count, d, null) == OpenClApi.Success ? devices : [];
    }

    private static string? ProblemOf(OpenClApi cl, nint device)
    {
        ulong svm = cl.DeviceNumber(device, OpenClApi.SvmCapabilities);
        if (cl.DeviceNumber(device, OpenClApi.AddressBits) != 64) return "its addresses have not 64 bits";
        return (svm & (OpenClApi.SvmFineGrainBuffer | OpenClApi.SvmFineGrainSystem)) == 0 ? "it has no fine-grained shared virtual memory, so pointers would mean different things to host and kernels" : null;
    }
}
