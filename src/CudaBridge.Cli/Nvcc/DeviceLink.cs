using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Nvcc;

/// <summary>
/// Device linking: the relocatable kernel IR of objects and archives becomes one image, in an object that gives it to the runtime
/// when the program starts.
/// </summary>
internal sealed class DeviceLink(NvccSession session)
{
    private const string UnitIdSection = "__nv_module_id";
    private const string RegisterPrefix = "__cudaRegisterLinkedBinary";
    private const string WrapperPrefix = "__fatbinwrap";

    /// <summary>Relocatable device code of one object file or archive member.</summary>
    private sealed record Unit(string Object, IReadOnlyList<string> Ids, IReadOnlyList<ImageEntry> Images);

    /// <summary>Links what <paramref name="files"/> hold into a temporary object; null when none holds relocatable device code.</summary>
    public string? Link(IReadOnlyList<string> files)
    {
        if (session.Settings.DryRun)
        {
            if (session.Settings.Relocatable) Show(files, session.TempFile("device_link.o"));
            return session.Settings.Relocatable ? session.TempFile("device_link.o") : null;
        }
        List<Unit> units = FindUnits(files);
        if (units.Count == 0) return null;
        string output = session.TempFile("device_link.o");
        Link(files, units, output);
        return output;
    }

    /// <summary>Links into <paramref name="output"/>, which is an object without content when there is nothing to link.</summary>
    public void Link(IReadOnlyList<string> files, string output)
    {
        if (session.Settings.DryRun) Show(files, output);
        else Link(files, FindUnits(files), output);
    }

    private void Show(IReadOnlyList<string> files, string output) =>
        session.Show($"cudabridge link {ShellWords.Join([.. files, .. session.Settings.LibraryFolders.Select(f => $"-L{f}"), .. session.Settings.Libraries.Select(l => $"-l{l}"), "-o", output])}");

    private void Link(IReadOnlyList<string> files, List<Unit> units, string output)
    {
        Show(files, output);
        string source = session.TempFile("device_link.c");
        string image = session.TempFile("device_link.fatbin");
        if (units.Count > 0) File.WriteAllBytes(image, BuildImage(units));
        File.WriteAllText(source, units.Count > 0 ? RegistrationSource(units, image) : "");
        OutputFiles.Make(output, () => session.Run("register", output, ClangDriver.ProgramPath, ["-x", "c", "-fPIC", "-O1", "-c", "-o", output, source]));
    }

    private byte[] BuildImage(List<Unit> units)
    {
        LinkResult linked = session.Timed("device link", units[0].Object, () => Translator.LinkRelocatable([.. units.SelectMany(unit => unit.Images).Select(image => image.Payload)]));
        DeviceImages.Report(session, linked.Diagnostics);
        if (linked.Module is not { } module) throw new ToolException();
        List<ImageEntry> images = [.. units.SelectMany(unit => unit.Images)];
        bool debug = images.Any(image => image.Flags.HasFlag(ImageFlags.Debug));
        byte[] image = DeviceImages.Complete(session, module, images[0].SmVersion, debug, session.Settings.Output ?? "a.out", withLines: null);
        session.Keep("device_link.fatbin", image);
        return image;
    }

    private List<Unit> FindUnits(IReadOnlyList<string> files)
    {
        List<Unit> units = [];
        foreach (string file in files.Concat(StaticLibraries()).Where(IsLinkable))
            try
            {
                AddUnits(file, units);
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                throw new ToolException(ToolMessages.CannotRead(file, problem.Message));
            }
        return units;
    }

    private static void AddUnits(string file, List<Unit> units)
    {
        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(file);
        foreach ((string member, ReadOnlyMemory<byte> elf) in ElfImage.Members(bytes))
        {
            List<ImageEntry> images = [.. ElfImage.FindFatBinaries(elf).SelectMany(found => FatBinary.Read(found.Container)).Where(IsRelocatable)];
            if (images.Count == 0) continue;
            string name = member.Length > 0 ? $"{file}({member})" : file;
            units.Add(new Unit(name, UnitIds(elf), images));
        }
    }

    private static bool IsRelocatable(ImageEntry image) => image.Kind == ImageKind.KernelIr && image.Flags.HasFlag(ImageFlags.Relocatable);

    // Strings with zeros between them.
    private static List<string> UnitIds(ReadOnlyMemory<byte> elf) =>
        [.. ElfImage.FindSections(elf, UnitIdSection).SelectMany(section => Encoding.ASCII.GetString(section.Span).Split('\0', StringSplitOptions.RemoveEmptyEntries))];

    private static bool IsLinkable(string file) => Path.GetExtension(file) is ".o" or ".obj" or ".a" or ".lib";

    // -lname: the archives that the host's linker would find in the folders of -L.
    private IEnumerable<string> StaticLibraries() =>
        session.Settings.Libraries.Select(library => session.Settings.LibraryFolders.Select(folder => Path.Combine(folder, $"lib{library}.a")).FirstOrDefault(File.Exists)).OfType<string>();

    /// <summary>
    /// C source of the object. Each compiled file calls its own function at start-up and passes the callback that registers its
    /// kernels and variables. Files of an archive that the host's linker leaves out never call; their weak symbols are null.
    /// </summary>
    private static string RegistrationSource(List<Unit> units, string image)
    {
        string[] ids = [.. units.SelectMany(unit => unit.Ids).Distinct()];
        StringBuilder text = new($$"""
            extern void** __cudaRegisterFatBinary(void*);
            extern void __cudaRegisterFatBinaryEnd(void**);
            extern void __cudaUnregisterFatBinary(void**);
            extern int atexit(void (*)(void));
            __asm__(".pushsection .nv_fatbin,\"a\",@progbits\n.balign 16\ncudabridge_linked_image:\n.incbin \"{{image.Replace("\\", "\\\\", StringComparison.Ordinal)}}\"\n.popsection");
            extern const char image[] __asm__("cudabridge_linked_image") __attribute__((visibility("hidden")));
            static struct { int magic, version; const char* data; void* more; } wrapper
              __attribute__((section(".nvFatBinSegment"), aligned(8))) = { {{FatBinary.WrapperMagic}}, 1, image, 0 };
            static void** handle;
            static int registered;
            static int linked(void);
            static void unregister(void) { __cudaUnregisterFatBinary(handle); }
            static void add(void (*callback)(void**)) {
              if (!handle) { handle = __cudaRegisterFatBinary(&wrapper); atexit(unregister); }
              callback(handle);
              if (++registered == linked()) __cudaRegisterFatBinaryEnd(handle);
            }

            """);
        foreach (string id in ids)
            text.Append($"extern char {WrapperPrefix}{id} __attribute__((weak));\n__attribute__((visibility(\"hidden\"))) void {RegisterPrefix}{id}(void (*callback)(void**), void* w, void* n, void* d) {{ add(callback); }}\n");
        return text.Append($"static int linked(void) {{ return 0{string.Concat(ids.Select(id => $" + (&{WrapperPrefix}{id} != 0)"))}; }}\n").ToString();
    }
}
