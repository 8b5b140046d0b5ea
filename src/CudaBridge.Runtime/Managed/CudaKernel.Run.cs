namespace CudaBridge;

// One method for each number of arguments: nothing is boxed, nothing allocated.
public sealed unsafe partial class CudaKernel
{
    /// <summary>Launches in the default stream.</summary>
    public void Run() => Launch(null, [], null);

    /// <summary>Launches in a stream.</summary>
    public void RunAsync(CudaStream stream) => Launch(stream, [], null);

    public void Run<T1>(T1 a1)
        where T1 : unmanaged => RunAsync(null, a1);

    public void RunAsync<T1>(CudaStream? stream, T1 a1)
        where T1 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1 };
        Launch(stream, [sizeof(T1)], arguments);
    }

    public void Run<T1, T2>(T1 a1, T2 a2)
        where T1 : unmanaged where T2 : unmanaged => RunAsync(null, a1, a2);

    public void RunAsync<T1, T2>(CudaStream? stream, T1 a1, T2 a2)
        where T1 : unmanaged where T2 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2 };
        Launch(stream, [sizeof(T1), sizeof(T2)], arguments);
    }

    public void Run<T1, T2, T3>(T1 a1, T2 a2, T3 a3)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged => RunAsync(null, a1, a2, a3);

    public void RunAsync<T1, T2, T3>(CudaStream? stream, T1 a1, T2 a2, T3 a3)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2, &a3 };
        Launch(stream, [sizeof(T1), sizeof(T2), sizeof(T3)], arguments);
    }

    public void Run<T1, T2, T3, T4>(T1 a1, T2 a2, T3 a3, T4 a4)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged => RunAsync(null, a1, a2, a3, a4);

    public void RunAsync<T1, T2, T3, T4>(CudaStream? stream, T1 a1, T2 a2, T3 a3, T4 a4)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2, &a3, &a4 };
        Launch(stream, [sizeof(T1), sizeof(T2), sizeof(T3), sizeof(T4)], arguments);
    }

    public void Run<T1, T2, T3, T4, T5>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged => RunAsync(null, a1, a2, a3, a4, a5);

    public void RunAsync<T1, T2, T3, T4, T5>(CudaStream? stream, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2, &a3, &a4, &a5 };
        Launch(stream, [sizeof(T1), sizeof(T2), sizeof(T3), sizeof(T4), sizeof(T5)], arguments);
    }

    public void Run<T1, T2, T3, T4, T5, T6>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged => RunAsync(null, a1, a2, a3, a4, a5, a6);

    public void RunAsync<T1, T2, T3, T4, T5, T6>(CudaStream? stream, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2, &a3, &a4, &a5, &a6 };
        Launch(stream, [sizeof(T1), sizeof(T2), sizeof(T3), sizeof(T4), sizeof(T5), sizeof(T6)], arguments);
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged where T7 : unmanaged => RunAsync(null, a1, a2, a3, a4, a5, a6, a7);

    public void RunAsync<T1, T2, T3, T4, T5, T6, T7>(CudaStream? stream, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged where T7 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2, &a3, &a4, &a5, &a6, &a7 };
        Launch(stream, [sizeof(T1), sizeof(T2), sizeof(T3), sizeof(T4), sizeof(T5), sizeof(T6), sizeof(T7)], arguments);
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged where T7 : unmanaged where T8 : unmanaged => RunAsync(null, a1, a2, a3, a4, a5, a6, a7, a8);

    public void RunAsync<T1, T2, T3, T4, T5, T6, T7, T8>(CudaStream? stream, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged where T7 : unmanaged where T8 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2, &a3, &a4, &a5, &a6, &a7, &a8 };
        Launch(stream, [sizeof(T1), sizeof(T2), sizeof(T3), sizeof(T4), sizeof(T5), sizeof(T6), sizeof(T7), sizeof(T8)], arguments);
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8, T9>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged where T7 : unmanaged where T8 : unmanaged where T9 : unmanaged => RunAsync(null, a1, a2, a3, a4, a5, a6, a7, a8, a9);

    public void RunAsync<T1, T2, T3, T4, T5, T6, T7, T8, T9>(CudaStream? stream, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged where T7 : unmanaged where T8 : unmanaged where T9 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2, &a3, &a4, &a5, &a6, &a7, &a8, &a9 };
        Launch(stream, [sizeof(T1), sizeof(T2), sizeof(T3), sizeof(T4), sizeof(T5), sizeof(T6), sizeof(T7), sizeof(T8), sizeof(T9)], arguments);
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged where T7 : unmanaged where T8 : unmanaged where T9 : unmanaged where T10 : unmanaged => RunAsync(null, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);

    public void RunAsync<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(CudaStream? stream, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where T5 : unmanaged where T6 : unmanaged where T7 : unmanaged where T8 : unmanaged where T9 : unmanaged where T10 : unmanaged
    {
        void** arguments = stackalloc void*[] { &a1, &a2, &a3, &a4, &a5, &a6, &a7, &a8, &a9, &a10 };
        Launch(stream, [sizeof(T1), sizeof(T2), sizeof(T3), sizeof(T4), sizeof(T5), sizeof(T6), sizeof(T7), sizeof(T8), sizeof(T9), sizeof(T10)], arguments);
    }
}
