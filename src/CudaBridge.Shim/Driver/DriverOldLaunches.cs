using System.Runtime.CompilerServices;

namespace CudaBridge.Shim;

/// <summary>
/// Launches as CUDA 3 made them: block shape, shared memory and arguments are the function's own, set one by one. "The call will … use the parameters that were last
/// set": a launch copies them.
/// </summary>
internal static unsafe class DriverOldLaunches
{
    private const int LargestParameters = 4096;

    private sealed class State
    {
        public Dim3 Block = new(1, 1, 1);
        public uint Shared;
        public uint Size;
        public readonly byte[] Parameters = new byte[LargestParameters];
    }

    private static readonly ConditionalWeakTable<Function, State> s_states = [];

    private static State Of(nint function) => s_states.GetOrCreateValue(DriverModules.GetFunction(function));

    [CudaApi]
    public static CUresult cuFuncSetBlockShape(nint hfunc, int x, int y, int z)
    {
        State state = Of(hfunc);
        Check.That(x > 0 && y > 0 && z > 0 && (long)x * y * z <= DriverModules.GetFunction(hfunc).Facts.MaxThreadsPerBlock);
        state.Block = new((uint)x, (uint)y, (uint)z);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuFuncSetSharedSize(nint hfunc, uint bytes)
    {
        Of(hfunc).Shared = bytes;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuParamSetSize(nint hfunc, uint numbytes)
    {
        Check.That(numbytes <= LargestParameters);
        Of(hfunc).Size = numbytes;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuParamSeti(nint hfunc, int offset, uint value) => cuParamSetv(hfunc, offset, &value, sizeof(uint));

    [CudaApi]
    public static CUresult cuParamSetf(nint hfunc, int offset, float value) => cuParamSetv(hfunc, offset, &value, sizeof(float));

    [CudaApi]
    public static CUresult cuParamSetv(nint hfunc, int offset, void* ptr, uint numbytes)
    {
        State state = Of(hfunc);
        Check.NotNull(ptr);
        Check.That(offset >= 0 && (ulong)offset + numbytes <= LargestParameters);
        new ReadOnlySpan<byte>(ptr, (int)numbytes).CopyTo(state.Parameters.AsSpan(offset));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuLaunch(nint f) => cuLaunchGrid(f, 1, 1);

    [CudaApi]
    public static CUresult cuLaunchGrid(nint f, int grid_width, int grid_height) => cuLaunchGridAsync(f, grid_width, grid_height, default);

    [CudaApi]
    public static CUresult cuLaunchGridAsync(nint f, int grid_width, int grid_height, CUstream hStream)
    {
        State state = Of(f);
        Check.That(grid_width > 0 && grid_height > 0);
        nuint size = state.Size;
        fixed (byte* parameters = state.Parameters)
        {
            void** extra = stackalloc void*[] { (void*)1, parameters, (void*)2, &size, null };
            return DriverLaunches.cuLaunchKernel(
                f, (uint)grid_width, (uint)grid_height, 1, state.Block.X, state.Block.Y, state.Block.Z, state.Shared, hStream, null, extra);
        }
    }
}
