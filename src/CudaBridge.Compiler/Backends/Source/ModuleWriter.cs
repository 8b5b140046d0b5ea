using System.Globalization;
using System.Text;
using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>What a kernel takes besides its own parameters, in this order.</summary>
[Flags]
public enum HiddenArguments
{
    None = 0,

    /// <summary><c>__local uchar *shared</c>: static shared memory, then dynamic.</summary>
    Shared = 1,

    /// <summary><c>uint shared_start, uint shared_size</c>: where dynamic shared memory begins, and all of it.</summary>
    SharedSizes = 2,

    /// <summary><c>__global uchar *module_data</c>: the module's variables.</summary>
    Variables = 4,

    /// <summary><c>__global uint *status</c>: what failed, and what was printed.</summary>
    Status = 8,

    /// <summary><c>__local uint *scratch</c>: where threads exchange values.</summary>
    Scratch = 16,
}

/// <summary>Writes a module of kernel IR as one OpenCL C file.</summary>
internal sealed class ModuleWriter
{
    private readonly Translation _t;
    private readonly LLVMTargetDataRef _layout;
    private readonly Dictionary<IntPtr, string> _functionNames = [];
    private readonly Dictionary<IntPtr, HiddenArguments> _hidden = [];
    private readonly CNames _names = new();
    private readonly HelperTexts _helpers = new();
    private readonly Dictionary<string, string> _structs = [];
    private readonly Dictionary<IntPtr, int> _functionIds = [];
    private readonly List<string> _indirect = [];
    private LLVMValueRef _current;

    /// <param name="core">The language of a machine of cores; null: OpenCL C.</param>
    public ModuleWriter(Translation t, CoreLanguage? core = null)
    {
        (_t, Core) = (t, core);
        _layout = t.Module.Layout();
        Pointers = new PointerFacts(t.Module);
        Variables = new VariableImage(t, FunctionId);
    }

    public PointerFacts Pointers { get; }

    /// <summary>The language of a machine whose cores have scratch memory and no threads; null: OpenCL C.</summary>
    public CoreLanguage? Core { get; }

    public bool EmulatesDouble => Core is { EmulatesDouble: true };

    public string DoubleName => EmulatesDouble ? "binary64" : "double";

    public VariableImage Variables { get; }

    public string Fence => Use("FENCE") + "();";

    /// <summary>The file, and for each kernel its name there or why it is not there.</summary>
    public (string Source, Dictionary<Kernel, (string? Name, HiddenArguments Hidden)> Kernels) Write()
    {
        CallGraph calls = new(_t.Module);
        List<LLVMValueRef> functions = _t.Module.DefinedFunctions();
        foreach (LLVMValueRef function in functions) _functionNames[function.Handle] = _names.Unique(ShortName(function));
        FindHidden(functions, calls);
        Dictionary<IntPtr, string> texts = [];
        Dictionary<IntPtr, SourceException> problems = [];
        foreach (LLVMValueRef function in functions)
            try
            {
                if (calls.Recursive.Contains(function.Handle)) throw new SourceException(default, "recursion");
                if (SpinLoops.Find(function) is [var waiting, ..]) throw new SourceException(waiting.Header.FirstInstruction, "a loop that waits for another thread");
                _current = function;
                texts[function.Handle] = WriteFunction(function);
            }
            catch (SourceException problem)
            {
                problems[function.Handle] = problem;
            }

        Dictionary<Kernel, (string?, HiddenArguments)> kernels = [];
        HashSet<IntPtr> refused = [];
        foreach (Kernel kernel in _t.Kernels)
        {
            LLVMValueRef broken = calls.Reachable(kernel.Function).Find(f => problems.ContainsKey(f.Handle));
            if (broken.Exists())
            {
                SourceException problem = problems[broken.Handle];
                if (problem.Place.Handle != IntPtr.Zero) _t.Diagnostics.ReportAt(problem.Place, Messages.NotInOpenCl, Demangler.Demangle(kernel.Name), problem.Message);
                else _t.Diagnostics.Report(Messages.NotInOpenCl, Demangler.Demangle(kernel.Name), problem.Message);
                refused.Add(kernel.Function.Handle);
            }

            kernels[kernel] = (broken.Exists() ? null : _functionNames[kernel.Function.Handle], _hidden[kernel.Function.Handle]);
        }

        List<LLVMValueRef> written = functions.FindAll(f => texts.ContainsKey(f.Handle) && !refused.Contains(f.Handle) && !calls.Reachable(f).Exists(g => problems.ContainsKey(g.Handle)));
        return (Assemble(written, texts), kernels);
    }

