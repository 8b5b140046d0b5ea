namespace CudaBridge.Runtime;

internal enum AllocationKind
{
    /// <summary><c>cudaMalloc</c> and its pitched forms.</summary>
    Device,

    /// <summary><c>cudaMallocAsync</c></summary>
    Pool,

    /// <summary>Storage of a <c>cudaArray</c>.</summary>
    Array,

    /// <summary>Memory of another process, opened here.</summary>
    Imported,

    /// <summary>A <c>__device__</c> or <c>__constant__</c> variable.</summary>
    Variable,

    /// <summary><c>cudaMallocManaged</c></summary>
    Managed,

    /// <summary>A <c>__managed__</c> variable: the program's own storage.</summary>
    ManagedVariable,

    /// <summary><c>cudaHostAlloc</c></summary>
    Host,

    /// <summary><c>cudaHostRegister</c>: the program's own storage.</summary>
    Registered,
}

/// <summary>A range of memory that CUDA calls know about.</summary>
internal sealed class Allocation(nint start, nuint size, AllocationKind kind)
{
    private volatile bool _freed;
    private ManagedAdvice? _advice;

    public nint Start { get; } = start;

    public nuint Size { get; } = size;

    public AllocationKind Kind { get; } = kind;

    /// <summary>As given to the allocating call.</summary>
    public uint Flags { get; init; }

    public MemoryPool? Pool { get; init; }

    /// <summary>The reserved addresses that it is: what is mapped decides which may be used.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>The allocation node's memory that it is: graphs decide when it goes.</summary>
    public GraphMemory? Graph { get; init; }

    /// <summary>What other processes open it by, once the program has asked for a handle.</summary>
    public SharedFile? Exported { get; set; }

    /// <summary>Of memory of another process: the pages it lies in.</summary>
    public ImportedPages? Imported { get; init; }

    /// <summary>Of another API's memory, which is freed like the program's own.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Of memory of another process: how often the program has opened it.</summary>
    public int Opened { get; set; }

    /// <summary>Of managed memory: what the program has said about it.</summary>
    public ManagedAdvice Advice => LazyInitializer.EnsureInitialized(ref _advice);

    public bool IsFreed
    {
        get => _freed;
        set => _freed = value;
    }

    /// <summary>Only device code and CUDA calls may touch it, as far as CUDA's rules go.</summary>
    public bool IsDeviceOnly => Kind <= AllocationKind.Variable;

    public bool IsManaged => Kind is AllocationKind.Managed or AllocationKind.ManagedVariable;

    public bool IsPinned => Kind is AllocationKind.Host or AllocationKind.Registered;

    public bool Contains(nint pointer) => (nuint)(pointer - Start) < Size;

    /// <summary><paramref name="bytes"/> from <paramref name="pointer"/> on, which it contains, stay inside.</summary>
    public bool Holds(nint pointer, nuint bytes) => bytes <= Size - (nuint)(pointer - Start) && Reservation?.IsAccessible(pointer, bytes) != false;
}
