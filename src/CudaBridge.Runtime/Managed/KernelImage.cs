using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;
using CudaBridge.Abi;
using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>What generated launchers are made of: the image of a <c>.cu</c> file in an assembly's resources.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class KernelImage(Assembly assembly, string resource)
{
    /// <param name="mangledName">As the image names it.</param>
    /// <param name="cooperative">All blocks run at once and may meet (<c>grid.sync()</c>).</param>
    public KernelEntry Kernel(string mangledName, bool cooperative = false) => new(this, mangledName, cooperative);

    /// <summary>Loads the image into a context before its first launch; compiles it where it holds no code for this machine and the cache has none.</summary>
    /// <param name="context">The current one unless given.</param>
    /// <param name="progress">0 when loading begins, then the share of the compilation's usual time, 1 when it is done.</param>
    /// <param name="cancellation">Ends the wait at once, and a compilation that has begun at its next pass.</param>
    public async Task LoadAsync(CudaContext? context = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        CudaContext target = context ?? CudaContext.Current;
        await Completion.Watched(watch => target.GetModule(this, watch), _ => { }, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>A <c>__device__</c> or <c>__constant__</c> variable of the image.</summary>
    /// <exception cref="CudaException">InvalidSymbol: no such variable, or its size is no multiple of T's.</exception>
    public unsafe CudaDeviceVariable<T> Variable<T>(string mangledName, CudaContext? context = null) where T : unmanaged
    {
        CudaContext target = context ?? CudaContext.Current;
        if (target.GetModule(this).FindVariable(mangledName) is not { } variable || variable.Size % (nuint)sizeof(T) != 0)
            throw new CudaException(CudaError.InvalidSymbol, $"The image has no variable '{mangledName}' of {typeof(T).Name} elements.");
        return new(new CudaDevicePointer<T>(variable.Address), (long)variable.Size / sizeof(T), target);
    }

    internal IReadOnlyList<ImageEntry> ReadEntries()
    {
        using System.IO.Stream stream = assembly.GetManifestResourceStream(resource)
            ?? throw new CudaException(CudaError.InvalidKernelImage, $"Assembly '{assembly.GetName().Name}' lacks the resource '{resource}'.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ProgramImage.Read(bytes);
    }
}

/// <summary>One kernel of an image, in whatever context it is launched.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class KernelEntry
{
    private readonly KernelImage _image;
    private readonly string _name;
    private readonly bool _cooperative;
    private Found? _found;

    internal KernelEntry(KernelImage image, string name, bool cooperative) => (_image, _name, _cooperative) = (image, name, cooperative);

    private sealed record Found(CudaContext Context, Function Function);

    /// <summary>Launches a kernel without parameters.</summary>
    /// <exception cref="CudaException">Those of <see cref="Launch{T}"/>.</exception>
    public void Launch(Dim3 grid, Dim3 block, int sharedMemory, CudaStream? stream) => Launch(grid, block, sharedMemory, stream, []);

    /// <param name="sharedMemory">Dynamic shared memory in bytes.</param>
    /// <param name="stream">Null: the default stream of the current context.</param>
    /// <param name="arguments">Laid out as the kernel's parameter buffer. It is copied before the method returns.</param>
    /// <exception cref="CudaException">InvalidConfiguration, InvalidValue, LaunchOutOfResources, CooperativeLaunchTooLarge; or why the image cannot be loaded.</exception>
    public void Launch<T>(Dim3 grid, Dim3 block, int sharedMemory, CudaStream? stream, in T arguments) where T : unmanaged =>
        Launch(grid, block, sharedMemory, stream, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in arguments)));

    private void Launch(Dim3 grid, Dim3 block, int sharedMemory, CudaStream? stream, ReadOnlySpan<byte> arguments)
    {
        if (sharedMemory < 0) throw new CudaException(CudaError.InvalidValue, $"A block cannot have {sharedMemory} bytes of shared memory.");
        CudaContext context = stream is null ? CudaContext.Current : stream.Context;
        _ = context.Native;
        Found? found = _found;
        if (found is null || found.Context != context) found = Find(context);
        found.Function.LaunchPacked(grid, block, (nuint)sharedMemory, (stream ?? context.DefaultStream).Native, arguments, _cooperative);
    }

    private Found Find(CudaContext context)
    {
        Function function = context.GetModule(_image).FindFunction(_name)
            ?? throw new CudaException(CudaError.InvalidDeviceFunction, $"The image has no kernel '{_name}'.");
        return _found = new(context, function);
    }
}
