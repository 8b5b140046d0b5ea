namespace ClangSharp.Interop;

public unsafe struct CXSourceRange
{
    public void* ptr_data0;
    public void* ptr_data1;
    public uint begin_int_data;
    public uint end_int_data;

    public readonly CXSourceLocation Start => clang.getRangeStart(this);
    public readonly CXSourceLocation End => clang.getRangeEnd(this);
}

public readonly unsafe struct CXFile(IntPtr handle) : IEquatable<CXFile>
{
    public IntPtr Handle { get; } = handle;
    public string Name => clang.getFileName((void*)Handle).Take();

    /// <summary>The path with links resolved; empty when clang does not know it.</summary>
    public string RealPathName => clang.File_tryGetRealPathName((void*)Handle).Take();

    public static bool operator ==(CXFile left, CXFile right) => left.Handle == right.Handle;
    public static bool operator !=(CXFile left, CXFile right) => left.Handle != right.Handle;
    public bool Equals(CXFile other) => Handle == other.Handle;
    public override bool Equals(object? obj) => obj is CXFile other && Equals(other);
    public override int GetHashCode() => Handle.GetHashCode();
}

public enum CXEvalResultKind { CXEval_UnExposed, CXEval_Int, CXEval_Float }

/// <summary>The operators that the project tells apart; the rest have clang's numbers.</summary>
public enum CX_BinaryOperatorKind { CX_BO_Invalid = 0, CX_BO_Div = 4, CX_BO_Rem = 5, CX_BO_Shr = 9, CX_BO_And = 17 }
