using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// define void @k(ptr %lane, i32 %n) { … suspend marker … ret void }
//   =>  define ptr @k.start(ptr %lane, ptr %params): an LLVM switched-resume coroutine, suspended before its first instruction
// define i32 @f(ptr %lane, i32 %x) that may suspend
//   =>  define ptr @f(ptr %result, ptr %lane, i32 %x): a coroutine that runs at once and stores what it returns
// %r = call i32 @f(ptr %lane, i32 %y)
//   =>  %h = call ptr @f(ptr %slot, ptr %lane, i32 %y)
//       while (!done(%h)) { suspend; resume(%h) }   destroy(%h)   %r = load i32, %slot
internal static class BuildCoroutines
{
    public static void Run(Translation t)
    {
        SuspendingSet suspending = t.Suspending!;
        if (suspending.Functions.Count == 0) return;
        CpuContract cpu = new(t.Module);
        List<LLVMValueRef> functions = t.Module.DefinedFunctions().FindAll(f => suspending.Functions.Contains(f.Handle));
        foreach (LLVMValueRef call in functions.SelectMany(f => f.Instructions()).Where(suspending.Includes).ToList()) Await(t, call);
        Dictionary<IntPtr, Kernel> kernels = t.Kernels.ToDictionary(k => k.Function.Handle);
        foreach (LLVMValueRef function in functions)
            if (kernels.TryGetValue(function.Handle, out Kernel? kernel)) BuildStart(t, cpu, kernel);
            else BuildFunction(t, cpu, function);
        LlvmPipeline.Run(t.Module, "coro-early,cgscc(coro-split),coro-cleanup,globaldce");
        foreach (Kernel kernel in t.Kernels.Where(k => k.IsCoroutine)) kernel.FrameBytes = FrameBytes(kernel.StartLane);
    }

    private static void BuildStart(Translation t, CpuContract cpu, Kernel kernel)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType();
        LLVMValueRef body = kernel.Function;
        LLVMValueRef start = t.Module.AddFunction($"{kernel.Name}.start", LLVMTypeRef.CreateFunction(pointer, [pointer, pointer]));
        CopyDebugInfo(body, start);
        BlockEditor.MoveBody(body, start);
        body.GetParam(0).ReplaceAllUsesWith(start.GetParam(0));
        start.GetParam(0).Name = "lane";
        start.GetParam(1).Name = "params";
        t.Builder.PositionBefore(SeparatePrologue.EndOf(start));
        List<LLVMValueRef> parameters = KernelParameters.Load(t, kernel, start.GetParam(1), body);
        for (int i = 0; i < parameters.Count; i++) body.GetParam((uint)i + 1).ReplaceAllUsesWith(parameters[i]);
        body.DeleteFunction();
        kernel.Function = kernel.StartLane = start;
        new CoroutineBody(t, cpu, start, start.GetParam(0), result: default).Build();
    }

    private static unsafe void CopyDebugInfo(LLVMValueRef from, LLVMValueRef to)
    {
        LLVM.SetSubprogram(to, LLVM.GetSubprogram(from));
        LLVM.SetSubprogram(from, null);
    }

    private static void BuildFunction(Translation t, CpuContract cpu, LLVMValueRef function)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType();
        LLVMValueRef coroutine = Signatures.WithLeadingParameters(t.Module, function, pointer, [pointer]);
        function.ReplaceAllUsesWith(coroutine);
        function.DeleteFunction();
        coroutine.GetParam(0).Name = "result";
        new CoroutineBody(t, cpu, coroutine, coroutine.GetParam(1), coroutine.GetParam(0)).Build();
    }

    // The old call is replaced by a call with the new signature; the callee itself is renamed in place later.
    private static void Await(Translation t, LLVMValueRef call)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType(), type = call.TypeOf;
        LLVMValueRef function = call.ParentFunction(), slot = pointer.Null;
        bool hasResult = type.Kind != LLVMTypeKind.LLVMVoidTypeKind;
        if (hasResult)
        {
            t.Builder.PositionBefore(SeparatePrologue.EndOf(function));
            slot = t.Builder.BuildAlloca(type, "awaited");
        }

        LLVMValueRef handle = Signatures.WithLeadingArguments(t.Builder, call, call.CalledValue, pointer, [slot]);
        LLVMBasicBlockRef head = BlockEditor.SplitBefore(call, "call");
        LLVMBasicBlockRef rest = call.InstructionParent;
        LLVMBasicBlockRef check = t.Context.AppendBasicBlock(function, "await"), wait = t.Context.AppendBasicBlock(function, "wait"),
            resume = t.Context.AppendBasicBlock(function, "resume"), after = t.Context.AppendBasicBlock(function, "awaited");

        t.Builder.PositionAtEnd(head);
        t.Builder.BuildBr(check);
        t.Builder.PositionAtEnd(check);
        t.Builder.BuildCondBr(Intrinsics.Call(t.Module, t.Builder, "llvm.coro.done", [], handle), after, wait);
        t.Builder.PositionAtEnd(wait);
        CoroutineBody.MarkSuspend(t, resume);
        t.Builder.PositionAtEnd(resume);
        Intrinsics.Call(t.Module, t.Builder, "llvm.coro.resume", [], handle);
        t.Builder.BuildBr(check);
        t.Builder.PositionAtEnd(after);
        Intrinsics.Call(t.Module, t.Builder, "llvm.coro.destroy", [], handle);
        LLVMValueRef result = hasResult ? t.Builder.BuildLoad2(type, slot) : default;
        t.Builder.BuildBr(rest);
        call.ReplaceAndErase(result);
    }

    // The split has made llvm.coro.size a constant.
    private static uint FrameBytes(LLVMValueRef ramp)
    {
        LLVMValueRef allocation = ramp.Instructions().Find(i => i.IsCall() && i.CalledFunction() is { Handle: not 0 } f && f.Name == "cb_frame_alloc");
        return allocation.Exists() && allocation.GetOperand(1).IsAConstantInt.Exists() ? (uint)allocation.GetOperand(1).ConstIntZExt : 0;
    }
}
