using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

internal sealed partial class FunctionWriter
{
    /// <summary>The value as an expression of its own type.</summary>
    private Expression Value(LLVMValueRef value)
    {
        if (LaneLeaf(value) is { } leaf) return leaf;
        if (value.IsAInstruction.Exists())
            return _inlined.Contains(value.Handle) ? Build(value) : new Expression(Read(VariableOf(value)), Expression.Primary, _signs.IsSigned(value));
        if (value.IsAArgument.Exists()) return Argument(value);
        return Constant(value, isSigned: false);
    }

    private Expression Argument(LLVMValueRef argument)
    {
        string name = NameOf(argument, "arg");
        if (argument.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind && _function.IsKernel() && KernelArguments.IsByValue(argument))
            return new Expression($"(uchar *)&{name}", Expression.Unary);
        return new Expression(name, Expression.Primary, _signs.IsSigned(argument));
    }

    private Expression Constant(LLVMValueRef value, bool isSigned)
    {
        LLVMTypeRef type = value.TypeOf;
        if (type.Kind == LLVMTypeKind.LLVMPointerTypeKind) return PointerConstant(value);
        if (value.IsUndef || (value.IsNull && type.Kind != LLVMTypeKind.LLVMIntegerTypeKind && type.Kind is not (LLVMTypeKind.LLVMFloatTypeKind or LLVMTypeKind.LLVMDoubleTypeKind)))
            return new Expression(_module.Zero(type), Expression.Primary, isSigned);
        switch (type.Kind)
        {
            case LLVMTypeKind.LLVMIntegerTypeKind when type.IntWidth == 1:
                return new Expression(value.ConstIntZExt != 0 ? "true" : "false", Expression.Primary);
            case LLVMTypeKind.LLVMIntegerTypeKind when value.IsAConstantInt.Exists():
                if (type.IntWidth > 64) throw new SourceException(default, $"an integer of {type.IntWidth} bits");
                string text = isSigned ? CText.Signed(value.ConstIntSExt, type.IntWidth) : CText.Unsigned(value.ConstIntZExt, type.IntWidth);
                return new Expression(text, text.StartsWith('-') ? Expression.Unary : Expression.Primary, isSigned);
            case LLVMTypeKind.LLVMIntegerTypeKind when value.ConstOpcodeOrNone() is LLVMOpcode.LLVMPtrToInt or LLVMOpcode.LLVMPtrToAddr:
                return new Expression($"({CText.Integer(type.IntWidth, false)}){PointerAs(value.GetOperand(0), Space.Global, "uchar").At(Expression.Unary)}", Expression.Unary);
            case LLVMTypeKind.LLVMIntegerTypeKind when value.IsAConstantExpr.Exists():
                return Build(value);
            case LLVMTypeKind.LLVMDoubleTypeKind when _module.EmulatesDouble:
                return new Expression($"binary64::of({CText.Unsigned(DoubleBits(value), 64)})", Expression.Primary);
            case LLVMTypeKind.LLVMFloatTypeKind or LLVMTypeKind.LLVMDoubleTypeKind:
                string number = CText.Float(value);
                return new Expression(number, number.StartsWith('-') ? Expression.Unary : Expression.Primary);
            case LLVMTypeKind.LLVMHalfTypeKind or LLVMTypeKind.LLVMBFloatTypeKind:
                return new Expression(CText.Unsigned(HalfBits(value), 16), Expression.Primary);
            case LLVMTypeKind.LLVMVectorTypeKind:
                IEnumerable<string> parts = Enumerable.Range(0, (int)type.VectorSize).Select(i => Constant(value.GetAggregateElement((uint)i), false).Text);
                return new Expression($"({_module.TypeName(type)})({string.Join(", ", parts)})", Expression.Primary);
            default:
                throw new SourceException(default, $"a constant of type {type}");
        }
    }

    private static unsafe ulong DoubleBits(LLVMValueRef value)
    {
        int loses;
        return BitConverter.DoubleToUInt64Bits(LLVM.ConstRealGetDouble(value, &loses));
    }

