using System.Text.RegularExpressions;
using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

// vprintf("%d\n", { x })        =>  printf("%d\n", x);
// __assertfail(…), trap         =>  fail(status, 3);      the launch says what message 3 is
// malloc(n)                     =>  heap_allocate(heap, n)
// A variable of the module, the failure and the heap are parameters behind the kernel's own.
internal sealed partial class FunctionWriter
{
    private readonly List<CoreArgument> _hidden = [];
    private readonly HashSet<IntPtr> _dropped = [];

    /// <summary>What the kernel takes behind its own parameters, besides sizes.</summary>
    public IReadOnlyList<CoreArgument> CoreArguments =>
        [.. _globals.Select(g => new CoreArgument(_module.PointerType(Space.Global, _module.ElementName(new LLVMValueRef(g.Key))), g.Value, CoreVariables.HostName(new LLVMValueRef(g.Key)))), .. _hidden];

    /// <summary>Blocks must run one after the other, on one core.</summary>
    public bool UsesHeap { get; private set; }

    private string Hidden(string name, string type, string? shown = null)
    {
        if (_hidden.Find(h => h.Source == $"cudabridge::{name}()") is { } known) return known.Name;
        CoreArgument added = new(_module.Core!.GlobalPointer + type + " *", _unique.Unique(shown ?? name), $"cudabridge::{name}()");
        _hidden.Add(added);
        return added.Name;
    }

    // As a number, a shared address counts from one of the kernel's shared arrays, whichever it is: all lie in the core's scratch memory.
    private Expression SharedAddress(LLVMValueRef call, bool isPlace)
    {
        LLVMValueRef root = call.GetOperand(0);
        while (!isPlace && (root.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || root.IsAConstantExpr.Exists())) root = root.GetOperand(0);
        if (_shared.Count == 0 && (isPlace || !root.IsAGlobalVariable.Exists())) root = _function.Instructions().SelectMany(i => i.Operands()).Select(RootOfConstant).FirstOrDefault(o => o.IsAGlobalVariable.Exists() && o.PointerSpace() == AddressSpace.Shared);
        if (_shared.Count == 0 && !root.Exists()) throw new SourceException(call, "an address of shared memory as a number");
        string start = _shared.Count > 0 ? _shared.Values.First() : SharedName(root);
        if (isPlace) root = call.GetOperand(0);
        string bytes = $"({_module.PointerType(Space.Local, "uchar")}){start}";
        return isPlace ? Cast(_module.TypeOf(call, false), new Expression($"({bytes} + {Value(root).At(Expression.Product)})", Expression.Primary))
            : Cast("ulong", new Expression($"({PointerAs(call.GetOperand(0), Space.Local, "uchar").At(Expression.Sum)} - {bytes})", Expression.Primary));
    }

    private static LLVMValueRef RootOfConstant(LLVMValueRef value)
    {
        while (value.IsAConstantExpr.Exists()) value = value.GetOperand(0);
        return value;
    }

    private void CoreRuntimeCall(LLVMValueRef i, string operation)
    {
        switch (operation)
        {
            case "nanosleep": return;
            case "vprintf": CorePrint(i); return;
            case "trap": Fail("a trap"); return;
            case "assert":
                Fail($"{ConstantText.Behind(i.GetOperand(1))}:{i.GetOperand(2).ConstIntZExt}: {ConstantText.Behind(i.GetOperand(3))}: Assertion `{ConstantText.Behind(i.GetOperand(0))}` failed.");
                return;
            case "malloc":
                UsesHeap = true;
                Assign(i, Cast(_module.TypeOf(i, false), new Expression($"heap_allocate({Hidden("heap", "ulong")}, {Unsigned(i.GetOperand(0))})", Expression.Primary)));
                return;
            case "free":
                UsesHeap = true;
                Add($"heap_free({Hidden("heap", "ulong")}, {PointerAs(i.GetOperand(0), Space.Global, "uchar")});");
                return;
            default:
                throw new SourceException(i, operation switch { "clock" or "globaltimer" => "reading a clock", "grid.handle" => "a grid-wide group", _ when IsLaunch(operation) => "a launch by a kernel", _ => $"the operation {operation}" });
        }
    }

    // The thread leaves; what it has failed at is the launch's to say.
    private void Fail(string what) => Add($"fail({Hidden("status", "uint", "failure")}, {_module.FailureNumber(what)}u);");

