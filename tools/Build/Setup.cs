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
        new("libllvm22",        $"/usr/lib/{Triple}/libLLVM.so.22.1"),
        new("libclang1-22",     "/usr/lib/llvm-22/lib/libclang-22.so.1"),
        new("libclc-22",        SystemLibClc),
        new("libstdc++-12-dev", $"/usr/lib/gcc/{Triple}/12/libstdc++.so"),
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
        new("ocl-icd-libopencl1", $"/usr/lib/{Triple}/libOpenCL.so.1", OnlyForTests: true),
        new("pocl-opencl-icd",  "/etc/OpenCL/vendors/pocl.icd", OnlyForTests: true),
    ];

    private const string SystemLibClc = "/usr/lib/clc/nvptx64--.bc";

    private static string Triple => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";

    public static string Clang => "clang-22";

    /// <summary>The OpenCL C library of LLVM 22 for NVPTX: the system's, or one of our own beside another version's.</summary>
    public static string LibClc(Workspace workspace) => File.Exists(OwnLibClc(workspace)) ? OwnLibClc(workspace) : SystemLibClc;

    private static string OwnLibClc(Workspace workspace) => workspace.At("artifacts", "obj", "libclc-22", SystemLibClc[1..]);

    public static string RuntimeIdentifier => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>NativeAOT links with the clang we need anyway.</summary>
    public static string[] NativeAotProperties => ["-p:CppCompilerAndLinker=clang-22", "-p:LinkerFlavor=lld", "-p:ObjCopyName=objcopy"];

    public static bool Run(Workspace workspace)
    {
        if (!OperatingSystem.IsLinux())
            throw new BuildException("only Linux is supported for now; install LLVM 22 (clang, lld, libLLVM, libclang, libclc), a C++ standard library and zlib, and set CUDABRIDGE_LLVM");
        if (HasOtherLibClc && !File.Exists(OwnLibClc(workspace))) FetchLibClc(workspace);
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

    // Debian's libclc packages of all versions have the same files and exclude each other: installing ours would remove Mesa's OpenCL, which needs libclc-15.
    private static bool HasOtherLibClc => File.Exists(SystemLibClc) && Directory.Exists(DpkgInfo) && !File.Exists(Path.Combine(DpkgInfo, "libclc-22.list"));

    private const string DpkgInfo = "/var/lib/dpkg/info";

    private static void FetchLibClc(Workspace workspace)
    {
        string folder = workspace.At("artifacts", "obj", "libclc-22");
        Console.WriteLine("fetching libclc-22; another version is installed, which stays");
        Directory.CreateDirectory(folder);
        workspace.Require("sh", ["-ec", "cd \"$0\"; apt-get download -qq libclc-22; dpkg-deb -x libclc-22_*.deb .", folder], "fetching libclc-22");
    }

    private static void Apt(Workspace workspace, string[] command) =>
        workspace.Require(command[0], command.Skip(1), "installing packages");
}