    private static unsafe ulong HalfBits(LLVMValueRef value)
    {
        int loses;
        double number = LLVM.ConstRealGetDouble(value, &loses);
        if (value.TypeOf.Kind == LLVMTypeKind.LLVMHalfTypeKind) return BitConverter.HalfToUInt16Bits((Half)number);
        return BitConverter.SingleToUInt32Bits((float)number) >> 16;
    }

    private Expression Unsigned(LLVMValueRef value) => Signed(value, false);

    private Expression Signed(LLVMValueRef value) => Signed(value, true);

    // Integers of other widths than C's live zero-extended in the next wider type.
    private Expression Signed(LLVMValueRef value, bool isSigned)
    {
        uint width = value.TypeOf.IntWidth;
        if (value.IsAConstantInt.Exists()) return Constant(value, isSigned);
        // The loop over tiles counts in a wider type than the program.
        if (_lanes is not null && (value == _lanes.Flat || value == _lanes.FlatY)) return LaneLeaf(value)!.Value with { IsSigned = isSigned };
        Expression e = Value(value);
        uint container = CText.Container(width);
        if (isSigned && container != width && width != 1)
        {
            string type = CText.Integer(container, true);
            return new Expression($"(({type})({e.At(Expression.Shift)} << {container - width}) >> {container - width})", Expression.Primary, true);
        }

        // A narrow unsigned value promotes to int with its value.
        if (e.IsSigned == isSigned || width == 1 || (!isSigned && width < 32 && !e.IsSigned)) return e;
        return new Expression($"({CText.Integer(width, isSigned)}){e.At(Expression.Unary)}", Expression.Unary, isSigned);
    }

    private Expression As(LLVMValueRef value, LLVMValueRef like, Func<LLVMValueRef, Space> space)
    {
        if (like.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind) return PointerAs(value, space(like), _module.ElementName(like));
        if (like.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && value.IsAConstantInt.Exists()) return Constant(value, _signs.IsSigned(like));
        return Value(value);
    }