    private string Assemble(List<LLVMValueRef> written, Dictionary<IntPtr, string> texts)
    {
        List<LLVMValueRef> device = written.FindAll(f => !f.IsKernel());
        StringBuilder body = new();
        foreach (LLVMValueRef function in device) body.Append(Head(function, null)).Append(";\n");
        if (device.Count > 0) body.Append('\n');
        foreach (string dispatcher in IndirectCalls(written)) body.Append(dispatcher).Append('\n');
        foreach (LLVMValueRef function in device.Concat(written.Where(f => f.IsKernel()))) body.Append(texts[function.Handle]).Append('\n');
        StringBuilder file = new();
        file.Append("#pragma OPENCL FP_CONTRACT OFF\n");
        string helpers = _helpers.Text();
        string all = helpers + body;
        if (all.Contains("double", StringComparison.Ordinal)) file.Append("#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n");
        if (all.Contains("atom_", StringComparison.Ordinal)) file.Append("#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable\n#pragma OPENCL EXTENSION cl_khr_int64_extended_atomics : enable\n");
        file.Append('\n');
        foreach (string text in _structs.Values) file.Append(text).Append('\n');
        if (_structs.Count > 0) file.Append('\n');
        return file.Append(helpers).Append(body).ToString();
    }

    private string WriteFunction(LLVMValueRef function)
    {
        FunctionWriter writer = new(this, function);
        string body = writer.Body();
        return $"{Head(function, writer)} {{\n{body}{(body.Length > 0 ? "\n" : "")}}}\n";
    }

    private readonly Dictionary<IntPtr, List<string>> _parameters = [];

    private string Head(LLVMValueRef function, FunctionWriter? writer)
    {
        if (writer is not null) _parameters[function.Handle] = [.. Enumerable.Range(0, (int)function.ParamsCount).Select(i => Parameter(function, (uint)i, writer))];
        List<string> parameters = [.. _parameters[function.Handle], .. HiddenParameters(_hidden[function.Handle])];
        string list = parameters.Count == 0 ? "void" : string.Join(", ", parameters);
        if (function.IsKernel()) return $"__kernel void {_functionNames[function.Handle]}({list})";
        LLVMTypeRef result = function.GlobalValueType.ReturnType;
        string type = result.Kind == LLVMTypeKind.LLVMPointerTypeKind ? ReturnPointer(function) : TypeName(result);
        return $"static {type} {_functionNames[function.Handle]}({list})";
    }

    private string Parameter(LLVMValueRef function, uint index, FunctionWriter writer)
    {
        LLVMValueRef argument = function.GetParam(index);
        string name = writer.Parameters[(int)index];
        if (function.IsKernel() && KernelArguments.IsByValue(argument)) return $"{ByValueType(_t.Kernels.Find(k => k.Function == function)!.Parameters[(int)index])} {name}";
        if (function.IsKernel() && argument.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && argument.TypeOf.IntWidth == 1) return $"uchar {name}";
        return $"{TypeOf(argument, writer.IsParameterSigned(index))} {name}";
    }

    /// <summary>A kernel's parameters as a language for cores declares them.</summary>
    public IEnumerable<(string Type, string Name)> CoreParameters(Kernel kernel, FunctionWriter writer)
    {
        for (uint i = 0; i < kernel.Function.ParamsCount; i++)
        {
            LLVMValueRef argument = kernel.Function.GetParam(i);
            string type = KernelArguments.IsByValue(argument) ? ByValueType(kernel.Parameters[(int)i])
                : argument.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && argument.TypeOf.IntWidth == 1 ? "bool"
                : TypeOf(argument, writer.IsParameterSigned(i));
            yield return (type, writer.Parameters[(int)i]);
        }
    }

    /// <summary>Types that the functions written so far need.</summary>
    public IEnumerable<string> Structures => _structs.Values;

    private string ByValueType(KernelParameter parameter)
    {
        uint align = Math.Max(_layout.ABIAlignmentOfType(parameter.Type), 1);
        string name = $"bytes_{parameter.Size}_{align}";
        _structs[name] = $"typedef struct {{ uchar bytes[{parameter.Size}]; }} __attribute__((aligned({align}))) {name};";
        return name;
    }

