using System.Runtime.InteropServices;
using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Backends.Source;

namespace CudaBridge.Runtime.OpenCl;

/// <summary>Makes a module of an image's kernel IR or PTX: its OpenCL C, compiled by the device's driver. Both are cached.</summary>
internal static unsafe class OpenClModule
{
    private const string Target = "opencl-c";

    /// <exception cref="CudaException">NoKernelImageForDevice, InvalidKernelImage, InvalidPtx, NotSupported.</exception>
    public static Module Load(OpenClDevice device, PrimaryContext context, IReadOnlyList<ImageEntry> entries, TranslationWatch? watch)
    {
        CpuSupport.EnsureLoaded(); // formats what kernels print
        OpenClImage image = Translate(ModuleLoader.SourceOf(entries), watch);
        if (!device.SharesHostMemory && image.Variables.Any(v => (v.Flags & CpuVariableFlags.Managed) != 0))
            throw new CudaException(CudaError.NotSupported, $"{device.Name} cannot reach the program's managed variables.");
        nint data = image.Data.Length == 0 ? 0 : device.MapMemory((nuint)image.Data.Length);
        Fill(image, data);
        OpenClProgram program = new(device, image);
        NativeTable table = new(image, data);
        return new Module(context, table.Table, Target, name => program.KernelOf(name, data), () =>
        {
            program.Dispose();
            table.Dispose();
            if (data != 0) device.UnmapMemory(data, (nuint)image.Data.Length);
        });
    }

    private static OpenClImage Translate(ImageEntry entry, TranslationWatch? watch)
    {
        ReadOnlySpan<byte> code = entry.Payload.Span;
        string key = CodeCache.KeyOf(code, Translator.CompilerVersion, Target, 2);
        if (CodeCache.Shared.TryRead(key) is { } cached) return OpenClImage.Read(cached);
        TranslationResult result = Translator.Translate(code, new TranslationOptions { Target = Target, SourceName = entry.Kind == ImageKind.Ptx ? "ptx" : null, Watch = watch });
        if (result.Image is not { } image)
        {
            string why = string.Join("; ", result.Diagnostics.Select(d => d.ToString()));
            Log.Write(RuntimeMessages.NotCompiled, why);
            throw new CudaException(entry.Kind == ImageKind.Ptx ? CudaError.InvalidPtx : CudaError.InvalidKernelImage, why);
        }

        CodeCache.Shared.Write(key, image);
        return OpenClImage.Read(image);
    }

    private static void Fill(OpenClImage image, nint data)
    {
        image.Data.CopyTo(new Span<byte>((void*)data, image.Data.Length));
        foreach ((uint place, ulong target) in image.Relocations) *(ulong*)(data + (nint)place) = (ulong)data + target;
    }

    /// <summary>The image's kernels and variables as the tables that modules of CPU code bring.</summary>
    private sealed class NativeTable : IDisposable
    {
        private readonly List<nint> _memory = [];

        public NativeTable(OpenClImage image, nint data)
        {
            CpuKernel* kernels = Allocate<CpuKernel>(image.Kernels.Count);
            for (int i = 0; i < image.Kernels.Count; i++) kernels[i] = Describe(image.Kernels[i]);
            CpuVariable* variables = Allocate<CpuVariable>(image.Variables.Count);
            for (int i = 0; i < image.Variables.Count; i++)
            {
                OpenClVariable v = image.Variables[i];
                bool managed = (v.Flags & CpuVariableFlags.Managed) != 0;
                variables[i] = new CpuVariable { Name = Text(v.Name), Address = (void*)(data + (nint)v.Offset), Indirection = managed ? (void**)(data + (nint)v.Cell) : null, Size = v.Size, Flags = v.Flags };
            }

            Table = Allocate<CpuModuleTable>(1);
            *Table = new CpuModuleTable
            {
                AbiVersion = CpuModuleTable.CurrentAbiVersion, KernelCount = (uint)image.Kernels.Count, Kernels = kernels,
                VariableCount = (uint)image.Variables.Count, Variables = variables,
            };
        }

        public CpuModuleTable* Table { get; }

        public void Dispose()
        {
            foreach (nint piece in _memory) NativeMemory.Free((void*)piece);
            _memory.Clear();
        }

        private CpuKernel Describe(OpenClKernel k)
        {
            CpuParameter* parameters = Allocate<CpuParameter>(k.Parameters.Count);
            for (int i = 0; i < k.Parameters.Count; i++) parameters[i] = k.Parameters[i];
            return new CpuKernel
            {
                Name = Text(k.Name), Parameters = parameters, ParameterCount = (uint)k.Parameters.Count, ParameterBytes = k.ParameterBytes, StaticShared = k.StaticShared,
                SharedAlign = k.SharedAlign, MaxThreads = k.MaxThreads, Flags = k.Flags, GroupBlocks = 1,
            };
        }

        private T* Allocate<T>(int count) where T : unmanaged
        {
            T* memory = (T*)NativeMemory.AllocZeroed((nuint)Math.Max(count, 1), (nuint)sizeof(T));
            _memory.Add((nint)memory);
            return memory;
        }

        private byte* Text(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text + "\0");
            byte* memory = Allocate<byte>(bytes.Length);
            bytes.CopyTo(new Span<byte>(memory, bytes.Length));
            return memory;
        }
    }
}