    /// <summary>What an instruction computes, as an expression over its operands.</summary>
    private Expression Build(LLVMValueRef i)
    {
        LLVMOpcode opcode = i.IsAInstruction.Exists() ? i.InstructionOpcode : i.ConstOpcode;
        bool isVector = i.TypeOf.Kind == LLVMTypeKind.LLVMVectorTypeKind;
        if (isVector && opcode is not (LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMBitCast or LLVMOpcode.LLVMShuffleVector or LLVMOpcode.LLVMInsertElement or LLVMOpcode.LLVMCall or LLVMOpcode.LLVMFreeze))
            throw new SourceException(i, $"the operation {opcode} on {i.TypeOf}");
        switch (opcode)
        {
            case LLVMOpcode.LLVMAdd: return Arithmetic(i, "+", Expression.Sum);
            case LLVMOpcode.LLVMSub: return Arithmetic(i, "-", Expression.Sum);
            case LLVMOpcode.LLVMMul: return Arithmetic(i, "*", Expression.Product);
            case LLVMOpcode.LLVMAnd: return Bitwise(i, "&", "&&", Expression.And, Expression.Both);
            case LLVMOpcode.LLVMOr: return Bitwise(i, "|", "||", Expression.Or, Expression.Either);
            case LLVMOpcode.LLVMXor: return Xor(i);
            // LLVM turns products into shifts.
            case LLVMOpcode.LLVMShl when _module.Core is not null && i.GetOperand(1) is { } by && by.IsAConstantInt.Exists() && by.ConstIntZExt < 20 && i.TypeOf.IntWidth is 32 or 64:
                bool isSigned = _signs.IsSigned(i) && IsNoWrap(i);
                return Binary(Signed(i.GetOperand(0), isSigned), "*", new Expression(isSigned ? CText.Signed(1L << (int)by.ConstIntZExt, i.TypeOf.IntWidth) : CText.Unsigned(1ul << (int)by.ConstIntZExt, i.TypeOf.IntWidth), Expression.Primary), Expression.Product, isSigned);
            case LLVMOpcode.LLVMShl: return Fit(i, Binary(Unsigned(i.GetOperand(0)), "<<", Unsigned(i.GetOperand(1)), Expression.Shift, false));
            case LLVMOpcode.LLVMLShr: return Narrow(i, Binary(Unsigned(i.GetOperand(0)), ">>", Unsigned(i.GetOperand(1)), Expression.Shift, false));
            case LLVMOpcode.LLVMAShr: return Fit(i, Binary(Signed(i.GetOperand(0)), ">>", Unsigned(i.GetOperand(1)), Expression.Shift, true));
            case LLVMOpcode.LLVMUDiv: return Narrow(i, Binary(Unsigned(i.GetOperand(0)), "/", Unsigned(i.GetOperand(1)), Expression.Product, false));
            case LLVMOpcode.LLVMURem: return Narrow(i, Binary(Unsigned(i.GetOperand(0)), "%", Unsigned(i.GetOperand(1)), Expression.Product, false));
            case LLVMOpcode.LLVMSDiv: return Fit(i, Binary(Signed(i.GetOperand(0)), "/", Signed(i.GetOperand(1)), Expression.Product, true));
            case LLVMOpcode.LLVMSRem: return Fit(i, Binary(Signed(i.GetOperand(0)), "%", Signed(i.GetOperand(1)), Expression.Product, true));
            case LLVMOpcode.LLVMFAdd: return FloatBinary(i, "+", Expression.Sum);
            case LLVMOpcode.LLVMFSub: return FloatBinary(i, "-", Expression.Sum);
            case LLVMOpcode.LLVMFMul: return FloatBinary(i, "*", Expression.Product);
            case LLVMOpcode.LLVMFDiv: return FloatBinary(i, "/", Expression.Product);
            case LLVMOpcode.LLVMFRem: return FloatResult(i, new Expression($"fmod({Float(i.GetOperand(0))}, {Float(i.GetOperand(1))})", Expression.Primary));
            case LLVMOpcode.LLVMFNeg: return FloatResult(i, new Expression("-" + Float(i.GetOperand(0)).At(Expression.Primary), Expression.Unary));
            case LLVMOpcode.LLVMICmp: return IntegerComparison(i);
            case LLVMOpcode.LLVMFCmp: return FloatComparison(i);
            case LLVMOpcode.LLVMSelect: return Select(i);
            case LLVMOpcode.LLVMTrunc: return Truncate(i);
            case LLVMOpcode.LLVMZExt: return Extend(i, false);
            case LLVMOpcode.LLVMSExt: return Extend(i, true);
            case LLVMOpcode.LLVMSIToFP: return FloatResult(i, Cast(FloatName(i.TypeOf), Signed(i.GetOperand(0))));
            // Out of range, C++ and LLVM leave both undefined; other targets see these as calls that keep to the range.
            case LLVMOpcode.LLVMFPToSI or LLVMOpcode.LLVMFPToUI when _module.Core is not null && i.TypeOf.IntWidth <= 64:
                return Fit(i, Cast(CText.Integer(i.TypeOf.IntWidth, opcode == LLVMOpcode.LLVMFPToSI), Float(i.GetOperand(0))));
            case LLVMOpcode.LLVMUIToFP: return FloatResult(i, Cast(FloatName(i.TypeOf), Unsigned(i.GetOperand(0))));
            case LLVMOpcode.LLVMFPTrunc or LLVMOpcode.LLVMFPExt: return FloatConversion(i);
            case LLVMOpcode.LLVMBitCast: return Reinterpret(i, i.GetOperand(0));
            case LLVMOpcode.LLVMFreeze: return i.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind ? PointerAs(i.GetOperand(0), _module.Pointers.SpaceOf(i), _module.ElementName(i)) : Value(i.GetOperand(0));
            case LLVMOpcode.LLVMPtrToInt or LLVMOpcode.LLVMPtrToAddr: return PointerToInteger(i);
            case LLVMOpcode.LLVMIntToPtr: return IntegerToPointer(i, i.GetOperand(0));
            case LLVMOpcode.LLVMAddrSpaceCast: return PointerAs(i.GetOperand(0), _module.Pointers.SpaceOf(i), _module.ElementName(i));
            case LLVMOpcode.LLVMGetElementPtr: return Address(i);
            case LLVMOpcode.LLVMLoad: return Load(i);
            case LLVMOpcode.LLVMExtractElement: return Element(i);
            case LLVMOpcode.LLVMShuffleVector: return Shuffle(i);
            case LLVMOpcode.LLVMExtractValue: return ExtractValue(i);
            case LLVMOpcode.LLVMCall: return PureCall(i);
            default: throw new SourceException(i, $"the operation {opcode}");
        }
    }

