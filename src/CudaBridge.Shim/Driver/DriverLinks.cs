using System.Text;

namespace CudaBridge.Shim;

/// <summary>
/// The linker: PTX modules and fat binaries go in, a fat binary with the merged kernel IR comes out. Options change nothing but the logs.
/// </summary>
internal static unsafe class DriverLinks
{
    private sealed class Link(JitLog log) : IDisposable
    {
        public List<ReadOnlyMemory<byte>> Modules { get; } = [];
        public JitLog Log { get; } = log;
        public byte* Image { get; private set; }

        /// <summary>The result stays where it is until the link is destroyed.</summary>
        public nuint Keep(ReadOnlySpan<byte> image)
        {
            Dispose();
            Image = (byte*)System.Runtime.InteropServices.NativeMemory.AlignedAlloc((nuint)image.Length, 16);
            image.CopyTo(new Span<byte>(Image, image.Length));
            return (nuint)image.Length;
        }

        public void Dispose()
        {
            System.Runtime.InteropServices.NativeMemory.AlignedFree(Image);
            Image = null;
        }
    }

    private enum Input
    {
        Cubin = 0,
        Ptx = 1,
        FatBinary = 2,
        Object = 3,
        Library = 4,
        Nvvm = 5,
    }

    private static readonly HandleTable<Link> s_links = new(0x4c);

    private static Link Get(nint state) => s_links.TryGet(state, out Link? link) ? link : throw DriverError.Of(CUresult.CUDA_ERROR_INVALID_HANDLE);

    [CudaApi]
    public static CUresult cuLinkCreate(uint numOptions, int* options, void** optionValues, nint* stateOut)
    {
        Check.NotNull(stateOut);
        _ = DriverContexts.Current;
        Check.That(numOptions == 0 || options is not null && optionValues is not null);
        *stateOut = s_links.Add(new(new JitLog(numOptions, options, optionValues)));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuLinkAddData(nint state, int type, void* data, nuint size, byte* name, uint numOptions, int* options, void** optionValues)
    {
        Link link = Get(state);
        Check.NotNull(data);
        Check.That(size > 0 && size <= int.MaxValue && type is >= (int)Input.Cubin and <= (int)Input.Nvvm);
        return Add(link, (Input)type, new ReadOnlySpan<byte>(data, (int)size).ToArray());
    }

    [CudaApi]
    public static CUresult cuLinkAddFile(nint state, int type, byte* path, uint numOptions, int* options, void** optionValues)
    {
        Link link = Get(state);
        string file = NativeStrings.Read(path);
        Check.That(type is >= (int)Input.Cubin and <= (int)Input.Nvvm);
        return File.Exists(file) ? Add(link, (Input)type, File.ReadAllBytes(file)) : CUresult.CUDA_ERROR_FILE_NOT_FOUND;
    }

    private static CUresult Add(Link link, Input type, byte[] bytes)
    {
        switch (type)
        {
            case Input.Ptx:
                return AddPtx(link, bytes);
            case Input.FatBinary or Input.Cubin or Input.Object:
                IReadOnlyList<ImageEntry> entries = DriverModules.Entries(bytes);
                ImageEntry? module = entries.FirstOrDefault(e => e.Kind == ImageKind.KernelIr) ?? ModuleLoader.BestPtx(entries);
                if (module is null) return CUresult.CUDA_ERROR_NO_BINARY_FOR_GPU;
                module = ProgramImage.Expand(module);
                if (module.Kind == ImageKind.Ptx) return AddPtx(link, module.Payload.Span);
                link.Modules.Add(module.Payload);
                return CUresult.CUDA_SUCCESS;
            default:
                return DriverEntry.Unsupported($"cuLinkAddData of a {type}", CUresult.CUDA_ERROR_NOT_SUPPORTED);
        }
    }

    private static CUresult AddPtx(Link link, ReadOnlySpan<byte> ptx)
    {
        Compiler.LinkResult lowered = Compiler.Translator.LowerPtx(ptx, "ptx");
        link.Log.Write(string.Join('\n', lowered.Diagnostics.Select(d => d.ToString())));
        if (lowered.Module is not { } module) return CUresult.CUDA_ERROR_INVALID_PTX;
        link.Modules.Add(module);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>The result is a fat binary, which cuModuleLoadData takes.</summary>
    [CudaApi]
    public static CUresult cuLinkComplete(nint state, void** cubinOut, nuint* sizeOut)
    {
        Link link = Get(state);
        Check.NotNull(cubinOut);
        if (link.Modules.Count == 0) return CUresult.CUDA_ERROR_INVALID_IMAGE;
        Compiler.LinkResult linked = Compiler.Translator.LinkRelocatable(link.Modules);
        link.Log.Write(string.Join('\n', linked.Diagnostics.Select(d => d.ToString())));
        if (linked.Module is not { } module) return CUresult.CUDA_ERROR_INVALID_IMAGE;
        nuint size = link.Keep(FatBinary.Write([new ImageEntry(ImageKind.KernelIr, "nvptx64", module)]));
        *cubinOut = link.Image;
        if (sizeOut is not null) *sizeOut = size;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuLinkDestroy(nint state)
    {
        if (!s_links.Remove(state, out Link? link)) return CUresult.CUDA_ERROR_INVALID_HANDLE;
        link.Dispose();
        return CUresult.CUDA_SUCCESS;
    }
}
