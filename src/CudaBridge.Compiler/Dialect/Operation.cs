namespace CudaBridge.Compiler.Dialect;

internal enum LoweringKind { Library, Llvm, Register, Collective, Memory, Runtime }

/// <summary>How an operation becomes code. <see cref="Target"/> is read by the kind: a function, an LLVM name, a register, an operation.</summary>
internal readonly record struct Lowering(LoweringKind Kind, string Target, string Detail = "")
{
    /// <summary>A call of <paramref name="function"/> in dialect.bc with the same operands and result.</summary>
    public static Lowering Library(string function) => new(LoweringKind.Library, function);

    /// <summary>
    /// A plain LLVM instruction (<c>fadd</c>, <c>sitofp</c>, …) or intrinsic (<c>llvm.fabs</c>) with the same operands.
    /// <paramref name="overloads"/> names the types an overloaded intrinsic is mangled with: <c>r</c> the result, <c>0</c>, <c>1</c>, … an operand.
    /// </summary>
    public static Lowering Llvm(string operation, string overloads = "r") => new(LoweringKind.Llvm, operation, overloads);

    /// <summary>A read of a special register, by PTX's name without the percent sign.</summary>
    public static Lowering Register(string register) => new(LoweringKind.Register, register);

    /// <summary>
    /// Lanes meet. <paramref name="operands"/> names the intrinsic's operands in their order: id, count, predicate; mask, value, a, b.
    /// </summary>
    public static Lowering Collective(string operation, string operands = "") => new(LoweringKind.Collective, operation, operands);

    public static Lowering Memory(string operation, string detail = "") => new(LoweringKind.Memory, operation, detail);

    /// <summary>A function of the device runtime; the target says which.</summary>
    public static Lowering Runtime(string function) => new(LoweringKind.Runtime, function);
}

/// <summary>
/// An operation of the kernel IR. A name that ends with a dot stands for every intrinsic with that prefix (the type mangling of
/// overloaded intrinsics).
/// </summary>
internal readonly record struct Operation(string Name, Lowering Lowering);
