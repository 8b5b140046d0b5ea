using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>The texture and surface objects of a context. An object is the address of the descriptor that kernels read.</summary>
public sealed unsafe class TextureObjects
{
    private readonly ConcurrentDictionary<ulong, TextureObject> _objects = new();
    private readonly ConcurrentQueue<(ulong Handle, Dependency[] Readers)> _retired = new();
    private readonly PrimaryContext _context;

    private readonly Lazy<ulong> _nothing = new(DescribeNothing);

    internal TextureObjects(PrimaryContext context) => _context = context;

    /// <summary>What a reference holds that is not bound: one texel of zeros with a border of zeros.</summary>
    internal ulong Nothing => _nothing.Value;

    /// <exception cref="CudaException">
    /// InvalidFilterSetting: means of integers; InvalidNormSetting: 32-bit integers cannot be read as numbers in [0, 1]; InvalidValue: a mipmap whose
    /// coordinates are not normalised.
    /// </exception>
    public ulong CreateTexture(in TextureResource resource, TextureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Check(resource, settings, isSurface: false);
        return Add(resource, settings, isSurface: false);
    }

    /// <exception cref="CudaException">InvalidValue: only arrays that were made for it are surfaces.</exception>
    public ulong CreateSurface(CudaArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        TextureResource resource = TextureResource.Of(array);
        Check(resource, new(), isSurface: true);
        return Add(resource, new(), isSurface: true);
    }

    /// <exception cref="CudaException">
    /// InvalidFilterSetting, InvalidNormSetting: as <see cref="CreateTexture"/>; InvalidValue: a mipmap whose coordinates are not normalised, or a surface
    /// whose array was not made for it.
    /// </exception>
    public static void Check(in TextureResource resource, TextureSettings settings, bool isSurface)
    {
        bool isFloat = resource.Format.Kind == ChannelKind.Float;
        if (isSurface && (resource.Array is not { } array || (array.Flags & ArrayFlags.SurfaceLoadStore) == 0)) throw new CudaException(CudaError.InvalidValue);
        if (settings.ReadsNormalized && !isFloat && resource.Format.X == 32) throw new CudaException(CudaError.InvalidNormSetting);
        if (settings.IsLinear && !isFloat && !settings.ReadsNormalized) throw new CudaException(CudaError.InvalidFilterSetting);
        if (resource.Mipmap is not null && !settings.HasNormalizedCoordinates) throw new CudaException(CudaError.InvalidValue);
    }

    /// <exception cref="CudaException">InvalidValue: no such texture, or no such surface.</exception>
    public TextureObject Get(ulong handle, bool isSurface) =>
        _objects.TryGetValue(handle, out TextureObject? found) && found.IsSurface == isSurface ? found : throw new CudaException(CudaError.InvalidValue);

    /// <summary>Kernels that are queued or running still read it: programs destroy objects as soon as they have launched. 0 is no object, and that is no error.</summary>
    /// <exception cref="CudaException">InvalidValue</exception>
    public void Destroy(ulong handle, bool isSurface)
    {
        if (handle == 0) return;
        _ = Get(handle, isSurface);
        if (!_objects.TryRemove(handle, out _)) return;
        _retired.Enqueue((handle, [.. _context.AllStreams.Where(stream => !stream.IsIdle).Select(stream => new Dependency(stream, stream.Submitted))]));
        FreeRetired();
    }

    /// <summary>Nothing runs any more.</summary>
    internal void FreeAll()
    {
        while (_retired.TryDequeue(out (ulong Handle, Dependency[]) retired)) Free(retired.Handle);
        foreach (ulong handle in _objects.Keys)
            if (_objects.TryRemove(handle, out _)) Free(handle);
        if (_nothing.IsValueCreated) Free(Nothing);
    }

    // In the order they were retired: the work that reads the first is over before that of the next, or soon after.
    private void FreeRetired()
    {
        while (_retired.TryPeek(out (ulong Handle, Dependency[] Readers) oldest) && Array.TrueForAll(oldest.Readers, reader => reader.IsMet))
            if (_retired.TryDequeue(out (ulong Handle, Dependency[] Readers) taken)) Release(taken);
    }

    // Another thread may have taken the oldest in between.
    private void Release((ulong Handle, Dependency[] Readers) taken)
    {
        if (Array.TrueForAll(taken.Readers, reader => reader.IsMet)) Free(taken.Handle);
        else _retired.Enqueue(taken);
    }

    internal static void Free(TextureObjects owner, ulong descriptor)
    {
        if (descriptor != owner.Nothing) Free(descriptor);
    }