    private static unsafe bool IsNeverNegative(LLVMValueRef i) => i.IsInstruction(LLVMOpcode.LLVMZExt) && LLVM.GetNNeg(i) != 0;

    private static unsafe bool IsNoWrap(LLVMValueRef i) => LLVM.GetNSW(i) != 0;

    private static Expression Binary(Expression left, string op, Expression right, int binding, bool isSigned) =>
        new($"{left.At(binding)} {op} {right.At(binding + 1)}", binding, isSigned);

    private static Expression Cast(string type, Expression value) => new($"({type}){value.At(Expression.Unary)}", Expression.Unary, !type.StartsWith('u'));

    // The operation's result in a type that holds it: C computes narrow ones as int.
    private static Expression Fit(LLVMValueRef i, Expression e)
    {
        uint width = i.TypeOf.IntWidth, container = CText.Container(width);
        if (width > 64) throw new SourceException(i, $"an integer of {width} bits");
        if (width != container) return new Expression($"(({CText.Integer(container, false)}){e.At(Expression.Unary)} & {CText.Unsigned((1ul << (int)width) - 1, width)})", Expression.Primary);
        return width >= 32 ? e : Cast(CText.Integer(width, e.IsSigned), e);
    }

    private static Expression Narrow(LLVMValueRef i, Expression e) => Fit(i, e);

    private unsafe Expression Arithmetic(LLVMValueRef i, string op, int binding)
    {
        LLVMValueRef a = i.GetOperand(0), b = i.GetOperand(1);
        // 0 - x
        if (op == "-" && a.IsAConstantInt.Exists() && a.ConstIntZExt == 0) return Fit(i, new Expression("-" + Unsigned(b).At(Expression.Primary), Expression.Unary));
        bool isSigned = i.TypeOf.IntWidth >= 32 && CText.Container(i.TypeOf.IntWidth) == i.TypeOf.IntWidth && i.IsAInstruction.Exists() && LLVM.GetNSW(i) != 0 && _signs.IsSigned(i);
        // x + -1
        if (op == "+" && b.IsAConstantInt.Exists() && b.ConstIntSExt is < 0 and > int.MinValue)
        {
            string positive = isSigned ? CText.Signed(-b.ConstIntSExt, b.TypeOf.IntWidth) : CText.Unsigned((ulong)-b.ConstIntSExt, b.TypeOf.IntWidth);
            return Fit(i, Binary(Signed(a, isSigned), "-", new Expression(positive, Expression.Primary), binding, isSigned));
        }

        Expression left = Signed(a, isSigned), right = Signed(b, isSigned);
        return Fit(i, Binary(left, op, right, binding, isSigned));
    }

    private Expression Bitwise(LLVMValueRef i, string op, string logical, int binding, int logicalBinding)
    {
        if (i.TypeOf.IntWidth == 1) return new Expression($"{Value(i.GetOperand(0)).At(logicalBinding)} {logical} {Value(i.GetOperand(1)).At(logicalBinding + 1)}", logicalBinding);
        return Narrow(i, Binary(Unsigned(i.GetOperand(0)), op, Unsigned(i.GetOperand(1)), binding, false));
    }

    private Expression Xor(LLVMValueRef i)
    {
        LLVMValueRef b = i.GetOperand(1);
        bool isNot = b.IsAConstantInt.Exists() && b == i.TypeOf.AllOnes;
        if (i.TypeOf.IntWidth == 1) return isNot ? Not(Value(i.GetOperand(0))) : Binary(Value(i.GetOperand(0)), "!=", Value(b), Expression.Equality, false);
        if (isNot) return Fit(i, new Expression("~" + Unsigned(i.GetOperand(0)).At(Expression.Unary), Expression.Unary));
        return Narrow(i, Binary(Unsigned(i.GetOperand(0)), "^", Unsigned(b), Expression.Xor, false));
    }

