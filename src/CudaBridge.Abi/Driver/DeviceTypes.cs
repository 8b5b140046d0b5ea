namespace CudaBridge.Abi;

/// <summary>Sizes in bytes, the clock in kilohertz.</summary>
public struct CUdevprop
{
    public int maxThreadsPerBlock;
    public int maxThreadsDimX, maxThreadsDimY, maxThreadsDimZ;
    public int maxGridSizeX, maxGridSizeY, maxGridSizeZ;
    public int sharedMemPerBlock;
    public int totalConstantMemory;
    public int SIMDWidth;
    public int memPitch;
    public int regsPerBlock;
    public int clockRate;
    public int textureAlign;
}
