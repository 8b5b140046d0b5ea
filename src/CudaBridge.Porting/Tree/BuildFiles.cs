using System.Text;
using CudaBridge.Porting.Dialects;

namespace CudaBridge.Porting.Tree;

/// <summary>A Makefile and a CMake project for a translated tree, made from the dialect's command lines.</summary>
public static class BuildFiles
{
    public static IEnumerable<(string Name, string Text)> Of(PortedTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        Dialect dialect = tree.Dialect;
        List<PortedFile> units = [.. tree.Files.Where(file => file.File.IsUnit && file.File.MentionsCuda)];
        if (units.Count == 0) yield break;
        List<PortedFile> mains = [.. units.Where(file => tree.Survey.Facts.TryGetValue(file.File.Path, out Analysis.FileFacts? facts) && facts.MainBody >= 0)];
        yield return ($"{dialect.Name}.mk", Makefile(dialect, units, mains));
        yield return ($"{dialect.Name}.cmake", CMake(dialect, units, mains));
    }

    // One main: all files are its program. Several: each is a program with the files that have none.
    private static IEnumerable<(string Program, IEnumerable<PortedFile> Parts)> Programs(List<PortedFile> units, List<PortedFile> mains) =>
        mains.Select(main => (Stem(main.NewName), units.Except(mains).Prepend(main)));

    private static string Makefile(Dialect dialect, List<PortedFile> units, List<PortedFile> mains)
    {
        StringBuilder text = new($"# Builds the {dialect.Title.English} translation: make -f {dialect.Name}.mk\nARCH ?= {dialect.Architecture}\n\n");
        List<(string Program, IEnumerable<PortedFile> Parts)> programs = [.. Programs(units, mains)];
        text.Append($"all: {string.Join(' ', programs.Count > 0 ? programs.Select(program => program.Program) : units.Select(unit => Stem(unit.NewName) + ".o"))}\n\n");
        foreach ((string program, IEnumerable<PortedFile> parts) in programs)
            text.Append($"{program}: {string.Join(' ', parts.Select(part => Stem(part.NewName) + ".o"))}\n\t{Fill(dialect.Link, "$(ARCH)", "", "", "$^", "$@")}\n\n");
        foreach (PortedFile unit in units)
            text.Append($"{Stem(unit.NewName)}.o: {unit.NewName}\n\t{Fill(dialect.Compile, "$(ARCH)", "$<", "$@", "", "").Replace("$SDK", "$(SDK)", StringComparison.Ordinal)}\n\n");
        return text.Append("clean:\n\trm -f " + string.Join(' ', programs.Select(program => program.Program).Concat(units.Select(unit => Stem(unit.NewName) + ".o"))) + "\n\n.PHONY: all clean\n").ToString();
    }

    private static string CMake(Dialect dialect, List<PortedFile> units, List<PortedFile> mains)
    {
        StringBuilder text = new($"# The {dialect.Title.English} translation: include({dialect.Name}.cmake).\nset(ARCH {dialect.Architecture} CACHE STRING \"architecture\")\n");
        foreach (PortedFile unit in units)
            text.Append($"add_custom_command(OUTPUT {Stem(unit.NewName)}.o DEPENDS ${{CMAKE_CURRENT_LIST_DIR}}/{unit.NewName} WORKING_DIRECTORY ${{CMAKE_CURRENT_LIST_DIR}}\n  COMMAND {Fill(dialect.Compile, "${ARCH}", unit.NewName, $"${{CMAKE_CURRENT_BINARY_DIR}}/{Stem(unit.NewName)}.o", "", "").Replace("$SDK", "$ENV{SDK}", StringComparison.Ordinal)} VERBATIM)\n");
        foreach ((string program, IEnumerable<PortedFile> parts) in Programs(units, mains))
        {
            string objects = string.Join(' ', parts.Select(part => Stem(part.NewName) + ".o"));
            text.Append($"add_custom_command(OUTPUT {program} DEPENDS {objects}\n  COMMAND {Fill(dialect.Link, "${ARCH}", "", "", objects, program)} VERBATIM)\nadd_custom_target({program.Replace('/', '_')}_program ALL DEPENDS {program})\n");
        }
        return text.ToString();
    }

    internal static string Fill(string command, string architecture, string source, string output, string objects, string program) =>
        command.Replace("{arch}", architecture, StringComparison.Ordinal).Replace("{source}", source, StringComparison.Ordinal).Replace("{object}", output, StringComparison.Ordinal)
            .Replace("{objects}", objects, StringComparison.Ordinal).Replace("{program}", program, StringComparison.Ordinal);

    private static string Stem(string name) => name[..^Path.GetExtension(name).Length];
}
