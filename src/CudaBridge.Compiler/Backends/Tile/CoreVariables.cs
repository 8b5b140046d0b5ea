using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>Variables of a module that are no block's own: the host makes them in global memory and passes their addresses to the kernels that name them.</summary>
internal static class CoreVariables
{
    /// <summary>The variable's name in the host's C++.</summary>
    public static string HostName(LLVMValueRef global)
    {
        string shown = Demangler.Demangle(global.Name);
        string name = new([.. shown[(shown.LastIndexOf(':') + 1)..].Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        return char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>The variables that the kernels name, what those point at, and what the host may name.</summary>
    public static IReadOnlyList<CoreVariable> Of(Translation t, ModuleWriter module, IEnumerable<LLVMValueRef> named)
    {
        (byte[] bytes, IReadOnlyList<(uint Place, ulong Target)> relocations) = module.Variables.Fill();
        List<(LLVMValueRef Global, ulong First, ulong End)> places = [.. module.Variables.Globals.Select(g => (g, (ulong)module.Variables.OffsetOf(g), module.Variables.OffsetOf(g) + module.SizeOf(g.GlobalValueType)))];
        HashSet<IntPtr> wanted = [.. t.Variables.Where(v => !v.IsManaged && !v.Storage.IsDeclaration).Select(v => v.Storage.Handle)];
        Queue<LLVMValueRef> work = new([.. named, .. places.Select(p => p.Global).Where(g => wanted.Contains(g.Handle))]);
        Dictionary<IntPtr, CoreVariable> found = [];
        while (work.TryDequeue(out LLVMValueRef global))
        {
            if (found.ContainsKey(global.Handle) || places.Find(p => p.Global == global) is not { End: > 0 } own) continue;
            List<CorePointer> pointers = [];
            foreach ((uint place, ulong target) in relocations.Where(r => r.Place >= own.First && r.Place < own.End))
            {
                (LLVMValueRef to, ulong first, _) = places.Find(p => target >= p.First && target < p.End);
                pointers.Add(new CorePointer((int)(place - own.First), HostName(to), (int)(target - first)));
                work.Enqueue(to);
            }

            found[global.Handle] = new CoreVariable(HostName(global), bytes[(int)own.First..(int)own.End], pointers);
        }

        return [.. found.Values];
    }
}
