using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

// the module  =>  a file of kernels in a language for cores without threads, and what a launch must know of each
internal static partial class EmitCores
{
    // What a block may declare without being asked (CUDA's own limit), for arrays whose size the launch decides.
    private const int DynamicShared = 48 * 1024;

    public static void Run(Translation t)
    {
        CoreLanguage language = CoreLanguages.Find(t.Options.Target)!;
        ModuleWriter module = new(t, language);
        HashSet<string> names = [];
        List<CoreKernel> kernels = [];
        StringBuilder body = new();
        foreach (Kernel kernel in t.Kernels)
        {
            string name = UniqueName(kernel, names);
            try
            {
                (CoreKernel described, string text) = Write(t, module, language, kernel, name);
                kernels.Add(described);
                body.Append(text).Append('\n');
            }
            catch (SourceException problem)
            {
                if (problem.Place.Exists()) t.Diagnostics.ReportAt(problem.Place, Messages.NotForCores, Demangler.Demangle(kernel.Name), language.Title, problem.Message);
                else t.Diagnostics.Report(Messages.NotForCores, Demangler.Demangle(kernel.Name), language.Title, problem.Message);
                kernels.Add(new CoreKernel(kernel.Name, name, CoreForm.Refused, problem.Message, [], 0, 0, false, 0));
            }
        }

        IReadOnlyList<CoreVariable> variables = CoreVariables.Of(t, module, module.NamedVariables);
        string all = Shown(body.ToString());
        string structs = string.Concat(module.Structures.Select(s => Shown(s) + "\n"));
        string helpers = Shown(CoreHelpers.For(all, language));
        string file = $"// Kernels in {language.Title}, translated from CUDA. They follow what the maker has published; its compiler has not seen them.\n{language.Includes}\n{(all.Contains("printf(", StringComparison.Ordinal) ? language.PrintHeader + "\n" : "")}\n" +
            (structs.Length > 0 ? structs + "\n" : "") + helpers + all;
        t.Image = new CoreImage(file.TrimEnd('\n') + "\n", kernels, variables, module.Failures).ToBytes();
    }

    private static (CoreKernel, string) Write(Translation t, ModuleWriter module, CoreLanguage language, Kernel kernel, string name)
    {
        Check(language, kernel);
        string reason = "";
        try
        {
            if (WriteTiles(module, language, kernel, name) is { } tiles) return tiles;
        }
        catch (SourceException problem)
        {
            reason = problem.Message;
        }

        if (kernel.Function.Instructions().Exists(ConvergeMeetings.IsMeeting))
            try
            {
                if (WriteProduct(t, module, language, kernel, name) is { } product) return product;
                return WriteRows(module, language, kernel, name);
            }
            catch (SourceException problem)
            {
                reason = problem.Message;
            }

        module.UsesGlobalAtomics = false;
        FunctionWriter writer = new(module, kernel.Function);
        (string text, IReadOnlyList<CoreArray> arrays) = writer.CoreBody();
        CoreForm form = CoreForm.General;
        int dimensions = writer.Dimensions, threads = (int)Math.Min(kernel.MaxThreads, 1024u);
        List<CoreParameter> parameters = [.. module.CoreParameters(kernel, writer).Select(p => new CoreParameter(Shown(p.Type), p.Name))];
        (List<string> shared, int bytes, bool isDynamic) = SharedArrays(t, module, language, writer);
        List<string> scratch = [.. shared];
        if (arrays.Count > 0)
        {
            scratch.Insert(0, $"constexpr uint MAX_THREADS = {threads};");
            foreach (CoreArray array in arrays)
            {
                scratch.Add(string.Format(CultureInfo.InvariantCulture, language.ScratchArray, array.Type, array.Name, $"[MAX_THREADS]{array.Extent}"));
                bytes += SizeOf(array.Type) * threads * (array.Extent.Length > 0 ? int.Parse(array.Extent[1..^1], CultureInfo.InvariantCulture) : 1);
            }
        }

        bool oneCore = module.UsesGlobalAtomics || writer.UsesHeap;
        IReadOnlyList<CoreArgument> hidden = [.. writer.CoreArguments.Select(h => h with { Type = Shown(h.Type) })];
        foreach (IntPtr global in writer.Globals.Keys) module.NamedVariables.Add(new LLVMValueRef(global));
        if (bytes > language.ScratchBytes) throw new SourceException(default, $"{bytes} bytes of scratch memory for a block of {threads} threads; a core has {language.ScratchBytes}");
        StringBuilder result = new();
        result.Append(CultureInfo.InvariantCulture, $"// {Demangler.Demangle(kernel.Name)}\n// A task runs whole blocks of CUDA's grid; a loop runs a block's threads{(arrays.Count > 0 ? ", and ends where they meet" : "")}.\n");
        if (oneCore) result.Append(CultureInfo.InvariantCulture, $"// One core runs all blocks: {(module.UsesGlobalAtomics ? "their atomic operations on global memory would need more than the language offers" : "they allocate memory from one heap")}.\n");
        string list = ParameterList(parameters, hidden, dimensions);
        result.Append(Head(language, name, list)).Append(" {\n");
        if (language.Opening.Length > 0) result.Append("    ").Append(language.Opening).Append('\n');
        foreach (string line in scratch) result.Append("    ").Append(line).Append('\n');
        string count = CoreRegisters.BlockCount(dimensions), variable = dimensions == 1 ? "block_x" : "block";
        if (oneCore) result.Append(CultureInfo.InvariantCulture, $"    if ({language.Task} != 0) return;\n    for (uint {variable} = 0; {variable} < {count}; {variable}++) {{\n");
        else result.Append(CultureInfo.InvariantCulture, $"    for (uint {variable} = {language.Task}; {variable} < {count}; {variable} += {language.Tasks}) {{\n");
        if (dimensions == 2) result.Append("        const uint block_x = block % grid_size_x, block_y = block / grid_size_x;\n");
        if (dimensions == 3) result.Append("        const uint block_x = block % grid_size_x, block_y = block / grid_size_x % grid_size_y, block_z = block / (grid_size_x * grid_size_y);\n");
        result.Append(text).Append(text.Length > 0 ? "\n" : "").Append("    }\n}\n");
        return (new CoreKernel(kernel.Name, name, form, reason, parameters, dimensions, threads, oneCore, isDynamic ? DynamicShared : 0) { Hidden = hidden }, result.ToString());
    }

    // Elements of a tile: enough to keep the copies busy, few enough that every core gets some.
    private const int LargestTile = 4096, SmallestTile = 256;

    private static (CoreKernel, string)? WriteTiles(ModuleWriter module, CoreLanguage language, Kernel kernel, string name)
    {
        if (language.Tiles.Float.Count == 0) return null;
        FunctionWriter writer = new(module, kernel.Function);
        CoreTiles tiles = writer.TileBody();
        if (!tiles.IsVector) return null;
        List<CoreParameter> parameters = [.. module.CoreParameters(kernel, writer).Select(p => new CoreParameter(Shown(p.Type), p.Name))];
        int bytes = tiles.Arrays.Sum(a => SizeOf(a.Type)), elements = LargestTile;
        while (elements * bytes > language.ScratchBytes) elements /= 2;
        if (elements < SmallestTile) throw new SourceException(default, $"{tiles.Arrays.Count} tiles, more than the scratch memory holds");
        StringBuilder result = new();
        bool isPlane = writer.Dimensions == 2;
        result.Append(CultureInfo.InvariantCulture, $"// {Demangler.Demangle(kernel.Name)}\n// {(isPlane ? "Rows go round the tasks; a row is computed tile by tile" : "Tiles of neighbouring threads go round the tasks")}: copied in, computed by vector operations, copied out.\n");
        IReadOnlyList<CoreArgument> hidden = [.. writer.CoreArguments.Select(h => h with { Type = Shown(h.Type) })];
        foreach (IntPtr global in writer.Globals.Keys) module.NamedVariables.Add(new LLVMValueRef(global));
        string list = ParameterList(parameters, hidden, writer.Dimensions);
        result.Append(Head(language, name, list)).Append(" {\n");
        if (language.Opening.Length > 0) result.Append("    ").Append(language.Opening).Append('\n');
        if (language.Tiles.Opening.Length > 0) result.Append("    ").Append(language.Tiles.Opening).Append('\n');
        result.Append(CultureInfo.InvariantCulture, $"    constexpr long TILE = {elements};\n");
        foreach (CoreArray array in tiles.Arrays) result.Append("    ").Append(string.Format(CultureInfo.InvariantCulture, language.ScratchArray, array.Type, array.Name, "[TILE]")).Append('\n');
        result.Append(CultureInfo.InvariantCulture, $"    const long end = {tiles.Bound};\n");
        string x = tiles.Flat, start = $"{language.Task} * TILE", step = $"{language.Tasks} * TILE", indent = "    ";
        if (isPlane)
        {
            result.Append(CultureInfo.InvariantCulture, $"    for (long y = {language.Task}; y < (long)grid_size_y * block_size_y; y += {language.Tasks}) {{\n");
            if (Regex.IsMatch(tiles.Text, @"\b(block|thread)_y\b")) result.Append("        const uint block_y = y / block_size_y, thread_y = y % block_size_y;\n");
            (start, step, indent) = ("0", "TILE", "        ");
        }

        result.Append(CultureInfo.InvariantCulture, $"{indent}for (long {x} = {start}; {x} < end; {x} += {step}) {{\n{indent}    const long count = std::min<long>(TILE, end - {x});\n");
        result.Append(tiles.Text).Append(CultureInfo.InvariantCulture, $"\n{indent}}}\n{(isPlane ? "    }\n" : "")}}}\n");
        return (new CoreKernel(kernel.Name, name, CoreForm.Tiles, "", parameters, writer.Dimensions, 1024, false, 0) { Hidden = hidden }, result.ToString());
    }

