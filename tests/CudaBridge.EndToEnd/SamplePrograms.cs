using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(CudaBridge.EndToEnd.SamplePrograms))]

namespace CudaBridge.EndToEnd;

/// <summary>The samples as nvcc makes them, each built when a test first asks for it. What they run on, and how, is said when they are started.</summary>
public sealed class SamplePrograms : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ConcurrentDictionary<string, Lazy<string>> _programs = new();

    public string this[string sample] => _programs.GetOrAdd(sample, name => new Lazy<string>(() => Sample.Build(name, _scratch.Folder))).Value;

    /// <summary>Runs a sample in a folder of its own.</summary>
    public Outcome Run(string sample, params (string Name, string Value)[] environment)
    {
        using var scratch = new Scratch();
        return ToolkitUnderTest.Run(scratch.Folder, this[sample], [], environment);
    }

    public void Dispose() => _scratch.Dispose();
}
