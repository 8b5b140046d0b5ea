using System.Collections.Concurrent;

namespace CudaBridge.Shim;

/// <summary>Texture and surface references of modules (deprecated since CUDA 12). What is set counts for the launches that come after.</summary>
internal static unsafe class DriverReferences
{
    private const uint OverrideFormat = 1; // CU_TRSA_OVERRIDE_FORMAT
    private const uint ReadAsInteger = 1, Normalized = 2, Srgb = 0x10, DisableTrilinear = 0x20;
    private const uint KnownFlags = ReadAsInteger | Normalized | Srgb | DisableTrilinear;
    private const int DefaultUnit = -1; // CU_PARAM_TR_DEFAULT

    private static readonly HandleTable<State> s_references = new(0x54);
    private static readonly ConcurrentDictionary<TextureReference, nint> s_handles = new();

    /// <param name="reference">Null: made by <c>cuTexRefCreate</c>, no code reads it.</param>
    private sealed class State(TextureReference? reference)
    {
        public TextureReference? Reference { get; } = reference;

        public CUDA_TEXTURE_DESC Settings;
        public CUarray_format Format = CUarray_format.CU_AD_FORMAT_FLOAT;
        public uint Channels = 1;
        public TextureResource? Resource;
        public nuint Address;
    }

    /// <summary>Handles of references whose module is unloaded mean nothing any more.</summary>
    public static void Forget(Module module)
    {
        foreach (TextureReference reference in module.References)
            if (s_handles.TryRemove(reference, out nint handle)) s_references.Remove(handle, out _);
    }

    [CudaApi]
    public static CUresult cuModuleGetTexRef(nint* pTexRef, nint hmod, byte* name) => Find(pTexRef, hmod, name, isSurface: false);

    [CudaApi]
    public static CUresult cuModuleGetSurfRef(nint* pSurfRef, nint hmod, byte* name) => Find(pSurfRef, hmod, name, isSurface: true);