    private static void Free(ulong handle) => NativeMemory.AlignedFree((void*)handle);

    private ulong Add(in TextureResource resource, TextureSettings settings, bool isSurface)
    {
        ulong handle = Describe(resource, settings);
        _objects[handle] = new(resource, settings, isSurface);
        return handle;
    }

    /// <summary>The address of new descriptors: one for each level.</summary>
    internal static ulong Describe(in TextureResource resource, TextureSettings settings)
    {
        int levels = resource.Mipmap?.Levels.Count ?? 1;
        CpuTexture* descriptors = Allocate(levels);
        for (int i = 0; i < levels; i++)
        {
            descriptors[i] = DescribeLevel(resource.Mipmap is { } mipmap ? TextureResource.Of(mipmap.Levels[i]) : resource, settings);
            descriptors[i].Levels = (uint)levels;
        }
        return (ulong)descriptors;
    }

    // The texel lies behind the descriptor.
    private static ulong DescribeNothing()
    {
        CpuTexture* descriptor = Allocate(2);
        new Span<byte>(descriptor, 2 * sizeof(CpuTexture)).Clear();
        *descriptor = new() { Data = (nint)(descriptor + 1), Pitch = 16, SlicePitch = 16, ChannelBytes = 4, Channels = 4, Kind = (uint)ChannelKind.Unsigned };
        for (int i = 0; i < 3; i++) (descriptor->Size[i], descriptor->AddressMode[i]) = (1, (uint)TextureAddressMode.Border);
        return (ulong)descriptor;
    }

    private static CpuTexture* Allocate(int count) => (CpuTexture*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(CpuTexture)), 64);

    private static CpuTexture DescribeLevel(in TextureResource resource, TextureSettings settings)
    {
        ChannelFormat format = resource.Format;
        CpuTexture texture = new()
        {
            Data = resource.Data,
            Pitch = resource.Pitch,
            SlicePitch = resource.SlicePitch,
            ChannelBytes = (uint)format.X / 8,
            Channels = (uint)(format.ElementSize * 8 / format.X),
            Kind = (uint)format.Kind,
            IsLinear = settings.IsLinear ? 1u : 0,
            HasNormalizedCoordinates = settings.HasNormalizedCoordinates ? 1u : 0,
            ReadsNormalized = settings.ReadsNormalized && format.Kind != ChannelKind.Float ? 1u : 0,
            IsSrgb = settings.IsSrgb ? 1u : 0,
            IsLinearBetweenLevels = settings.IsLinearBetweenLevels ? 1u : 0,
            LevelBias = settings.LevelBias,
            MinLevel = settings.MinLevel,
            MaxLevel = settings.MaxLevel,
        };
        (texture.Size[0], texture.Size[1], texture.Size[2]) = ((uint)resource.Size.Width, (uint)resource.Size.Height, (uint)resource.Size.Depth);
        (texture.AddressMode[0], texture.AddressMode[1], texture.AddressMode[2]) = ((uint)settings.AddressX, (uint)settings.AddressY, (uint)settings.AddressZ);
        (texture.Border[0], texture.Border[1], texture.Border[2], texture.Border[3]) = settings.Border;
        if (resource.IsLinear) ReadZeroOutside(ref texture);
        texture.IsPlain = IsPlain(texture, resource) ? 1u : 0;
        return texture;
    }

    // What read_plain in texture.c can do.
    private static bool IsPlain(in CpuTexture texture, in TextureResource resource)
    {
        if (texture.IsLinear + texture.IsSrgb != 0 || resource.Mipmap is not null) return false;
        for (int i = 0; i < 3; i++)
            if (texture.AddressMode[i] == (uint)TextureAddressMode.Border || texture.AddressMode[i] != (uint)TextureAddressMode.Clamp && texture.HasNormalizedCoordinates != 0) return false;
        return texture.Kind == (uint)ChannelKind.Unsigned || texture.ChannelBytes == 4;
    }

    // "Linear memory … returns zero for out-of-range accesses", and is neither filtered nor normalised.
    private static void ReadZeroOutside(ref CpuTexture texture)
    {
        (texture.AddressMode[0], texture.IsLinear, texture.HasNormalizedCoordinates) = ((uint)TextureAddressMode.Border, 0, 0);
        for (int i = 0; i < 4; i++) texture.Border[i] = 0;
    }
}

/// <summary>What an object was made of.</summary>
public sealed record TextureObject(TextureResource Resource, TextureSettings Settings, bool IsSurface);
