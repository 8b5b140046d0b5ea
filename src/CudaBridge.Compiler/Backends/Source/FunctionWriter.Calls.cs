using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

internal sealed partial class FunctionWriter
{
    private const string AllMemory = "CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE";

    private void Statement(LLVMValueRef i)
    {
        switch (i.InstructionOpcode)
        {
            case LLVMOpcode.LLVMStore: Store(i); break;
            case LLVMOpcode.LLVMAlloca: Alloca(i); break;
            case LLVMOpcode.LLVMFence when _module.Core is not null: break;
            case LLVMOpcode.LLVMFence: Add(_module.Fence); break;
            case LLVMOpcode.LLVMAtomicRMW: Assign(i, AtomicUpdate(i)); break;
            case LLVMOpcode.LLVMAtomicCmpXchg: CompareAndSwap(i); break;
            case LLVMOpcode.LLVMCall: Call(i); break;
            case LLVMOpcode.LLVMInsertElement: InsertElement(i); break;
            case LLVMOpcode.LLVMInsertValue: InsertValue(i); break;
            default: Assign(i, Build(i)); break;
        }
    }

    private void Assign(LLVMValueRef i, Expression e)
    {
        if (!i.HasUsers() || i.TypeOf.Kind == LLVMTypeKind.LLVMVoidTypeKind)
        {
            if (e.Text.EndsWith(')') && i.IsCall() || i.InstructionOpcode is LLVMOpcode.LLVMAtomicRMW) Add($"{e};");
            return;
        }

        Set(VariableOf(i), e.Text);
    }

    private void InsertElement(LLVMValueRef i)
    {
        LLVMValueRef index = i.GetOperand(2);
        if (!index.IsAConstantInt.Exists()) throw new SourceException(i, "a vector element that is chosen at run time");
        if (!i.GetOperand(0).IsUndef) Set(VariableOf(i), Value(i.GetOperand(0)).Text);
        else VariableOf(i);
        Add($"{Read(VariableOf(i))}.s{index.ConstIntZExt:x} = {Value(i.GetOperand(1))};");
    }

    private unsafe void InsertValue(LLVMValueRef i)
    {
        if (LLVM.GetNumIndices(i) != 1) throw new SourceException(i, "a nested structure as a value");
        if (!i.GetOperand(0).IsUndef) Set(VariableOf(i), Value(i.GetOperand(0)).Text);
        else VariableOf(i);
        Add($"{Read(VariableOf(i))}.f{LLVM.GetIndices(i)[0]} = {Stored(i.GetOperand(1))};");
    }

    // Pointer, its space, and C's name of the type the atomic functions of OpenCL 1.2 take.
    private string AtomicPlace(LLVMValueRef pointer, string type)
    {
        Space space = _module.Pointers.SpaceOf(pointer);
        return PointerAs(pointer, space is Space.Generic or Space.None ? Space.Generic : space, space is Space.Generic ? "" : type).Text;
    }

    private Expression AtomicUpdate(LLVMValueRef i)
    {
        LLVMValueRef pointer = i.GetOperand(0), value = i.GetOperand(1);
        LLVMTypeRef type = value.TypeOf;
        bool isFloat = type.Kind is LLVMTypeKind.LLVMFloatTypeKind or LLVMTypeKind.LLVMDoubleTypeKind;
        if (!isFloat && type.Kind != LLVMTypeKind.LLVMIntegerTypeKind) throw new SourceException(i, $"an atomic operation on {type}");
        string name = LLVM_RmwName(i);
        bool isSigned = name is "min" or "max";
        if (name is "umin" or "umax") name = name[1..];
        string cType = isFloat ? FloatName(type) : CText.Integer(type.IntWidth, isSigned);
        Expression operand = isFloat ? Value(value) : Signed(value, isSigned);
        Space space = _module.Pointers.SpaceOf(pointer);
        if (space == Space.Private) throw new SourceException(i, "an atomic operation on local memory");
        string function = _module.UseAtomic(name, cType, space);
        return new Expression($"{function}({AtomicPlace(pointer, cType)}, {operand})", Expression.Primary, isSigned);
    }