    private static (CoreKernel, string)? WriteProduct(Translation t, ModuleWriter module, CoreLanguage language, Kernel kernel, string name)
    {
        if (TiledProduct.Find(kernel.Function, new DominatorTree(kernel.Function), t.Module.Layout()) is not { } product) return null;
        FunctionWriter writer = new(module, kernel.Function);
        string form = language.Tiles.Product ?? ProductByRows.Of(language);
        writer.NameHead("rows columns " + form.Replace("{a}", "", StringComparison.Ordinal).Replace("{b}", "", StringComparison.Ordinal).Replace("{c}", "", StringComparison.Ordinal));
        List<CoreParameter> parameters = [.. module.CoreParameters(kernel, writer).Select(p => new CoreParameter(Shown(p.Type), p.Name))];
        string NameOf(LLVMValueRef value) => value.IsAConstantInt.Exists() ? $"{value.ConstIntZExt}" : writer.Parameters[Enumerable.Range(0, (int)kernel.Function.ParamsCount).First(i => kernel.Function.GetParam((uint)i) == value)];
        string Stride(IndexSum stride) => stride.Simple is { Value.Handle: not 0 } simple ? NameOf(simple.Value) : $"{stride.Simple!.Value.Constant}";
        StringBuilder result = new();
        result.Append(CultureInfo.InvariantCulture, $"// {Demangler.Demangle(kernel.Name)}\n// A product of matrices: tiles of it, as large as the core's memory likes them, go round the tasks.\n");
        result.Append(Head(language, name, ParameterList(parameters, [], 2))).Append(" {\n");
        if (language.Opening.Length > 0) result.Append("    ").Append(language.Opening).Append('\n');
        if (language.Tiles.Opening.Length > 0) result.Append("    ").Append(language.Tiles.Opening).Append('\n');
        result.Append(CultureInfo.InvariantCulture, $"    const long depth = {NameOf(product.Depth)}, rows = (long)grid_size_y * {product.Tile}, columns = (long)grid_size_x * {product.Tile};\n");
        StringBuilder body = new(form);
        foreach ((string place, string text) in new[] { ("{a}", NameOf(product.A)), ("{b}", NameOf(product.B)), ("{c}", NameOf(product.C)), ("{lda}", Stride(product.StrideA)), ("{ldb}", Stride(product.StrideB)), ("{ldc}", Stride(product.StrideC)) })
            body.Replace(place, text);
        foreach (string line in body.ToString().Split('\n')) result.Append("    ").Append(line).Append('\n');
        result.Append("}\n");
        return (new CoreKernel(kernel.Name, name, CoreForm.Tiles, "", parameters, 2, 1024, false, 0) { BlockSize = product.Tile * product.Tile }, result.ToString());
    }

