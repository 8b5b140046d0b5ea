using CudaBridge.Ptx;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.9.3 and 9.7.9.4: mov, with packing and unpacking.</summary>
internal static class PtxMovement
{
    public static void Move(PtxOperation o) => o.Emitter.Write(o.Operand(0), o.Type, o.Emitter.Read(o.Operand(1), o.Type));
}