    private static IEnumerable<string> HiddenParameters(HiddenArguments hidden)
    {
        if (hidden.HasFlag(HiddenArguments.Shared)) yield return "__local uchar *shared";
        if (hidden.HasFlag(HiddenArguments.SharedSizes)) yield return "uint shared_start, uint shared_size";
        if (hidden.HasFlag(HiddenArguments.Variables)) yield return "__global uchar *module_data";
        if (hidden.HasFlag(HiddenArguments.Status)) yield return "__global uint *status";
        if (hidden.HasFlag(HiddenArguments.Scratch)) yield return "__local uint *scratch";
    }

    private static IEnumerable<string> Names(HiddenArguments hidden) =>
        HiddenParameters(hidden).SelectMany(p => p.Split(", ")).Select(p => p[(p.LastIndexOfAny([' ', '*']) + 1)..]);

    /// <summary>What a call of the function passes on.</summary>
    public IEnumerable<string> HiddenOf(LLVMValueRef callee) => Names(callee.Exists() ? _hidden[callee.Handle] : _indirectHidden);

    private HiddenArguments _indirectHidden;

    private void FindHidden(List<LLVMValueRef> functions, CallGraph calls)
    {
        Dictionary<IntPtr, HiddenArguments> own = functions.ToDictionary(f => f.Handle, NeedsOf);
        foreach (LLVMValueRef taken in calls.AddressTaken)
            foreach (LLVMValueRef reached in calls.Reachable(taken)) _indirectHidden |= own.GetValueOrDefault(reached.Handle);
        foreach (LLVMValueRef function in functions)
        {
            HiddenArguments hidden = calls.Reachable(function).Aggregate(HiddenArguments.None, (all, f) => all | own.GetValueOrDefault(f.Handle));
            if (calls.Reachable(function).Exists(calls.CallsIndirectly) || calls.AddressTaken.Contains(function)) hidden |= _indirectHidden;
            _hidden[function.Handle] = hidden;
        }
    }

    private HiddenArguments NeedsOf(LLVMValueRef function)
    {
        HiddenArguments needs = HiddenArguments.None;
        foreach (LLVMValueRef i in function.Instructions())
        {
            if (i.Operands().Exists(NamesVariable)) needs |= HiddenArguments.Variables;
            if (ConvergeMeetings.IsMeeting(i)) needs |= HiddenArguments.Scratch;
            if (!i.IsCall() || i.CalledFunction() is not { Handle: not 0 } callee) continue;
            if (callee.Name is LowerSharedMemory.BaseFunction or HideSharedAddresses.OffsetFunction or HideSharedAddresses.PlaceFunction) needs |= HiddenArguments.Shared;
            if (DialectQueries.OperationOf(i)?.Lowering is { } lowering)
            {
                if (lowering.Target is "dynamic_shared_offset" or "dynamic_smem_size" or "total_smem_size" or "aggr_smem_size") needs |= HiddenArguments.SharedSizes;
                if (lowering is { Kind: LoweringKind.Runtime, Target: "vprintf" or "assert" or "trap" or "unsupported" }) needs |= HiddenArguments.Status;
            }
        }

        return needs;
    }

    private static bool NamesVariable(LLVMValueRef value) =>
        value.IsAGlobalVariable.Exists() || (value.IsAConstant.Exists() && !value.IsAFunction.Exists() && value.OperandCount > 0 && value.Operands().Exists(NamesVariable));

    public string Hidden(string name) => name;

    public string NameOf(LLVMValueRef function) => _functionNames[function.Handle];

    private static string ShortName(LLVMValueRef function)
    {
        string shown = Demangler.Demangle(function.Name);
        int end = shown.IndexOfAny(['(', '<']);
        string head = end > 0 ? shown[..end] : shown;
        return head[(head.LastIndexOf(' ') + 1)..].Replace("::", "_", StringComparison.Ordinal);
    }

    public string Use(string helper)
    {
        if (Core is not null) return CoreHelpers.Plain(helper);
        _helpers.Use(helper);
        return helper;
    }

    public string UseTyped(string helper, string from, string to) => Core is null ? _helpers.UseTyped(helper, from, to) : CoreHelpers.Typed(helper, from, to);

    public string UseGeneric(string operation, string type) =>
        Core is null ? _helpers.UseGeneric(operation, type) : throw new SourceException(default, "a pointer that may point into global memory or into a core's own");

    public string UseAtomic(string operation, string type, Space space)
    {
        if (Core is null) return _helpers.UseAtomic(operation, type, space == Space.None ? Space.Generic : space);
        if (space == Space.Global) UsesGlobalAtomics = true;
        return space == Space.Global && Core.StoresGlobal ? $"global_atomic_{operation}" : $"atomic_{operation}";
    }

