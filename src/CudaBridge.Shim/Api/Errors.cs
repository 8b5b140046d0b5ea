namespace CudaBridge.Shim;

internal static unsafe class Errors
{
    [CudaApi]
    public static byte* cudaGetErrorName(CudaError error) => NativeStrings.Intern(CudaErrorTable.NameOf(error));

    [CudaApi]
    public static byte* cudaGetErrorString(CudaError error) => NativeStrings.Intern(CudaErrorTable.Describe(error));

    [CudaApi]
    public static CudaError cudaGetLastError() => Cudart.GetLastError();

    [CudaApi]
    public static CudaError cudaPeekAtLastError() => Cudart.PeekAtLastError();
}
