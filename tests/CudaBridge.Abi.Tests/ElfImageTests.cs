using System.Diagnostics;
using CudaBridge.Abi;

namespace CudaBridge.Abi.Tests;

public sealed class ElfImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cudabridge-elf-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Fat_binaries_are_found_in_objects_archives_and_linked_files()
    {
        byte[] first = FatBinary.Write([new(ImageKind.KernelIr, "nvptx64", new byte[] { 1, 2, 3 })]);
        byte[] second = FatBinary.Write([new(ImageKind.CpuCode, "x86-64-v3", new byte[50])]);
        string a = Assemble("a", first);
        string b = Assemble("an_object_with_a_long_name", second);
        Tool("clang-22", "-shared", "-nostdlib", "-fuse-ld=lld", "-o", Path("both.so"), a, b);
        Tool("ar", "rcs", Path("both.a"), a, b);

        Containers(a).Should().Equal(Convert.ToHexString(first));
        Containers(Path("both.so")).Should().Equal(Convert.ToHexString(first), Convert.ToHexString(second));
        Containers(Path("both.a")).Should().Equal(Convert.ToHexString(first), Convert.ToHexString(second));
        ElfImage.FindFatBinaries(File.ReadAllBytes(Path("both.a"))).Select(f => f.Member)
            .Should().Equal("a.o", "an_object_with_a_long_name.o");
    }

    [Fact]
    public void Other_files_hold_none() => ElfImage.FindFatBinaries("#!/bin/sh\n"u8.ToArray()).Should().BeEmpty();

    [Fact]
    public void Damaged_files_give_a_clear_exception_or_nothing()
    {
        byte[] elf = File.ReadAllBytes(Assemble("a", FatBinary.Write([new(ImageKind.KernelIr, "nvptx64", new byte[100])])));
        int rejected = 0;
        for (int length = 0; length < elf.Length; length++)
        {
            try
            {
                ElfImage.FindFatBinaries(elf[..length]);
            }
            catch (InvalidDataException)
            {
                rejected++;
            }
        }
        rejected.Should().BeGreaterThan(elf.Length / 2);
    }

    private static IEnumerable<string> Containers(string file) =>
        ElfImage.FindFatBinaries(File.ReadAllBytes(file)).Select(f => Convert.ToHexString(f.Container.Span));

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private string Assemble(string name, byte[] container)
    {
        File.WriteAllBytes(Path($"{name}.bin"), container);
        File.WriteAllText(Path($"{name}.s"), $".section .nv_fatbin,\"a\"\n.p2align 4\n.incbin \"{Path($"{name}.bin")}\"\n");
        Tool("clang-22", "-c", Path($"{name}.s"), "-o", Path($"{name}.o"));
        return Path($"{name}.o");
    }

    private static void Tool(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, errors);
    }
}