    /// <summary>Arrays that only hold what printf is to print are not written.</summary>
    private void DropPrintedArrays()
    {
        foreach (LLVMValueRef call in _function.Instructions().Where(i => DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Runtime, Target: "vprintf" } }))
        {
            if (ArrayOf(call.GetOperand(1)) is not { Handle: not 0 } array) continue;
            _dropped.Add(array.Handle);
            foreach (LLVMValueRef part in array.Users())
            {
                _dropped.Add(part.Handle);
                if (part.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || part.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast)) foreach (LLVMValueRef store in part.Users()) _dropped.Add(store.Handle);
            }

            _dropped.Remove(call.Handle);
        }
    }

    private static LLVMValueRef ArrayOf(LLVMValueRef pointer)
    {
        while (pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || pointer.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast)) pointer = pointer.GetOperand(0);
        return pointer.IsInstruction(LLVMOpcode.LLVMAlloca) ? pointer : default;
    }

    private void CorePrint(LLVMValueRef call)
    {
        if (_module.Core!.PrintHeader is null) throw new SourceException(call, "printf");
        if (call.HasUsers()) throw new SourceException(call, "printf whose result is used");
        string format = ConstantText.Behind(call.GetOperand(0));
        if (format.Length == 0) throw new SourceException(call, "printf with a format that is chosen at run time");
        LLVMValueRef array = ArrayOf(call.GetOperand(1));
        if (!array.Exists() && !call.GetOperand(1).IsNull) throw new SourceException(call, "printf with arguments that another function packs");
        List<LLVMValueRef> values = array.Exists() ? [.. Printed(call, array)] : [];
        if (!_module.Core.PrintsFractions && values.Exists(value => value.TypeOf.Kind == LLVMTypeKind.LLVMDoubleTypeKind)) PrintInParts(call, format, values);
        else Print(format, values.Select(value => Printable(value)));
    }

    private void Print(string format, IEnumerable<string> arguments) => Add($"printf({string.Join(", ", arguments.Prepend(CText.Quoted(format)))});");

    // Where the language prints integers alone, numbers that are none are printed between the parts of the format.
    private void PrintInParts(LLVMValueRef call, string format, List<LLVMValueRef> values)
    {
        int start = 0, next = 0;
        List<string> arguments = [];
        foreach (Match conversion in Conversion().Matches(format))
        {
            string form = conversion.Groups["form"].Value;
            if (form == "%") continue;
            if (next >= values.Count || conversion.Value.Contains('*', StringComparison.Ordinal)) throw new SourceException(call, "printf with a width that is chosen at run time");
            LLVMValueRef value = values[next++];
            if (value.TypeOf.Kind != LLVMTypeKind.LLVMDoubleTypeKind)
            {
                arguments.Add(Printable(value));
                continue;
            }

            if (form is not ("f" or "e" or "g") || conversion.Groups["flags"].Value is not ("" or "-")) throw new SourceException(call, $"printf of {conversion.Value}");
            if (conversion.Index > start) Print(format[start..conversion.Index], arguments);
            arguments.Clear();
            start = conversion.Index + conversion.Length;
            string width = conversion.Groups["width"] is { Length: > 0 } given ? given.Value : "0", digits = conversion.Groups["digits"] is { Success: true } few ? $"{(few.Length == 0 ? "0" : few.Value)}" : "6";
            Add($"print_fraction({Value(value)}, {(conversion.Groups["flags"].Length > 0 ? "-" : "")}{width}, {digits}, '{form}');");
        }

        if (start < format.Length) Print(format[start..], arguments);
    }

    [GeneratedRegex(@"%(?<flags>[-+ #0]*)(?<width>\*|[1-9][0-9]*)?(?:\.(?<digits>\*|[0-9]*))?(?:hh|h|ll|l|z|t|j)?(?<form>[a-zA-Z%])")]
    private static partial Regex Conversion();

    // Values by their places in the array.
    private IEnumerable<LLVMValueRef> Printed(LLVMValueRef call, LLVMValueRef array)
    {
        SortedDictionary<long, LLVMValueRef> values = [];
        foreach (LLVMValueRef store in _function.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMStore) && ArrayOf(i.GetOperand(1)) == array))
        {
            long at = 0;
            for (LLVMValueRef place = store.GetOperand(1); place.IsInstruction(LLVMOpcode.LLVMGetElementPtr); place = place.GetOperand(0)) at += Steps(place).Constant;
            if (!values.TryAdd(at, store.GetOperand(0))) throw new SourceException(call, "printf whose arguments are set at several places");
        }

        return values.Values;
    }

    private string Printable(LLVMValueRef value)
    {
        switch (value.TypeOf.Kind)
        {
            case LLVMTypeKind.LLVMPointerTypeKind when ConstantText.Behind(value) is { Length: > 0 } text: return CText.Quoted(text);
            case LLVMTypeKind.LLVMPointerTypeKind: return $"(const void *){PointerAs(value, Space.Global, "uchar").At(Expression.Unary)}";
            case LLVMTypeKind.LLVMIntegerTypeKind when value.TypeOf.IntWidth == 64: return $"(long long){Value(value).At(Expression.Unary)}";
            case LLVMTypeKind.LLVMIntegerTypeKind: return Value(value).Text;
            default: return Value(value).Text;
        }
    }
}