    private static unsafe string LLVM_RmwName(LLVMValueRef i) => LLVM.GetAtomicRMWBinOp(i) switch
    {
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg => "xchg", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd => "add", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpSub => "sub",
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd => "and", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr => "or", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXor => "xor",
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMax => "max", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMin => "min",
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMax => "umax", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMin => "umin",
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFAdd => "fadd", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFSub => "fsub",
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFMax => "fmax", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFMin => "fmin",
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUIncWrap => "incwrap", LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUDecWrap => "decwrap",
        var other => throw new SourceException(i, $"the atomic operation {other}"),
    };

    private void CompareAndSwap(LLVMValueRef i)
    {
        LLVMValueRef pointer = i.GetOperand(0), expected = i.GetOperand(1), desired = i.GetOperand(2);
        if (expected.TypeOf.Kind != LLVMTypeKind.LLVMIntegerTypeKind) throw new SourceException(i, $"an atomic operation on {expected.TypeOf}");
        string type = CText.Integer(expected.TypeOf.IntWidth, false), name = VariableOf(i);
        string function = _module.UseAtomic("cmpxchg", type, _module.Pointers.SpaceOf(pointer));
        Add($"{Read(name)}.f0 = {function}({AtomicPlace(pointer, type)}, {Unsigned(expected)}, {Unsigned(desired)});");
        Add($"{name}.f1 = {name}.f0 == {Unsigned(expected)};");
    }

    private Expression AtomicLoad(LLVMValueRef i)
    {
        if (_module.Core is { LoadsGlobal: true } && Concrete(i.GetOperand(0)) == Space.Global) return new Expression($"load_global({PointerAs(i.GetOperand(0), Space.Global, _module.StoredName(i.TypeOf))})", Expression.Primary);
        if (_module.Pointers.SpaceOf(i.GetOperand(0)) == Space.Generic) return new Expression($"{_module.UseGeneric("load", _module.StoredName(i.TypeOf))}({Value(i.GetOperand(0))})", Expression.Primary);
        return new Expression(Place(i.GetOperand(0), i.TypeOf, isVolatile: true)!, Expression.Unary);
    }

    private void AtomicStore(LLVMValueRef i, LLVMValueRef value, LLVMValueRef pointer)
    {
        if (Place(pointer, value.TypeOf, isVolatile: true, isStore: true) is { } place) Add($"{place} = {Stored(value)};");
        else if (_module.Core is not null) Add($"store_global({PointerAs(pointer, Space.Global, _module.StoredName(value.TypeOf))}, {Stored(value)});");
        else Add($"{_module.UseGeneric("store", _module.StoredName(value.TypeOf))}({Value(pointer)}, {Stored(value)});");
    }

