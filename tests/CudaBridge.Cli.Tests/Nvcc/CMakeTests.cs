namespace CudaBridge.Cli.Tests.Nvcc;

/// <summary>Small projects of each kind that CMake's CUDA support knows.</summary>
public class CMakeTests
{
    public static bool HasCMake => Scratch.HasClang && File.Exists("/usr/bin/cmake") && File.Exists("/usr/bin/ninja") && File.Exists("/usr/bin/make");

    private const string NoCMake = "clang 22, cmake, make or ninja is not installed";

    private static string Compiler => Path.Combine(Scratch.ToolkitFolder, "bin", "nvcc");

    private static void Build(Scratch scratch, string generator, string options = "")
    {
        ToolResult configured = Tool.Run("cmake", ["-S", ".", "-B", "build", "-G", generator, $"-DCMAKE_CUDA_COMPILER={Compiler}", .. ShellWords.Split(options)], scratch.Folder).ShouldSucceed();
        (configured.Output + configured.Error).Should().NotContain("Warning");
        Tool.Run("cmake", ["--build", "build"], scratch.Folder).ShouldSucceed();
    }

    [Theory(Skip = NoCMake, SkipUnless = nameof(HasCMake))]
    [InlineData("Unix Makefiles")]
    [InlineData("Ninja")]
    public void A_program_is_built_and_rebuilt_when_a_header_changes(string generator)
    {
        using Scratch scratch = new();
        scratch.Write("CMakeLists.txt", """
            cmake_minimum_required(VERSION 3.18)
            project(tiny LANGUAGES CUDA CXX)
            set(CMAKE_CUDA_STANDARD 17)
            add_executable(program main.cu)
            set_property(TARGET program PROPERTY CUDA_ARCHITECTURES 70 80)
            """).Write("n.h", "#define N 2\n").Write("main.cu", "#include \"n.h\"\n" + Scratch.GoodProgram.Replace("(p, 2)", "(p, N)"));
        Build(scratch, generator);
        scratch.Run("build/program").ShouldSucceed().Output.Should().Be("ok\n");
        // Make compares times in seconds on some file systems.
        File.SetLastWriteTimeUtc(scratch["main.cu"], DateTime.UtcNow.AddMinutes(-1));
        scratch.Write("n.h", "#define N 3\n");
        File.SetLastWriteTimeUtc(scratch["n.h"], DateTime.UtcNow.AddSeconds(2));
        Tool.Run("cmake", ["--build", "build"], scratch.Folder).ShouldSucceed();
        scratch.Run("build/program").Output.Should().Be("wrong\n");
    }

    [Theory(Skip = NoCMake, SkipUnless = nameof(HasCMake))]
    [InlineData("Unix Makefiles", "-DCMAKE_BUILD_TYPE=Release")]
    [InlineData("Ninja", "-DCMAKE_BUILD_TYPE=Debug -DBUILD_SHARED_LIBS=ON")]
    public void Device_code_is_linked_across_libraries(string generator, string options)
    {
        using Scratch scratch = new();
        scratch.Write("CMakeLists.txt", """
            cmake_minimum_required(VERSION 3.24)
            project(parts LANGUAGES CXX CUDA)
            find_package(CUDAToolkit REQUIRED)
            set(CMAKE_CUDA_ARCHITECTURES native)
            add_library(device STATIC device.cu)
            set_target_properties(device PROPERTIES CUDA_SEPARABLE_COMPILATION ON POSITION_INDEPENDENT_CODE ON)
            add_library(api api.cu)
            set_target_properties(api PROPERTIES CUDA_SEPARABLE_COMPILATION ON POSITION_INDEPENDENT_CODE ON)
            target_link_libraries(api PRIVATE device PUBLIC CUDA::cudart)
            add_executable(program main.cpp)
            target_link_libraries(program PRIVATE api)
            if(NOT CUDAToolkit_VERSION VERSION_EQUAL 12.8.93)
              message(FATAL_ERROR "version is ${CUDAToolkit_VERSION}")
            endif()
            """)
            .Write("device.cu", "__device__ int f(int x) { return x + 2; }\n")
            .Write("api.cu", "__device__ int f(int);\n__global__ void k(int* p) { *p = f(40); }\nint api() { int* p; cudaMallocManaged(&p, 4); k<<<1, 1>>>(p); cudaDeviceSynchronize(); return *p; }\n")
            .Write("main.cpp", "#include <cuda_runtime.h>\nint api();\nint main() { int n; cudaGetDeviceCount(&n); return api() - 42; }\n");
        Build(scratch, generator, options);
        scratch.Run("build/program").ShouldSucceed();
    }

    [Fact(Skip = NoCMake, SkipUnless = nameof(HasCMake))]
    public void Plain_CXX_projects_find_the_toolkit()
    {
        using Scratch scratch = new();
        scratch.Write("CMakeLists.txt", """
            cmake_minimum_required(VERSION 3.17)
            project(plain LANGUAGES CXX)
            find_package(CUDAToolkit 12 REQUIRED)
            add_executable(program main.cpp)
            target_link_libraries(program PRIVATE CUDA::cudart)
            add_executable(static_program main.cpp)
            target_link_libraries(static_program PRIVATE CUDA::cudart_static)
            """).Write("main.cpp", "#include <cuda_runtime.h>\nint main() { int n = 0; return cudaGetDeviceCount(&n) != cudaSuccess || n != 1; }\n");
        Build(scratch, "Ninja", $"-DCUDAToolkit_ROOT={Scratch.ToolkitFolder}");
        scratch.Run("build/program").ShouldSucceed();
        scratch.Run("build/static_program").ShouldSucceed();
    }
}