    /// <summary>Set when the function that is written changes global memory that other cores change too.</summary>
    public bool UsesGlobalAtomics { get; set; }

    public ulong SizeOf(LLVMTypeRef type) => _layout.ABISizeOfType(type);

    public ulong OffsetOf(LLVMTypeRef structure, uint field) => _layout.OffsetOfElement(structure, field);

    /// <summary>C's name of a value's type.</summary>
    public string TypeOf(LLVMValueRef value, bool isSigned) => value.TypeOf.Kind switch
    {
        LLVMTypeKind.LLVMPointerTypeKind => (Core is not null && Pointers.IsReadOnly(value) ? "const " : "") + PointerType(Pointers.SpaceOf(value), ElementName(value)),
        LLVMTypeKind.LLVMIntegerTypeKind when value.TypeOf.IntWidth > 1 => CText.Integer(Checked(value.TypeOf), isSigned),
        _ => TypeName(value.TypeOf),
    };

    private static uint Checked(LLVMTypeRef type) => type.IntWidth <= 64 ? type.IntWidth : throw new SourceException(default, $"an integer of {type.IntWidth} bits");

    public string TypeName(LLVMTypeRef type) => type.Kind switch
    {
        LLVMTypeKind.LLVMVoidTypeKind => "void",
        LLVMTypeKind.LLVMIntegerTypeKind when type.IntWidth == 1 => "bool",
        LLVMTypeKind.LLVMIntegerTypeKind => CText.Integer(Checked(type), false),
        LLVMTypeKind.LLVMHalfTypeKind or LLVMTypeKind.LLVMBFloatTypeKind => "ushort",
        LLVMTypeKind.LLVMFloatTypeKind => "float",
        LLVMTypeKind.LLVMDoubleTypeKind => DoubleName,
        LLVMTypeKind.LLVMPointerTypeKind => "ulong",
        LLVMTypeKind.LLVMVectorTypeKind when type.VectorSize is 2 or 4 or 8 or 16 && !(type.ElementType.Kind == LLVMTypeKind.LLVMIntegerTypeKind && type.ElementType.IntWidth is not (8 or 16 or 32 or 64)) =>
            TypeName(type.ElementType) + type.VectorSize.ToString(CultureInfo.InvariantCulture),
        LLVMTypeKind.LLVMStructTypeKind => StructName(type),
        _ => throw new SourceException(default, $"a value of type {type}"),
    };

    // Structures as values: { f0, f1, … }; pointers in them are numbers.
    private string StructName(LLVMTypeRef type)
    {
        List<string> fields = [];
        for (uint i = 0; i < type.StructElementTypesCount; i++) fields.Add(TypeName(type.StructGetTypeAtIndex(i)));
        string name = "pair_" + string.Join("_", fields);
        _structs[name] = $"typedef struct {{ {string.Join(" ", fields.Select((f, i) => $"{f} f{i};"))} }} {name};";
        return name;
    }

    /// <summary>C's name of a type as it lies in memory.</summary>
    public string StoredName(LLVMTypeRef type) => type.Kind switch
    {
        LLVMTypeKind.LLVMIntegerTypeKind when type.IntWidth == 1 => "uchar",
        LLVMTypeKind.LLVMIntegerTypeKind when CText.Container(type.IntWidth) != type.IntWidth => throw new SourceException(default, $"an integer of {type.IntWidth} bits in memory"),
        LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind => "uchar",
        _ => TypeName(type),
    };

    public string ElementName(LLVMValueRef pointer)
    {
        if (Pointers.ElementOf(pointer) is not { } element) return "uchar";
        bool isOdd = element.Kind == LLVMTypeKind.LLVMIntegerTypeKind && element.IntWidth != 1 && CText.Container(element.IntWidth) != element.IntWidth
            || element.Kind == LLVMTypeKind.LLVMIntegerTypeKind && element.IntWidth > 64 || element.Kind == LLVMTypeKind.LLVMVectorTypeKind;
        return isOdd ? "uchar" : StoredName(element);
    }

    public long SizeOfElement(LLVMValueRef pointer) => ElementName(pointer) switch { "uchar" => 1, "ushort" => 2, "uint" or "float" => 4, _ => 8 };

    public string SpaceName(Space space) => space switch { Space.Local => "__local", Space.Private => "__private", _ => "__global" };