    private static (CoreKernel, string) WriteRows(ModuleWriter module, CoreLanguage language, Kernel kernel, string name)
    {
        FunctionWriter writer = new(module, kernel.Function);
        CoreRows rows = writer.RowBody();
        List<CoreParameter> parameters = [.. module.CoreParameters(kernel, writer).Select(p => new CoreParameter(Shown(p.Type), p.Name))];
        IReadOnlyList<CoreArgument> hidden = [.. writer.CoreArguments.Select(h => h with { Type = Shown(h.Type) })];
        foreach (IntPtr global in writer.Globals.Keys) module.NamedVariables.Add(new LLVMValueRef(global));
        int bytes = rows.Arrays.Sum(a => SizeOf(a.Type)), elements = LargestTile, threads = (int)Math.Min(kernel.MaxThreads, 1024u);
        while (elements * bytes > language.ScratchBytes) elements /= 2;
        if (elements < threads) throw new SourceException(default, $"{rows.Arrays.Count} tiles, more than the scratch memory holds");
        StringBuilder result = new();
        result.Append(CultureInfo.InvariantCulture, $"// {Demangler.Demangle(kernel.Name)}\n// A task runs whole blocks of CUDA's grid; what a block's threads did together is done tile by tile, and their trees are reductions of tiles.\n");
        result.Append(Head(language, name, ParameterList(parameters, hidden, 1))).Append(" {\n");
        if (language.Opening.Length > 0) result.Append("    ").Append(language.Opening).Append('\n');
        if (language.Tiles.Opening.Length > 0) result.Append("    ").Append(language.Tiles.Opening).Append('\n');
        result.Append(CultureInfo.InvariantCulture, $"    constexpr long TILE = {elements};\n");
        foreach (CoreArray array in rows.Arrays) result.Append("    ").Append(string.Format(CultureInfo.InvariantCulture, language.ScratchArray, array.Type, array.Name, "[TILE]")).Append('\n');
        result.Append(CultureInfo.InvariantCulture, $"    const long width = {rows.Width};\n    for (uint block_x = {language.Task}; block_x < grid_size_x; block_x += {language.Tasks}) {{\n");
        result.Append(rows.Text).Append("\n    }\n}\n");
        return (new CoreKernel(kernel.Name, name, CoreForm.Tiles, "", parameters, 1, threads, false, 0) { Hidden = hidden, BlockSize = rows.BlockSize }, result.ToString());
    }

