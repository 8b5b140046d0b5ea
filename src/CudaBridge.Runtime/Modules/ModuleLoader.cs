using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime;

/// <summary>Makes a module of an image: its ahead-of-time code for this machine, or its kernel IR or PTX, compiled or from the cache.</summary>
internal static unsafe class ModuleLoader
{
    // Best first.
    private static readonly string[] s_levels = ["x86-64-v4", "x86-64-v3", "x86-64-v2", "aarch64"];

    private static int s_loaded;

    /// <exception cref="CudaException">NoKernelImageForDevice, InvalidKernelImage, InvalidPtx, or InitializationError without the support library.</exception>
    public static Module Load(PrimaryContext context, IReadOnlyList<ImageEntry> entries, TranslationWatch? watch)
    {
        CpuSupport.EnsureLoaded();
        foreach (ImageEntry entry in RunnableCode(entries))
            if (TryOpen(context, entry.Payload.Span) is { } module) return module;
        ImageEntry source = SourceOf(entries);
        if (source.Kind == ImageKind.Ptx && DividedPtx.Of(source.Payload.Span) is { } divided) return LoadDivided(context, divided);
        return TryOpen(context, Compile(source.Payload.Span, source.Kind == ImageKind.Ptx, watch: watch)) ?? throw NotLoadable();
    }

    /// <summary>The entry to compile, expanded: kernel IR, else the best PTX.</summary>
    /// <exception cref="CudaException">NoKernelImageForDevice: there is neither; InvalidKernelImage: it is compressed and damaged.</exception>
    public static ImageEntry SourceOf(IReadOnlyList<ImageEntry> entries) =>
        ProgramImage.Expand(entries.FirstOrDefault(e => e.Kind == ImageKind.KernelIr && (e.Flags & ImageFlags.Relocatable) == 0)
            ?? BestPtx(entries)
            ?? throw new CudaException(CudaError.NoKernelImageForDevice, "The image holds no code for this machine, no kernel IR and no PTX."));

    /// <summary>The PTX of the highest architecture that the device has, as CUDA chooses, else of the lowest; null without PTX.</summary>
    public static ImageEntry? BestPtx(IReadOnlyList<ImageEntry> entries)
    {
        ImageEntry[] ptx = [.. entries.Where(e => e.Kind == ImageKind.Ptx)];
        return ptx.Where(e => e.SmVersion <= SmLimits.Version).MaxBy(e => e.SmVersion) ?? ptx.MinBy(e => e.SmVersion);
    }

    /// <summary>Loads a compiled library: its handle and the address of its <see cref="CpuModuleTable"/>.</summary>
    /// <exception cref="CudaException">InvalidKernelImage</exception>
    public static (nint Library, nint Table) Open(ReadOnlySpan<byte> image)
    {
        nint library = OpenFromMemory(image);
        CpuModuleTable* table = library == 0 ? null : TableOf(library);
        return table != null ? (library, (nint)table) : throw NotLoadable();
    }

    private static Module LoadDivided(PrimaryContext context, DividedPtx divided) =>
        new(context, divided, divided.CompileVariables() is { } variables ? Open(variables) : null);

    private static CudaException NotLoadable() => new(CudaError.InvalidKernelImage, "The compiled module cannot be loaded.");

    // An image does not say which mode its code was made in.
    private static IEnumerable<ImageEntry> RunnableCode(IReadOnlyList<ImageEntry> entries) => Settings.ForceJit || Translator.IsOtherCodeAsked ? [] :
        entries
            .Where(e => e.Kind == ImageKind.CpuCode && HostIsa.CanRun(e.Target))
            .OrderBy(e => Array.IndexOf(s_levels, e.Target));

