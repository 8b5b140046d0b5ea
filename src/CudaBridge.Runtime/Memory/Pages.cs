using System.Runtime.InteropServices;

namespace CudaBridge.Runtime;

/// <summary>
/// Memory straight from the system, zeroed. Both ends have a margin that nobody owns and then an inaccessible page: a kernel that strays a
/// little goes on, as on a GPU, whose pages are 2 MB (programs read a row before or behind their image and do not use it); one that runs
/// away faults instead of changing a neighbour. Pages cost nothing until they are touched.
/// </summary>
internal static unsafe class Pages
{
    public const nuint Size = 4096;
    private const nuint HugePage = 2 << 20;
    private const nuint WorthHugePages = HugePage;

    /// <summary>Bytes at each end that may be read and written.</summary>
    public const nuint Margin = 64 << 10;

    private static readonly nuint s_page = Math.Max(Size, (nuint)Environment.SystemPageSize);

    /// <summary>Page-aligned memory, 2 MB-aligned when large; 0 when the system has none.</summary>
    public static nint Map(nuint bytes)
    {
        nuint align = bytes >= WorthHugePages ? HugePage : s_page;
        nuint size = RoundUp(bytes, s_page);
        nuint border = Margin + s_page;
        nuint reserve = size + 2 * border + (align - s_page);
        if (reserve < bytes) return 0;
        byte* reserved = (byte*)Libc.mmap(null, reserve, Libc.ProtectNone, Libc.MapPrivateAnonymousNoReserve, -1, 0);
        if (reserved == Libc.MapFailed) return 0;
        byte* start = (byte*)RoundUp((nuint)reserved + border, align);
        TrimEnds(reserved, reserve, start - border, size + 2 * border);
        if (Libc.mprotect(start - Margin, size + 2 * Margin, Libc.ProtectReadWrite) != 0)
        {
            Unmap((nint)start, bytes);
            return 0;
        }
        if (align == HugePage) _ = Libc.madvise(start, size, Libc.AdviseHugePages);
        return (nint)start;
    }

    public static void Unmap(nint start, nuint bytes) => _ = Libc.munmap((byte*)start - Margin - s_page, RoundUp(bytes, s_page) + 2 * (Margin + s_page));

    /// <summary>
    /// Puts pages of a new file in the place of memory from <see cref="Map"/>, at the same addresses, with what they held; null: the system does not let it.
    /// Only pages that are not zero take up memory.
    /// </summary>
    /// <param name="isNew">They hold nothing yet.</param>
    public static SharedFile? TryMoveToFile(nint start, nuint bytes, bool isNew = false)
    {
        nuint size = RoundUp(bytes, s_page);
        SharedFile? file = SharedFile.TryCreate("cudabridge-shared", size);
        if (file is null || ((isNew || TryWrite(start, size, file)) && file.TryMap(start, size, 0))) return file;
        file.Dispose();
        return null;
    }

    private static bool TryWrite(nint start, nuint size, SharedFile file)
    {
        for (nuint at = 0; at < size; at += s_page)
        {
            byte* page = (byte*)start + at;
            if (new ReadOnlySpan<byte>(page, (int)s_page).ContainsAnyExcept((byte)0) && Libc.pwrite(file.Descriptor, page, s_page, (nint)at) != (nint)s_page) return false;
        }
        return true;
    }

    /// <summary>Some memory is mapped at both ends of the range. Says nothing about its protection or its middle.</summary>
    public static bool AreMapped(nint start, nuint bytes)
    {
        if (bytes == 0) return true;
        nuint first = (nuint)start & ~(s_page - 1);
        nuint last = ((nuint)start + bytes - 1) & ~(s_page - 1);
        return last >= first && IsMapped(first) && (first == last || IsMapped(last));
    }

    /// <summary>How many bytes can be read from <paramref name="start"/> on: <paramref name="limit"/>, or less when an unreadable page comes first.</summary>
    /// <remarks>The system reads a byte of each page for us. A sandbox may refuse that, which says nothing.</remarks>
    public static nuint ReadableBytes(nint start, nuint limit)
    {
        const int MostPages = 1024; // IOV_MAX
        Libc.Iovec* pages = stackalloc Libc.Iovec[MostPages];
        byte* bytes = stackalloc byte[MostPages];
        Libc.Iovec target = new((nint)bytes, MostPages);
        limit = Math.Min(limit, nuint.MaxValue - (nuint)start);
        for (nuint known = 0; known < limit;)
        {
            int count = 0;
            nuint end = known;
            for (; count < MostPages && end < limit; end = PageEnd(start, end)) pages[count++] = new(start + (nint)end, 1);
            nint read = Libc.process_vm_readv(Environment.ProcessId, &target, 1, pages, (nuint)count, 0);
            if (read < 0 && Marshal.GetLastPInvokeError() != Libc.BadAddress) return limit;
            if (read < count) return read <= 0 ? known : (nuint)(pages[read].Start - start);
            known = end;
        }
        return limit;
    }

    // Where the page ends that holds the byte at the offset.
    private static nuint PageEnd(nint start, nuint offset) => (((nuint)start + offset) | (s_page - 1)) + 1 - (nuint)start;

    private static bool IsMapped(nuint page)
    {
        byte residency;
        // "ENOMEM: addr to addr + length contained unmapped memory." A sandbox may refuse the call itself, which says nothing.
        return Libc.mincore((void*)page, s_page, &residency) == 0 || Marshal.GetLastPInvokeError() != Libc.OutOfMemory;
    }

    private static void TrimEnds(byte* reserved, nuint reservedBytes, byte* kept, nuint keptBytes)
    {
        nuint before = (nuint)(kept - reserved);
        nuint after = reservedBytes - before - keptBytes;
        if (before > 0) _ = Libc.munmap(reserved, before);
        if (after > 0) _ = Libc.munmap(kept + keptBytes, after);
    }

    private static nuint RoundUp(nuint bytes, nuint unit) => (bytes + unit - 1) & ~(unit - 1);
}
