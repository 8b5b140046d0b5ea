using System.Collections.Concurrent;
using System.Globalization;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime.OpenCl;

/// <summary>
/// A device of OpenCL 2.0 or later. Its memory is fine-grained shared virtual memory: device pointers are plain addresses on both sides, so
/// copies are the host's. A stream's runner enqueues a launch and waits for it; launches of different streams use queues of their own.
/// </summary>
internal sealed unsafe class OpenClDevice : Device
{
    private readonly ConcurrentBag<OpenClQueue> _queues = [];
    private readonly ConcurrentDictionary<nint, bool> _allocations = new();
    private readonly Lazy<nint> _context;
    private readonly int _maxThreads;
    private readonly ulong _localMemory;

    public OpenClDevice(OpenClCandidate candidate)
        : base(candidate.Name)
    {
        Handle = candidate.Handle;
        Cl = OpenClApi.Instance!;
        _context = new(CreateContext);
        MultiprocessorCount = (int)Math.Max(1, Cl.DeviceNumber(Handle, OpenClApi.MaxComputeUnits));
        TotalMemory = Math.Min(HostFacts.DeviceMemory, (nuint)Cl.DeviceNumber(Handle, OpenClApi.GlobalMemSize));
        _maxThreads = (int)Math.Min(SmLimits.ThreadsPerBlock, Cl.DeviceNumber(Handle, OpenClApi.MaxWorkGroupSize));
        _localMemory = Cl.DeviceNumber(Handle, OpenClApi.LocalMemSize);
        ulong svm = Cl.DeviceNumber(Handle, OpenClApi.SvmCapabilities);
        // A CPU's kernels run in the process itself.
        SharesHostMemory = (svm & OpenClApi.SvmFineGrainSystem) != 0 || (Cl.DeviceNumber(Handle, OpenClApi.DeviceType) & OpenClApi.DeviceTypeCpu) != 0;
    }

    public OpenClApi Cl { get; }

    public nint Handle { get; }

    public nint Context => _context.Value;

    public override int MultiprocessorCount { get; }

    public override nuint TotalMemory { get; }

    internal override bool SharesHostMemory { get; }

    /// <summary>What compiled programs depend on besides their source.</summary>
    public string Identity => $"opencl\0{Name}\0{Cl.DeviceText(Handle, OpenClApi.Version)}\0{Cl.DeviceText(Handle, OpenClApi.DriverVersion)}\0{BuildOptions}";

    public string BuildOptions
    {
        get
        {
            // "OpenCL 3.0 …"
            string version = Cl.DeviceText(Handle, OpenClApi.Version);
            string standard = version.StartsWith("OpenCL 1.", StringComparison.Ordinal) ? "CL1.2" : version.StartsWith("OpenCL 2.", StringComparison.Ordinal) ? "CL2.0" : "CL3.0";
            bool exact = (Cl.DeviceNumber(Handle, OpenClApi.SingleFpConfig) & OpenClApi.CorrectlyRoundedDivideSqrt) != 0;
            return $"-cl-std={standard}{(exact ? " -cl-fp32-correctly-rounded-divide-sqrt" : "")}";
        }
    }

    /// <summary>All memory that kernels may reach through pointers they find in memory.</summary>
    public ICollection<nint> Allocations => _allocations.Keys;

    public override int GetAttribute(DeviceAttribute attribute) => attribute switch
    {
        DeviceAttribute.MaxThreadsPerBlock => _maxThreads,
        DeviceAttribute.MaxSharedMemoryPerBlock => (int)Math.Min(SmLimits.SharedPerBlock, _localMemory),
        DeviceAttribute.MaxSharedMemoryPerBlockOptin => (int)Math.Min(SmLimits.SharedPerBlockOptIn, _localMemory),
        DeviceAttribute.CooperativeLaunch => 0,
        DeviceAttribute.ManagedMemory or DeviceAttribute.ConcurrentManagedAccess => 1,
        DeviceAttribute.HostRegisterSupported or DeviceAttribute.CanUseHostPointerForRegisteredMem => SharesHostMemory ? 1 : 0,
        _ => base.GetAttribute(attribute),
    };

    public OpenClQueue TakeQueue() => _queues.TryTake(out OpenClQueue? queue) ? queue : new OpenClQueue(this);

    public void ReturnQueue(OpenClQueue queue) => _queues.Add(queue);

    internal override nint MapMemory(nuint bytes)
    {
        // The alignment is at most that of the largest type, so an address is rounded up by hand.
        const nuint Page = 4096;
        ulong flags = OpenClApi.MemReadWrite | 1 << 10 | ((Cl.DeviceNumber(Handle, OpenClApi.SvmCapabilities) & OpenClApi.SvmAtomics) != 0 ? 1ul << 11 : 0);
        byte* raw = (byte*)Cl.SVMAlloc(Context, flags, bytes + Page, 0);
        if (raw == null) return 0;
        nint start = (nint)(((nuint)raw + Page) & ~(Page - 1));
        ((nint*)start)[-1] = (nint)raw;
        _allocations[(nint)raw] = true;
        return start;
    }

    internal override void UnmapMemory(nint start, nuint bytes)
    {
        nint raw = ((nint*)start)[-1];
        _allocations.TryRemove(raw, out _);
        Cl.SVMFree(Context, (void*)raw);
    }

    internal override Module LoadModule(PrimaryContext context, IReadOnlyList<ImageEntry> entries, TranslationWatch? watch) =>
        OpenClModule.Load(this, context, entries, watch);

    private nint CreateContext()
    {
        nint device = Handle;
        int error;
        nint context = Cl.CreateContext(null, 1, &device, null, null, &error);
        OpenClApi.Check(error, string.Create(CultureInfo.InvariantCulture, $"making a context on {Name}"), CudaError.InitializationError);
        return context;
    }
}

/// <summary>A command queue and what a launch on it writes its findings to. One launch uses it at a time.</summary>
internal sealed unsafe class OpenClQueue
{
    /// <summary>Bytes before the printed records.</summary>
    public const int StatusBytes = 64;

    private nuint _capacity;

    public OpenClQueue(OpenClDevice device)
    {
        int error;
        Handle = device.Cl.CreateCommandQueue(device.Context, device.Handle, 0, &error);
        OpenClApi.Check(error, "making a queue");
    }

    public nint Handle { get; }

    /// <summary>As Helpers.cl describes it.</summary>
    public uint* Status { get; private set; }

    public void ClearStatus(OpenClDevice device, nuint printBytes)
    {
        if (Status == null || _capacity < printBytes)
        {
            if (Status != null) device.UnmapMemory((nint)Status, _capacity + StatusBytes);
            Status = (uint*)device.MapMemory(printBytes + StatusBytes);
            if (Status == null) throw new CudaException(CudaError.MemoryAllocation, "No memory for what kernels print.");
            _capacity = printBytes;
        }

        new Span<byte>(Status, StatusBytes).Clear();
        Status[9] = (uint)Math.Min(_capacity, uint.MaxValue);
    }
}
