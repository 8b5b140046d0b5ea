using System.Text;

namespace CudaBridge.Cli.Nvcc;

/// <summary>The help text, from the option table.</summary>
internal static class NvccHelp
{
    private const int Width = 100;
    private const int Indent = 8;

    public static string Text()
    {
        StringBuilder text = new("""
            Usage: nvcc [options] file...

            Compiles CUDA programs to programs that run on this machine's CPU. The options are those of NVIDIA's nvcc.
            Values follow a blank or '='; lists are separated by commas; NVCC_PREPEND_FLAGS and NVCC_APPEND_FLAGS add options.
            Exit code: 0, or 1 after an error; with --run the program's.

            Examples:
              nvcc vector_add.cu -o vector_add && ./vector_add
              nvcc -dc a.cu b.cu && nvcc a.o b.o -o program        device code in several files
              CUDACXX=/path/to/toolkit/bin/nvcc cmake -B build     a CMake project

            """);
        foreach (NvccOptionGroup group in NvccOptions.Groups)
        {
            text.Append($"\n{group.Title}\n");
            foreach (NvccOption option in group.Options) Append(text, option);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, NvccOption option)
    {
        string name = option.Short == option.Long ? $"--{option.Long}, -{option.Long}" : $"--{option.Long}, -{option.Short}";
        text.Append($"\n    {name}{(option.TakesValue ? $" <{option.Meta}>" : "")}\n");
        string help = option.NoEffect is { } reason ? $"{option.Help} No effect: {reason}." : option.Help;
        foreach (string line in Wrap(help)) text.Append(' ', Indent).Append(line).Append('\n');
    }

    private static IEnumerable<string> Wrap(string text)
    {
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length + 1 > Width - Indent)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        if (line.Length > 0) yield return line.ToString();
    }
}
