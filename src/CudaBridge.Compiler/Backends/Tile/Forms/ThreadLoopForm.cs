using System.Globalization;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile.Forms;

// Any kernel: a task runs whole blocks, loops run a block's threads and end where these meet.
internal static class ThreadLoopForm
{
    // What a block may declare without being asked (CUDA's own limit), for arrays whose size the launch decides.
    private const int DynamicShared = 48 * 1024;

    public static CoreText Write(KernelDraft draft)
    {
        (CoreLanguage language, FunctionWriter writer) = (draft.Language, draft.Writer);
        draft.Module.UsesGlobalAtomics = false;
        (string text, IReadOnlyList<CoreArray> arrays) = writer.CoreBody();
        List<(string Type, string Name, string Extents, int Bytes)> scratch = [];
        bool isDynamic = SharedArrays(draft, scratch);
        // Whole warps: operations on a warp's values may write behind the block's last thread.
        int threads = (draft.Threads + 31) / 32 * 32;
        foreach (CoreArray array in arrays) scratch.Add((array.Type, array.Name, $"[MAX_THREADS]{array.Extent}", BytesOf(array) * threads));
        int bytes = scratch.Sum(array => array.Bytes), dimensions = writer.Dimensions;
        if (bytes > language.ScratchBytes) throw new SourceException(default, $"{bytes} bytes of scratch memory for a block of {draft.Threads} threads; a core has {language.ScratchBytes}");
        string? alone = writer.Waits ? "a thread waits for one that comes before it" : draft.Module.UsesGlobalAtomics ? "their atomic operations on global memory would need more than the language offers" : writer.UsesHeap ? "they allocate memory from one heap" : null;
        List<string> comment = [$"A task runs whole blocks of CUDA's grid; a loop runs a block's threads{(arrays.Count > 0 ? ", and ends where they meet" : "")}."];
        if (alone is not null) comment.Add($"One core runs all blocks: {alone}.");
        draft.Open(dimensions, false, comment);
        if (arrays.Count > 0) draft.Line(1, $"constexpr uint MAX_THREADS = {threads};");
        foreach ((string type, string name, string extents, _) in scratch) draft.Array(type, name, extents);
        OpenBlocks(draft, dimensions, alone is not null);
        draft.Body(text);
        draft.Line(1, "}");
        return new CoreText(draft.Describe(CoreForm.General, "", dimensions) with { OneCore = alone is not null, DynamicShared = isDynamic ? DynamicShared : 0 }, draft.Close());
    }

    private static void OpenBlocks(KernelDraft draft, int dimensions, bool isAlone)
    {
        string count = CoreRegisters.BlockCount(dimensions), variable = dimensions == 1 ? "block_x" : "block";
        if (isAlone) draft.Line(1, $"if ({draft.Language.Task} != 0) return;");
        draft.Line(1, isAlone ? $"for (uint {variable} = 0; {variable} < {count}; {variable}++) {{" : $"for (uint {variable} = {draft.Language.Task}; {variable} < {count}; {variable} += {draft.Language.Tasks}) {{");
        if (dimensions == 2) draft.Line(2, "const uint block_x = block % grid_size_x, block_y = block / grid_size_x;");
        if (dimensions == 3) draft.Line(2, "const uint block_x = block % grid_size_x, block_y = block / grid_size_x % grid_size_y, block_z = block / (grid_size_x * grid_size_y);");
    }

    private static int BytesOf(CoreArray array) => KernelDraft.SizeOf(array.Type) * (array.Extent.Length > 0 ? int.Parse(array.Extent[1..^1], CultureInfo.InvariantCulture) : 1);

    private static bool SharedArrays(KernelDraft draft, List<(string Type, string Name, string Extents, int Bytes)> scratch)
    {
        bool isDynamic = false;
        foreach ((IntPtr handle, string shown) in draft.Writer.Shared)
        {
            LLVMValueRef global = new(handle);
            int unit = (int)draft.Module.SizeOfElement(global), size = (int)Math.Min(draft.Module.SizeOf(global.GlobalValueType), 1u << 30);
            bool dynamic = global.IsDeclaration || size == 0;
            if (dynamic && isDynamic) throw new SourceException(default, "two names for dynamic shared memory");
            isDynamic |= dynamic;
            if (dynamic) size = DynamicShared;
            scratch.Add((draft.Module.ElementName(global), shown, $"[{(size + unit - 1) / unit}]", (size + 127) / 128 * 128));
        }

        return isDynamic;
    }
}
