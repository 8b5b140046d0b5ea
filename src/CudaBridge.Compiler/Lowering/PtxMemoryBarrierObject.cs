using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.13.15: mbarrier objects, by the functions of kernels/lib/dialect/mbarrier.c.</summary>
internal static class PtxMemoryBarrierObject
{
    private static LLVMValueRef Address(PtxOperation o) =>
        o.Emitter.InSpace(o.Emitter.Pointer(o.Operand(o.SlotOf("[addr]")), PtxMemory.Space(o)), Ir.AddressSpace.Generic);

    public static void Lower(PtxOperation o)
    {
        switch (o.Opcode.Form.FullOpcode)
        {
            case "mbarrier.init": Do(o, "mbarrier_init", o.In(1)); break;
            case "mbarrier.inval": break;
            case "mbarrier.expect_tx": Do(o, "mbarrier_expect_tx", o.In(1)); break;
            case "mbarrier.complete_tx": Do(o, "mbarrier_complete_tx", o.In(1)); break;
            case "mbarrier.pending_count": o.Out(o.Emitter.Library("mbarrier_pending_count", o.Emitter.Int(32), o.In(1))); break;
            case "mbarrier.test_wait" or "mbarrier.try_wait": Wait(o, "mbarrier_test_wait"); break;
            case "mbarrier.test_wait.parity" or "mbarrier.try_wait.parity": Wait(o, "mbarrier_test_wait_parity"); break;
            default: Arrive(o); break;
        }
    }

    private static void Do(PtxOperation o, string function, LLVMValueRef argument) =>
        o.Emitter.Library(function, o.Emitter.Int(64), Address(o), argument);

    private static void Wait(PtxOperation o, string function)
    {
        LLVMValueRef done = o.Emitter.Library(function, o.Emitter.Int(32), Address(o), o.In(2));
        o.Out(o.Builder.BuildIsNotNull(done));
    }

    // The count is 1 when left out. expect_tx adds bytes to wait for, then arrives.
    private static void Arrive(PtxOperation o)
    {
        bool isDrop = o.Has("arrive_drop");
        int address = o.SlotOf("[addr]");
        LLVMValueRef one = o.Emitter.Constant(32, 1);
        LLVMValueRef count = o.HasOperand(address + 1) ? o.In(address + 1) : one;
        if (o.Has("expect_tx"))
        {
            Do(o, "mbarrier_expect_tx", count);
            count = one;
        }
        LLVMValueRef state = o.Emitter.Library(isDrop ? "mbarrier_arrive_drop" : "mbarrier_arrive", o.Emitter.Int(64), Address(o), count);
        if (address > 0) o.Emitter.Write(o.Operand(0), PtxType.B64, state);
    }

    /// <summary>
    /// cp.async.mbarrier.arrive: copies are done when they are issued. Without .noinc the arrival is also added to what the phase
    /// expects, so nothing is left to do.
    /// </summary>
    public static void ArriveAfterCopies(PtxOperation o)
    {
        if (o.Has("noinc")) Do(o, "mbarrier_arrive", o.Emitter.Constant(32, 1));
    }
}
