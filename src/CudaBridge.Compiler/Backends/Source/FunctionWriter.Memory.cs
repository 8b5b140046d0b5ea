using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

internal sealed partial class FunctionWriter
{
    private Expression PointerConstant(LLVMValueRef value)
    {
        if (value.IsNull || value.IsUndef) return new Expression("0", Expression.Primary);
        if (_module.Core is not null && value.IsAGlobalVariable.Exists() && _module.Pointers.SpaceOf(value) == Space.Local) return new Expression(SharedName(value), Expression.Primary);
        if (_module.Core is not null && value.IsAGlobalVariable.Exists()) return new Expression(VariableName(value), Expression.Primary);
        if (value.IsAGlobalVariable.Exists() || value.IsAFunction.Exists()) return _module.AddressOf(value);
        return value.ConstOpcodeOrNone() switch
        {
            LLVMOpcode.LLVMGetElementPtr => Address(value),
            LLVMOpcode.LLVMAddrSpaceCast => PointerAs(value.GetOperand(0), _module.Pointers.SpaceOf(value), _module.ElementName(value)),
            LLVMOpcode.LLVMIntToPtr => IntegerToPointer(value, value.GetOperand(0)),
            _ => throw new SourceException(default, $"the constant {value}"),
        };
    }

    /// <summary>The pointer in another space or with another element type.</summary>
    private Expression PointerAs(LLVMValueRef pointer, Space space, string element)
    {
        Space own = _module.Pointers.SpaceOf(pointer);
        Expression e = Value(pointer);
        if (own == Space.None) return space == Space.Generic ? new Expression("0ul", Expression.Primary) : e.Text == "0" ? e : Cast(_module.PointerType(space, element), e);
        if (space == Space.None) space = own;
        if (own == Space.Generic) return space == Space.Generic ? e : Cast(_module.PointerType(space, element), new Expression($"({e.At(Expression.And)} & ADDRESS)", Expression.Primary));
        if (space == Space.Generic)
        {
            string tag = own switch { Space.Local => " | IN_LOCAL", Space.Private => " | IN_PRIVATE", _ => "" };
            Expression number = Cast("ulong", e);
            return tag.Length == 0 ? number : new Expression(number.Text + tag, Expression.Or);
        }

        return own == space && OwnElement(pointer) == element ? e : Cast(_module.PointerType(space, element), e);
    }

    // What the expression of a pointer points at in C.
    private string OwnElement(LLVMValueRef pointer) =>
        pointer.IsAArgument.Exists() && _function.IsKernel() && KernelArguments.IsByValue(pointer) ? "uchar" : _module.ElementName(pointer);

    private Expression PointerComparison(LLVMValueRef a, LLVMValueRef b, string op, int binding)
    {
        Space space = Wider(_module.Pointers.SpaceOf(a), _module.Pointers.SpaceOf(b));
        if (space == Space.None) space = Space.Global;
        return Binary(PointerAs(a, space, "uchar"), op, PointerAs(b, space, "uchar"), binding, false);
    }

    private static Space Wider(Space a, Space b) => a == Space.None ? b : b == Space.None || a == b ? a : Space.Generic;

    private Expression PointerToInteger(LLVMValueRef i)
    {
        LLVMValueRef pointer = i.GetOperand(0);
        Expression number = _module.Pointers.SpaceOf(pointer) == Space.Generic ? Value(pointer) : Cast("ulong", Value(pointer));
        return i.TypeOf.IntWidth == 64 ? number : Cast(CText.Integer(i.TypeOf.IntWidth, false), number);
    }

    private Expression IntegerToPointer(LLVMValueRef i, LLVMValueRef number) =>
        IntegerToPointerText(i, number.TypeOf.IntWidth < 64 ? Cast("ulong", Unsigned(number)) : Unsigned(number));

    private Expression IntegerToPointerText(LLVMValueRef pointer, Expression number) => _module.Pointers.SpaceOf(pointer) == Space.Generic ? number : Cast(_module.TypeOf(pointer, false), number);

    private readonly record struct Step(LLVMValueRef Index, long Stride);

    private (List<Step> Steps, long Constant) Steps(LLVMValueRef gep)
    {
        (List<Step> steps, long constant) = _module.Core is not null && IsShownGep(gep.GetOperand(0)) ? Steps(gep.GetOperand(0)) : ([], 0);
        LLVMTypeRef type = gep.GEPSourceElementType;
        for (uint o = 1; o < gep.OperandCount; o++)
        {
            LLVMValueRef index = gep.GetOperand(o);
            if (o > 1 && type.Kind == LLVMTypeKind.LLVMStructTypeKind)
            {
                constant += (long)_module.OffsetOf(type, (uint)index.ConstIntZExt);
                type = type.StructGetTypeAtIndex((uint)index.ConstIntZExt);
                continue;
            }

            if (o > 1) type = type.ElementType;
            long stride = (long)_module.SizeOf(type);
            if (index.IsAConstantInt.Exists()) constant += index.ConstIntSExt * stride;
            else steps.Add(new Step(index, stride));
        }

        return (steps, constant);
    }

