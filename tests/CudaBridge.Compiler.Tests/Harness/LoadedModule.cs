using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Compiler.Tests.Harness;

/// <summary>CPU code in this process, and launches of its kernels on one worker.</summary>
internal sealed unsafe class LoadedModule : IDisposable
{
    private static readonly Lazy<IntPtr> s_support = new(() => NativeLibrary.Load(Toolkit.CpuSupportLibrary));
    private readonly IntPtr _library;
    private readonly CpuModuleTable* _table;

    public LoadedModule(byte[] image)
    {
        _ = s_support.Value;
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, image);
        _library = NativeLibrary.Load(file);
        File.Delete(file);
        _table = (CpuModuleTable*)NativeLibrary.GetExport(_library, CpuModuleTable.Symbol);
    }

    /// <summary>Translates the source and loads it; fails with the diagnostics.</summary>
    public static LoadedModule FromSource(string source, TranslationOptions? options = null)
    {
        TranslationResult result = Translator.Translate(DeviceCode.Compile(source), options ?? new TranslationOptions());
        if (!result.Success) throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        return new LoadedModule(result.Image!);
    }

    /// <summary>Runs kernel <c>k(int* data)</c> of the source on one grid and returns the data afterwards; the launch must succeed.</summary>
    public static int[] RunOnInts(string source, Dim3 grid, Dim3 block, int[] data, TranslationOptions? options = null, uint dynamicShared = 0)
    {
        using LoadedModule module = FromSource(source, options);
        using DeviceArray<int> array = new(data);
        (uint error, string message) = module.Launch("k", grid, block, dynamicShared, array);
        if (error != 0) throw new InvalidOperationException($"the launch failed with error {error}: {message}");
        return array.ToArray();
    }

    public void* Variable(string name) => FindVariable(name)->Address;

    /// <summary>The cell through which the code finds a managed variable.</summary>
    public void** Cell(string name) => FindVariable(name)->Indirection;

    private CpuVariable* FindVariable(string name)
    {
        for (uint i = 0; i < _table->VariableCount; i++)
            if (Marshal.PtrToStringUTF8((IntPtr)_table->Variables[i].Name) == name)
                return &_table->Variables[i];
        throw new KeyNotFoundException(name);
    }

    public CpuKernel* Kernel(string name)
    {
        for (uint i = 0; i < _table->KernelCount; i++)
            if (Marshal.PtrToStringUTF8((IntPtr)_table->Kernels[i].Name) == name)
                return &_table->Kernels[i];
        throw new KeyNotFoundException(name);
    }

    /// <summary>Runs the grid; returns the launch's error and its message.</summary>
    public (uint Error, string Message) Launch(string kernel, Dim3 grid, Dim3 block, uint dynamicShared, params ReadOnlySpan<KernelArgument> arguments)
    {
        CpuKernel* entry = Kernel(kernel);
        byte* parameters = stackalloc byte[(int)entry->ParameterBytes + 16];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i].Bytes.CopyTo(new Span<byte>(parameters + entry->Parameters[i].Offset, (int)entry->Parameters[i].Size));
        CpuLaunchState state = new() { GridWorkers = 1 };
        CpuLaunch launch = new()
        {
            Grid = grid, Block = block, DynamicShared = dynamicShared, Parameters = parameters, State = &state, Kernel = entry,
            Flags = CpuLaunchFlags.Streaming | (entry->Flags.HasFlag(CpuKernelFlags.GridSync) ? CpuLaunchFlags.Cooperative : CpuLaunchFlags.None),
        };
        IntPtr worker = ((delegate* unmanaged<uint, IntPtr>)Support("cb_worker_create"))(0);
        ((delegate* unmanaged<IntPtr, CpuLaunch*, ulong, ulong, uint>)Support("cb_run"))(worker, &launch, 0, grid.Count);
        ((delegate* unmanaged<IntPtr, void>)Support("cb_worker_destroy"))(worker);
        return (state.Error, Marshal.PtrToStringUTF8((IntPtr)Unsafe.AsPointer(ref state.Message)) ?? "");
    }

    public void Dispose() => NativeLibrary.Free(_library);

    private static IntPtr Support(string name) => NativeLibrary.GetExport(s_support.Value, name);
}

/// <summary>The bytes of one kernel argument.</summary>
internal readonly struct KernelArgument
{
    public byte[] Bytes { get; private init; }

    public static implicit operator KernelArgument(int value) => new() { Bytes = BitConverter.GetBytes(value) };
    public static implicit operator KernelArgument(float value) => new() { Bytes = BitConverter.GetBytes(value) };
    public static implicit operator KernelArgument(double value) => new() { Bytes = BitConverter.GetBytes(value) };
    public static implicit operator KernelArgument(IntPtr value) => new() { Bytes = BitConverter.GetBytes((long)value) };
    public static KernelArgument Of<T>(T value) where T : unmanaged => new() { Bytes = MemoryMarshal.AsBytes([value]).ToArray() };
}

/// <summary>Unmanaged memory a kernel reads and writes, aligned as <c>cudaMalloc</c>'s is.</summary>
internal sealed unsafe class DeviceArray<T>(int length) : IDisposable where T : unmanaged
{
    private const nuint Alignment = 256;

    private readonly T* _memory = AllocateZeroed(length);

    private static T* AllocateZeroed(int length)
    {
        nuint bytes = (nuint)length * (nuint)sizeof(T);
        T* memory = (T*)NativeMemory.AlignedAlloc(Math.Max(bytes, 1), Alignment);
        NativeMemory.Clear(memory, bytes);
        return memory;
    }

    public DeviceArray(ReadOnlySpan<T> values) : this(values.Length) => values.CopyTo(Span);

    public Span<T> Span => new(_memory, length);
    public T[] ToArray() => Span.ToArray();

    public static implicit operator KernelArgument(DeviceArray<T> array) => (IntPtr)array._memory;

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
