using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>What <c>cudaIpcEventHandle_t</c>'s 64 bytes hold.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct EventTicket
{
    public const ulong Kind = 0x544e564542445543; // "CUDBEVNT"

    public ulong Magic;
    public int Process;
    public int Descriptor;
    public ulong File;
}

/// <summary>
/// The state of an event that several processes use (<c>cudaEventInterprocess</c>), in a page that all of them map. Records are numbered; each is complete by
/// itself, so a wait for one of them is not ended by a later one in a faster stream.
/// </summary>
internal sealed unsafe class SharedEvent
{
    private const nuint PageBytes = 4096;
    private const ulong Outstanding = 128;
    private const int Spins = 200;
    private const nint NanosecondsBetweenLooks = 100_000_000;

    private readonly State* _state;
    private readonly SharedFile _file;

    private SharedEvent(SharedFile file)
    {
        _file = file;
        _state = (State*)Pages.Map(PageBytes);
        if (_state is null || !file.TryMap((nint)_state, PageBytes, 0)) throw new CudaException(CudaError.MapBufferObjectFailed);
    }

    // Operations in streams hold it longer than the program does.
    ~SharedEvent()
    {
        if (_state is not null) Pages.Unmap((nint)_state, PageBytes);
    }

    private struct State
    {
        public ulong Recorded;

        /// <summary>Changes whenever a record completes; what sleepers sleep on.</summary>
        public uint Completions;
        public int Sleepers;

        /// <summary>For each of the last records: its number once it is complete.</summary>
        public fixed ulong Completed[(int)Outstanding];

        /// <summary>For each of them: the process that completes it, behind the low half of its number.</summary>
        public fixed ulong Owners[(int)Outstanding];
    }

    /// <summary>The number of the last record in any process; 0: there was none.</summary>
    public ulong Recorded => Volatile.Read(ref _state->Recorded);

    public static SharedEvent Create() => new(SharedFile.Create("cudabridge-event", PageBytes));

    /// <exception cref="CudaException">InvalidValue: no such handle; DeviceUninitialized: of this process; InvalidResourceHandle: the event is gone; MapBufferObjectFailed.</exception>
    public static SharedEvent Open(in EventTicket ticket)
    {
        if (ticket.Magic != EventTicket.Kind) throw new CudaException(CudaError.InvalidValue);
        if (ticket.Process == Environment.ProcessId) throw new CudaException(CudaError.DeviceUninitialized);
        if (SharedFile.Of(ticket.Process, ticket.Descriptor) is not { } file) throw new CudaException(CudaError.InvalidResourceHandle);
        if (file.Identity == ticket.File && file.Size == PageBytes) return new(file);
        file.Dispose();
        throw new CudaException(CudaError.InvalidResourceHandle);
    }

    public EventTicket Ticket() => new() { Magic = EventTicket.Kind, Process = Environment.ProcessId, Descriptor = _file.Descriptor, File = _file.Identity };

    /// <summary>The program has destroyed it: no other process can open it any more.</summary>
    public void Forget() => _file.Dispose();

    /// <summary>A record has been asked for. Waits while very many before it are not complete.</summary>
    /// <returns>Its number.</returns>
    public ulong Begin()
    {
        ulong version = Interlocked.Increment(ref _state->Recorded);
        if (version > Outstanding) WaitFor(version - Outstanding);
        Volatile.Write(ref _state->Owners[version % Outstanding], (version << 32) | (uint)Environment.ProcessId);
        return version;
    }

    public bool IsComplete(ulong version) => version == 0 || Volatile.Read(ref _state->Completed[version % Outstanding]) >= version;

    public void Complete(ulong version)
    {
        Volatile.Write(ref _state->Completed[version % Outstanding], version);
        Interlocked.Increment(ref _state->Completions);
        if (Volatile.Read(ref _state->Sleepers) > 0) Futex(Libc.FutexWake, int.MaxValue, null);
    }

    /// <summary>Returns when the record is complete, or the process that should complete it has ended.</summary>
    public void WaitFor(ulong version)
    {
        for (int i = 0; i < Spins && !IsComplete(version); i++) Thread.SpinWait(10);
        nint* timeout = stackalloc nint[] { 0, NanosecondsBetweenLooks };
        while (!IsComplete(version))
        {
            Interlocked.Increment(ref _state->Sleepers);
            uint seen = Volatile.Read(ref _state->Completions);
            if (!IsComplete(version)) Futex(Libc.FutexWait, (nint)seen, timeout);
            Interlocked.Decrement(ref _state->Sleepers);
            if (!IsComplete(version) && HasLostOwner(version)) Complete(version);
        }
    }

    private void Futex(nint operation, nint value, void* timeout)
    {
        nint number = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 98 : 202;
        _ = Libc.syscall(number, &_state->Completions, operation, value, timeout);
    }

    private bool HasLostOwner(ulong version)
    {
        ulong owner = Volatile.Read(ref _state->Owners[version % Outstanding]);
        return (uint)(owner >> 32) == (uint)version && !IsAlive((int)(uint)owner);
    }

    // One that has ended stays in the list until its parent has asked for its exit code.
    private static bool IsAlive(int process)
    {
        try
        {
            string facts = File.ReadAllText($"/proc/{process}/stat");
            return facts[(facts.LastIndexOf(')') + 2)..] is not ['Z' or 'X', ..];
        }
        catch (IOException)
        {
            return false;
        }
    }
}

/// <summary>The place in a stream that a record of a shared event stands for.</summary>
internal sealed class SharedEventRecord(SharedEvent recorded, ulong version) : Operation
{
    public override bool RunsAfterFault => true;

    public override void Run(PrimaryContext context) => recorded.Complete(version);
}

/// <summary>Waits for a record that another process may complete.</summary>
internal sealed class SharedEventWait(SharedEvent awaited, ulong version) : Operation
{
    public override bool NeedsStreamThread => true;

    public override void Run(PrimaryContext context) => awaited.WaitFor(version);
}