    private unsafe Expression IntegerComparison(LLVMValueRef i)
    {
        LLVMValueRef a = i.GetOperand(0), b = i.GetOperand(1);
        LLVMIntPredicate predicate = LLVM.GetICmpPredicate(i);
        string op = predicate switch
        {
            LLVMIntPredicate.LLVMIntEQ => "==", LLVMIntPredicate.LLVMIntNE => "!=",
            LLVMIntPredicate.LLVMIntUGT or LLVMIntPredicate.LLVMIntSGT => ">", LLVMIntPredicate.LLVMIntUGE or LLVMIntPredicate.LLVMIntSGE => ">=",
            LLVMIntPredicate.LLVMIntULT or LLVMIntPredicate.LLVMIntSLT => "<", _ => "<=",
        };
        int binding = op is "==" or "!=" ? Expression.Equality : Expression.Relation;
        if (a.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind) return PointerComparison(a, b, op, binding);
        bool isEquality = binding == Expression.Equality;
        // Both are below zero or neither is: what the program compared as numbers with a sign.
        if (_module.Core is not null && !isEquality && LLVM.GetICmpSameSign(i) != 0 && _signs.IsSigned(a)) return Binary(Signed(a, true), op, Signed(b, true), binding, false);
        if (a.TypeOf.IntWidth > 64) throw new SourceException(i, $"an integer of {a.TypeOf.IntWidth} bits");
        bool isSigned = isEquality ? IsSignedExpression(a) && (b.IsAConstantInt.Exists() || IsSignedExpression(b)) : predicate >= LLVMIntPredicate.LLVMIntSGT;
        return Binary(Signed(a, isSigned), op, Signed(b, isSigned), binding, false);
    }

    private bool IsSignedExpression(LLVMValueRef value) => !value.IsConstant && value.TypeOf.IntWidth is 32 or 64 && Value(value).IsSigned;

    private unsafe Expression FloatComparison(LLVMValueRef i)
    {
        Expression a = Float(i.GetOperand(0)), b = Float(i.GetOperand(1));
        LLVMRealPredicate predicate = LLVM.GetFCmpPredicate(i);
        string text = predicate switch
        {
            LLVMRealPredicate.LLVMRealPredicateFalse => "false",
            LLVMRealPredicate.LLVMRealPredicateTrue => "true",
            LLVMRealPredicate.LLVMRealORD => $"!isunordered({a}, {b})",
            LLVMRealPredicate.LLVMRealUNO => $"isunordered({a}, {b})",
            LLVMRealPredicate.LLVMRealONE => $"islessgreater({a}, {b})",
            LLVMRealPredicate.LLVMRealUEQ => $"!islessgreater({a}, {b})",
            _ => "",
        };
        if (text.Length > 0) return new Expression(text, text[0] == '!' ? Expression.Unary : Expression.Primary);
        (string op, bool negated) = predicate switch
        {
            LLVMRealPredicate.LLVMRealOEQ => ("==", false), LLVMRealPredicate.LLVMRealUNE => ("!=", false),
            LLVMRealPredicate.LLVMRealOGT => (">", false), LLVMRealPredicate.LLVMRealOGE => (">=", false),
            LLVMRealPredicate.LLVMRealOLT => ("<", false), LLVMRealPredicate.LLVMRealOLE => ("<=", false),
            LLVMRealPredicate.LLVMRealULE => (">", true), LLVMRealPredicate.LLVMRealULT => (">=", true),
            LLVMRealPredicate.LLVMRealUGE => ("<", true), _ => ("<=", true),
        };
        Expression plain = Binary(a, op, b, op is "==" or "!=" ? Expression.Equality : Expression.Relation, false);
        return negated ? Not(plain) : plain;
    }