    /// <summary>The CPU code of kernel IR or PTX, from the cache if it is there.</summary>
    /// <exception cref="CudaException">InvalidPtx, InvalidKernelImage</exception>
    public static byte[] Compile(ReadOnlySpan<byte> kernelIr, bool isPtx, VariableRole variables = VariableRole.Own, TranslationWatch? watch = null)
    {
        TranslationOptions options = new() { SourceName = isPtx ? "ptx" : null, Variables = variables, Watch = watch };
        string version = variables == VariableRole.Own ? Translator.CompilerVersion : $"{Translator.CompilerVersion} {variables}";
        string key = CodeCache.KeyOf(kernelIr, version, options.Isa, options.OptimizationLevel);
        if (CodeCache.Shared.TryRead(key) is { } cached) return cached;
        TranslationResult result = Translator.Translate(kernelIr, options);
        if (result.Image is not { } image) throw Invalid(isPtx ? CudaError.InvalidPtx : CudaError.InvalidKernelImage, result.Diagnostics);
        CodeCache.Shared.Write(key, image);
        return image;
    }

    /// <summary>Says in the log what is wrong with an image.</summary>
    public static CudaException Invalid(CudaError code, IReadOnlyList<Diagnostic> diagnostics)
    {
        string why = string.Join("; ", diagnostics.Select(d => d.ToString()));
        Log.Write(RuntimeMessages.NotCompiled, why);
        return new CudaException(code, why);
    }

    private static Module? TryOpen(PrimaryContext context, ReadOnlySpan<byte> image)
    {
        nint library = OpenFromMemory(image);
        if (library == 0) return null;
        CpuModuleTable* table = TableOf(library);
        return table == null ? null : new(context, library, table);
    }

    // Null, and the library is closed, when it is of another version.
    private static CpuModuleTable* TableOf(nint library)
    {
        CpuModuleTable* table = (CpuModuleTable*)Libc.dlsym(library, CpuModuleTable.Symbol);
        if (table != null && table->AbiVersion == CpuModuleTable.CurrentAbiVersion) return table;
        Log.Write(RuntimeMessages.OtherAbi, table == null ? "none" : $"{table->AbiVersion}", CpuModuleTable.CurrentAbiVersion);
        _ = Libc.dlclose(library);
        return null;
    }

    // A file of its own for every load: the loader would give a second load of the same file the variables of the first.
    private static nint OpenFromMemory(ReadOnlySpan<byte> image)
    {
        int descriptor = Libc.memfd_create("cudabridge-module", Libc.CloseOnExec);
        if (descriptor < 0) return OpenFromTemporaryFile(image);
        try
        {
            return WriteAll(descriptor, image) ? Open(UniquePath(descriptor)) : OpenFromTemporaryFile(image);
        }
        finally
        {
            _ = Libc.close(descriptor);
        }
    }

    // The loader also compares names, and descriptors are used again: the path spells a counter with "/" and "/./".
    private static string UniquePath(int descriptor)
    {
        int number = Interlocked.Increment(ref s_loaded);
        string middle = "/";
        for (int bits = number; bits != 0; bits >>= 1) middle += (bits & 1) != 0 ? "./" : "/";
        return $"/proc/self/fd{middle}{descriptor}";
    }

    private static nint OpenFromTemporaryFile(ReadOnlySpan<byte> image)
    {
        string path = Path.Combine(Path.GetTempPath(), $"cudabridge-{Environment.ProcessId}-{Guid.NewGuid():N}.so");
        try
        {
            File.WriteAllBytes(path, image.ToArray());
            return Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Write(RuntimeMessages.NotWritten, path, e.Message);
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static nint Open(string path)
    {
        nint library = Libc.dlopen(path, Libc.BindNow);
        if (library == 0) Log.Write(RuntimeMessages.NotLoaded, Libc.LoaderError());
        return library;
    }

    private static bool WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
            for (nint done = 0; done < bytes.Length;)
            {
                nint written = Libc.write(descriptor, start + done, (nuint)(bytes.Length - done));
                if (written <= 0) return false;
                done += written;
            }
        return true;
    }
}
