using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.12 and 9.7.20: jumps, the end of a thread, and what belongs to debuggers and profilers.</summary>
internal static class PtxControl
{
    public static void Branch(PtxOperation o)
    {
        o.Builder.BuildBr(o.Emitter.LabelBlock(o.Operand(0)));
        o.Emitter.AfterJump();
    }

    // An index beyond the list is undefined behaviour in PTX.
    public static void BranchIndexed(PtxOperation o)
    {
        string name = o.Operand(1) is NameOperand list ? list.Name : "";
        IReadOnlyList<string> targets = o.Emitter.Scope.TargetList(name) ?? throw o.Error($"there is no list of branch targets '{name}'");
        LLVMBasicBlockRef beyond = o.Emitter.Context.AppendBasicBlock(o.Emitter.Function, "ptx.beyond");
        LLVMValueRef jump = o.Builder.BuildSwitch(o.In(0), beyond, (uint)targets.Count);
        for (int i = 0; i < targets.Count; i++)
            jump.AddCase(o.Emitter.Constant(32, (ulong)i), o.Emitter.LabelBlock(new NameOperand(o.Instruction.Offset, targets[i])));
        o.Builder.PositionAtEnd(beyond);
        o.Builder.BuildUnreachable();
        o.Emitter.AfterJump();
    }

    // LLVM knows that exit reads no memory and would drop the stores before it.
    public static void Exit(PtxOperation o)
    {
        o.Emitter.CompilerBarrier();
        Stop(o, () => o.Emitter.Operation("exit", o.Emitter.Int(32)));
    }

    public static void Trap(PtxOperation o) => Stop(o, () => o.Emitter.Intrinsic("llvm.trap", []));

    private static void Stop(PtxOperation o, Func<LLVMValueRef> call)
    {
        call();
        o.Builder.BuildUnreachable();
        o.Emitter.AfterJump();
    }

    public static void Breakpoint(PtxOperation o) => o.Emitter.Intrinsic("llvm.debugtrap", []);

    public static void Return(PtxOperation o)
    {
        PtxCalls.Return(o.Builder, o.Emitter.Frame ?? throw o.Unsupported("it would leave the function behind the compiler's back"));
        o.Emitter.AfterJump();
    }

    public static void Call(PtxOperation o) => PtxCalls.Call(o, o.Emitter.Frame ?? throw o.Unsupported("inline PTX cannot call functions here"));

    public static void NanoSleep(PtxOperation o) => o.Emitter.Operation("nanosleep", o.Emitter.Int(32), o.In(0));

    /// <summary>pmevent and setmaxnreg: only a profiler and NVIDIA's register file see them.</summary>
    public static void Nothing(PtxOperation o) => _ = o.Constant(0);
}