    private static CUresult Find(nint* handle, nint module, byte* name, bool isSurface)
    {
        Check.NotNull(handle);
        TextureReference? reference = DriverModules.Get(module).FindReference(NativeStrings.Read(name));
        if (reference is null || reference.IsSurface != isSurface) return CUresult.CUDA_ERROR_NOT_FOUND;
        *handle = s_handles.GetOrAdd(reference, found => s_references.Add(new State(found)));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefCreate(nint* pTexRef)
    {
        Check.NotNull(pTexRef);
        _ = DriverContexts.Current;
        *pTexRef = s_references.Add(new State(null));
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>A module's references go with the module.</summary>
    [CudaApi]
    public static CUresult cuTexRefDestroy(nint hTexRef)
    {
        Check.That(Get(hTexRef, isSurface: false).Reference is null);
        s_references.Remove(hTexRef, out _);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefSetArray(nint hTexRef, nint hArray, uint Flags)
    {
        State state = Get(hTexRef, isSurface: false);
        Check.That(Flags == OverrideFormat);
        return Bind(state, TextureResource.Of(DriverArrays.Get(hArray)), 0);
    }

    [CudaApi]
    public static CUresult cuTexRefSetMipmappedArray(nint hTexRef, nint hMipmappedArray, uint Flags)
    {
        State state = Get(hTexRef, isSurface: false);
        Check.That(Flags == OverrideFormat);
        return Bind(state, TextureResource.Of(DriverArrays.GetMipmap(hMipmappedArray)), 0);
    }

    /// <summary>Without memory the reference is unbound.</summary>
    [CudaApi]
    public static CUresult cuTexRefSetAddress(nuint* ByteOffset, nint hTexRef, nuint dptr, nuint bytes)
    {
        State state = Get(hTexRef, isSurface: false);
        if (dptr == 0 || bytes == 0)
        {
            if (ByteOffset is not null) *ByteOffset = 0;
            return Bind(state, null, 0);
        }
        nuint before = dptr % (nuint)Cudart.Device.GetAttribute(DeviceAttribute.TextureAlignment);
        Check.That(before == 0 || ByteOffset is not null);
        bytes = Math.Min(bytes, DriverContexts.Current.Memory.BytesFrom((nint)dptr));
        ChannelFormat format = DriverArrays.Format(state.Format, state.Channels);
        Bind(state, TextureResource.Line((nint)(dptr - before), format, bytes + before, Cudart.Device) with { Offset = before }, dptr);
        if (ByteOffset is not null) *ByteOffset = before;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefSetAddress2D(nint hTexRef, CUDA_ARRAY_DESCRIPTOR* desc, nuint dptr, nuint Pitch)
    {
        State state = Get(hTexRef, isSurface: false);
        Check.NotNull(desc);
        TextureResource rows = TextureResource.Rows((nint)dptr, DriverArrays.Format(desc->Format, desc->NumChannels), desc->Width, desc->Height, Pitch, Cudart.Device);
        (state.Format, state.Channels) = (desc->Format, desc->NumChannels);
        return Bind(state, rows, dptr);
    }

    /// <summary>For linear memory that is bound after it; arrays have their own.</summary>
    [CudaApi]
    public static CUresult cuTexRefSetFormat(nint hTexRef, CUarray_format fmt, int NumPackedComponents)
    {
        State state = Get(hTexRef, isSurface: false);
        _ = DriverArrays.Format(fmt, (uint)NumPackedComponents);
        (state.Format, state.Channels) = (fmt, (uint)NumPackedComponents);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefSetAddressMode(nint hTexRef, int dim, int am)
    {
        Check.That(dim is >= 0 and <= 2 && am is >= 0 and <= 3);
        return Set(hTexRef, state => state.Settings.addressMode[dim] = am);
    }

    [CudaApi]
    public static CUresult cuTexRefSetFilterMode(nint hTexRef, int fm)
    {
        Check.That(fm is 0 or 1);
        return Set(hTexRef, state => state.Settings.filterMode = fm);
    }

    [CudaApi]
    public static CUresult cuTexRefSetMipmapFilterMode(nint hTexRef, int fm)
    {
        Check.That(fm is 0 or 1);
        return Set(hTexRef, state => state.Settings.mipmapFilterMode = fm);
    }

    [CudaApi]
    public static CUresult cuTexRefSetMipmapLevelBias(nint hTexRef, float bias) => Set(hTexRef, state => state.Settings.mipmapLevelBias = bias);

    [CudaApi]
    public static CUresult cuTexRefSetMipmapLevelClamp(nint hTexRef, float minMipmapLevelClamp, float maxMipmapLevelClamp) =>
        Set(hTexRef, state => (state.Settings.minMipmapLevelClamp, state.Settings.maxMipmapLevelClamp) = (minMipmapLevelClamp, maxMipmapLevelClamp));

    [CudaApi]
    public static CUresult cuTexRefSetMaxAnisotropy(nint hTexRef, uint maxAniso) => Set(hTexRef, state => state.Settings.maxAnisotropy = maxAniso);

    [CudaApi]
    public static CUresult cuTexRefSetBorderColor(nint hTexRef, float* pBorderColor)
    {
        Check.NotNull(pBorderColor);
        nint color = (nint)pBorderColor;
        return Set(hTexRef, state => new ReadOnlySpan<float>((void*)color, 4).CopyTo(Border(state)));
    }

    [CudaApi]
    public static CUresult cuTexRefSetFlags(nint hTexRef, uint Flags)
    {
        Check.Flags(Flags, KnownFlags);
        return Set(hTexRef, state => state.Settings.flags = Flags);
    }

    [CudaApi]
    public static CUresult cuTexRefGetAddress(nuint* pdptr, nint hTexRef)
    {
        Check.NotNull(pdptr);
        State state = Get(hTexRef, isSurface: false);
        Check.That(state.Address != 0);
        *pdptr = state.Address;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetArray(nint* phArray, nint hTexRef) => Array(phArray, hTexRef, isSurface: false);

    [CudaApi]
    public static CUresult cuTexRefGetMipmappedArray(nint* phMipmappedArray, nint hTexRef)
    {
        Check.NotNull(phMipmappedArray);
        MipmappedArray? mipmap = Get(hTexRef, isSurface: false).Resource?.Mipmap;
        Check.That(mipmap is not null);
        *phMipmappedArray = mipmap.Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetAddressMode(int* pam, nint hTexRef, int dim)
    {
        Check.NotNull(pam);
        Check.That(dim is >= 0 and <= 2);
        *pam = Get(hTexRef, isSurface: false).Settings.addressMode[dim];
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetFilterMode(int* pfm, nint hTexRef)
    {
        Check.NotNull(pfm);
        *pfm = Get(hTexRef, isSurface: false).Settings.filterMode;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetFormat(CUarray_format* pFormat, int* pNumChannels, nint hTexRef)
    {
        Check.NotNull(pFormat);
        Check.NotNull(pNumChannels);
        State state = Get(hTexRef, isSurface: false);
        (*pFormat, *pNumChannels) = (state.Format, (int)state.Channels);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetMipmapFilterMode(int* pfm, nint hTexRef)
    {
        Check.NotNull(pfm);
        *pfm = Get(hTexRef, isSurface: false).Settings.mipmapFilterMode;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetMipmapLevelBias(float* pbias, nint hTexRef)
    {
        Check.NotNull(pbias);
        *pbias = Get(hTexRef, isSurface: false).Settings.mipmapLevelBias;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetMipmapLevelClamp(float* pminMipmapLevelClamp, float* pmaxMipmapLevelClamp, nint hTexRef)
    {
        Check.NotNull(pminMipmapLevelClamp);
        Check.NotNull(pmaxMipmapLevelClamp);
        State state = Get(hTexRef, isSurface: false);
        (*pminMipmapLevelClamp, *pmaxMipmapLevelClamp) = (state.Settings.minMipmapLevelClamp, state.Settings.maxMipmapLevelClamp);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetMaxAnisotropy(int* pmaxAniso, nint hTexRef)
    {
        Check.NotNull(pmaxAniso);
        *pmaxAniso = (int)Get(hTexRef, isSurface: false).Settings.maxAnisotropy;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetBorderColor(float* pBorderColor, nint hTexRef)
    {
        Check.NotNull(pBorderColor);
        Border(Get(hTexRef, isSurface: false)).CopyTo(new Span<float>(pBorderColor, 4));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexRefGetFlags(uint* pFlags, nint hTexRef)
    {
        Check.NotNull(pFlags);
        *pFlags = Get(hTexRef, isSurface: false).Settings.flags;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuSurfRefSetArray(nint hSurfRef, nint hArray, uint Flags)
    {
        State state = Get(hSurfRef, isSurface: true);
        Check.That(Flags == 0);
        TextureResource resource = TextureResource.Of(DriverArrays.Get(hArray));
        TextureObjects.Check(resource, new(), isSurface: true);
        state.Reference!.Bind(resource, new());
        state.Resource = resource;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuSurfRefGetArray(nint* phArray, nint hSurfRef) => Array(phArray, hSurfRef, isSurface: true);

    /// <summary>"The texture-reference must be obtained via cuModuleGetTexRef() and the texunit parameter must be CU_PARAM_TR_DEFAULT": it changes nothing.</summary>
    [CudaApi]
    public static CUresult cuParamSetTexRef(nint hfunc, int texunit, nint hTexRef)
    {
        _ = DriverModules.GetFunction(hfunc);
        Check.That(texunit == DefaultUnit && Get(hTexRef, isSurface: false).Reference is not null);
        return CUresult.CUDA_SUCCESS;
    }

    private static State Get(nint handle, bool isSurface) =>
        s_references.TryGet(handle, out State? state) && (state.Reference?.IsSurface ?? false) == isSurface ? state : throw DriverError.Of(CUresult.CUDA_ERROR_INVALID_HANDLE);

    private static CUresult Array(nint* array, nint handle, bool isSurface)
    {
        Check.NotNull(array);
        CudaArray? bound = Get(handle, isSurface).Resource?.Array;
        Check.That(bound is not null);
        *array = bound.Handle;
        return CUresult.CUDA_SUCCESS;
    }

    private static CUresult Set(nint handle, Action<State> change)
    {
        State state = Get(handle, isSurface: false);
        change(state);
        return Bind(state, state.Resource, state.Address);
    }

    private static CUresult Bind(State state, TextureResource? resource, nuint address)
    {
        if (resource is { Array: not null } or { Mipmap: not null }) (state.Format, state.Channels) = DriverArrays.Describe(resource.Value.Format);
        fixed (CUDA_TEXTURE_DESC* settings = &state.Settings)
            state.Reference?.Bind(resource, resource is { } bound ? DriverTextures.Settings(settings, bound.Format) : new());
        (state.Resource, state.Address) = (resource, address);
        return CUresult.CUDA_SUCCESS;
    }

    private static Span<float> Border(State state) => System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref state.Settings.borderColor[0], 4);
}