    private Expression PureCall(LLVMValueRef i)
    {
        string name = i.CalledFunction().Name;
        if (_module.Core is not null && name is HideSharedAddresses.OffsetFunction or HideSharedAddresses.PlaceFunction) return SharedAddress(i, name == HideSharedAddresses.PlaceFunction);
        if (name == HideSharedAddresses.OffsetFunction) return Cast("ulong", new Expression($"({PointerAs(i.GetOperand(0), Space.Local, "uchar").At(Expression.Sum)} - shared)", Expression.Primary));
        if (name == HideSharedAddresses.PlaceFunction) return Cast(_module.TypeOf(i, false), new Expression($"(shared + {Unsigned(i.GetOperand(0)).At(Expression.Product)})", Expression.Primary));
        if (DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Register } register }) return Register(i, register.Target);
        if (name.StartsWith("__nv_", StringComparison.Ordinal)) return new Expression(_module.Core is null ? MathFunctions.Call(name, [.. Arguments(i)]) : CoreHelpers.Math(name, Arguments(i), _module.Core), Expression.Primary, IsSignedResult(i));
        if (PureIntrinsics.Find(name) is { } intrinsic) return Intrinsic(i, intrinsic);
        throw new SourceException(i, $"the function {Demangler.Demangle(name)}");
    }

    private static bool IsSignedResult(LLVMValueRef i) => i.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && i.TypeOf.IntWidth >= 32;

    private IEnumerable<string> Arguments(LLVMValueRef call)
    {
        for (uint o = 0; o < call.ArgOperandsCount; o++)
        {
            LLVMValueRef argument = call.GetOperand(o);
            yield return argument.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && argument.TypeOf.IntWidth > 1 ? Signed(argument).Text : Value(argument).Text;
        }
    }

    private Expression Register(LLVMValueRef i, string register)
    {
        Expression e = _module.Register(register);
        return i.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && i.TypeOf.IntWidth == 1 ? Binary(e, "!=", new Expression("0", Expression.Primary), Expression.Equality, false)
            : i.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind ? Cast(_module.TypeOf(i, false), e)
            : e;
    }

    private Expression Intrinsic(LLVMValueRef i, PureIntrinsic intrinsic)
    {
        LLVMTypeRef type = i.TypeOf;
        List<string> arguments = [];
        for (uint o = 0; o < i.ArgOperandsCount; o++)
        {
            LLVMValueRef argument = i.GetOperand(o);
            bool isNumber = argument.TypeOf.Kind is LLVMTypeKind.LLVMHalfTypeKind or LLVMTypeKind.LLVMBFloatTypeKind or LLVMTypeKind.LLVMFloatTypeKind or LLVMTypeKind.LLVMDoubleTypeKind;
            string text = isNumber ? Float(argument).Text : argument.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind ? Signed(argument, intrinsic.IsSigned).Text : Value(argument).Text;
            // Literals and promoted integers must have the type that chooses the overload.
            if (argument.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && argument.TypeOf.IntWidth > 1 && (argument.IsAConstantInt.Exists() || argument.TypeOf.IntWidth < 32))
                text = $"({CText.Integer(argument.TypeOf.IntWidth, intrinsic.IsSigned)}){text}";
            arguments.Add(text);
        }

        string NameFor(LLVMTypeRef t) => t.Kind switch
        {
            LLVMTypeKind.LLVMIntegerTypeKind when t.IntWidth > 1 => CText.Integer(t.IntWidth, intrinsic.IsSigned),
            LLVMTypeKind.LLVMHalfTypeKind or LLVMTypeKind.LLVMBFloatTypeKind => "float",
            _ => _module.TypeName(t),
        };
        string form = intrinsic.Form;
        if (form.StartsWith('@')) form = _module.UseTyped(form[1..form.IndexOf('(', StringComparison.Ordinal)], NameFor(i.GetOperand(0).TypeOf), NameFor(type)) + form[form.IndexOf('(', StringComparison.Ordinal)..];
        string result = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, [.. arguments]);
        if (_module.Core is not null) result = CoreHelpers.Intrinsic(result, type.Kind == LLVMTypeKind.LLVMFloatTypeKind || type.Kind == LLVMTypeKind.LLVMHalfTypeKind);
        Expression e = new(result, Expression.Primary, intrinsic.IsSigned && type.Kind == LLVMTypeKind.LLVMIntegerTypeKind);
        if (type.Kind == LLVMTypeKind.LLVMIntegerTypeKind && type.IntWidth > 1 && CText.Container(type.IntWidth) != type.IntWidth) throw new SourceException(i, $"{i.CalledFunction().Name}");
        return FloatResult(i, e);
    }

    private void Call(LLVMValueRef i)
    {
        if (Inliner.IsPureCall(i) && i.TypeOf.Kind != LLVMTypeKind.LLVMStructTypeKind)
        {
            Assign(i, PureCall(i));
            return;
        }

        LLVMValueRef callee = i.CalledFunction();
        if (!callee.Exists())
        {
            if (i.CalledValue.IsAInlineAsm.Exists()) throw new SourceException(i, "inline assembly");
            if (_module.Core is not null) throw new SourceException(i, "a call through a pointer");
            CallUser(i, _module.UseIndirect(i.CalledFunctionType), [Cast("ulong", Value(i.CalledValue)).Text]);
        }
        else if (!callee.IsDeclaration && _module.Core is not null) throw new SourceException(i, $"a call of {Demangler.Demangle(callee.Name)}, which cannot be inlined");
        else if (!callee.IsDeclaration) CallUser(i, _module.NameOf(callee), []);
        else if (DialectQueries.OperationOf(i) is { } operation) Operation(i, operation.Lowering);
        else IntrinsicStatement(i, callee.Name);
    }

    private void CallUser(LLVMValueRef call, string name, List<string> arguments)
    {
        LLVMValueRef callee = call.CalledFunction();
        for (uint o = 0; o < call.ArgOperandsCount; o++)
        {
            LLVMValueRef argument = call.GetOperand(o);
            if (callee.Exists()) arguments.Add(As(argument, callee.GetParam(o), _module.Pointers.SpaceOf).Text);
            else arguments.Add(argument.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind ? PointerAs(argument, _module.IndirectSpace(call.CalledFunctionType, o), "uchar").Text : Value(argument).Text);
        }

        arguments.AddRange(_module.HiddenOf(callee));
        string text = $"{name}({string.Join(", ", arguments)})";
        if (!call.HasUsers()) Add(text + ";");
        else if (callee.Exists() || call.TypeOf.Kind != LLVMTypeKind.LLVMPointerTypeKind) Set(VariableOf(call), text);
        else Set(VariableOf(call), Cast(_module.TypeOf(call, false), new Expression(text, Expression.Primary)).Text);
    }

    private void IntrinsicStatement(LLVMValueRef i, string name)
    {
        if (PureIntrinsics.IsNothing(name)) return;
        if (name.StartsWith("llvm.memcpy.", StringComparison.Ordinal) || name.StartsWith("llvm.memmove.", StringComparison.Ordinal)) Move(i, name[7] == 'c');
        else if (name.StartsWith("llvm.memset.", StringComparison.Ordinal)) Fill(i);
        else if (PureIntrinsics.FindOverflow(name) is { } overflow) Overflow(i, overflow);
        else throw new SourceException(i, $"the function {Demangler.Demangle(name)}");
    }

    // (to, from, bytes, volatile)
    private void Move(LLVMValueRef i, bool isCopy) => Move(i.GetOperand(0), i.GetOperand(1), Unsigned(i.GetOperand(2)).Text, isCopy, Alignment(i));

    private static unsafe int Alignment(LLVMValueRef call)
    {
        int least = 8;
        for (uint o = 1; o <= 2; o++)
        {
            LLVMAttributeRef align = LLVM.GetCallSiteEnumAttribute(call, o, Attributes.KindOf("align"));
            least = Math.Min(least, align.Handle == IntPtr.Zero ? 1 : (int)align.Value);
        }

        return call.GetOperand(2).IsAConstantInt.Exists() && call.GetOperand(2).ConstIntZExt % (ulong)least == 0 ? least : 1;
    }

    private void Move(LLVMValueRef to, LLVMValueRef from, string bytes, bool isCopy, int align)
    {
        Space target = Concrete(to), source = Concrete(from);
        if (_module.Core is not null)
        {
            Add($"copy_bytes({PointerAs(to, target, "uchar").Text}, {PointerAs(from, source, "uchar").Text}, {bytes});");
            return;
        }

        string unit = align >= 8 ? "ulong" : align == 4 ? "uint" : "uchar";
        if (target == Space.Generic || source == Space.Generic)
            Add($"{_module.Use("move_generic")}({PointerAs(to, Space.Generic, "")}, {PointerAs(from, Space.Generic, "")}, {bytes});");
        else if (isCopy || target != source)
            Add($"{_module.Use("COPY")}({_module.SpaceName(target)}, {_module.SpaceName(source)}, {unit}, {PointerAs(to, target, "uchar").Text}, {PointerAs(from, source, "uchar").Text}, {bytes});");
        else Add($"{_module.Use("MOVE")}({_module.SpaceName(target)}, {PointerAs(to, target, "uchar").Text}, {PointerAs(from, source, "uchar").Text}, {bytes});");
    }

    private Space Concrete(LLVMValueRef pointer) => _module.Pointers.SpaceOf(pointer) is Space.None ? Space.Global : _module.Pointers.SpaceOf(pointer);

    private void Fill(LLVMValueRef i)
    {
        Space space = Concrete(i.GetOperand(0));
        if (_module.Core is not null) Add($"fill_bytes({PointerAs(i.GetOperand(0), space, "uchar").Text}, {Unsigned(i.GetOperand(1))}, {Unsigned(i.GetOperand(2))});");
        else if (space == Space.Generic) Add($"{_module.Use("fill_generic")}({Value(i.GetOperand(0))}, {Unsigned(i.GetOperand(1))}, {Unsigned(i.GetOperand(2))});");
        else Add($"{_module.Use("FILL")}({_module.SpaceName(space)}, {PointerAs(i.GetOperand(0), space, "uchar").Text}, {Unsigned(i.GetOperand(1))}, {Unsigned(i.GetOperand(2))});");
    }

    // { result, whether it overflowed }
    private void Overflow(LLVMValueRef i, (string Operation, bool IsSigned) overflow)
    {
        LLVMValueRef a = i.GetOperand(0), b = i.GetOperand(1);
        uint width = a.TypeOf.IntWidth;
        if (CText.Container(width) != width || width < 32) throw new SourceException(i, $"{i.CalledFunction().Name}");
        string name = VariableOf(i), type = CText.Integer(width, overflow.IsSigned), x = $"({type})({Signed(a, overflow.IsSigned)})", y = $"({type})({Signed(b, overflow.IsSigned)})";
        Add($"{Read(name)}.f0 = {Unsigned(a).At(Expression.Product)} {overflow.Operation} {Unsigned(b).At(Expression.Unary)};");
        string test = (overflow.Operation, overflow.IsSigned) switch
        {
            ("+", false) => $"{name}.f0 < {x}",
            ("-", false) => $"{x} < {y}",
            ("*", false) => $"mul_hi({x}, {y}) != 0",
            ("+", true) => $"add_sat({x}, {y}) != ({type}){name}.f0",
            ("-", true) => $"sub_sat({x}, {y}) != ({type}){name}.f0",
            _ => $"mul_hi({x}, {y}) != (({type}){name}.f0 >> {width - 1})",
        };
        Add($"{name}.f1 = {test};");
    }

    private void Operation(LLVMValueRef i, Lowering lowering)
    {
        switch (lowering.Kind)
        {
            case LoweringKind.Memory: MemoryOperation(i, lowering); break;
            case LoweringKind.Runtime when _module.Core is not null: CoreRuntimeCall(i, lowering.Target); break;
            case LoweringKind.Runtime: RuntimeCall(i, lowering.Target); break;
            case LoweringKind.Collective when lowering.Target == "exit": Add("return;"); break;
            default: throw new SourceException(i, lowering.Target == "grid.sync" ? "a grid-wide barrier" : $"the operation {lowering.Target}");
        }
    }

    private static bool IsLaunch(string operation) => operation.StartsWith("launch.", StringComparison.Ordinal);

    private void MemoryOperation(LLVMValueRef i, Lowering lowering)
    {
        switch (lowering.Target)
        {
            case "nothing": break;
            case "fence.block" or "fence.device" or "fence.system" when _module.Core is not null: break;
            case "fence.block" or "fence.device" or "fence.system": Add(_module.Fence); break;
            case "load" when _module.Core is not null: Assign(i, Load(i)); break;
            case "load":
                Assign(i, Place(i.GetOperand(0), i.TypeOf, isVolatile: false) is { } place ? Loaded(i, new Expression(place, Expression.Unary))
                    : Loaded(i, new Expression($"{_module.UseGeneric("load", _module.StoredName(i.TypeOf))}({Value(i.GetOperand(0))})", Expression.Primary)));
                break;
            case "isspacep":
                Space space = _module.Pointers.SpaceOf(i.GetOperand(0)), asked = lowering.Detail switch { "global" => Space.Global, "local" => Space.Private, "const" => Space.None, _ => Space.Local };
                string answer = asked == Space.None ? "false" : space == Space.Generic
                    ? $"({Value(i.GetOperand(0))} & ~ADDRESS) == {asked switch { Space.Local => "IN_LOCAL", Space.Private => "IN_PRIVATE", _ => "0" }}" : space == asked ? "true" : "false";
                Assign(i, new Expression(answer, Expression.Equality));
                break;
            case "cp.async" when i.ArgOperandsCount == 2:
                Move(i.GetOperand(0), i.GetOperand(1), lowering.Detail, isCopy: true, lowering.Detail == "4" ? 4 : 8);
                break;
            case "cp.async":
                LLVMValueRef to = i.GetOperand(0);
                Add($"{_module.Use("FILL")}({_module.SpaceName(Concrete(to))}, {PointerAs(to, Concrete(to), "uchar").Text}, 0, {lowering.Detail});");
                Move(to, i.GetOperand(1), Unsigned(i.GetOperand(2)).Text, isCopy: true, 1);
                break;
            default: throw new SourceException(i, $"the operation {lowering.Target} {lowering.Detail}");
        }
    }

    private void RuntimeCall(LLVMValueRef i, string operation)
    {
        string status = _module.Hidden("status");
        switch (operation)
        {
            case "trap": Add($"{_module.Use("fail")}({status}, {_module.Use("FAIL_TRAP")}, 0, 0, 0, 0);"); break;
            case "unsupported": Add($"{_module.Use("fail")}({status}, {_module.Use("FAIL_UNSUPPORTED")}, {PointerAs(i.GetOperand(0), Space.Generic, "")}, 0, 0, 0);"); break;
            case "assert":
                Add($"{_module.Use("fail")}({status}, {_module.Use("FAIL_ASSERT")}, {PointerAs(i.GetOperand(0), Space.Generic, "")}, {PointerAs(i.GetOperand(1), Space.Generic, "")}, {Unsigned(i.GetOperand(2))}, {PointerAs(i.GetOperand(3), Space.Generic, "")});");
                break;
            case "vprintf":
                Print(i, status);
                return;
            case "nanosleep": return;
            case "grid.handle": Assign(i, new Expression("0ul", Expression.Primary)); return;
            default: throw new SourceException(i, operation switch
            {
                "malloc" or "free" => "memory that kernels allocate",
                "clock" or "globaltimer" => "reading a clock",
                _ when IsLaunch(operation) => "a launch by a kernel",
                _ => "a grid-wide group",
            });
        }

        if (_function.IsKernel()) Add("return;");
    }

    // (format, packed arguments): the bytes go to a buffer that the host prints from.
    private void Print(LLVMValueRef i, string status)
    {
        LLVMValueRef arguments = i.GetOperand(1);
        string source = "0", bytes = "0";
        if (!arguments.IsNull)
        {
            LLVMValueRef array = arguments;
            while (array.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || array.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast)) array = array.GetOperand(0);
            if (!array.IsInstruction(LLVMOpcode.LLVMAlloca)) throw new SourceException(i, "printf with arguments that another function packs");
            source = PointerAs(arguments, Space.Private, "uchar").Text;
            bytes = $"{_module.SizeOf(array.AllocatedType)}";
        }

        string call = $"{_module.Use("print")}({status}, {PointerAs(i.GetOperand(0), Space.Generic, "")}, {source}, {bytes})";
        if (i.HasUsers()) Set(VariableOf(i), call);
        else Add(call + ";");
    }

    private void Meeting(MeetingNode meeting)
    {
        LLVMValueRef call = meeting.Call;
        Lowering lowering = DialectQueries.OperationOf(call)!.Value.Lowering;
        string[] names = lowering.Detail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string active = meeting.Active is { } flag ? Read(flag) : "true";
        LLVMValueRef Operand(string name) => Array.IndexOf(names, name) is >= 0 and var at ? call.GetOperand((uint)at) : default;
        string operation = lowering.Target;
        if (operation.StartsWith("barrier.", StringComparison.Ordinal)) CheckBarrier(call, operation, Operand("id"), Operand("count"));
        switch (operation)
        {
            case "barrier.sync" or "warp.sync":
                Add($"barrier({AllMemory});");
                return;
            case "barrier.and": Give(call, $"{Helper("count_threads")}(scratch, {And(active, Not(Truth(Operand("predicate"))))}) == 0"); return;
            case "barrier.or": Give(call, $"{Helper("count_threads")}(scratch, {And(active, Truth(Operand("predicate")))}) != 0"); return;
            case "barrier.popc": Give(call, $"{Helper("count_threads")}(scratch, {And(active, Truth(Operand("predicate")))})"); return;
            case "activemask": Give(call, $"{Helper("ballot")}(scratch, {active})"); return;
        }

        string mask = Operand("mask") is { Handle: not 0 } given ? Unsigned(given).Text : "~0u";
        Warp(call, operation, Operand("value"), Operand("a"), Operand("b"), mask, active);
    }

    private string Helper(string name) => _module.Use(name);

    private static Expression And(string active, Expression condition) => active == "true" ? condition : new Expression($"{active} && {condition.At(Expression.Both)}", Expression.Both);

    private Expression Truth(LLVMValueRef value) => value.TypeOf.IntWidth == 1 ? Value(value) : Binary(Unsigned(value), "!=", new Expression("0", Expression.Primary), Expression.Equality, false);

    private void CheckBarrier(LLVMValueRef call, string operation, LLVMValueRef id, LLVMValueRef count)
    {
        if (operation == "barrier.arrive" || count.Exists() || !id.IsAConstantInt.Exists() || id.ConstIntZExt != 0) throw new SourceException(call, "a named barrier, or one for a part of the block");
    }

    private void Warp(LLVMValueRef call, string operation, LLVMValueRef value, LLVMValueRef a, LLVMValueRef b, string mask, string active)
    {
        switch (operation)
        {
            case "shfl.idx" or "shfl.up" or "shfl.down" or "shfl.bfly": Exchange(call, operation[5..], value, a, b); break;
            case "vote.ballot": Give(call, $"{Helper("ballot")}(scratch, {And(active, Value(value))}) & {mask}"); break;
            case "vote.any": Give(call, $"({Helper("ballot")}(scratch, {And(active, Value(value))}) & {mask}) != 0"); break;
            case "vote.all": Give(call, $"({Helper("ballot")}(scratch, {And(active, Not(Value(value)))}) & {mask}) == 0"); break;
            case "vote.uni": Give(call, $"{Helper("vote_uniform")}(scratch, {Value(value)}, {active}, {mask})"); break;
            case "match.any": Give(call, $"{Helper("match_any")}(scratch, {Unsigned(value)}, {active}, {mask})"); break;
            case "match.all":
                Add($"{Read(VariableOf(call))}.f0 = {Helper("match_all")}(scratch, {Unsigned(value)}, {active}, {mask});");
                Add($"{VariableOf(call)}.f1 = {VariableOf(call)}.f0 != 0;");
                break;
            case "elect":
                Add($"{Read(VariableOf(call))}.f0 = ctz({mask});");
                Add($"{VariableOf(call)}.f1 = {VariableOf(call)}.f0 == {Helper("lane_id")}();");
                break;
            case var _ when operation.StartsWith("redux.", StringComparison.Ordinal):
                bool isSigned = operation is "redux.smin" or "redux.smax";
                Give(call, $"{Helper("reduce_" + operation[6..])}(scratch, {Signed(value, isSigned)}, {active}, {mask})");
                break;
            default: throw new SourceException(call, $"the operation {operation}");
        }
    }

    private void Exchange(LLVMValueRef call, string form, LLVMValueRef value, LLVMValueRef a, LLVMValueRef b)
    {
        bool isFloat = value.TypeOf.Kind == LLVMTypeKind.LLVMFloatTypeKind;
        string bits = isFloat ? $"as_uint({Value(value)})" : Unsigned(value).Text;
        bool withPredicate = call.TypeOf.Kind == LLVMTypeKind.LLVMStructTypeKind;
        string text = $"{Helper("shuffle_" + form)}(scratch, {bits}, {Unsigned(a)}, {Unsigned(b)})";
        if (!withPredicate)
        {
            Give(call, isFloat ? $"as_float({text})" : text);
            return;
        }

        string name = VariableOf(call);
        Add($"{Read(name)}.f0 = {(isFloat ? $"as_float({text})" : text)};");
        Add($"{name}.f1 = {Helper("shuffle_in_" + form)}({Unsigned(a)}, {Unsigned(b)});");
    }

    private void Give(LLVMValueRef call, string text)
    {
        if (call.HasUsers()) Set(VariableOf(call), text);
        else Add(text + ";");
    }
}
