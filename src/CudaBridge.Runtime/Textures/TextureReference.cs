using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// A texture or surface reference of a module: a variable that holds the address of a descriptor. A binding is for the launches that come
/// after it, so one that changes waits, at the next launch, for the kernels that may still read the one before.
/// </summary>
public sealed unsafe class TextureReference
{
    private readonly PrimaryContext _context;
    private readonly ulong* _cell;
    private readonly object _gate = new();
    private TextureResource? _resource;
    private TextureSettings _settings = new();
    private Func<TextureSettings>? _source;
    private bool _isChanged;
    private bool _isUsed;

    /// <param name="cell">The variable.</param>
    internal TextureReference(PrimaryContext context, string name, nint cell, bool isSurface)
    {
        (_context, Name, IsSurface) = (context, name, isSurface);
        _cell = (ulong*)cell;
        *_cell = context.Textures.Nothing;
    }

    public string Name { get; }

    public bool IsSurface { get; }

    /// <summary>What it is bound to; null: nothing, and fetches give zeros.</summary>
    public TextureResource? Resource
    {
        get
        {
            lock (_gate) return _resource;
        }
    }

    /// <param name="resource">Null: nothing.</param>
    /// <param name="settings">Whether they suit the resource is looked at when a kernel is launched, by then all are said.</param>
    /// <param name="source">Asked for the settings at every launch; null: they stay. Programs change the fields of their references between launches.</param>
    public void Bind(TextureResource? resource, TextureSettings settings, Func<TextureSettings>? source = null)
    {
        lock (_gate) (_resource, _settings, _source, _isChanged) = (resource, settings, source, true);
    }

    /// <summary>A kernel that may read it is about to be queued.</summary>
    /// <exception cref="CudaException">Those of <see cref="TextureObjects.Check"/>.</exception>
    internal void Use()
    {
        lock (_gate)
        {
            if (_source is not null && _source() is { } settings && settings != _settings) (_settings, _isChanged) = (settings, true);
            if (_isChanged) Apply();
            _isUsed = true;
        }
    }

    /// <summary>Its module goes; nothing runs that reads it.</summary>
    internal void Release()
    {
        lock (_gate)
        {
            TextureObjects.Free(_context.Textures, *_cell);
            *_cell = _context.Textures.Nothing;
        }
    }

    private void Apply()
    {
        if (_resource is { } wanted) TextureObjects.Check(wanted, _settings, IsSurface);
        if (_isUsed) _context.WaitForAll();
        ulong before = *_cell;
        *_cell = _resource is { } bound ? TextureObjects.Describe(bound, _settings) : _context.Textures.Nothing;
        TextureObjects.Free(_context.Textures, before);
        _isChanged = false;
    }
}
