using System.IO.MemoryMappedFiles;

namespace CudaBridge.Fuzz.Load;

/// <summary>Where a worker is and what it has seen, in a file that both processes map: it is right up to the instruction at which the worker dies.</summary>
internal sealed class Progress : IDisposable
{
    private const int Codes = 1000;
    private const int AtOffset = 0, SlowestOffset = 8, CodesOffset = 16;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public Progress(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, CodesOffset + Codes * sizeof(long));
        _view = _file.CreateViewAccessor();
    }

    /// <summary>The index of the image that is being loaded.</summary>
    public ulong At
    {
        get => _view.ReadUInt64(AtOffset);
        set => _view.Write(AtOffset, value);
    }

    public double SlowestSeconds => _view.ReadDouble(SlowestOffset);

    /// <summary>How often each result code came.</summary>
    public IEnumerable<(int Code, long Count)> Results => Enumerable.Range(0, Codes).Select(code => (code, _view.ReadInt64(CodesOffset + code * sizeof(long)))).Where(result => result.Item2 > 0);

    public void Note(int code, double seconds)
    {
        long place = CodesOffset + Math.Clamp(code, 0, Codes - 1) * sizeof(long);
        _view.Write(place, _view.ReadInt64(place) + 1);
        if (seconds > SlowestSeconds) _view.Write(SlowestOffset, seconds);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
