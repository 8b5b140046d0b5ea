using System.Text;
using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Tests;

/// <summary>What becomes part of a kernel: copies are counted in what stays, not in what would be there if everything were inlined.</summary>
public class InliningPlanTests
{
    [Fact]
    public void A_few_copies_are_inlined_all_the_way() =>
        Inlined(Chain(calls: 3, instructions: 40)).Should().BeEquivalentTo("a", "b", "c", "d");

    // @c comes to 10 × 10 × 10 copies of 40 instructions; @d would come to 10,000, and is 10 in @c.
    [Fact]
    public void What_stays_out_of_line_takes_what_it_calls_with_it() =>
        Inlined(Chain(calls: 10, instructions: 40)).Should().BeEquivalentTo("a", "b", "d");

    // No function adds 30,000 instructions, but three of them, each called 70 times, make the kernel three times 28,000.
    [Fact]
    public void A_kernel_has_a_limit_of_its_own() =>
        Inlined(Function("x", 400) + Function("y", 401) + Function("z", 400) + Kernel([.. Enumerable.Range(0, 210).Select(i => "xyz"[i % 3].ToString())]))
            .Should().BeEquivalentTo("x", "z");

    [Fact]
    public void Recursion_and_what_the_program_keeps_out_of_line_stay() =>
        Inlined(Function("loop", 3, callees: ["loop"]) + Function("kept", 3, attributes: "noinline") + Function("tiny", 3) + Kernel("loop", "kept", "tiny")).Should().BeEquivalentTo("tiny");

    private static string Chain(int calls, int instructions) =>
        Function("d", instructions) + Function("c", instructions, [.. Enumerable.Repeat("d", calls)]) + Function("b", 1, [.. Enumerable.Repeat("c", calls)])
        + Function("a", 1, [.. Enumerable.Repeat("b", calls)]) + Kernel([.. Enumerable.Repeat("a", calls)]);

    private static string Kernel(params string[] callees) => Function("k", 1, callees).Replace("define void", "define ptx_kernel void", StringComparison.Ordinal);

    private static string Function(string name, int instructions, params string[] callees) => Function(name, instructions, "", callees);

    private static string Function(string name, int instructions, string attributes) => Function(name, instructions, attributes, []);

    private static string Function(string name, int instructions, string attributes, string[] callees)
    {
        StringBuilder text = new($"define void @{name}() {attributes} {{\n");
        for (int i = 1; i < instructions; i++) text.Append($"  %v{i} = add i32 {(i == 1 ? "1" : $"%v{i - 1}")}, 1\n");
        foreach (string callee in callees) text.Append($"  call void @{callee}()\n");
        return text.Append("  ret void\n}\n").ToString();
    }

    private static List<string> Inlined(string ir)
    {
        using LLVMContextRef context = LLVMContextRef.Create();
        context.TryParseIR(LLVMMemoryBufferRef.CreateCopy(Encoding.UTF8.GetBytes(ir), "test"), out LLVMModuleRef module, out string problem).Should().BeTrue(problem);
        using (module)
        {
            InliningPlan plan = new([module.GetNamedFunction("k")], new CallGraph(module), new HashSet<IntPtr>());
            return module.DefinedFunctions().Where(f => f.Name != "k" && plan.Inlines(f)).Select(f => f.Name).ToList();
        }
    }
}