    public string PointerType(Space space, string element) => space switch
    {
        Space.Generic when Core is not null => throw new SourceException(default, "a pointer that may point into global memory or into a core's own"),
        Space.Global or Space.None when Core is not null => $"{Core.GlobalPointer}{element} *",
        Space.Local when Core is not null => $"{Core.ScratchPointer}{element} *",
        Space.Generic => "ulong",
        Space.Private => $"{element} *",
        _ => $"{SpaceName(space)} {element} *",
    };

    public string Zero(LLVMTypeRef type) => type.Kind switch
    {
        LLVMTypeKind.LLVMFloatTypeKind => "0.0f",
        LLVMTypeKind.LLVMDoubleTypeKind => EmulatesDouble ? "binary64(0)" : "0.0",
        LLVMTypeKind.LLVMStructTypeKind => $"({TypeName(type)}){{0}}",
        LLVMTypeKind.LLVMVectorTypeKind => $"({TypeName(type)})(0)",
        LLVMTypeKind.LLVMIntegerTypeKind when type.IntWidth == 1 => "false",
        _ => "0",
    };

    private string ReturnPointer(LLVMValueRef function)
    {
        LLVMValueRef value = ReturnedPointer(function);
        return PointerType(ReturnSpaceOf(function), value.Exists() ? ElementName(value) : "uchar");
    }

    private static LLVMValueRef ReturnedPointer(LLVMValueRef function) =>
        function.Instructions().Find(i => i.IsInstruction(LLVMOpcode.LLVMRet) && i.OperandCount == 1) is { Handle: not 0 } ret ? ret.GetOperand(0) : default;

    private Space ReturnSpaceOf(LLVMValueRef function)
    {
        Space space = function.Callers().Find(c => true) is { Handle: not 0 } call ? Pointers.SpaceOf(call) : Space.Generic;
        return space == Space.None ? Space.Global : space;
    }

    public Func<LLVMValueRef, Space> ReturnSpace(LLVMValueRef function) => _ => ReturnSpaceOf(function);

    /// <summary>The address of a variable of the module, or a function's number.</summary>
    public Expression AddressOf(LLVMValueRef global)
    {
        if (Core is not null) throw new SourceException(default, $"the address of {Demangler.Demangle(global.Name)}");
        if (global.IsAFunction.Exists()) return new Expression($"(__global uchar *){FunctionId(global)}ul", Expression.Unary);
        string element = ElementName(global);
        return new Expression($"(__global {element} *)(module_data + {Variables.OffsetOf(global)})", Expression.Unary);
    }

    /// <summary>Variables of the module that kernels for cores name.</summary>
    public HashSet<LLVMValueRef> NamedVariables { get; } = [];

    private readonly List<string> _failures = [];

    /// <summary>What kernels may fail at; a kernel gives the number, from 1 on.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public int FailureNumber(string what)
    {
        if (!_failures.Contains(what)) _failures.Add(what);
        return _failures.IndexOf(what) + 1;
    }

    /// <summary>Throws where a kernel for cores cannot reach the variable.</summary>
    public void CheckVariable(LLVMValueRef global)
    {
        if (_t.Variables.Exists(v => v.IsManaged && (v.Storage == global || v.Cell == global))) throw new SourceException(default, $"the managed variable {Demangler.Demangle(global.Name)}");
        if (global.IsDeclaration) throw new SourceException(default, $"the variable {Demangler.Demangle(global.Name)} of another file");
    }

    private int FunctionId(LLVMValueRef function)
    {
        if (!_functionIds.TryGetValue(function.Handle, out int id)) _functionIds[function.Handle] = id = _functionIds.Count + 1;
        return id;
    }

    private readonly Dictionary<string, LLVMTypeRef> _indirectTypes = [];

    /// <summary>The function that calls one of a type's functions by its number.</summary>
    public string UseIndirect(LLVMTypeRef type)
    {
        string name = $"call_{_indirectTypes.Count + 1}";
        foreach ((string known, LLVMTypeRef same) in _indirectTypes)
            if (same == type) return known;
        _indirectTypes[name] = type;
        return name;
    }

    private List<LLVMValueRef> Candidates(LLVMTypeRef type) => _t.Module.DefinedFunctions().FindAll(f => f.GlobalValueType == type && !f.IsKernel() && f.IsAddressTaken());

