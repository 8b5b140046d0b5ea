using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>The calling thread's worker, made on first use and destroyed when the thread ends.</summary>
internal static unsafe class ThreadWorker
{
    /// <summary>Device code recurses on the stack of the thread that runs it.</summary>
    public const int StackBytes = 64 << 20;

    // A program's own thread may run blocks when its stack is at least a Linux main thread's usual one.
    private const int SmallestStack = 7 << 20;

    private static readonly Lazy<uint> s_exitKey = new(CreateExitKey);

    [ThreadStatic] private static CpuWorker* t_worker;
    [ThreadStatic] private static bool? t_deepStack;

    public static CpuWorker* Current
    {
        get
        {
            if (t_worker == null)
            {
                t_worker = CpuSupport.CreateWorker(0);
                // Managed code must not run so late in a thread's life; the library's own function may.
                _ = Libc.pthread_setspecific(s_exitKey.Value, t_worker);
            }
            return t_worker;
        }
    }

    public static bool HasDeepStack => t_deepStack ??= MeasureStack() >= SmallestStack;

    private static nuint MeasureStack()
    {
        byte* attributes = stackalloc byte[Libc.ThreadAttributeBytes];
        if (Libc.pthread_getattr_np(Libc.pthread_self(), attributes) != 0) return 0;
        void* low;
        nuint size = 0;
        if (Libc.pthread_attr_getstack(attributes, &low, &size) != 0) size = 0;
        _ = Libc.pthread_attr_destroy(attributes);
        return size;
    }

    private static uint CreateExitKey()
    {
        uint key;
        return Libc.pthread_key_create(&key, CpuSupport.WorkerDestructor) == 0
            ? key
            : throw new CudaException(CudaError.InitializationError, "No thread-specific key is left.");
    }
}
