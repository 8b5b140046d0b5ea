using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaGraphNodeType</c></summary>
public enum GraphNodeKind
{
    Kernel = 0,
    Copy = 1,
    Fill = 2,
    Host = 3,
    Child = 4,
    Empty = 5,
    WaitEvent = 6,
    RecordEvent = 7,
    Allocate = 10,
    Free = 11,
    MemoryOperations = 12,
    Conditional = 13,
}

/// <summary>What a node does. It never changes, so a graph, its clones and what was instantiated from them share it.</summary>
internal abstract record NodeWork
{
    public abstract GraphNodeKind Kind { get; }

    /// <summary>What the dot file says of it.</summary>
    public virtual string Description => "";

    /// <summary>Only these may be switched off in an executable graph.</summary>
    public bool CanBeDisabled => Kind is GraphNodeKind.Kernel or GraphNodeKind.Copy or GraphNodeKind.Fill;

    /// <summary>It may block, so only a thread of ours may run it.</summary>
    public virtual bool NeedsStreamThread => false;

    /// <summary>An operation that may run any number of times, one run after the other; null: there is nothing to run.</summary>
    public virtual Operation? Prepare() => null;
}

internal sealed record EmptyWork : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.Empty;
}

/// <summary>A launch with its arguments, laid out as the parameter buffer.</summary>
internal sealed unsafe record KernelWork : NodeWork
{
    // Pinned: a program that asks for the parameters gets pointers into them.
    private readonly byte[] _buffer;
    private readonly nint[] _pointers;

    public KernelWork(Function function, Dim3 grid, Dim3 block, uint dynamicShared, bool cooperative, ReadOnlySpan<byte> arguments)
    {
        (Function, Grid, Block, DynamicShared, Cooperative) = (function, grid, block, dynamicShared, cooperative);
        _buffer = GC.AllocateUninitializedArray<byte>(arguments.Length, pinned: true);
        arguments.CopyTo(_buffer);
        _pointers = GC.AllocateArray<nint>(function.Parameters.Length + 1, pinned: true);
        byte* start = (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0);
        for (int i = 0; i < function.Parameters.Length; i++) _pointers[i] = (nint)(start + function.Parameters[i].Offset);
    }

    public override GraphNodeKind Kind => GraphNodeKind.Kernel;

    public Function Function { get; }

    public Dim3 Grid { get; }

    public Dim3 Block { get; }

    public uint DynamicShared { get; }

    public bool Cooperative { get; init; }

    /// <summary>One pointer per parameter (<c>kernelParams</c>); valid as long as a node has this work.</summary>
    public void** Arguments() => (void**)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_pointers, 0);

    public override string Description => $"{Function.Name}<<<{Grid}, {Block}, {DynamicShared}>>>";

    public override Operation Prepare()
    {
        LaunchOperation launch = new();
        launch.Prepare(Function, Grid, Block, DynamicShared, Cooperative, _buffer);
        return launch;
    }
}

/// <summary>A copy: what the program asked for and what that comes to.</summary>
internal sealed record CopyWork(Copy3DParameters Parameters, Transfer Transfer) : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.Copy;

    public override string Description => $"{Parameters.Kind}: {Transfer.Box.Bytes} bytes from 0x{Transfer.Source.Start:x} to 0x{Transfer.Target.Start:x}";

    public override Operation Prepare()
    {
        TransferOperation operation = new();
        operation.Prepare(Transfer);
        return operation;
    }
}

/// <summary><c>cudaMemsetParams</c>: width in elements, pitch in bytes.</summary>
public readonly record struct FillParameters(nint Target, nuint Pitch, uint Value, int ElementSize, nuint Width, nuint Height);

internal sealed record FillWork(FillParameters Parameters, Transfer Transfer) : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.Fill;

    public override string Description => $"{Transfer.Box.Bytes} bytes at 0x{Parameters.Target:x}, 0x{Parameters.Value:x}";

    public override Operation Prepare()
    {
        TransferOperation operation = new();
        operation.Prepare(Transfer);
        return operation;
    }
}

/// <summary>A function of the program: <c>void (*)(void*)</c>.</summary>
internal sealed unsafe record HostWork(nint Function, nint UserData) : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.Host;

    public override bool NeedsStreamThread => true;

    public override string Description => $"0x{Function:x}(0x{UserData:x})";

    public override Operation Prepare() => new HostCall((delegate* unmanaged<void*, void>)Function, (void*)UserData);
}

/// <summary>A whole graph in the place of a node; it belongs to the node.</summary>
internal sealed record ChildWork(Graph Graph) : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.Child;

    public override string Description => $"{Graph.Nodes.Count} nodes";
}

internal sealed record RecordEventWork(Event Event) : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.RecordEvent;

    public override string Description => $"0x{Event.Handle:x}";
}

internal sealed record WaitEventWork(Event Event) : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.WaitEvent;

    public override string Description => $"0x{Event.Handle:x}";
}

/// <summary>The memory has its address from the start, so nothing runs.</summary>
internal sealed record AllocateWork(GraphMemory Memory) : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.Allocate;

    public override string Description => $"{Memory.Bytes} bytes at 0x{Memory.Address:x}";
}

internal sealed record FreeWork(GraphMemory Memory) : NodeWork
{
    public override GraphNodeKind Kind => GraphNodeKind.Free;

    public override string Description => $"0x{Memory.Address:x}";
}