    private Expression Select(LLVMValueRef i)
    {
        LLVMValueRef condition = i.GetOperand(0), a = i.GetOperand(1), b = i.GetOperand(2);
        Expression test = Value(condition);
        bool isBool = i.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && i.TypeOf.IntWidth == 1;
        if (isBool && b.IsAConstantInt.Exists() && b.ConstIntZExt == 0) return new Expression($"{test.At(Expression.Both)} && {Value(a).At(Expression.Both + 1)}", Expression.Both);
        if (isBool && a.IsAConstantInt.Exists() && a.ConstIntZExt == 1) return new Expression($"{test.At(Expression.Either)} || {Value(b).At(Expression.Either + 1)}", Expression.Either);
        bool isSigned = _signs.IsSigned(i);
        bool isInteger = i.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && !isBool;
        Expression first = isInteger ? Signed(a, isSigned) : As(a, i, _module.Pointers.SpaceOf), second = isInteger ? Signed(b, isSigned) : As(b, i, _module.Pointers.SpaceOf);
        if (i.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind && first.Text == "0") first = Cast(_module.TypeOf(i, false), first);
        Expression choice = new($"{test.At(Expression.Either)} ? {first.At(Expression.Either)} : {second.At(Expression.Choice)}", Expression.Choice, isSigned);
        return isInteger && i.TypeOf.IntWidth < 32 ? Fit(i, choice) : choice;
    }

    private Expression Truncate(LLVMValueRef i)
    {
        LLVMValueRef wide = i.GetOperand(0);
        if (wide.TypeOf.IntWidth > 64) return HighProduct(i, wide);
        Expression e = Unsigned(wide);
        if (i.TypeOf.IntWidth == 1) return new Expression($"({e.At(Expression.And)} & 1u) != 0", Expression.Equality);
        bool isSigned = _signs.IsSigned(i);
        return Fit(i, Cast(CText.Integer(i.TypeOf.IntWidth, isSigned), isSigned ? Value(wide) : e));
    }

    // trunc(lshr(mul(ext a, ext b), 64))
    private Expression HighProduct(LLVMValueRef i, LLVMValueRef wide)
    {
        bool shifts = (wide.IsInstruction(LLVMOpcode.LLVMLShr) || wide.IsInstruction(LLVMOpcode.LLVMAShr)) && wide.GetOperand(1) is { } amount && amount.IsAConstantInt.Exists() && amount.ConstIntZExt == 64;
        LLVMValueRef product = shifts ? wide.GetOperand(0) : wide;
        if (!product.IsInstruction(LLVMOpcode.LLVMMul) || i.TypeOf.IntWidth != 64) throw new SourceException(i, $"an integer of {wide.TypeOf.IntWidth} bits");
        bool isSigned = product.GetOperand(0).IsInstruction(LLVMOpcode.LLVMSExt);
        string[] factors = [.. product.Operands().Select(o => o.IsInstruction(LLVMOpcode.LLVMSExt) || o.IsInstruction(LLVMOpcode.LLVMZExt)
            ? Signed(o.GetOperand(0), isSigned) is var f && o.GetOperand(0).TypeOf.IntWidth < 64 ? $"({CText.Integer(64, isSigned)}){f.At(Expression.Unary)}" : f.Text
            : o.IsAConstantInt.Exists() ? CText.Unsigned(o.ConstIntZExt, 64) : throw new SourceException(i, "an integer of 128 bits"))];
        return new Expression(shifts ? $"mul_hi({factors[0]}, {factors[1]})" : $"({factors[0]}) * ({factors[1]})", shifts ? Expression.Primary : Expression.Product, isSigned);
    }

    private unsafe Expression Extend(LLVMValueRef i, bool isSigned)
    {
        LLVMValueRef narrow = i.GetOperand(0);
        if (_module.Core is not null && !isSigned && narrow.TypeOf.IntWidth == 32 && IsNeverNegative(i)) isSigned = _signs.IsSigned(narrow);
        if (narrow.TypeOf.IntWidth == 1)
        {
            string one = isSigned ? "-1" : "1";
            return Cast(CText.Integer(i.TypeOf.IntWidth, isSigned), new Expression($"({Value(narrow).At(Expression.Either)} ? {one} : 0)", Expression.Primary));
        }

        Expression e = Cast(CText.Integer(i.TypeOf.IntWidth, isSigned), Signed(narrow, isSigned));
        return CText.Container(i.TypeOf.IntWidth) == i.TypeOf.IntWidth ? e : Fit(i, e);
    }

    private string FloatName(LLVMTypeRef type) => type.Kind == LLVMTypeKind.LLVMDoubleTypeKind ? _module.DoubleName : "float";

