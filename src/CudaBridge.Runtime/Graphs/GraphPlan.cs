namespace CudaBridge.Runtime;

/// <summary>A node of an executable graph, child graphs flattened: its work and the places of the nodes it waits for.</summary>
internal sealed record FlatNode(GraphNode Source, int[] Dependencies);

/// <summary>
/// Who runs what, and in which order. Lane 0 is the stream of the launch, each other lane a stream of the executable graph's own; a step is a run of nodes of
/// one lane that waits for other lanes only before its first node.
/// </summary>
internal sealed class GraphPlan
{
    // Looking for lanes that are free costs memory that grows with the square of the nodes.
    private const int MostNodesForReuse = 4096;

    /// <summary>One step.</summary>
    /// <param name="Nodes">Places in the flat list. An event's record or wait is a step of its own.</param>
    /// <param name="Dependencies">Steps of other lanes, all of which come earlier.</param>
    public sealed record Step(int Lane, List<int> Nodes, List<int> Dependencies, bool IsEvent);

    private readonly bool[] _isLastOfLane;

    private GraphPlan(IReadOnlyList<Step> steps, int lanes)
    {
        (Steps, Lanes) = (steps, lanes);
        _isLastOfLane = new bool[steps.Count];
        for (int lane = 0; lane < lanes; lane++)
            if (steps.ToList().FindLastIndex(step => step.Lane == lane) is >= 0 and var last) _isLastOfLane[last] = true;
    }

    /// <summary>In an order in which they may be submitted.</summary>
    public IReadOnlyList<Step> Steps { get; }

    public int Lanes { get; }

    public bool IsLastOfLane(int step) => _isLastOfLane[step];

    /// <param name="nodes">Each after those it waits for.</param>
    public static GraphPlan Of(IReadOnlyList<FlatNode> nodes, int mostLanes)
    {
        int[] lanes = AssignLanes(nodes, mostLanes, out int count);
        return new(CutSteps(nodes, lanes, count), count);
    }

    // A node goes on with the lane of one it waits for, else takes a lane whose work is all behind it, else a new one.
    private static int[] AssignLanes(IReadOnlyList<FlatNode> nodes, int mostLanes, out int count)
    {
        int[] lanes = new int[nodes.Count];
        List<int> tails = [], lengths = [];
        Reachability? behind = nodes.Count <= MostNodesForReuse ? new(nodes) : null;
        for (int i = 0; i < nodes.Count; i++)
        {
            int previous = Array.FindIndex(nodes[i].Dependencies, d => tails[lanes[d]] == d);
            int lane = previous >= 0 ? lanes[nodes[i].Dependencies[previous]] : tails.FindIndex(tail => behind?.IsBehind(tail, i) == true);
            if (lane < 0 && tails.Count < mostLanes)
            {
                lane = tails.Count;
                tails.Add(i);
                lengths.Add(0);
            }
            if (lane < 0) lane = lengths.IndexOf(lengths.Min());
            lanes[i] = lane;
            tails[lane] = i;
            lengths[lane]++;
        }
        count = Math.Max(1, tails.Count);
        return lanes;
    }

    private static List<Step> CutSteps(IReadOnlyList<FlatNode> nodes, int[] lanes, int laneCount)
    {
        bool[] isAwaited = new bool[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
            foreach (int d in nodes[i].Dependencies)
                if (lanes[d] != lanes[i]) isAwaited[d] = true;

        List<Step> steps = [];
        int[] stepOf = new int[nodes.Count];
        int[] current = new int[laneCount];
        Array.Fill(current, -1);
        for (int i = 0; i < nodes.Count; i++)
        {
            int lane = lanes[i];
            List<int> others = [.. nodes[i].Dependencies.Where(d => lanes[d] != lane).Select(d => stepOf[d]).Distinct()];
            bool isEvent = nodes[i].Source.Kind is GraphNodeKind.RecordEvent or GraphNodeKind.WaitEvent;
            Step? open = current[lane] < 0 ? null : steps[current[lane]];
            if (open is null || isEvent || open.IsEvent || others.Count > 0 || isAwaited[open.Nodes[^1]])
            {
                current[lane] = steps.Count;
                steps.Add(open = new(lane, [], others, isEvent));
            }
            open.Nodes.Add(i);
            stepOf[i] = current[lane];
        }
        return steps;
    }

    /// <summary>Which nodes each node waits for, directly or not.</summary>
    private sealed class Reachability
    {
        private readonly ulong[][] _behind;

        public Reachability(IReadOnlyList<FlatNode> nodes)
        {
            _behind = new ulong[nodes.Count][];
            for (int i = 0; i < nodes.Count; i++)
            {
                ulong[] all = _behind[i] = new ulong[(i + 63) / 64 + 1];
                foreach (int d in nodes[i].Dependencies)
                {
                    all[d / 64] |= 1UL << (d % 64);
                    for (int word = 0; word < _behind[d].Length; word++) all[word] |= _behind[d][word];
                }
            }
        }

        public bool IsBehind(int earlier, int later) => earlier < later && (_behind[later][earlier / 64] & (1UL << (earlier % 64))) != 0;
    }
}
