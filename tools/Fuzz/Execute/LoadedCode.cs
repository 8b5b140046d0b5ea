using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Fuzz.Execute;

/// <summary>A translated module in this process, and launches of its kernels on one worker.</summary>
internal sealed unsafe class LoadedCode : IDisposable
{
    private static readonly Lazy<IntPtr> s_support = new(() => NativeLibrary.Load(Toolkit.CpuSupportLibrary));
    private readonly IntPtr _library;
    private readonly CpuModuleTable* _table;

    public LoadedCode(byte[] image)
    {
        _ = s_support.Value;
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, image);
        _library = NativeLibrary.Load(file);
        File.Delete(file);
        _table = (CpuModuleTable*)NativeLibrary.GetExport(_library, CpuModuleTable.Symbol);
    }

    /// <exception cref="KeyNotFoundException">The module has no such kernel.</exception>
    public CpuKernel* Kernel(string name)
    {
        for (uint i = 0; i < _table->KernelCount; i++)
            if (Marshal.PtrToStringUTF8((IntPtr)_table->Kernels[i].Name) == name)
                return &_table->Kernels[i];
        throw new KeyNotFoundException(name);
    }

    /// <summary>Runs the grid; the launch's error, or null when all is well.</summary>
    public static string? Launch(CpuKernel* kernel, LaunchShape shape, byte[] parameters)
    {
        CpuLaunchState state = new() { GridWorkers = 1 };
        fixed (byte* bytes = parameters)
        {
            CpuLaunch launch = new()
            {
                Grid = shape.Grid, Block = shape.Block, DynamicShared = LaunchShape.DynamicShared, Parameters = bytes, State = &state, Kernel = kernel,
                Flags = CpuLaunchFlags.Streaming, // allowed in small launches as well
            };
            IntPtr worker = ((delegate* unmanaged<uint, IntPtr>)Support("cb_worker_create"))(0);
            ((delegate* unmanaged<IntPtr, CpuLaunch*, ulong, ulong, uint>)Support("cb_run"))(worker, &launch, 0, shape.Grid.Count);
            ((delegate* unmanaged<IntPtr, void>)Support("cb_worker_destroy"))(worker);
        }

        return state.Error == 0 ? null : $"error {state.Error}: {Marshal.PtrToStringUTF8((IntPtr)Unsafe.AsPointer(ref state.Message))}";
    }

    public void Dispose() => NativeLibrary.Free(_library);

    private static IntPtr Support(string name) => NativeLibrary.GetExport(s_support.Value, name);
}
