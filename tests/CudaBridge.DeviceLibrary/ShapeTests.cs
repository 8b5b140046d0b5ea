using System.Text.RegularExpressions;

namespace CudaBridge.DeviceLibrary;

/// <summary>What the two bitcode files define and need.</summary>
public sealed partial class ShapeTests
{
    private static readonly Lazy<string> s_libdevice = new(() => Clang.Assembly("libdevice")), s_dialect = new(() => Clang.Assembly("dialect"));
    private static readonly Lazy<string> s_table = new(() => Table("PureOperations.cs")), s_runtime = new(() => Table("RuntimeOperations.cs"));

    // Intrinsics that every target lowers inline. is.fpclass, fshl and the saturating ones are integer code where there is no instruction.
    private static readonly HashSet<string> s_inline =
    [
        "abs", "assume", "bitreverse", "ceil", "copysign", "ctlz", "ctpop", "cttz", "fabs", "floor", "fma", "fmuladd", "fptosi.sat", "fptoui.sat", "fshl", "is.fpclass",
        "lifetime.end", "lifetime.start", "maximum", "maximumnum", "maxnum", "memcpy", "minimum", "minimumnum", "minnum", "nearbyint", "rint", "sadd.sat", "smax", "smin",
        "sqrt", "ssub.sat", "trunc", "uadd.sat", "umax", "umin", "usub.sat",
    ];

    [Fact]
    public void Every_function_that_clang_may_call_is_defined()
    {
        string[] wanted = [.. LibdeviceName().Matches(File.ReadAllText(Clang.LibdeviceHeader())).Select(m => m.Groups[1].Value).Distinct()];
        wanted.Length.Should().BeGreaterThan(400);
        wanted.Except(Names(Definition(), s_libdevice.Value)).Should().BeEmpty();
    }

    [Fact]
    public void Signatures_are_those_that_clang_calls() =>
        Clang.Run("--target=nvptx64-nvidia-cuda", "-std=gnu23", "-fsyntax-only", "-D__DEVICE__=", "-DCUDA_VERSION=9000", "-include", Clang.LibdeviceHeader(),
            Path.Combine(Clang.LibraryFolder("libdevice"), "libdevice.c"));

    [Fact]
    public void Libdevice_needs_only_inline_intrinsics_and_pure_operations()
    {
        string[] rows = [.. Row().Matches(s_table.Value).Select(m => m.Groups[1].Value)];
        var needed = Names(Declaration(), s_libdevice.Value).Where(name => !rows.Any(row => row == name || (row.EndsWith('.') && name.StartsWith(row))));
        needed.Where(name => !IsInline(name)).Should().BeEmpty();
    }

    // Unoptimised code keeps references to them.
    [Theory]
    [InlineData("threadIdx"), InlineData("blockIdx"), InlineData("blockDim"), InlineData("gridDim"), InlineData("_ZSt7nothrow")]
    public void Objects_that_hold_nothing_have_storage(string name) =>
        s_libdevice.Value.Should().MatchRegex($@"(?m)^@{name} = .*addrspace\(1\) global i8 0");

    [Fact]
    public void The_dialect_library_needs_only_inline_intrinsics_and_the_targets_operations()
    {
        IEnumerable<string> runtime = RuntimeRow().Matches(s_runtime.Value).Select(m => m.Groups[1].Value);
        Names(Declaration(), s_dialect.Value).Where(name => !IsInline(name)).Except(runtime).Should().BeEmpty();
    }

    // LLVM's verifier compares the type of an intrinsic that is called with the one it has.
    [Fact]
    public void Library_rows_name_functions_of_the_type_of_their_intrinsic()
    {
        var functions = TypedDefinition().Matches(s_dialect.Value).ToDictionary(m => m.Groups["name"].Value, m => m);
        var rows = LibraryRow().Matches(s_table.Value);
        rows.Count.Should().BeGreaterThan(300);
        rows.Select(row => row.Groups[2].Value).Except(functions.Keys).Should().BeEmpty();
        string calls = string.Join('\n', rows.Select(row => Call(row.Groups[1].Value, functions[row.Groups[2].Value])));
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $"target triple = \"nvptx64-nvidia-cuda\"\n{calls}\n");
            Clang.Run("--target=nvptx64-nvidia-cuda", "-Wno-override-module", "-x", "ir", "-S", "-emit-llvm", file, "-o", "-").Should().Contain("@call_llvm.nvvm.prmt");
        }
        finally { File.Delete(file); }
    }

    private static string Table(string file) => File.ReadAllText(Repository.At("src", "CudaBridge.Compiler", "Dialect", file));

    private static string Call(string intrinsic, Match function)
    {
        string type = function.Groups["type"].Value;
        string[] parameters = [.. Parameter().Matches(function.Groups["parameters"].Value).Select(p => p.Groups[1].Value)];
        string zeros = string.Join(", ", parameters.Select(parameter => $"{parameter} zeroinitializer"));
        return $$"""
            declare {{type}} @{{intrinsic}}({{string.Join(", ", parameters)}})
            define {{type}} @call_{{intrinsic}}() {
              %result = call {{type}} @{{intrinsic}}({{zeros}})
              ret {{type}} %result
            }
            """;
    }

    // llvm.fma.f32 => fma; the type mangling is what follows the last known name.
    private static bool IsInline(string name) =>
        name.StartsWith("llvm.", StringComparison.Ordinal) && s_inline.Any(known => name.StartsWith($"llvm.{known}.", StringComparison.Ordinal) || name == $"llvm.{known}");

    private static IEnumerable<string> Names(Regex pattern, string assembly) => pattern.Matches(assembly).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"(__nv_\w+)\(")]
    private static partial Regex LibdeviceName();
    [GeneratedRegex(@"^define[^@\n]*@(\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Definition();
    [GeneratedRegex(@"^declare[^@\n]*@([\w.]+)\(", RegexOptions.Multiline)]
    private static partial Regex Declaration();
    [GeneratedRegex(@"new\(""([^""]+)""")]
    private static partial Regex Row();
    [GeneratedRegex(@"new\(""([^""]+)"",\s*Library\(""(\w+)""\)")]
    private static partial Regex LibraryRow();
    [GeneratedRegex(@"new\(""(\w+)"",\s*Runtime\(")]
    private static partial Regex RuntimeRow();

    [GeneratedRegex(@"^define[^@\n]*?(?<type><[^>]*>|\w+) @(?<name>cb_dialect_\w+)\((?<parameters>.*)\) ", RegexOptions.Multiline)]
    private static partial Regex TypedDefinition();
    [GeneratedRegex(@"(?:^|, )(<[^>]*>|\w+) ")]
    private static partial Regex Parameter();
}
