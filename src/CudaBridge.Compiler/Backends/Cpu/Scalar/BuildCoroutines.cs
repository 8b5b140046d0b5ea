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
        Dictionary<IntPtr, Action> entries = [];
        foreach (Kernel kernel in t.Kernels)
        {
            if (kernel.HasScalarForm) entries[kernel.Function.Handle] = () => kernel.Function = kernel.StartLane = BuildStart(t, cpu, kernel, kernel.Function, "start");
            foreach (WarpForm form in kernel.WarpForms) entries[form.Function.Handle] = () => form.Entry = BuildStart(t, cpu, kernel, form.Function, form.IsMasked ? "start.masked" : "start.warp");
        }

        foreach (LLVMValueRef function in functions)
            if (entries.TryGetValue(function.Handle, out Action? build)) build();
            else BuildFunction(t, cpu, function);
        LlvmPipeline.Run(t.Module, "coro-early,cgscc(coro-split),coro-cleanup,globaldce");
        foreach (Kernel kernel in t.Kernels.Where(k => k.IsCoroutine)) kernel.FrameBytes = FrameBytes(kernel.StartLane);
    }

    // Warp bodies with a mask have it as their last parameter, and so has what starts them.
    private static LLVMValueRef BuildStart(Translation t, CpuContract cpu, Kernel kernel, LLVMValueRef body, string suffix)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType();
        bool masked = body.ParamsCount > kernel.Parameters.Count + 1;
        LLVMTypeRef[] types = masked ? [pointer, pointer, t.Context.Int64Type] : [pointer, pointer];
        LLVMValueRef start = t.Module.AddFunction($"{kernel.Name}.{suffix}", LLVMTypeRef.CreateFunction(pointer, types));
        CopyDebugInfo(body, start);
        BlockEditor.MoveBody(body, start);
        body.GetParam(0).ReplaceAllUsesWith(start.GetParam(0));
        start.GetParam(0).Name = "lane";
        start.GetParam(1).Name = "params";
        t.Builder.PositionBefore(SeparatePrologue.EndOf(start));
        List<LLVMValueRef> parameters = KernelParameters.Load(t, kernel, start.GetParam(1));
        for (int i = 0; i < parameters.Count; i++) body.GetParam((uint)i + 1).ReplaceAllUsesWith(parameters[i]);
        if (masked) body.GetParam(body.ParamsCount - 1).ReplaceAllUsesWith(start.GetParam(2));
        body.DeleteFunction();
        new CoroutineBody(t, cpu, start, start.GetParam(0), result: default).Build();
        return start;
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

        t.Builder.MoveToEnd(head);
        t.Builder.BuildBr(check);
        t.Builder.MoveToEnd(check);
        t.Builder.BuildCondBr(Intrinsics.Call(t.Module, t.Builder, "llvm.coro.done", [], handle), after, wait);
        t.Builder.MoveToEnd(wait);
        CoroutineBody.MarkSuspend(t, resume);
        t.Builder.MoveToEnd(resume);
        Intrinsics.Call(t.Module, t.Builder, "llvm.coro.resume", [], handle);
        t.Builder.BuildBr(check);
        t.Builder.MoveToEnd(after);
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
