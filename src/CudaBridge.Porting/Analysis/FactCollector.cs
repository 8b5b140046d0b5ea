using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ClangSharp.Interop;

namespace CudaBridge.Porting.Analysis;

/// <summary>Walks the syntax tree of one unit, as far as it stands in user files, and notes facts.</summary>
internal sealed partial class FactCollector(UnitFacts facts, Func<string, bool> isUserFile, string toolkitHeaders)
{
    private enum Role { User, Cuda, Other }

    private sealed record FileInfo(string Path, Role Role, FileFacts? Facts);

    private readonly Dictionary<IntPtr, FileInfo> _files = [];
    private readonly FileInfo _nowhere = new("", Role.Other, null);

    // The function around the cursor.
    private bool _device, _kernel;
    private CXCursor _function;
    private FileFacts? _functionFile;
    private int _functionStart;
    private long _sharedBytes;

    public unsafe void Collect(CXCursor unit) => VisitChildren(unit);

    private unsafe void VisitChildren(CXCursor cursor)
    {
        GCHandle self = GCHandle.Alloc(this);
        clang.visitChildren(cursor, &OnCursor, (void*)GCHandle.ToIntPtr(self));
        self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe CXChildVisitResult OnCursor(CXCursor cursor, CXCursor parent, void* self)
    {
        ((FactCollector)GCHandle.FromIntPtr((IntPtr)self).Target!).Visit(cursor, parent);
        return CXChildVisitResult.CXChildVisit_Continue;
    }

    private void Visit(CXCursor cursor, CXCursor parent)
    {
        cursor.Location.GetFileLocation(out CXFile used, out _, out _, out uint usedOffset);
        FileInfo user = Info(used);
        // System headers are most of a unit and of no interest.
        if (parent.Kind == CXCursorKind.CXCursor_TranslationUnit && user.Role != Role.User) return;
        NoteReference(cursor);
        if (user.Facts is { } file) NoteHazards(cursor, parent, file, (int)usedOffset);
        if (IsFunction(cursor.Kind)) VisitFunction(cursor, user.Facts);
        else VisitChildren(cursor);
    }

    private static bool IsFunction(CXCursorKind kind) => kind is CXCursorKind.CXCursor_FunctionDecl or CXCursorKind.CXCursor_CXXMethod or CXCursorKind.CXCursor_FunctionTemplate
        or CXCursorKind.CXCursor_Constructor or CXCursorKind.CXCursor_Destructor or CXCursorKind.CXCursor_ConversionFunction or CXCursorKind.CXCursor_LambdaExpr;

    private void VisitFunction(CXCursor cursor, FileFacts? file)
    {
        (bool, bool, CXCursor, FileFacts?, int, long) outer = (_device, _kernel, _function, _functionFile, _functionStart, _sharedBytes);
        (bool device, _kernel) = Attributes(cursor);
        // A lambda in device code is device code.
        _device = device || _kernel || (cursor.Kind == CXCursorKind.CXCursor_LambdaExpr && outer.Item1);
        (_function, _functionFile, _sharedBytes) = (cursor, file, 0);
        cursor.Extent.Start.GetFileLocation(out _, out _, out _, out uint start);
        cursor.Extent.End.GetFileLocation(out _, out _, out _, out uint end);
        _functionStart = (int)start;
        if (file is not null && _device) file.DeviceCode[(int)start] = (int)end;
        if (file is not null && _device && (_kernel || !IsForHost(cursor)) && cursor.Kind is CXCursorKind.CXCursor_FunctionDecl or CXCursorKind.CXCursor_FunctionTemplate) file.DeviceOnly[(int)start] = (int)end;
        if (file is not null && _kernel && HasBody(cursor)) file.Kernels[(int)start] = new KernelPlace(cursor.Spelling, (int)start, (int)end);
        VisitChildren(cursor);
        if (file is not null && _kernel && _sharedBytes > 0) file.Hazards.Add(new Hazard(HazardKind.SharedMemory, _functionStart, _sharedBytes));
        (_device, _kernel, _function, _functionFile, _functionStart, _sharedBytes) = outer;
    }

    private static unsafe bool IsForHost(CXCursor cursor)
    {
        int found = 0;
        clang.visitChildren(cursor, &OnAttribute, &found);
        return (found & 8) != 0;
    }

    private static bool HasBody(CXCursor cursor) => cursor.IsDefinition || cursor.Kind == CXCursorKind.CXCursor_FunctionTemplate;

    private static unsafe (bool Device, bool Kernel) Attributes(CXCursor function)
    {
        int found = 0;
        clang.visitChildren(function, &OnAttribute, &found);
        return ((found & 1) != 0, (found & 2) != 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe CXChildVisitResult OnAttribute(CXCursor cursor, CXCursor parent, void* found)
    {
        if (cursor.Kind == CXCursorKind.CXCursor_CUDADeviceAttr) *(int*)found |= 1;
        if (cursor.Kind == CXCursorKind.CXCursor_CUDAGlobalAttr) *(int*)found |= 2;
        if (cursor.Kind == CXCursorKind.CXCursor_CUDASharedAttr) *(int*)found |= 4;
        if (cursor.Kind == CXCursorKind.CXCursor_CUDAConstantAttr) *(int*)found |= 16;
        if (cursor.Kind == CXCursorKind.CXCursor_CUDAHostAttr) *(int*)found |= 8;
        return CXChildVisitResult.CXChildVisit_Continue;
    }

    // Whose name stands where it is spelled: in the text, in a macro's argument or in a macro's definition.
    private void NoteReference(CXCursor cursor)
    {
        bool declaration = cursor.IsDeclaration;
        if (!declaration && cursor.Kind is not (CXCursorKind.CXCursor_DeclRefExpr or CXCursorKind.CXCursor_TypeRef or CXCursorKind.CXCursor_TemplateRef or CXCursorKind.CXCursor_VariableRef or CXCursorKind.CXCursor_MemberRefExpr)) return;
        cursor.Location.GetSpellingLocation(out CXFile spelled, out _, out _, out uint offset);
        if (Info(spelled).Facts is not { } file) return;
        if (declaration) file.IsCuda.TryAdd((int)offset, false);
        else if (DeclaredIn(cursor.Referenced) is { } place) file.IsCuda[(int)offset] = place == Role.Cuda || (place == Role.Other && file.IsCuda.GetValueOrDefault((int)offset));
    }

    private Role? DeclaredIn(CXCursor declaration)
    {
        if ((int)declaration.Kind is >= 70 and < 100 || declaration.Kind == 0) return null;
        if (declaration.Kind == CXCursorKind.CXCursor_OverloadedDeclRef) return DeclaredInAnyOf(declaration);
        // Where a macro was used that declares it, not where the macro's words stand.
        declaration.Location.GetFileLocation(out CXFile file, out _, out _, out _);
        return file.Handle == IntPtr.Zero ? null : IsBuiltin(declaration) ? Role.Cuda : Info(file).Role;
    }

    // clang declares its builtins by itself, at their first use: the declaration is the name alone.
    private static bool IsBuiltin(CXCursor declaration)
    {
        if (declaration.Kind != CXCursorKind.CXCursor_FunctionDecl) return false;
        declaration.Location.GetFileLocation(out _, out _, out _, out uint name);
        declaration.Extent.Start.GetFileLocation(out _, out _, out _, out uint start);
        return name == start;
    }

    // A call in a template, whose arguments choose the function later.
    private Role? DeclaredInAnyOf(CXCursor overloads)
    {
        Role? found = null;
        for (uint i = 0; i < clang.getNumOverloadedDecls(overloads); i++)
            if (DeclaredIn(clang.getOverloadedDecl(overloads, i)) is { } role && found != Role.Cuda) found = role;
        return found;
    }

    private void NoteHazards(CXCursor cursor, CXCursor parent, FileFacts file, int offset)
    {
        switch (cursor.Kind)
        {
            case CXCursorKind.CXCursor_AsmStmt when _device: NoteAssembly(cursor, file, offset); break;
            case CXCursorKind.CXCursor_FloatingLiteral when _device && cursor.Type.kind == CXTypeKind.CXType_Double: file.Hazards.Add(new Hazard(HazardKind.Double, offset)); break;
            case CXCursorKind.CXCursor_VarDecl or CXCursorKind.CXCursor_ParmDecl: NoteVariable(cursor, parent, file, offset); break;
            case CXCursorKind.CXCursor_BinaryOperator when _device: NoteLaneArithmetic(cursor, file); break;
            case CXCursorKind.CXCursor_CallExpr when _device: NoteCall(cursor, file, offset); break;
            case CXCursorKind.CXCursor_FunctionDecl when cursor.IsDefinition && cursor.Spelling == "main": NoteMain(cursor, file); break;
        }
    }

    // Where it is written: a macro's body is translated once for all its uses.
    private void NoteAssembly(CXCursor cursor, FileFacts user, int used)
    {
        cursor.Location.GetSpellingLocation(out CXFile spelled, out _, out _, out uint written);
        (FileFacts file, int offset) = Info(spelled).Facts is { } own ? (own, (int)written) : (user, used);
        file.Hazards.Add(new Hazard(HazardKind.InlinePtx, offset));
        file.Assembly[offset] = [.. cursor.Children.Select(operand => operand.Type.CanonicalType.Spelling)];
    }

    private void NoteVariable(CXCursor cursor, CXCursor parent, FileFacts file, int offset)
    {
        CXType type = cursor.Type.CanonicalType;
        if (_device && IsDouble(type)) file.Hazards.Add(new Hazard(HazardKind.Double, offset));
        if (cursor.Kind == CXCursorKind.CXCursor_ParmDecl)
        {
            if (_kernel && type.kind == CXTypeKind.CXType_Record && SameFunction(parent)) file.Hazards.Add(new Hazard(HazardKind.StructParameter, offset));
            return;
        }
        if (parent.Kind is CXCursorKind.CXCursor_TranslationUnit && IsDevices(cursor)) NoteDeviceVariable(cursor, file);
        if (parent.Kind is CXCursorKind.CXCursor_TranslationUnit or CXCursorKind.CXCursor_Namespace or CXCursorKind.CXCursor_LinkageSpec && IsReference(cursor)) NoteTextureReference(cursor);
        if (_device && IsShared(cursor) && type.SizeOf is > 0 and long bytes) _sharedBytes += bytes;
    }

    // texture<float, 2> t;  surface<void, 2> s;
    private bool IsReference(CXCursor variable) =>
        variable.Children.Any(child => child.Kind == CXCursorKind.CXCursor_TemplateRef && child.Spelling is "texture" or "surface" && DeclaredIn(child.Referenced) == Role.Cuda);

    // Where it is written: in a macro's body for all its uses.
    private void NoteTextureReference(CXCursor variable)
    {
        variable.Extent.Start.GetSpellingLocation(out CXFile spelled, out _, out _, out uint start);
        Info(spelled).Facts?.References.Add((int)start);
    }

    private static unsafe bool IsDevices(CXCursor variable)
    {
        int found = 0;
        clang.visitChildren(variable, &OnAttribute, &found);
        return (found & 17) != 0;
    }

    private static void NoteDeviceVariable(CXCursor cursor, FileFacts file)
    {
        cursor.Extent.Start.GetFileLocation(out _, out _, out _, out uint start);
        cursor.Extent.End.GetFileLocation(out _, out _, out _, out uint end);
        file.DeviceOnly[(int)start] = (int)end;
    }

    private bool SameFunction(CXCursor parent) => clang.equalCursors(parent, _function) != 0;

    private static bool IsDouble(CXType type)
    {
        for (int depth = 0; depth < 4; depth++)
        {
            if (type.kind == CXTypeKind.CXType_Double) return true;
            CXType inner = type.kind == CXTypeKind.CXType_Pointer ? type.PointeeType : type.ElementType;
            if (inner.kind == CXTypeKind.CXType_Invalid) return false;
            type = inner.CanonicalType;
        }
        return false;
    }

    private static unsafe bool IsShared(CXCursor variable)
    {
        int found = 0;
        clang.visitChildren(variable, &OnAttribute, &found);
        return (found & 4) != 0;
    }

    // tid % 32, lane & 31, tid / 32, tid >> 5
    private static void NoteLaneArithmetic(CXCursor cursor, FileFacts file)
    {
        long constant = cursor.BinaryOperatorKind switch
        {
            CX_BinaryOperatorKind.CX_BO_Rem or CX_BinaryOperatorKind.CX_BO_Div => 32,
            CX_BinaryOperatorKind.CX_BO_And => 31,
            CX_BinaryOperatorKind.CX_BO_Shr => 5,
            _ => 0,
        };
        if (constant == 0) return;
        (CXCursor left, CXCursor right) = Operands(cursor);
        if (right.EvaluateInteger() != constant || !ThreadName().IsMatch(NamesIn(left))) return;
        cursor.Extent.Start.GetFileLocation(out _, out _, out _, out uint start);
        file.Hazards.Add(new Hazard(HazardKind.WarpLiteral, (int)start));
    }

    private void NoteCall(CXCursor cursor, FileFacts file, int offset)
    {
        CXCursor callee = cursor.Referenced;
        if (clang.equalCursors(clang.getCanonicalCursor(callee), clang.getCanonicalCursor(_function)) != 0) file.Hazards.Add(new Hazard(HazardKind.Recursion, offset));
        string name = cursor.Spelling;
        if (!MaskedFunction().IsMatch(name)) return;
        CXCursor mask = cursor.Children.Skip(1).FirstOrDefault();
        // What is no constant is mostly __activemask() or a ballot: a subset of the lanes.
        if (mask.EvaluateInteger() is not { } value || (uint)value != uint.MaxValue) file.Hazards.Add(new Hazard(HazardKind.PartialMask, offset));
    }

    private static void NoteMain(CXCursor cursor, FileFacts file)
    {
        CXCursor body = cursor.Children.LastOrDefault();
        body.Extent.Start.GetFileLocation(out _, out _, out _, out uint start);
        file.MainBody = (int)start + 1;
    }

    private static (CXCursor Left, CXCursor Right) Operands(CXCursor cursor) => cursor.Children is [var left, var right, ..] ? (left, right) : default;

    private static string NamesIn(CXCursor cursor) => cursor.Spelling + " " + string.Join(' ', cursor.Children.Select(NamesIn));

    private FileInfo Info(CXFile file)
    {
        if (file.Handle == IntPtr.Zero) return _nowhere;
        if (_files.TryGetValue(file.Handle, out FileInfo? known)) return known;
        string path = PathOf(file);
        Role role = IsCudaHeader(path) ? Role.Cuda : isUserFile(path) ? Role.User : Role.Other;
        FileFacts? own = null;
        if (role == Role.User && !facts.Files.TryGetValue(path, out own)) facts.Files[path] = own = new FileFacts();
        return _files[file.Handle] = new FileInfo(path, role, own);
    }

    // clang brings the declarations of its builtins for CUDA itself.
    private bool IsCudaHeader(string path) =>
        path.StartsWith(toolkitHeaders, StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("__clang_cuda", StringComparison.Ordinal);

    public static string PathOf(CXFile file)
    {
        string real = file.RealPathName;
        return real.Length > 0 ? real : Path.GetFullPath(file.Name);
    }

    [GeneratedRegex("threadIdx|[Ll]ane|[Ww]arp|WARP|tid|Tid|TID|rank|thread", RegexOptions.CultureInvariant)]
    private static partial Regex ThreadName();

    [GeneratedRegex("^__(shfl(_up|_down|_xor)?|ballot|any|all|match_any|match_all|reduce_[a-z]+)_sync$")]
    private static partial Regex MaskedFunction();
}
