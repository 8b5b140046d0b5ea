using System.Text;

namespace CudaBridge.Shim;

/// <summary>A graph in Graphviz's language, child graphs as clusters.</summary>
internal static class GraphDot
{
    private const uint Handles = 1 << 10;

    /// <param name="flags"><c>cudaGraphDebugDotFlags…</c>: any but the handles' asks for the nodes' parameters.</param>
    public static string Write(Graph graph, uint flags)
    {
        StringBuilder text = new("digraph dot {\n");
        WriteBody(text, graph, flags, "  ");
        return text.Append("}\n").ToString();
    }

    private static void WriteBody(StringBuilder text, Graph graph, uint flags, string indent)
    {
        text.Append($"{indent}subgraph cluster_{graph.Handle:x} {{\n{indent}  label=\"graph 0x{graph.Handle:x}\"\n");
        foreach (GraphNode node in graph.Nodes)
        {
            text.Append($"{indent}  {Name(node)}[shape=\"rectangle\" label=\"{Label(node, flags)}\"];\n");
            if (node.Work is ChildWork child) WriteBody(text, child.Graph, flags, indent + "  ");
        }
        foreach (GraphNode node in graph.Nodes)
            foreach (GraphNode dependent in node.Dependents) text.Append($"{indent}  {Name(node)} -> {Name(dependent)};\n");
        text.Append($"{indent}}}\n");
    }

    private static string Name(GraphNode node) => $"node_{node.Handle:x}";

    private static string Label(GraphNode node, uint flags)
    {
        string label = node.Work is KernelWork kernel ? $"KERNEL {kernel.Function.Name}" : node.Kind.ToString().ToUpperInvariant();
        if ((flags & Handles) != 0) label += $"\\n0x{node.Handle:x}";
        if ((flags & ~Handles) != 0 && node.Work.Description.Length > 0) label += $"\\n{node.Work.Description}";
        return label.Replace("\"", "\\\"", StringComparison.Ordinal);
    }
}
