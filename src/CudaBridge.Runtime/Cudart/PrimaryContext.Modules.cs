using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime;

public sealed partial class PrimaryContext
{
    /// <summary>The kernel a program's host stub stands for; loads its module. A <see cref="Function.Handle"/> means itself.</summary>
    /// <exception cref="CudaException">InvalidDeviceFunction: not registered or not in the image; or why the module cannot be loaded.</exception>
    public Function GetFunction(nint hostFunction)
    {
        if (_hostFunctions.TryGetValue(hostFunction, out Function? function)) return function;
        if (Functions.TryGet(hostFunction, out function)) return function;
        return _hostFunctions.GetOrAdd(hostFunction, FindFunction(hostFunction));
    }

    /// <summary>The host stub that a program launches the kernel by; the function's handle if it has none.</summary>
    internal nint HostFunctionOf(Function function)
    {
        foreach ((nint host, Function known) in _hostFunctions)
            if (known == function) return host;
        return function.Handle;
    }

    /// <summary>The device variable behind a host symbol; loads its module.</summary>
    /// <exception cref="CudaException">InvalidSymbol; or why the module cannot be loaded.</exception>
    public Variable GetVariable(nint hostVariable)
    {
        if (_hostVariables.TryGetValue(hostVariable, out Variable? variable)) return variable;
        if (!_registry.TryFindVariable(hostVariable, out RegisteredFatBinary? image, out string? name)) throw new CudaException(CudaError.InvalidSymbol);
        Variable? found = LoadProgramModule(image).FindVariable(name) ?? throw new CudaException(CudaError.InvalidSymbol);
        return _hostVariables.GetOrAdd(hostVariable, found);
    }

    /// <summary>The texture or surface reference behind a host variable; loads its module.</summary>
    /// <exception cref="CudaException">InvalidTexture, InvalidSurface: not registered, or no kernel of the image uses it; or why the module cannot be loaded.</exception>
    public (TextureReference Reference, RegisteredReference Registered) GetReference(nint hostVariable, bool isSurface)
    {
        CudaError unknown = isSurface ? CudaError.InvalidSurface : CudaError.InvalidTexture;
        if (!_registry.TryFindReference(hostVariable, out RegisteredFatBinary? image, out RegisteredReference? registered) || registered.IsSurface != isSurface) throw new CudaException(unknown);
        return (LoadProgramModule(image).FindReference(registered.Name) ?? throw new CudaException(unknown), registered);
    }

    /// <summary>Loads a program's module if it is not loaded yet.</summary>
    internal Module LoadProgramModule(RegisteredFatBinary image)
    {
        lock (_gate)
        {
            if (_programModules.TryGetValue(image.Handle, out Module? module)) return module;
            module = Device.LoadModule(this, image.ReadEntries());
            foreach ((nint hostVariable, string name) in image.Variables)
                if (module.FindVariable(name) is { IsManaged: true } managed) module.BindManaged(managed, hostVariable);
            foreach (Variable variable in module.Variables) Memory.AddVariable(variable);
            return _programModules[image.Handle] = module;
        }
    }

    /// <summary>Loads an image that no program has registered. It lives until <see cref="UnloadModule"/> or the context's end.</summary>
    /// <exception cref="CudaException">NoKernelImageForDevice, InvalidKernelImage, or InitializationError without the support library.</exception>
    /// <exception cref="OperationCanceledException">Who waits has cancelled.</exception>
    internal Module LoadModule(IReadOnlyList<ImageEntry> entries, TranslationWatch? watch = null)
    {
        Module module = Device.LoadModule(this, entries, watch);
        foreach (Variable variable in module.Variables) Memory.AddVariable(variable);
        lock (_gate) _loadedModules.Add(module);
        return module;
    }

    /// <summary>None of its kernels may be running or queued.</summary>
    internal void UnloadModule(Module module)
    {
        lock (_gate)
            if (!_loadedModules.Remove(module)) return;
        foreach (Variable variable in module.Variables) Memory.RemoveVariable(variable);
        module.Unload();
    }

    /// <summary>The program unregisters an image, as at its end or when a plug-in is unloaded.</summary>
    internal void UnloadProgramModule(RegisteredFatBinary image)
    {
        Module? module;
        lock (_gate)
            if (!_programModules.Remove(image.Handle, out module)) return;
        foreach (nint function in image.Functions.Keys) _hostFunctions.TryRemove(function, out _);
        foreach (nint variable in image.Variables.Keys) _hostVariables.TryRemove(variable, out _);
        foreach (Variable variable in module.Variables) Memory.RemoveVariable(variable);
        module.Unload();
    }

    private Function FindFunction(nint hostFunction)
    {
        if (!_registry.TryFindFunction(hostFunction, out RegisteredFatBinary? image, out string? name))
            throw new CudaException(CudaError.InvalidDeviceFunction);
        return LoadProgramModule(image).FindFunction(name) ?? throw new CudaException(CudaError.InvalidDeviceFunction);
    }
}
