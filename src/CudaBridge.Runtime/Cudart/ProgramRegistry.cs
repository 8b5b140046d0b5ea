using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// The fat binaries, kernels and variables that a program's start-up code registers. Registering only notes pointers; an image is
/// read and loaded into a context when one of its kernels or variables is first used.
/// </summary>
public sealed unsafe class ProgramRegistry
{
    private readonly ConcurrentDictionary<nint, RegisteredFatBinary> _images = new();
    private readonly ConcurrentDictionary<nint, RegisteredFatBinary> _functions = new();
    private readonly ConcurrentDictionary<nint, RegisteredFatBinary> _variables = new();
    private readonly ConcurrentDictionary<nint, RegisteredFatBinary> _references = new();

    /// <summary><c>__cudaRegisterFatBinary</c>: <paramref name="wrapper"/> points at the wrapper (magic 0x466243B1). Returns the handle.</summary>
    public nint RegisterFatBinary(nint wrapper)
    {
        nint handle = (nint)NativeMemory.AllocZeroed((nuint)sizeof(nint));
        _images[handle] = new(handle, wrapper);
        return handle;
    }

    /// <summary>
    /// <c>__cudaRegisterFatBinaryEnd</c>: loads the module now if it has variables, since the host may touch managed ones before any call.
    /// A module that cannot be loaded says so when it is used.
    /// </summary>
    public void EndFatBinary(nint handle)
    {
        if (!_images.TryGetValue(handle, out RegisteredFatBinary? image) || image.Variables.IsEmpty) return;
        try
        {
            Cudart.ContextNoCheck.LoadProgramModule(image);
        }
        catch (CudaException e)
        {
            Log.Write(RuntimeMessages.NotAtStart, e.Message);
        }
    }

    /// <summary><c>__cudaUnregisterFatBinary</c>: after the last one the process is ending; waits for the device and writes printf output.</summary>
    public void UnregisterFatBinary(nint handle)
    {
        if (!_images.TryRemove(handle, out RegisteredFatBinary? image)) return;
        foreach (nint function in image.Functions.Keys) _functions.TryRemove(function, out _);
        foreach (nint variable in image.Variables.Keys) _variables.TryRemove(variable, out _);
        foreach (nint reference in image.References.Keys) _references.TryRemove(reference, out _);
        Cudart.Unregister(image, isLast: _images.IsEmpty);
        NativeMemory.Free((void*)handle);
    }

    /// <summary><c>__cudaRegisterFunction</c>; <paramref name="deviceName"/> is the mangled kernel name.</summary>
    public void RegisterFunction(nint fatBinary, nint hostFunction, string deviceName)
    {
        if (!_images.TryGetValue(fatBinary, out RegisteredFatBinary? image)) return;
        image.Functions[hostFunction] = deviceName;
        _functions[hostFunction] = image;
    }

    /// <summary><c>__cudaRegisterVar</c>. Size and constness are the image's to say; the program's are not needed.</summary>
    public void RegisterVariable(nint fatBinary, nint hostVariable, string deviceName, nuint size, bool constant)
    {
        if (!_images.TryGetValue(fatBinary, out RegisteredFatBinary? image)) return;
        image.Variables[hostVariable] = deviceName;
        _variables[hostVariable] = image;
    }

    /// <summary><c>__cudaRegisterTexture</c>, <c>__cudaRegisterSurface</c></summary>
    public void RegisterReference(nint fatBinary, nint hostVariable, RegisteredReference reference)
    {
        if (!_images.TryGetValue(fatBinary, out RegisteredFatBinary? image)) return;
        image.References[hostVariable] = reference;
        _references[hostVariable] = image;
    }

    internal bool TryFindReference(nint hostVariable, [NotNullWhen(true)] out RegisteredFatBinary? image, [NotNullWhen(true)] out RegisteredReference? reference)
    {
        reference = null;
        return _references.TryGetValue(hostVariable, out image) && image.References.TryGetValue(hostVariable, out reference);
    }

    internal bool TryFindFunction(nint hostFunction, [NotNullWhen(true)] out RegisteredFatBinary? image, [NotNullWhen(true)] out string? name)
    {
        name = null;
        return _functions.TryGetValue(hostFunction, out image) && image.Functions.TryGetValue(hostFunction, out name);
    }

    internal bool TryFindVariable(nint hostVariable, [NotNullWhen(true)] out RegisteredFatBinary? image, [NotNullWhen(true)] out string? name)
    {
        name = null;
        return _variables.TryGetValue(hostVariable, out image) && image.Variables.TryGetValue(hostVariable, out name);
    }
}
