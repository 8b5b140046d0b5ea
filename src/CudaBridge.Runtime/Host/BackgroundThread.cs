using System.Runtime.InteropServices;

namespace CudaBridge.Runtime;

/// <summary>
/// A thread of the C library instead of .NET's: whoever starts one of .NET's waits until it runs, which is most of a short program's first launch.
/// </summary>
internal static unsafe class BackgroundThread
{
    private sealed record Work(Action Body, string Name);

    /// <param name="stackBytes">Size of its stack.</param>
    /// <param name="name">What debuggers and <c>ps</c> show: at most 15 bytes.</param>
    /// <returns>False when the system has no thread left.</returns>
    public static bool TryStart(Action body, nuint stackBytes, string name)
    {
        byte* attributes = stackalloc byte[Libc.ThreadAttributeBytes];
        if (Libc.pthread_attr_init(attributes) != 0) return false;
        GCHandle work = GCHandle.Alloc(new Work(body, name));
        nint thread = 0;
        bool runs = Libc.pthread_attr_setstacksize(attributes, stackBytes) == 0 && Libc.pthread_create(&thread, attributes, &Run, (void*)GCHandle.ToIntPtr(work)) == 0;
        _ = Libc.pthread_attr_destroy(attributes);
        if (runs) _ = Libc.pthread_detach(thread);
        else work.Free();
        return runs;
    }

    [UnmanagedCallersOnly]
    private static void* Run(void* argument)
    {
        GCHandle handle = GCHandle.FromIntPtr((nint)argument);
        var work = (Work)handle.Target!;
        handle.Free();
        _ = Libc.pthread_setname_np(Libc.pthread_self(), work.Name);
        work.Body();
        return null;
    }
}
