using CudaBridge.Abi;

namespace CudaBridge.Runtime.Tests;

public sealed class GraphTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_plan_keeps_every_dependency_of_random_graphs(int mostLanes)
    {
        using TestProgram program = new();
        Event signal = program.Context.CreateEvent();
        Random random = new(mostLanes);
        for (int round = 0; round < 200; round++)
        {
            List<FlatNode> nodes = RandomNodes(program.Context, random, signal);
            GraphPlan plan = GraphPlan.Of(nodes, mostLanes);

            plan.Lanes.Should().BeLessThanOrEqualTo(mostLanes);
            plan.Steps.SelectMany(step => step.Nodes).Should().BeEquivalentTo(Enumerable.Range(0, nodes.Count), "each node runs once");
            HashSet<int>[] before = Predecessors(plan, nodes.Count);
            for (int i = 0; i < nodes.Count; i++) nodes[i].Dependencies.Should().BeSubsetOf(before[i], $"round {round}, node {i}");
        }
    }

    [Fact]
    public void A_chain_is_one_step_and_branches_have_lanes()
    {
        using TestProgram program = new();
        Graph graph = program.Context.CreateGraph();
        GraphNode node = graph.Add(new EmptyWork(), []);

        GraphPlan chain = GraphPlan.Of([new(node, []), new(node, [0]), new(node, [1])], 8);
        chain.Steps.Should().ContainSingle().Which.Nodes.Should().Equal(0, 1, 2);

        GraphPlan diamond = GraphPlan.Of([new(node, []), new(node, [0]), new(node, [0]), new(node, [1, 2]), new(node, [3]), new(node, [3])], 8);
        diamond.Lanes.Should().Be(2, "the second pair takes the lanes of the first");
        diamond.Steps.Single(step => step.Nodes.Contains(2)).Lane.Should().Be(1);
    }

    [Fact]
    public void Launches_of_one_graph_run_one_after_the_other_in_whichever_streams()
    {
        using TestProgram program = new();
        nint memory = program.AllocateZeroed(4);
        Graph graph = program.Context.CreateGraph();
        GraphNode first = graph.Add(Describe(program, "step", memory, 1), []);
        GraphNode second = graph.Add(Describe(program, "step", memory, 2), [first]);
        graph.Add(Describe(program, "step", memory, 3), [second]);
        GraphExec exec = program.Context.Instantiate(graph, InstantiateFlags.None);
        Stream[] streams = [.. Enumerable.Range(0, 4).Select(_ => program.Context.CreateStream(StreamFlags.NonBlocking))];

        for (int i = 0; i < 400; i++) exec.Launch(streams[i % 4]);
        program.Context.Synchronize();

        uint expected = 0;
        for (int i = 0; i < 400; i++)
            for (uint k = 1; k <= 3; k++) expected = expected * 3 + k;
        program.Read<uint>(memory).Should().Be(expected, "each kernel works on what the one before has left");
    }

    [Fact]
    public void A_launch_allocates_nothing_once_it_has_run()
    {
        using TestProgram program = new();
        nint memory = program.AllocateZeroed(4);
        Graph graph = program.Context.CreateGraph();
        KernelWork step = Describe(program, "step", memory);
        GraphNode last = graph.Add(step, []);
        for (int i = 0; i < 20; i++) last = graph.Add(step, [last]);
        GraphExec exec = program.Context.Instantiate(graph, InstantiateFlags.None);
        Stream stream = program.Context.CreateStream();
        for (int i = 0; i < 10; i++) LaunchAndWait();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) LaunchAndWait();
        // A launch that starts before the last one has given its state back makes another; a few of those are kept for good.
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1000, "21 nodes a launch");

        void LaunchAndWait()
        {
            exec.Launch(stream);
            stream.WaitFor(stream.Submitted);
        }
    }

    [Fact]
    public void A_fault_in_a_node_stops_the_rest_and_stays()
    {
        using TestProgram program = new();
        nint memory = program.AllocateZeroed(4);
        Graph graph = program.Context.CreateGraph();
        GraphNode bad = graph.Add(Describe(program, "store", 8), []);
        graph.Add(Describe(program, "step", memory), [bad]);
        GraphExec exec = program.Context.Instantiate(graph, InstantiateFlags.None);

        exec.Launch(program.DefaultStream);

        FluentActions.Invoking(program.Context.Synchronize).Should().Throw<CudaException>().Which.Code.Should().Be(CudaError.IllegalAddress);
        unsafe
        {
            (*(int*)memory).Should().Be(0);
        }
    }

    private static unsafe KernelWork Describe(TestProgram program, string kernel, nint argument, nint second = 0)
    {
        nint[] values = [argument, second, 0, 0];
        fixed (nint* start = values)
        {
            void** pointers = stackalloc void*[] { start, start + 1, start + 2, start + 3 };
            return program[kernel].Describe(new(1), new(1), 0, pointers, cooperative: false);
        }
    }

    private static List<FlatNode> RandomNodes(PrimaryContext context, Random random, Event signal)
    {
        Graph graph = context.CreateGraph();
        List<FlatNode> nodes = [];
        for (int i = random.Next(1, 40); i > 0; i--)
        {
            NodeWork work = random.Next(10) == 0 ? new RecordEventWork(signal) : new EmptyWork();
            int[] dependencies = [.. Enumerable.Range(0, nodes.Count).Where(_ => random.Next(nodes.Count) < 2)];
            nodes.Add(new(graph.Add(work, []), dependencies));
        }
        return nodes;
    }

    // By lanes, which keep their order, and by what steps wait for.
    private static HashSet<int>[] Predecessors(GraphPlan plan, int count)
    {
        HashSet<int>[] before = [.. Enumerable.Range(0, count).Select(_ => new HashSet<int>())];
        Dictionary<int, int> tails = [];
        for (int s = 0; s < plan.Steps.Count; s++)
        {
            GraphPlan.Step step = plan.Steps[s];
            HashSet<int> known = [];
            foreach (int earlier in step.Dependencies)
            {
                earlier.Should().BeLessThan(s);
                int last = plan.Steps[earlier].Nodes[^1];
                known.UnionWith(before[last].Append(last));
            }
            foreach (int node in step.Nodes)
            {
                if (tails.TryGetValue(step.Lane, out int tail)) known.UnionWith(before[tail].Append(tail));
                before[node].UnionWith(known);
                tails[step.Lane] = node;
            }
        }
        return before;
    }
}
