using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// @k.block.warp, @k.block.masked, @other.block.warp, … in one module
//   =>  modules of about the same size, of which all but this one are compiled on threads of their own; the linker joins them
/// <summary>
/// Finds functions that neither call nor name each other, such as the forms of a kernel: LLVM has nothing to gain from seeing them together. What the parts share by
/// name gets hidden visibility; constants are copied.
/// </summary>
internal static class DivideModule
{
    // A part costs about a millisecond to write and read, and a thread. An instruction takes 20 to 40 microseconds.
    private const int SmallestPart = 300;
    private const int MostParts = 4;

    private const string TablePrefix = "cudabridge_", SharedPrefix = "cudabridge.";

    public static void Run(Translation t)
    {
        // Dumps show everything, and debuggers want the functions' own names.
        if (t.Options.DumpAfter is not null || t.Options.DebugInfo || t.Options.OptimizationLevel == 0) return;
        List<List<LLVMValueRef>> parts = Balance(Groups(t.Module));
        if (parts.Count < 2) return;

        // Tables of functions are copied like other constants, and name functions of any part.
        foreach (LLVMValueRef function in parts[0].Where(f => f.Users().Exists(u => !u.IsAInstruction.Exists()))) Share(function);
        List<HashSet<string>> names = parts.Skip(1).Select(part => part.Select(Share).ToHashSet()).ToList();
        HashSet<IntPtr> variables = [.. t.Variables.Select(v => v.Storage.Handle)];
        foreach (LLVMValueRef global in t.Module.Globals().Where(g => !g.IsDeclaration && g.Linkage == LLVMLinkage.LLVMInternalLinkage && (!g.IsGlobalConstant || variables.Contains(g.Handle)))) Share(global);
        using (LLVMMemoryBufferRef bitcode = t.Module.WriteBitcodeToMemoryBuffer())
        {
            byte[] bytes = bitcode.Bytes.ToArray();
            t.Parts.AddRange(names.Select(functions => CodePart.Start(bytes, functions, t.Options)));
        }

        foreach (LLVMValueRef function in parts.Skip(1).SelectMany(p => p)) LeaveOut(t.Module, function);
    }

    /// <summary>Makes a module of all code one of the named functions; what else there is stays elsewhere.</summary>
    public static void Keep(LLVMModuleRef module, IReadOnlySet<string> functions)
    {
        foreach (LLVMValueRef function in module.DefinedFunctions().Where(f => !functions.Contains(f.Name))) LeaveOut(module, function);
        foreach (LLVMValueRef global in module.Globals().Where(g => !g.IsDeclaration))
            if (global.Name.StartsWith(TablePrefix, StringComparison.Ordinal) && !global.HasUsers()) global.DeleteGlobal();
            else if (global.Linkage == LLVMLinkage.LLVMExternalLinkage) global.Initializer = default;
    }

    private static string Share(LLVMValueRef value)
    {
        value.Name = SharedPrefix + value.Name; // no name of the C library's
        value.Linkage = LLVMLinkage.LLVMExternalLinkage;
        value.Visibility = LLVMVisibility.LLVMHiddenVisibility;
        return value.Name;
    }

    private static void LeaveOut(LLVMModuleRef module, LLVMValueRef function)
    {
        string name = function.Name;
        function.Name = "";
        LLVMValueRef declared = module.AddFunction(name, function.GlobalValueType);
        declared.Visibility = LLVMVisibility.LLVMHiddenVisibility;
        function.ReplaceAllUsesWith(declared);
        function.DeleteFunction();
    }

    // ---- Which functions belong together ----------------------------------------------------------------------------------------

    private static List<(List<LLVMValueRef> Functions, int Size)> Groups(LLVMModuleRef module)
    {
        List<LLVMValueRef> functions = module.DefinedFunctions();
        Dictionary<IntPtr, int> group = [];
        List<List<LLVMValueRef>> groups = [];
        for (int i = 0; i < functions.Count; i++)
        {
            group[functions[i].Handle] = i;
            groups.Add([functions[i]]);
        }

        Dictionary<IntPtr, int> sizes = [];
        foreach (LLVMValueRef function in functions)
        {
            List<LLVMValueRef> code = function.Instructions();
            sizes[function.Handle] = code.Count;
            foreach (LLVMValueRef operand in code.SelectMany(i => i.Operands()).Where(o => group.ContainsKey(o.Handle))) Join(group[function.Handle], group[operand.Handle]);
        }

        return groups.FindAll(g => g.Count > 0).ConvertAll(g => (g, g.Sum(f => sizes[f.Handle])));

        void Join(int into, int from)
        {
            if (into == from) return;
            foreach (LLVMValueRef moved in groups[from]) group[moved.Handle] = into;
            groups[into].AddRange(groups[from]);
            groups[from].Clear();
        }
    }

    /// <summary>Parts that are large enough, the largest first. Their number does not depend on the machine: neither must the code.</summary>
    private static List<List<LLVMValueRef>> Balance(List<(List<LLVMValueRef> Functions, int Size)> groups)
    {
        int count = Math.Min(MostParts, Math.Min(groups.Count, groups.Sum(g => g.Size) / SmallestPart));
        if (count < 2) return [];
        List<(List<LLVMValueRef> Functions, int Size)> parts = [.. Enumerable.Range(0, count).Select(_ => (new List<LLVMValueRef>(), 0))];
        foreach ((List<LLVMValueRef> functions, int size) in groups.OrderByDescending(g => g.Size))
        {
            int least = Enumerable.Range(0, count).MinBy(p => parts[p].Size);
            parts[least].Functions.AddRange(functions);
            parts[least] = (parts[least].Functions, parts[least].Size + size);
        }

        // What is small is not worth a thread.
        List<(List<LLVMValueRef> Functions, int Size)> ordered = [.. parts.OrderByDescending(p => p.Size)];
        foreach ((List<LLVMValueRef> functions, _) in ordered.Skip(1).Where(p => p.Size < SmallestPart)) ordered[0].Functions.AddRange(functions);
        return [.. ordered.Where((p, i) => i == 0 || p.Size >= SmallestPart).Select(p => p.Functions)];
    }
}
