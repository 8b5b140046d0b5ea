using System.Globalization;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>An anonymous file whose pages several processes map. It leaves nothing behind, however its processes end.</summary>
internal sealed unsafe class SharedFile : IDisposable
{
    private int _descriptor;

    private SharedFile(int descriptor) => _descriptor = descriptor;

    ~SharedFile() => Close();

    public int Descriptor => _descriptor;

    /// <summary>Bytes.</summary>
    public nuint Size => (nuint)Math.Max(Libc.lseek(_descriptor, 0, Libc.SeekEnd), 0);

    /// <summary>The same for every descriptor of this file, in every process, and no other file's while it exists.</summary>
    public ulong Identity
    {
        get
        {
            byte* facts = stackalloc byte[Libc.StatBytes];
            return Libc.statx(_descriptor, "", Libc.EmptyPath, Libc.StatInode, facts) == 0 ? *(ulong*)(facts + Libc.StatInodeOffset) : 0;
        }
    }

    /// <exception cref="CudaException">MemoryAllocation</exception>
    public static SharedFile Create(string name, nuint size) => TryCreate(name, size) ?? throw new CudaException(CudaError.MemoryAllocation);

    /// <summary>Zeroed; null: the system has no more files.</summary>
    public static SharedFile? TryCreate(string name, nuint size)
    {
        SharedFile file = new(Libc.memfd_create(name, Libc.CloseOnExec));
        if (file.Descriptor >= 0 && Libc.ftruncate(file.Descriptor, (nint)size) == 0) return file;
        file.Dispose();
        return null;
    }

    /// <summary>A file that a process of this user has open; null: it has no such descriptor, or is gone.</summary>
    public static SharedFile? Of(int process, int descriptor)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd/{descriptor}");
        int own = Libc.open(path, Libc.OpenReadWrite | Libc.OpenCloseOnExec);
        return own < 0 ? null : new(own);
    }

    /// <summary>Another descriptor of the file behind one of the program's; null: it is none.</summary>
    public static SharedFile? Duplicate(int descriptor)
    {
        int own = Libc.dup(descriptor);
        return own < 0 ? null : new(own);
    }

    public SharedFile? Duplicate() => Duplicate(_descriptor);

    /// <summary>Puts pages of the file where <see cref="Pages.Map"/> has put others.</summary>
    public bool TryMap(nint at, nuint bytes, nuint offset) =>
        Libc.mmap((void*)at, bytes, Libc.ProtectReadWrite, Libc.MapSharedFixed, _descriptor, (nint)offset) != Libc.MapFailed;

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private void Close()
    {
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0) _ = Libc.close(descriptor);
    }
}
