using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime;

/// <summary>This machine's CPU. Device memory is the process's own.</summary>
internal sealed class CpuDevice() : Device($"CudaBridge CPU ({HostFacts.CpuModel})")
{
    /// <summary>Threads that run blocks; each counts as one multiprocessor.</summary>
    public override int MultiprocessorCount => WorkerPool.Shared.Concurrency;

    public override nuint TotalMemory => HostFacts.DeviceMemory;

    internal override bool SharesHostMemory => true;

    internal override nint MapMemory(nuint bytes) => Pages.Map(bytes);

    internal override void UnmapMemory(nint start, nuint bytes) => Pages.Unmap(start, bytes);

    internal override Module LoadModule(PrimaryContext context, IReadOnlyList<ImageEntry> entries, TranslationWatch? watch) =>
        ModuleLoader.Load(context, entries, watch);
}