    /// <summary>A number to compute with: half precision as float.</summary>
    private Expression Float(LLVMValueRef value) => value.TypeOf.Kind switch
    {
        LLVMTypeKind.LLVMHalfTypeKind => new Expression($"{_module.Use("float_of_half")}({Value(value)})", Expression.Primary),
        LLVMTypeKind.LLVMBFloatTypeKind => new Expression($"{_module.Use("float_of_bfloat")}({Value(value)})", Expression.Primary),
        _ => Value(value),
    };

    // Sums, products, quotients and roots of halves are exact enough in float that rounding twice gives what rounding once does.
    private Expression FloatResult(LLVMValueRef i, Expression e) => i.TypeOf.Kind switch
    {
        LLVMTypeKind.LLVMHalfTypeKind => new Expression($"{_module.Use("half_of_float")}({e})", Expression.Primary),
        LLVMTypeKind.LLVMBFloatTypeKind => new Expression($"{_module.Use("bfloat_of_float")}({e})", Expression.Primary),
        _ => e,
    };

    private Expression FloatBinary(LLVMValueRef i, string op, int binding) => FloatResult(i, Binary(Float(i.GetOperand(0)), op, Float(i.GetOperand(1)), binding, false));

    private Expression FloatConversion(LLVMValueRef i)
    {
        LLVMValueRef from = i.GetOperand(0);
        if (i.TypeOf.Kind == LLVMTypeKind.LLVMHalfTypeKind && from.TypeOf.Kind == LLVMTypeKind.LLVMDoubleTypeKind)
            return new Expression($"{_module.Use("half_of_double")}({Value(from)})", Expression.Primary);
        if (i.TypeOf.Kind is LLVMTypeKind.LLVMHalfTypeKind or LLVMTypeKind.LLVMBFloatTypeKind) return FloatResult(i, Float(from));
        return i.TypeOf.Kind == LLVMTypeKind.LLVMFloatTypeKind && from.TypeOf.Kind != LLVMTypeKind.LLVMDoubleTypeKind ? Float(from) : Cast(FloatName(i.TypeOf), Float(from));
    }

    private Expression Reinterpret(LLVMValueRef i, LLVMValueRef from)
    {
        LLVMTypeRef to = i.TypeOf;
        if (to.Kind == LLVMTypeKind.LLVMPointerTypeKind) return PointerAs(from, _module.Pointers.SpaceOf(i), _module.ElementName(i));
        string name = _module.TypeName(to), source = _module.TypeName(from.TypeOf);
        Expression value = from.IsAConstantInt.Exists() ? Constant(from, false) : Value(from);
        if (name == source) return value;
        string text = from.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && from.TypeOf.IntWidth < 32 ? $"({source}){value.At(Expression.Unary)}" : value.Text;
        return new Expression($"as_{name}({text})", Expression.Primary);
    }

    private Expression Element(LLVMValueRef i)
    {
        LLVMValueRef vector = i.GetOperand(0), index = i.GetOperand(1);
        if (!index.IsAConstantInt.Exists()) throw new SourceException(i, "a vector element that is chosen at run time");
        return new Expression($"{Value(vector).At(Expression.Primary)}.s{index.ConstIntZExt:x}", Expression.Primary);
    }

    private unsafe Expression Shuffle(LLVMValueRef i)
    {
        List<string> parts = [];
        uint width = i.GetOperand(0).TypeOf.VectorSize;
        string[] sources = [Value(i.GetOperand(0)).At(Expression.Primary), Value(i.GetOperand(1)).At(Expression.Primary)];
        for (uint e = 0; e < LLVM.GetNumMaskElements(i); e++)
        {
            int from = Math.Max(0, LLVM.GetMaskValue(i, e));
            parts.Add($"{sources[from < width ? 0 : 1]}.s{from % width:x}");
        }

        return new Expression($"({_module.TypeName(i.TypeOf)})({string.Join(", ", parts)})", Expression.Primary);
    }

    private unsafe Expression ExtractValue(LLVMValueRef i)
    {
        if (LLVM.GetNumIndices(i) != 1) throw new SourceException(i, "a nested structure as a value");
        uint index = LLVM.GetIndices(i)[0];
        Expression field = new($"{Value(i.GetOperand(0)).At(Expression.Primary)}.f{index}", Expression.Primary);
        return i.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind ? IntegerToPointerText(i, field) : field;
    }
}
