using System.Globalization;
using System.Text;

namespace CudaBridge.Fuzz.Generate;

/// <summary>Shapes of the launches that a kernel is run with.</summary>
internal enum LaunchKind
{
    /// <summary>The kernel takes its place from threadIdx.x and blockIdx.x only.</summary>
    OneDimensional,
    Any,
}

/// <param name="Text">Device functions and the kernel, without the prelude.</param>
internal sealed record GeneratedKernel(string Name, string Text, LaunchKind Launches, bool ScratchIsFloat);

/// <summary>
/// Writes one random kernel. Whatever the choices are, the program is defined and its result does not depend on the order of threads: integer
/// arithmetic does not overflow, indices are in range, and threads share memory in phases that barriers divide.
/// </summary>
internal sealed partial class KernelGenerator
{
    private readonly Choices _choices;
    private readonly string _name;
    private readonly StringBuilder _functions = new();
    private StringBuilder _text = new();
    private int _indent = 1;
    private int _names;
    private int _budget;
    private bool _inKernel;

    private readonly List<Variable> _variables = [];
    private readonly List<LocalArray> _arrays = [];
    private readonly List<SharedArray> _shared = [];
    private readonly List<DeviceFunction> _callees = [];
    private readonly List<string> _structs = [];
    private LaunchKind _launches;

    private KernelGenerator(Choices choices, string name) => (_choices, _name) = (choices, name);

    public static GeneratedKernel Generate(Choices choices, string name)
    {
        KernelGenerator generator = new(choices, name);
        generator.Kernel();
        return new GeneratedKernel(name, $"{generator._functions}{generator._text}", generator._launches, generator.ScratchIsFloat);
    }

    private bool ScratchIsFloat => _shared.Exists(s => s.Name == "scr" && !s.Type.IsInteger);

    private void Kernel()
    {
        _launches = _choices.Chance(50) ? LaunchKind.Any : LaunchKind.OneDimensional;
        int functions = _choices.PickWeighted([(8, 0), (2, 1), (1, 2)]);
        for (int i = 0; i < functions; i++) Function();
        _inKernel = true;
        _budget = 5 + _choices.Next(16);
        int sharedArrays = _choices.PickWeighted([(5, 0), (4, 1), (3, 2), (1, 3)]);
        _text.Append(CultureInfo.InvariantCulture, $"extern \"C\" __global__ void {_name}({Prelude.Parameters}) {{\n");
        Prologue();
        for (int i = 0; i < sharedArrays; i++) DeclareShared(i);
        if (sharedArrays > 0) Line("__syncthreads();");
        ReadInputs();
        for (int i = 0; i < 1 + _choices.Next(2); i++) DeclareVariable(new Context { Together = true });
        Statements(new Context { Together = true, Mask = "0xffffffffu", Depth = Nesting, MayReturn = true });
        Results();
        _text.Append("}\n\n");
    }

    private void Prologue()
    {
        if (_launches == LaunchKind.OneDimensional)
        {
            Line("const int tid = threadIdx.x, nt = blockDim.x, block = blockIdx.x;");
            Line(_choices.Chance(50) ? "const int gid = blockIdx.x * blockDim.x + threadIdx.x;" : "const int gid = block * nt + tid;");
        }
        else
        {
            Line("const int tid = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z), nt = blockDim.x * blockDim.y * blockDim.z;");
            Line("const int block = blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z), gid = block * nt + tid;");
        }

        Line("const int lane = tid & 31;");
        AddConstant("tid", ValueType.I32, Limits.BlockThreads - 1, false);
        AddConstant("gid", ValueType.I32, Limits.Threads - 1, false);
        AddConstant("lane", ValueType.I32, 31, false);
        AddConstant("threadIdx.x", ValueType.U32, Limits.BlockThreads - 1, false);
        AddConstant("threadIdx.y", ValueType.U32, Limits.BlockThreads - 1, false);
        AddConstant("nt", ValueType.I32, Limits.BlockThreads, true);
        AddConstant("block", ValueType.I32, Limits.Blocks - 1, true);
        AddConstant("blockDim.x", ValueType.U32, Limits.BlockThreads, true);
        AddConstant("n", ValueType.I32, Limits.Threads, true);
        _variables.Add(new Variable("pf", ValueType.F32, default, true, false));
        _variables.Add(new Variable("pl", ValueType.U64, ValueType.U64.Range, true, false));
    }

    /// <summary>Variables that hold anything at all.</summary>
    private void ReadInputs()
    {
        for (int i = 0; i < 2; i++)
        {
            ValueType type = _choices.Pick<ValueType>([ValueType.I32, ValueType.F32, ValueType.I16, ValueType.U8, ValueType.U64, ValueType.F64, ValueType.F16]);
            string name = NewName("v");
            Line($"{type.Name} {name} = {type.Buffer}[gid{(_choices.Chance(30) ? $" * {1 + _choices.Next(3)} + {_choices.Next(64)}" : "")}];");
            _variables.Add(new Variable(name, type, type.IsInteger ? type.Range : default, false, true));
        }
    }

    private void AddConstant(string name, ValueType type, int max, bool uniform) => _variables.Add(new Variable(name, type, new(0, max), uniform, false));

    /// <summary>Each thread writes what its variables hold.</summary>
    private void Results()
    {
        List<string> values = [.. _variables.Where(v => v.Assignable).Select(v => $"bits({v.Name})"), .. _arrays.Select(a => $"bits({a.Name}[tid & {a.Length - 1}])"), .. _structs.Select(s => $"bits({s})")];
        for (int i = 0; i < values.Count && i < Limits.Outputs - 1; i++) Line($"out[gid * {Limits.Outputs} + {i}] = {values[i]};");
        if (values.Count >= Limits.Outputs)
            Line($"out[gid * {Limits.Outputs} + {Limits.Outputs - 1}] = {string.Join(" ^ ", values.Skip(Limits.Outputs - 1).Select((v, i) => $"{v} * {(2 * i) + 1}"))};");
    }

    // ---- Text -------------------------------------------------------------------------------------------------------------------

    private void Line(string text) => _text.Append(' ', _indent * 2).Append(text).Append('\n');

    private string NewName(string prefix) => $"{prefix}{_names++}";

    /// <summary>Writes what the action writes one step further in; names declared there are gone afterwards.</summary>
    private void Block(Action body)
    {
        (int variables, int arrays, int structs) = (_variables.Count, _arrays.Count, _structs.Count);
        _indent++;
        body();
        _indent--;
        _variables.RemoveRange(variables, _variables.Count - variables);
        _arrays.RemoveRange(arrays, _arrays.Count - arrays);
        _structs.RemoveRange(structs, _structs.Count - structs);
    }
}
