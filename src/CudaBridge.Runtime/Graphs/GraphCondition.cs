using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaGraphConditionalNodeType</c></summary>
public enum ConditionalKind
{
    /// <summary>The first body if the value is not 0; else the second, if there is one.</summary>
    If = 0,

    /// <summary>The body, as long as the value is not 0.</summary>
    While = 1,

    /// <summary>The body of the value's number, if there is one.</summary>
    Switch = 2,
}

/// <summary>The number that a conditional node looks at and kernels write: <c>cudaGraphConditionalHandle</c> is its address.</summary>
internal sealed unsafe class GraphCondition(Graph graph, uint initial, bool assigns)
{
    private readonly uint* _cell = (uint*)NativeMemory.AllocZeroed(sizeof(ulong));

    ~GraphCondition() => NativeMemory.Free(_cell);

    /// <summary>The graph whose node it is for.</summary>
    public Graph Graph { get; } = graph;

    public ulong Handle => (ulong)_cell;

    public uint Value => Volatile.Read(ref *_cell);

    /// <summary>A node has it; each is for one.</summary>
    public bool IsUsed { get; set; }

    /// <summary>The graph is launched.</summary>
    public void Assign()
    {
        if (assigns) Volatile.Write(ref *_cell, initial);
    }
}

/// <summary>Graphs that run as often as a condition says.</summary>
internal sealed unsafe record ConditionalWork : NodeWork
{
    // What the kinds of nodes in a body can be, as CUDA documents.
    private static readonly GraphNodeKind[] s_allowed = [GraphNodeKind.Kernel, GraphNodeKind.Copy, GraphNodeKind.Fill, GraphNodeKind.Empty, GraphNodeKind.Child, GraphNodeKind.Conditional];

    private readonly nint[] _handles;

    /// <exception cref="CudaException">InvalidValue: another graph's condition, one that a node has, or a number of bodies that the kind does not have.</exception>
    public ConditionalWork(PrimaryContext context, Graph graph, GraphCondition condition, ConditionalKind kind, uint bodies)
    {
        bool fits = kind switch { ConditionalKind.If => bodies is 1 or 2, ConditionalKind.While => bodies == 1, ConditionalKind.Switch => bodies >= 1, _ => false };
        if (!fits || condition.Graph != graph || condition.IsUsed) throw new CudaException(CudaError.InvalidValue);
        (Condition, Choice) = (condition, kind);
        Bodies = [.. Enumerable.Range(0, (int)bodies).Select(_ => context.CreateGraph())];
        _handles = GC.AllocateArray<nint>((int)bodies, pinned: true);
        for (int i = 0; i < Bodies.Count; i++) _handles[i] = Bodies[i].Handle;
        condition.IsUsed = true;
    }

    public override GraphNodeKind Kind => GraphNodeKind.Conditional;

    public GraphCondition Condition { get; }

    public ConditionalKind Choice { get; }

    public IReadOnlyList<Graph> Bodies { get; }

    /// <summary>The graphs' handles, one behind the other; valid as long as the node.</summary>
    public nint* Handles() => (nint*)Marshal.UnsafeAddrOfPinnedArrayElement(_handles, 0);

    public override string Description => $"{Choice}, {Bodies.Count} graphs";

    /// <summary>The bodies as they are now.</summary>
    /// <exception cref="CudaException">InvalidValue: a circle; NotSupported: a kind of node that a body cannot have.</exception>
    public override Operation Prepare() => new ConditionalOperation(this, [.. Bodies.Select(Operations)]);

    /// <summary>Its own, and those of the nodes in its bodies.</summary>
    public IEnumerable<GraphCondition> Conditions => Bodies.SelectMany(Of).Prepend(Condition);

    /// <summary>The conditions of a graph's nodes, however deep.</summary>
    public static IEnumerable<GraphCondition> Of(Graph graph) => graph.Nodes.SelectMany(node => node.Work switch
    {
        ConditionalWork inner => inner.Conditions,
        ChildWork child => Of(child.Graph),
        _ => [],
    });

    private static Operation[] Operations(Graph graph)
    {
        List<GraphNode> ordered = graph.Ordered() ?? throw new CudaException(CudaError.InvalidValue, "The graph's nodes wait for each other in a circle.");
        if (ordered.Find(node => !s_allowed.Contains(node.Kind)) is { } other) throw new CudaException(CudaError.NotSupported, $"The body of a conditional node holds a node of kind {other.Kind}.");
        return [.. ordered.SelectMany(node => node.Work is ChildWork child ? Operations(child.Graph) : node.Work.Prepare() is { } operation ? [operation] : [])];
    }
}

/// <summary>The nodes of a body, one after the other, as often as the condition says.</summary>
internal sealed class ConditionalOperation(ConditionalWork work, Operation[][] bodies) : Operation
{
    public override void Run(PrimaryContext context)
    {
        uint value = work.Condition.Value;
        switch (work.Choice)
        {
            case ConditionalKind.If:
                Run(context, value != 0 ? 0u : 1u);
                break;
            case ConditionalKind.While:
                while (work.Condition.Value != 0 && context.StickyError == CudaError.Success) Run(context, 0);
                break;
            default:
                Run(context, value);
                break;
        }
    }

    private void Run(PrimaryContext context, uint body)
    {
        if (body >= bodies.Length) return;
        foreach (Operation operation in bodies[body])
        {
            if (context.StickyError != CudaError.Success) return;
            operation.Rearm();
            operation.Run(context);
        }
    }
}