    private static string Head(CoreLanguage language, string name, string parameters) => string.Format(CultureInfo.InvariantCulture, language.KernelHead, name, parameters);

    private static string ParameterList(IEnumerable<CoreParameter> parameters, IEnumerable<CoreArgument> hidden, int dimensions) =>
        string.Join(", ", parameters.Concat(hidden.Select(h => new CoreParameter(h.Type, h.Name))).Select(p => $"{p.Type}{(p.Type.EndsWith('*') ? "" : " ")}{p.Name}").Concat(Sizes(dimensions).Select(s => $"uint {s}")));

    /// <summary>The sizes of grid and blocks as parameters.</summary>
    private static IEnumerable<string> Sizes(int dimensions) => "xyz"[..dimensions].Select(axis => $"grid_size_{axis}").Concat("xyz"[..dimensions].Select(axis => $"block_size_{axis}"));

    private static void Check(CoreLanguage language, Kernel kernel)
    {
        if (kernel.Recursion) throw new SourceException(default, "recursion");
        if (SpinLoops.Find(kernel.Function) is [var waiting, ..]) throw new SourceException(waiting.Header.FirstInstruction, "a loop that waits for another thread");
        foreach (LLVMValueRef i in kernel.Function.Instructions())
        {
            if (language.EmulatesDouble && i.IsCall() && i.Operands().Append(i).Any(o => o.TypeOf.Kind == LLVMTypeKind.LLVMDoubleTypeKind) && i.CalledFunction() is { Handle: not 0 } callee && !CoreHelpers.IsEmulated(callee.Name))
                throw new SourceException(i, $"the function {callee.Name} in double precision");
            if (DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Collective, Target: "grid.sync" } }) throw new SourceException(i, "a grid-wide barrier");
        }
    }

    private static (List<string> Lines, int Bytes, bool IsDynamic) SharedArrays(Translation t, ModuleWriter module, CoreLanguage language, FunctionWriter writer)
    {
        List<string> lines = [];
        int bytes = 0;
        bool isDynamic = false;
        foreach ((IntPtr handle, string shown) in writer.Shared)
        {
            LLVMValueRef global = new(handle);
            string element = module.ElementName(global);
            int unit = (int)module.SizeOfElement(global), size = (int)Math.Min(module.SizeOf(global.GlobalValueType), 1u << 30);
            bool dynamic = global.IsDeclaration || size == 0;
            if (dynamic && isDynamic) throw new SourceException(default, "two names for dynamic shared memory");
            isDynamic |= dynamic;
            if (dynamic) size = DynamicShared;
            bytes += (size + 127) / 128 * 128;
            lines.Add(string.Format(CultureInfo.InvariantCulture, language.ScratchArray, element, shown, $"[{(size + unit - 1) / unit}]"));
        }

        return (lines, bytes, isDynamic);
    }

    private static int SizeOf(string type) => type switch { "bool" or "char" or "uchar" => 1, "short" or "ushort" => 2, "int" or "uint" or "float" => 4, _ => 8 };

    private static string UniqueName(Kernel kernel, HashSet<string> names)
    {
        string shown = Demangler.Demangle(kernel.Name);
        int end = shown.IndexOfAny(['(', '<']);
        string head = end > 0 ? shown[..end] : shown;
        head = head[(head.LastIndexOf(' ') + 1)..].Replace("::", "_", StringComparison.Ordinal);
        string name = head;
        for (int i = 2; !names.Add(name); i++) name = $"{head}_{i}";
        return name;
    }

    /// <summary>OpenCL's names of unsigned types as C++'s.</summary>
    private static string Shown(string text) => OpenClTypes().Replace(text, m => m.Value switch { "uint" => "unsigned", "uchar" => "unsigned char", "ushort" => "unsigned short", _ => "unsigned long" });

    [GeneratedRegex(@"\b(uint|uchar|ushort|ulong)\b")]
    private static partial Regex OpenClTypes();
}
