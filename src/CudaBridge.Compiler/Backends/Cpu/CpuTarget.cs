using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

/// <summary>An instruction set level of the CPU target.</summary>
/// <param name="Cpu">LLVM's name of a processor that has the level and nothing more.</param>
/// <param name="VectorBytes">What a vector register holds.</param>
internal sealed record CpuIsa(string Name, string Triple, string Cpu, int VectorBytes, string LinkerEmulation);

internal static class CpuTarget
{
    public static readonly CpuIsa[] Isas =
    [
        //  name         triple                       cpu          vector  linker emulation
        new("x86-64-v2", "x86_64-unknown-linux-gnu",  "x86-64-v2", 16,     "elf_x86_64"),
        new("x86-64-v3", "x86_64-unknown-linux-gnu",  "x86-64-v3", 32,     "elf_x86_64"),
        new("x86-64-v4", "x86_64-unknown-linux-gnu",  "x86-64-v4", 64,     "elf_x86_64"),
        new("aarch64",   "aarch64-unknown-linux-gnu", "generic",   16,     "aarch64linux"),
    ];

    private static readonly object s_lock = new();
    private static bool s_initialised;

    public static CpuIsa? Find(string name) => Array.Find(Isas, isa => isa.Name == name);

    public static LLVMTargetMachineRef CreateMachine(CpuIsa isa, int optimizationLevel)
    {
        Initialise();
        if (!LLVMTargetRef.TryGetTargetFromTriple(isa.Triple, out LLVMTargetRef target, out string problem)) throw new InvalidOperationException(problem);
        LLVMCodeGenOptLevel level = (LLVMCodeGenOptLevel)Math.Clamp(optimizationLevel, 0, 3);
        return target.CreateTargetMachine(isa.Triple, isa.Cpu, "", level, LLVMRelocMode.LLVMRelocPIC, LLVMCodeModel.LLVMCodeModelDefault);
    }

    private static void Initialise()
    {
        lock (s_lock)
        {
            if (s_initialised) return;
            LLVM.InitializeX86TargetInfo();
            LLVM.InitializeX86Target();
            LLVM.InitializeX86TargetMC();
            LLVM.InitializeX86AsmPrinter();
            LLVM.InitializeAArch64TargetInfo();
            LLVM.InitializeAArch64Target();
            LLVM.InitializeAArch64TargetMC();
            LLVM.InitializeAArch64AsmPrinter();
            s_initialised = true;
        }
    }
}