    public Space IndirectSpace(LLVMTypeRef type, uint parameter)
    {
        Space space = Candidates(type).Aggregate(Space.None, (s, f) => Pointers.SpaceOf(f.GetParam(parameter)) is var p && s == Space.None ? p : p == s || p == Space.None ? s : Space.Generic);
        return space == Space.None ? Space.Global : space;
    }

    private IEnumerable<string> IndirectCalls(List<LLVMValueRef> written)
    {
        foreach ((string name, LLVMTypeRef type) in _indirectTypes)
        {
            List<string> parameters = ["ulong function"], arguments = [];
            for (uint i = 0; i < type.ParamTypesCount; i++)
            {
                LLVMTypeRef parameter = type.ParamTypes[i];
                parameters.Add($"{(parameter.Kind == LLVMTypeKind.LLVMPointerTypeKind ? PointerType(IndirectSpace(type, i), "uchar") : TypeName(parameter))} a{i}");
            }

            parameters.AddRange(HiddenParameters(_indirectHidden));
            string result = type.ReturnType.Kind == LLVMTypeKind.LLVMPointerTypeKind ? "ulong" : TypeName(type.ReturnType);
            StringBuilder text = new($"static {result} {name}({string.Join(", ", parameters)}) {{\n    switch (function) {{\n");
            foreach (LLVMValueRef candidate in Candidates(type).Where(written.Contains))
            {
                arguments = [];
                for (uint i = 0; i < type.ParamTypesCount; i++)
                    arguments.Add(type.ParamTypes[i].Kind == LLVMTypeKind.LLVMPointerTypeKind ? $"({PointerType(Pointers.SpaceOf(candidate.GetParam(i)) is Space.None ? IndirectSpace(type, i) : Pointers.SpaceOf(candidate.GetParam(i)), ElementName(candidate.GetParam(i)))})a{i}" : $"a{i}");
                arguments.AddRange(HiddenOf(candidate));
                string call = $"{NameOf(candidate)}({string.Join(", ", arguments)})";
                text.Append(CultureInfo.InvariantCulture, $"    case {FunctionId(candidate)}: {(result == "void" ? $"{call}; return;" : result == "ulong" ? $"return (ulong){call};" : $"return {call};")}\n");
            }

            text.Append("    }\n");
            if (result != "void") text.Append(CultureInfo.InvariantCulture, $"    return {Zero(type.ReturnType)};\n");
            yield return text.Append("}\n").ToString();
        }
    }

    public Expression Register(string register)
    {
        if (Core is not null) return CoreRegisters.Read(register);
        int dimension = register[^1] - 'x';
        switch (register)
        {
            case "tid.x" or "tid.y" or "tid.z": return new Expression($"(uint)get_local_id({dimension})", Expression.Unary);
            case "ntid.x" or "ntid.y" or "ntid.z": return new Expression($"(uint)get_local_size({dimension})", Expression.Unary);
            case "ctaid.x" or "ctaid.y" or "ctaid.z": return new Expression($"(uint)get_group_id({dimension})", Expression.Unary);
            case "nctaid.x" or "nctaid.y" or "nctaid.z": return new Expression($"(uint)get_num_groups({dimension})", Expression.Unary);
            case "laneid": return Primary($"{Use("lane_id")}()");
            case "warpid": return new Expression($"{Use("thread_rank")}() / 32", Expression.Product);
            case "nwarpid": return new Expression($"({Use("thread_count")}() + 31) / 32", Expression.Product);
            case "warpsize": return Primary("32u");
            case "zero": return Primary("0u");
            case "one": return Primary("1u");
            case "lanemask.eq": return new Expression($"1u << {Use("lane_id")}()", Expression.Shift);
            case "lanemask.lt": return new Expression($"(1u << {Use("lane_id")}()) - 1u", Expression.Sum);
            case "lanemask.le": return new Expression($"(2u << {Use("lane_id")}()) - 1u", Expression.Sum);
            case "lanemask.ge": return new Expression($"~0u << {Use("lane_id")}()", Expression.Shift);
            case "lanemask.gt": return new Expression($"~1u << {Use("lane_id")}()", Expression.Shift);
            case "shared_base": return Primary("shared");
            case "dynamic_shared_offset": return Primary("shared_start");
            case "dynamic_smem_size": return new Expression("shared_size - shared_start", Expression.Sum);
            case "total_smem_size" or "aggr_smem_size": return Primary("shared_size");
            default: throw new SourceException(default, $"the special register %{register}");
        }
    }

    private static Expression Primary(string text) => new(text, Expression.Primary);
}
