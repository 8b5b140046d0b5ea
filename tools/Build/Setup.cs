using System.Runtime.InteropServices;

namespace CudaBridge.Build;

/// <summary>What the project needs from the system, and how it gets there.</summary>
internal static class Setup
{
    private sealed record Package(string Name, string Provides, bool OnlyForTests = false);

    private static readonly Package[] Packages =
    [
        new("clang-22",         "/usr/bin/clang++-22"),
        new("lld-22",           "/usr/bin/ld.lld-22"),
        new("libllvm22",        "/usr/lib/llvm-22/lib/libLLVM.so.22.1"),
        new("libclang1-22",     "/usr/lib/llvm-22/lib/libclang-22.so.1"),
        new("libclc-22",        "/usr/lib/clc/nvptx64--.bc"),
        new("libstdc++-12-dev", "/usr/lib/gcc/x86_64-linux-gnu/12/libstdc++.so"),
        new("libomp-22-dev",    "/usr/lib/llvm-22/lib/libomp.so"), // host code with -Xcompiler -fopenmp
        new("libthrust-dev",    "/usr/include/thrust/version.h"), // programs expect these three of a CUDA toolkit
        new("libcub-dev",       "/usr/include/cub/version.cuh"),
        new("libcu++-dev",      "/usr/include/cuda/std/version"),
        new("binutils",         "/usr/bin/objcopy"),
        new("zlib1g-dev",       "/usr/include/zlib.h"),
        new("g++",              "/usr/bin/g++",         OnlyForTests: true),
        new("cmake",            "/usr/bin/cmake",       OnlyForTests: true),
        new("ninja-build",      "/usr/bin/ninja",       OnlyForTests: true),
        new("make",             "/usr/bin/make",        OnlyForTests: true),
        new("valgrind",         "/usr/bin/valgrind",    OnlyForTests: true),
        new("ocl-icd-libopencl1", "/usr/lib/x86_64-linux-gnu/libOpenCL.so.1", OnlyForTests: true),
        new("pocl-opencl-icd",  "/etc/OpenCL/vendors/pocl.icd", OnlyForTests: true),
    ];

    public static string Clang => "clang-22";
    public static string LibClc => "/usr/lib/clc/nvptx64--.bc";
    public static string RuntimeIdentifier => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>NativeAOT links with the clang we need anyway.</summary>
    public static string[] NativeAotProperties => ["-p:CppCompilerAndLinker=clang-22", "-p:LinkerFlavor=lld", "-p:ObjCopyName=objcopy"];

    public static bool Run(Workspace workspace)
    {
        if (!OperatingSystem.IsLinux())
            throw new BuildException("only Linux is supported for now; install LLVM 22 (clang, lld, libLLVM, libclang, libclc), a C++ standard library and zlib, and set CUDABRIDGE_LLVM");
        var missing = Packages.Where(p => !File.Exists(p.Provides)).Select(p => p.Name).ToList();
        if (missing.Count == 0) return true;
        if (!File.Exists("/usr/bin/apt-get"))
            throw new BuildException($"please install, by your system's package manager, what these Debian packages hold: {string.Join(' ', missing)}");
        Console.WriteLine($"installing {string.Join(' ', missing)}");
        string[] sudo = Environment.IsPrivilegedProcess ? [] : ["sudo"];
        Apt(workspace, [.. sudo, "apt-get", "update", "-qq"]);
        Apt(workspace, [.. sudo, "apt-get", "install", "-qq", "-y", "--no-install-recommends", .. missing]);
        return true;
    }

    private static void Apt(Workspace workspace, string[] command) =>
        workspace.Require(command[0], command.Skip(1), "installing packages");
}
