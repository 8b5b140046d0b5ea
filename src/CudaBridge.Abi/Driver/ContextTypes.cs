namespace CudaBridge.Abi;

/// <summary><c>CUctxCreateParams</c>: what a context asks for besides its flags; all zero asks for nothing.</summary>
public struct CUctxCreateParams
{
    /// <summary>Array of <c>CUexecAffinityParam</c>.</summary>
    public nint execAffinityParams;
    public int numExecAffinityParams;

    /// <summary>A <c>CUctxCigParam</c>: the graphics queue to share the device with.</summary>
    public nint cigParams;
}
