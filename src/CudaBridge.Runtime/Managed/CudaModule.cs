using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>A loaded image: its kernels and variables by their mangled names.</summary>
public sealed class CudaModule : CudaResource
{
    private readonly Module _module;

    internal CudaModule(CudaContext context, ReadOnlyMemory<byte> image, TranslationWatch? watch = null)
        : base(context, nameof(CudaModule)) => _module = context.Native.LoadModule(ProgramImage.Read(image), watch);

    public IEnumerable<string> KernelNames => _module.Functions.Select(function => function.Name);

    public IEnumerable<string> VariableNames => _module.Variables.Select(variable => variable.Name);

    /// <exception cref="CudaException">InvalidDeviceFunction: the image has no such kernel.</exception>
    public CudaKernel GetKernel(string name) => new(name, this);

    /// <summary>A <c>__device__</c> or <c>__constant__</c> variable; it lives as long as the module.</summary>
    /// <exception cref="CudaException">InvalidSymbol: no such variable, or its size is no multiple of T's.</exception>
    public unsafe CudaDeviceVariable<T> GetVariable<T>(string name) where T : unmanaged
    {
        ThrowIfDisposed();
        if (_module.FindVariable(name) is not { } variable || variable.Size % (nuint)sizeof(T) != 0)
            throw new CudaException(CudaError.InvalidSymbol, $"The image has no variable '{name}' of {typeof(T).Name} elements.");
        return new(new CudaDevicePointer<T>(variable.Address), (long)variable.Size / sizeof(T), Context);
    }

    internal Function GetFunction(string name)
    {
        ThrowIfDisposed();
        return _module.FindFunction(name) ?? throw new CudaException(CudaError.InvalidDeviceFunction, $"The image has no kernel '{name}'.");
    }

    private protected override void Release(PrimaryContext native)
    {
        native.WaitForAll();
        native.UnloadModule(_module);
    }
}
