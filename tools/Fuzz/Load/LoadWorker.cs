using System.Diagnostics;
using System.Runtime.InteropServices;
using CudaBridge.Compiler;

namespace CudaBridge.Fuzz.Load;

/// <summary>The process that loads damaged images with <c>cuModuleLoadData</c> of the toolkit's <c>libcuda.so.1</c>.</summary>
internal static unsafe partial class LoadWorker
{
    private const int PageSize = 4096;
    private const int BufferBytes = 4 << 20;
    private const int ProtectNone = 0;

    public static int Serve(string seeds, string progressFile, ulong first, ulong count)
    {
        nint library = NativeLibrary.Load(Path.Combine(Toolkit.Root!, "lib64", "libcuda.so.1"));
        var initialise = (delegate* unmanaged<uint, int>)NativeLibrary.GetExport(library, "cuInit");
        var createContext = (delegate* unmanaged<nint*, uint, int, int>)NativeLibrary.GetExport(library, "cuCtxCreate_v2");
        var load = (delegate* unmanaged<nint*, void*, int>)NativeLibrary.GetExport(library, "cuModuleLoadData");
        var unload = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuModuleUnload");
        nint context;
        if (initialise(0) != 0 || createContext(&context, 0, 0) != 0) throw new InvalidOperationException("The library does not start.");

        Mutator mutator = new(Seeds.Read(seeds));
        byte* end = GuardedBuffer();
        using Progress progress = new(progressFile);
        for (ulong index = first; index < first + count; index++)
        {
            (byte[] image, bool isText) = mutator.Of(index);
            byte* start = end - image.Length - (isText ? 1 : 0);
            image.CopyTo(new Span<byte>(start, image.Length));
            if (isText) start[image.Length] = 0;
            progress.At = index;
            long before = Stopwatch.GetTimestamp();
            nint module;
            int code = load(&module, start);
            if (code == 0 && unload(module) != 0) throw new InvalidOperationException("A module that was loaded cannot be unloaded.");
            progress.Note(code, Stopwatch.GetElapsedTime(before).TotalSeconds);
        }
        return 0;
    }

    // Its end, behind which nothing can be read: who reads beyond an image crashes.
    private static byte* GuardedBuffer()
    {
        byte* memory = (byte*)NativeMemory.AlignedAlloc(BufferBytes + PageSize, PageSize);
        if (mprotect(memory + BufferBytes, PageSize, ProtectNone) != 0) throw new InvalidOperationException("No guard page.");
        return memory + BufferBytes;
    }

    [LibraryImport("libc")]
    private static partial int mprotect(void* address, nuint length, int protection);
}
