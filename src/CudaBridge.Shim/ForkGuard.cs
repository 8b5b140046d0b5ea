using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CudaBridge.Shim;

/// <summary>
/// A forked child has none of the threads that run streams and blocks. If its parent had used CUDA, every call of the child fails with
/// <see cref="CudaError.InitializationError"/>, as CUDA documents; if not, the child starts afresh.
/// </summary>
internal static unsafe partial class ForkGuard
{
    /// <summary>This process is a child of one that had used CUDA.</summary>
    public static bool IsOrphan;

#pragma warning disable CA2255 // The library has no other start.
    [ModuleInitializer]
    internal static void Watch()
    {
        // libc has pthread_atfork only for static linking, which the native library does and a managed host of this assembly does not.
        if (!RuntimeFeature.IsDynamicCodeSupported) _ = pthread_atfork(null, null, &InChild);
    }
#pragma warning restore CA2255

    [UnmanagedCallersOnly]
    private static void InChild() => IsOrphan |= Cudart.HasContext;

    [LibraryImport("libc")]
    private static partial int pthread_atfork(delegate* unmanaged<void> prepare, delegate* unmanaged<void> parent, delegate* unmanaged<void> child);
}