    private Expression Address(LLVMValueRef gep)
    {
        if (_module.Pointers.SpaceOf(gep) == Space.Generic)
        {
            Expression offset = Offset(gep, 1);
            Expression from = PointerAs(gep.GetOperand(0), Space.Generic, "");
            return offset.Text == "0" ? from : Binary(from, "+", offset, Expression.Sum, false);
        }

        (Expression start, Expression index) = Indexed(gep);
        return index.Text == "0" ? start : Binary(start, "+", index, Expression.Sum, false);
    }

    /// <summary>The address as a pointer to elements of its own type and an index.</summary>
    private (Expression Start, Expression Index) Indexed(LLVMValueRef gep)
    {
        LLVMValueRef from = RootOf(gep);
        Space space = _module.Pointers.SpaceOf(gep);
        string element = _module.ElementName(gep);
        long size = _module.SizeOfElement(gep);
        (List<Step> steps, long constant) = Steps(gep);
        bool divides = constant % size == 0 && steps.TrueForAll(s => s.Stride % size == 0);
        if (divides) return (PointerAs(from, space, element), Offset(gep, size));
        Expression bytes = Offset(gep, 1), start = PointerAs(from, space, "uchar");
        return (Cast(_module.PointerType(space, element), new Expression($"({Binary(start, "+", bytes, Expression.Sum, false)})", Expression.Primary)), new Expression("0", Expression.Primary));
    }

    // The address another address is counted from, where both stand in one expression.
    private LLVMValueRef RootOf(LLVMValueRef gep)
    {
        LLVMValueRef from = gep.GetOperand(0);
        return _module.Core is not null && IsShownGep(from) ? RootOf(from) : from;
    }

    private bool IsShownGep(LLVMValueRef value) => value.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && _inlined.Contains(value.Handle) || value.ConstOpcodeOrNone() == LLVMOpcode.LLVMGetElementPtr;

    private Expression Offset(LLVMValueRef gep, long unit)
    {
        (List<Step> steps, long constant) = Steps(gep);
        bool isSingle = steps.Count == 1 && constant == 0 && steps[0].Stride == unit;
        if (isSingle) return Index(steps[0].Index);
        List<string> terms = [];
        foreach (Step step in steps)
        {
            Expression index = Index(step.Index);
            bool isWide = steps.Count == 1 && step.Stride == unit || index.Text.StartsWith("(long)", StringComparison.Ordinal) || step.Index.TypeOf.IntWidth == 64 && !IsExtension(step.Index);
            // A core's own memory is small.
            isWide |= _module.Core is not null && _module.Pointers.SpaceOf(gep) != Space.Global;
            string wide = isWide ? index.At(Expression.Product) : $"(long){index.At(Expression.Unary)}";
            terms.Add(step.Stride == unit ? wide : $"{wide} * {step.Stride / unit}");
        }

        if (constant != 0 || terms.Count == 0) terms.Add($"{constant / unit}");
        string text = string.Join(" + ", terms).Replace("+ -", "- ", StringComparison.Ordinal);
        if (terms.Count == 1 && text.All(char.IsAsciiDigit)) return new Expression(text, Expression.Primary, true);
        return new Expression(text, terms.Count > 1 ? Expression.Sum : terms[0].Contains('*', StringComparison.Ordinal) ? Expression.Product : terms[0][0] is '(' or '-' ? Expression.Unary : Expression.Sum, true);
    }

    private bool IsExtension(LLVMValueRef index) => (index.IsInstruction(LLVMOpcode.LLVMSExt) || index.IsInstruction(LLVMOpcode.LLVMZExt)) && _inlined.Contains(index.Handle)
        && index.GetOperand(0).TypeOf.IntWidth == 32;

    // p[(long)i] is p[i].
    private Expression Index(LLVMValueRef index)
    {
        if (!IsExtension(index)) return index.TypeOf.IntWidth < 64 ? Signed(index) : Value(index);
        return Signed(index.GetOperand(0), index.IsInstruction(LLVMOpcode.LLVMSExt));
    }

    /// <summary>The object at an address as C's left side; null for generic addresses.</summary>
    private string? Place(LLVMValueRef pointer, LLVMTypeRef type, bool isVolatile, bool isStore = false)
    {
        Space space = _module.Pointers.SpaceOf(pointer);
        if (space == Space.Generic) return null;
        if (space == Space.None) space = Space.Global;
        if (space == Space.Global && _module.Core is { } core && (isStore ? core.StoresGlobal : core.LoadsGlobal)) return null;
        string element = _module.StoredName(type);
        if (isVolatile || OwnElement(pointer) != element)
        {
            string cast = $"({(isVolatile ? "volatile " : "")}{_module.PointerType(space, element)})";
            Expression e = Value(pointer);
            return $"*{cast}{e.At(Expression.Unary)}";
        }

        bool isGep = pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && _inlined.Contains(pointer.Handle) || pointer.ConstOpcodeOrNone() == LLVMOpcode.LLVMGetElementPtr;
        if (isGep)
        {
            (Expression start, Expression index) = Indexed(pointer);
            return $"{start.At(Expression.Primary)}[{index}]";
        }

        return pointer.IsInstruction(LLVMOpcode.LLVMAlloca) ? $"{Value(pointer)}[0]" : $"*{Value(pointer).At(Expression.Unary)}";
    }

