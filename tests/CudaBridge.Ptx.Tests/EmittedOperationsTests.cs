using System.Text.RegularExpressions;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.PtxLowering;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Ptx.Tests;

/// <summary>What inline PTX becomes is known to the passes behind it.</summary>
public sealed partial class EmittedOperationsTests
{
    private const string LibraryPrefix = "cb_dialect_";
    private static readonly Lazy<HashSet<string>> s_library = new(ReadLibrary);

    [GeneratedRegex(@"^declare [^@\n]*@([\w.]+)\(", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    public static TheoryData<string> Supported => [.. Instructions.Opcodes.Where(PtxInstructions.IsSupported).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Supported))]
    public void Every_operation_has_a_row_or_a_library_function(string opcode)
    {
        Assert.SkipUnless(File.Exists(Toolkit.DialectLibrary), "the toolkit is not built (build.sh build)");
        SortedSet<string> unknown = new(StringComparer.Ordinal);
        foreach (Form form in Instructions.Find(opcode))
            foreach (string text in FormText.Instances(form, most: 200))
            {
                (string ir, string? problem) = LoweredText.Lower(LoweringTests.WithDeclarations(text));
                if (problem is not null) continue;
                foreach (Match match in Declaration().Matches(ir))
                    if (!IsKnown(match.Groups[1].Value)) unknown.Add($"{match.Groups[1].Value} ({text})");
            }
        unknown.Should().BeEmpty();
    }

    private static bool IsKnown(string name) =>
        name.StartsWith(LibraryPrefix, StringComparison.Ordinal) ? s_library.Value.Contains(name)
        : !name.StartsWith("llvm.nvvm.", StringComparison.Ordinal) || Operations.Find(name) is not null;

    private static HashSet<string> ReadLibrary()
    {
        using LLVMContextRef context = LLVMContextRef.Create();
        LLVMMemoryBufferRef buffer = LLVMMemoryBufferRef.CreateCopy(File.ReadAllBytes(Toolkit.DialectLibrary), "dialect");
        context.TryParseIR(buffer, out LLVMModuleRef module, out string problem).Should().BeTrue(problem);
        using LLVMModuleRef owned = module;
        return [.. module.DefinedFunctions().Select(function => function.Name)];
    }
}
