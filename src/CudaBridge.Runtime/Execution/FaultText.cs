using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>What a launch's state says about its fault, for people.</summary>
internal static unsafe class FaultText
{
    public static string Of(CpuLaunchState* state, string kernel)
    {
        ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpan(ref state->Message[0], CpuMessage.Length);
        int end = text.IndexOf((byte)0);
        string message = System.Text.Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        string place = $"block {Place(state->FaultBlock)}, thread {Place(state->FaultThread)}";
        string address = state->ErrorKind is CpuFaultKind.Address or CpuFaultKind.Misaligned or CpuFaultKind.Stack ? $" at 0x{state->FaultAddress:x}" : "";
        return $"kernel {kernel}, {place}: {message}{address}";
    }

    private static string Place(Dim3 index) => index.X == uint.MaxValue ? "unknown" : index.ToString();
}
