using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// alloca, stacksave, stackrestore (PTX ISA 9.7.17): a function that uses them gets a stack of its own in its frame, from the low end up, and what
// the manual calls the stack pointer is the address of its free part. A stack in the frame lives as long as the thread waits at barriers, which
// the machine's stack does not. A GPU's thread has 1 KiB unless the program asks for more.
//   =>  an array among the function's variables; beyond its end the thread traps
internal static class PtxStack
{
    private const ulong Bytes = 4096, Alignment = 16, DefaultAlignment = 8;

    public static void Allocate(PtxOperation o)
    {
        LLVMValueRef top = Top(o);
        LLVMTypeRef word = o.Emitter.Int(64);
        ulong alignment = o.HasOperand(2) ? (ulong)o.Constant(2) : DefaultAlignment;
        if (!System.Numerics.BitOperations.IsPow2(alignment) || alignment > Alignment) throw o.Unsupported($"the stack is aligned to {Alignment} bytes");
        LLVMValueRef size = Resized(o, o.In(1), 64), used = o.Builder.BuildLoad2(word, top);
        LLVMValueRef start = o.Builder.BuildAnd(o.Builder.BuildAdd(used, word.CreateConstInt(alignment - 1)), word.CreateConstInt(0 - alignment));
        LLVMValueRef isTooMuch = o.Builder.BuildICmp(LLVMIntPredicate.LLVMIntUGT, size, o.Builder.BuildSub(word.CreateConstInt(Bytes), start));
        o.Emitter.When(isTooMuch, () => o.Emitter.Intrinsic("llvm.trap", []));
        o.Builder.BuildStore(o.Builder.BuildAdd(start, size), top);
        o.Out(Address(o, start));
    }

    public static void Save(PtxOperation o) => o.Out(Address(o, o.Builder.BuildLoad2(o.Emitter.Int(64), Top(o))));

    public static void Restore(PtxOperation o)
    {
        LLVMValueRef base32Or64 = Resized(o, Address(o, o.Emitter.Int(64).Null), o.Type.Info().Bits);
        o.Builder.BuildStore(Resized(o, o.Builder.BuildSub(o.In(0), base32Or64), 64), Top(o));
    }

    private static LLVMValueRef Top(PtxOperation o) => Stack(o).Top;

    private static (LLVMValueRef Memory, LLVMValueRef Top) Stack(PtxOperation o) =>
        o.Emitter.Frame is null ? throw o.Unsupported("inline PTX shares its function's stack with the compiler") : o.Emitter.Stack(Bytes, (uint)Alignment);

    // The address of a byte of the stack, as the number that local memory has here
    private static LLVMValueRef Address(PtxOperation o, LLVMValueRef offset)
    {
        LLVMValueRef pointer = o.Builder.BuildGEP2(o.Emitter.Int(8), Stack(o).Memory, [offset]);
        return Resized(o, o.Builder.BuildPtrToInt(pointer, o.Emitter.Int(64)), o.Type.Info().Bits);
    }

    private static LLVMValueRef Resized(PtxOperation o, LLVMValueRef value, int bits) =>
        value.TypeOf.IntWidth == bits ? value : value.TypeOf.IntWidth < bits ? o.Builder.BuildZExt(value, o.Emitter.Int(bits)) : o.Builder.BuildTrunc(value, o.Emitter.Int(bits));
}