    private Expression Load(LLVMValueRef i)
    {
        LLVMValueRef pointer = i.GetOperand(0);
        Expression e = i.IsAtomic ? AtomicLoad(i)
            : Place(pointer, i.TypeOf, i.Volatile) is { } place ? new Expression(place, place.StartsWith('*') ? Expression.Unary : Expression.Primary, false)
            : _module.Core is not null ? new Expression($"load_global({PointerAs(pointer, Space.Global, _module.StoredName(i.TypeOf))})", Expression.Primary)
            : new Expression($"{_module.UseGeneric("load", _module.StoredName(i.TypeOf))}({Value(pointer)})", Expression.Primary);
        return Loaded(i, e);
    }

    private readonly Dictionary<IntPtr, string> _shared = [];

    /// <summary>Variables that the threads of a block share, by their names here.</summary>
    public IReadOnlyDictionary<IntPtr, string> Shared => _shared;

    private string SharedName(LLVMValueRef global)
    {
        if (_shared.TryGetValue(global.Handle, out string? known)) return known;
        return _shared[global.Handle] = _unique.Unique(ShownName(global.Name));
    }

    private readonly Dictionary<IntPtr, string> _globals = [];

    /// <summary>Variables of the module that the kernel names, by the names of the parameters that bring them.</summary>
    public IReadOnlyDictionary<IntPtr, string> Globals => _globals;

    private string VariableName(LLVMValueRef global)
    {
        if (_globals.TryGetValue(global.Handle, out string? known)) return known;
        _module.CheckVariable(global);
        string shown = ShownName(global.Name).Replace('.', '_');
        return _globals[global.Handle] = _unique.Unique(shown.Trim('_').Length == 0 ? "table" : shown[(shown.LastIndexOf(':') + 1)..]);
    }

    private Expression Loaded(LLVMValueRef i, Expression e) => i.TypeOf.Kind switch
    {
        LLVMTypeKind.LLVMPointerTypeKind => IntegerToPointerText(i, e),
        LLVMTypeKind.LLVMIntegerTypeKind when i.TypeOf.IntWidth == 1 => new Expression($"({e.At(Expression.And)} & 1) != 0", Expression.Equality),
        LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind => throw new SourceException(i, $"a value of type {i.TypeOf}"),
        _ => e,
    };

    /// <summary>The value as it lies in memory.</summary>
    private Expression Stored(LLVMValueRef value) => value.TypeOf.Kind switch
    {
        LLVMTypeKind.LLVMPointerTypeKind when _module.Pointers.SpaceOf(value) == Space.None => new Expression("0", Expression.Primary),
        LLVMTypeKind.LLVMPointerTypeKind => PointerAs(value, Space.Generic, ""),
        LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind => throw new SourceException(value, $"a value of type {value.TypeOf}"),
        LLVMTypeKind.LLVMIntegerTypeKind when value.IsAConstantInt.Exists() && value.TypeOf.IntWidth > 1 => Constant(value, value.ConstIntSExt is < 0 and > -0x10000),
        _ => Value(value),
    };

    private void Store(LLVMValueRef i)
    {
        LLVMValueRef value = i.GetOperand(0), pointer = i.GetOperand(1);
        if (value.IsUndef) return;
        if (i.IsAtomic) AtomicStore(i, value, pointer);
        else if (Place(pointer, value.TypeOf, i.Volatile, isStore: true) is { } place) Add($"{place} = {Stored(value)};");
        else if (_module.Core is not null) Add($"store_global({PointerAs(pointer, Space.Global, _module.StoredName(value.TypeOf))}, {Stored(value)});");
        else Add($"{_module.UseGeneric("store", _module.StoredName(value.TypeOf))}({Value(pointer)}, {Stored(value)});");
    }

    // Storage of the thread's own, at the function's top.
    private void Alloca(LLVMValueRef i)
    {
        string element = _module.ElementName(i);
        ulong size = _module.SizeOf(i.AllocatedType), unit = (ulong)_module.SizeOfElement(i);
        if (!i.GetOperand(0).IsAConstantInt.Exists()) throw new SourceException(i, "local memory of a size that is known at run time only");
        size *= i.GetOperand(0).ConstIntZExt;
        string name = NameOf(i, "array");
        if (_module.Core is not null)
        {
            _arrays[name] = new LocalArray(element, Math.Max(1, (size + unit - 1) / unit), i.Alignment);
            Declare(name, element);
            return;
        }

        string align = i.Alignment > unit ? $" __attribute__((aligned({i.Alignment})))" : "";
        _lines.Insert(0, new Line(new Scope(null, 1), $"{element} {name}[{Math.Max(1, (size + unit - 1) / unit)}]{align};"));
    }
}
