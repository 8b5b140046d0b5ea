using System.Runtime.InteropServices;

namespace CudaBridge.Runtime;

/// <summary>What the runtime needs of the C library beyond .NET's own classes. Constants are Linux's, equal on x86-64 and AArch64.</summary>
internal static unsafe partial class Libc
{
    public const int ProtectNone = 0;
    public const int ProtectReadWrite = 3;
    public const int MapPrivateAnonymousNoReserve = 0x02 | 0x20 | 0x4000;
    public const int MapFixed = 0x10;
    public const int MapSharedFixed = 0x01 | MapFixed;
    public const int SeekEnd = 2;
    public const int AdviseHugePages = 14;
    public const uint CloseOnExec = 1;
    public const int OutOfMemory = 12;
    public const int BadAddress = 14;
    public const int OpenReadWrite = 2;
    public const int OpenCloseOnExec = 0x80000;
    public const int PunchHole = 3; // FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE
    public const int EmptyPath = 0x1000;
    public const uint StatInode = 0x100;
    public const int StatInodeOffset = 32;
    public const int StatBytes = 256;
    public const nint FutexWait = 0;
    public const nint FutexWake = 1;
    public const int BindNow = 2;
    public const int BindGlobal = 0x100;

    /// <summary><c>struct iovec</c></summary>
    public readonly record struct Iovec(nint Start, nuint Bytes);

    public static readonly void* MapFailed = (void*)-1;

    [LibraryImport("libc")]
    internal static partial void* mmap(void* address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc")]
    internal static partial int munmap(void* address, nuint length);

    [LibraryImport("libc")]
    internal static partial int mprotect(void* address, nuint length, int protection);

    [LibraryImport("libc")]
    internal static partial int madvise(void* address, nuint length, int advice);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int mincore(void* address, nuint length, byte* residency);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint process_vm_readv(int process, Iovec* local, nuint localCount, Iovec* remote, nuint remoteCount, nuint flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int memfd_create(string name, uint flags);

    /// <summary>Without <c>O_CREAT</c>, so the mode is not read.</summary>
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int open(string path, int flags);

    [LibraryImport("libc")]
    internal static partial nint pread(int descriptor, void* bytes, nuint count, nint offset);

    [LibraryImport("libc")]
    internal static partial nint pwrite(int descriptor, void* bytes, nuint count, nint offset);

    [LibraryImport("libc")]
    internal static partial int fallocate(int descriptor, int mode, nint offset, nint length);

    /// <summary>Its buffer has the same layout on every architecture, unlike <c>fstat</c>'s.</summary>
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int statx(int directory, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc")]
    internal static partial nint syscall(nint number, uint* word, nint operation, nint value, void* timeout);

    [LibraryImport("libc")]
    internal static partial nint write(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc")]
    internal static partial int close(int descriptor);

    [LibraryImport("libc")]
    internal static partial int dup(int descriptor);

    [LibraryImport("libc")]
    internal static partial int ftruncate(int descriptor, nint length);

    [LibraryImport("libc")]
    internal static partial nint lseek(int descriptor, nint offset, int origin);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint dlopen(string path, int flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint dlsym(nint library, string name);

    [LibraryImport("libc")]
    internal static partial int dlclose(nint library);

    [LibraryImport("libc")]
    internal static partial nint dlerror();

    [LibraryImport("libc")]
    internal static partial int pthread_key_create(uint* key, void* destructor);

    [LibraryImport("libc")]
    internal static partial int pthread_setspecific(uint key, void* value);

    [LibraryImport("libc")]
    internal static partial nint pthread_self();

    [LibraryImport("libc")]
    internal static partial int pthread_getattr_np(nint thread, void* attributes);

    [LibraryImport("libc")]
    internal static partial int pthread_attr_getstack(void* attributes, void** low, nuint* size);

    /// <summary>Bytes that hold any C library's <c>pthread_attr_t</c>; glibc's has 56 or 64.</summary>
    public const int ThreadAttributeBytes = 256;

    [LibraryImport("libc")]
    internal static partial int pthread_attr_init(void* attributes);

    [LibraryImport("libc")]
    internal static partial int pthread_attr_setstacksize(void* attributes, nuint bytes);

    [LibraryImport("libc")]
    internal static partial int pthread_attr_destroy(void* attributes);

    [LibraryImport("libc")]
    internal static partial int pthread_create(nint* thread, void* attributes, delegate* unmanaged<void*, void*> start, void* argument);

    [LibraryImport("libc")]
    internal static partial int pthread_detach(nint thread);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int pthread_setname_np(nint thread, string name);

    [LibraryImport("libc")]
    internal static partial nuint fwrite(void* bytes, nuint size, nuint count, nint file);

    /// <summary>The text of the last dlopen or dlsym that failed on this thread.</summary>
    public static string LoaderError() => Marshal.PtrToStringUTF8(dlerror()) ?? "unknown loader error";
}
