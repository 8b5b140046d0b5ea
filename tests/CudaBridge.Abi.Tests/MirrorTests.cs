using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CudaBridge.Abi.Tests;

/// <summary>
/// Every struct and enum of the C# mirrors of the runtime API, the driver API and NVRTC against what a C compiler makes of the toolkit's headers. Both sides were written
/// from the same reference by different hands, which is what makes the comparison worth something.
/// </summary>
public sealed class MirrorTests
{
    private static readonly string[] s_prefixes = ["cuda", "CU", "nvrtc"];

    // Anonymous or opaque in C; they cross the ABI, but have no name a probe could use.
    private static readonly HashSet<string> s_notInTheseHeaders = ["cudaGLDeviceList", "cudaEglFrame"];

    [Fact]
    public void Structs_have_the_size_and_offsets_of_the_headers()
    {
        List<(string Expression, long Value)> facts = [];
        foreach (Type type in MirroredTypes().Where(t => !t.IsEnum)) AddStruct(facts, type);
        facts.Count.Should().BeGreaterThan(200, "the mirror has that many fields");
        Check(facts);
    }

    [Fact]
    public void Enums_have_the_values_of_the_headers()
    {
        List<(string Expression, long Value)> facts = [];
        foreach (Type type in MirroredTypes().Where(t => t.IsEnum))
        {
            facts.Add(($"sizeof({type.Name})", 4));
            foreach (string name in Enum.GetNames(type)) facts.Add((name, Convert.ToInt64(Enum.Parse(type, name))));
        }
        Check(facts);
    }

    [Fact]
    public void Error_codes_have_the_values_of_the_headers() =>
        Check([.. CudaErrorTable.Rows.Select(row => (row.Name, (long)row.Code))]);

    [Fact]
    public void A_context_is_created_as_in_CUDA_12_and_as_in_CUDA_13() => Probe.Complaints("""
        #include <cuda.h>
        CUresult twelve(CUcontext *context, CUdevice device) { return cuCtxCreate(context, 0, device); }
        CUresult thirteen(CUcontext *context, CUdevice device) { return cuCtxCreate(context, nullptr, 0, device); }
        decltype(&cuCtxCreate) pointer = cuCtxCreate;
        """).Should().BeEmpty();

    private static IEnumerable<Type> MirroredTypes() => typeof(CudaError).Assembly.GetExportedTypes()
        .Where(t => t.IsValueType && !t.IsNested && s_prefixes.Any(prefix => t.Name.StartsWith(prefix, StringComparison.Ordinal)) && !s_notInTheseHeaders.Contains(t.Name));

    private static void AddStruct(List<(string, long)> facts, Type type)
    {
        facts.Add(($"sizeof({type.Name})", Marshal.SizeOf(type)));
        // The driver API's copies name source and target as parts of one shape here; Shim.Tests' C programs check those offsets.
        if (!IsHandle(type) && type.Name.StartsWith("cuda", StringComparison.Ordinal)) AddFields(facts, type, type, "", 0);
    }

    private static void AddFields(List<(string, long)> facts, Type outer, Type type, string path, long start)
    {
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            string name = FieldName(field);
            if (name.StartsWith("reserved", StringComparison.Ordinal)) continue;
            long offset = start + Marshal.OffsetOf(type, field.Name).ToInt64();
            facts.Add(($"offsetof({outer.Name}, {path}{name})", offset));
            bool isAnonymousInC = field.FieldType.DeclaringType is not null && field.FieldType.IsLayoutSequential | field.FieldType.IsExplicitLayout && !IsFixedBuffer(field);
            if (isAnonymousInC) AddFields(facts, outer, field.FieldType, $"{path}{name}.", offset);
        }
    }

    private static bool IsHandle(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public) is [{ Name: "Value" or "<Value>k__BackingField" }];

    private static bool IsFixedBuffer(FieldInfo field) => field.GetCustomAttribute<FixedBufferAttribute>() is not null;

    private static string FieldName(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private static void Check(List<(string Expression, long Value)> facts) =>
        Evaluate(facts.Select(f => f.Expression)).Should().Equal(facts.Select(f => $"{f.Expression} = {f.Value}"));

    private static IReadOnlyList<string> Evaluate(IEnumerable<string> expressions) =>
        Probe.Run("#include <cstddef>\n#include <cstdio>\n#include <cuda.h>\n#include <cuda_runtime_api.h>\n#include <nvrtc.h>\nint main() {\n"
            + string.Concat(expressions.Select(e => $"  std::printf(\"{e} = %lld\\n\", (long long)({e}));\n")) + "}\n");
}
