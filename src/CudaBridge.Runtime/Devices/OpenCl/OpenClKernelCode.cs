using System.Runtime.InteropServices;
using CudaBridge.Abi;
using CudaBridge.Compiler.Backends.Source;

namespace CudaBridge.Runtime.OpenCl;

/// <summary>Launches one kernel of an OpenCL program.</summary>
internal sealed unsafe class OpenClKernelCode(OpenClProgram program, OpenClKernel kernel, nint data) : IKernelCode
{
    private const uint FailedAssertion = 1, FailedTrap = 2;
    private const uint WarpSize = 32;

    // Setting arguments and enqueuing are one step.
    private readonly object _gate = new();
    private nint _handle;
    private nuint _largestGroup;

    public string? Refusal => kernel.Refusal.Length > 0 ? kernel.Refusal : null;

    public void Run(PrimaryContext context, CpuLaunch* launch)
    {
        OpenClDevice device = program.Device;
        OpenClQueue queue = device.TakeQueue();
        bool hasStatus = kernel.Hidden.HasFlag(HiddenArguments.Status);
        try
        {
            if (hasStatus) queue.ClearStatus(device, context.GetLimit(DeviceLimit.PrintfFifoSize));
            lock (_gate)
            {
                Prepare(launch);
                SetArguments(launch, queue);
                Enqueue(launch, queue);
            }

            OpenClApi.Check(device.Cl.Finish(queue.Handle), "a kernel's run", CudaError.LaunchFailure);
            if (hasStatus) Read(context, queue);
        }
        catch (CudaException e)
        {
            context.Fault(e.Code, $"kernel {kernel.Name}: {e.Message}");
        }
        finally
        {
            device.ReturnQueue(queue);
        }
    }

    private void Prepare(CpuLaunch* launch)
    {
        if (_handle == 0)
        {
            _handle = program.CreateKernel(kernel.SourceName);
            nuint largest = 0;
            _ = program.Device.Cl.GetKernelWorkGroupInfo(_handle, program.Device.Handle, OpenClApi.KernelWorkGroupSize, (nuint)sizeof(nuint), &largest, null);
            _largestGroup = largest;
        }

        if (_largestGroup != 0 && launch->Block.Count > _largestGroup)
            throw new CudaException(CudaError.LaunchOutOfResources, $"{program.Device.Name} runs at most {_largestGroup} threads a block of it");
    }

    private void SetArguments(CpuLaunch* launch, OpenClQueue queue)
    {
        byte* values = (byte*)launch->Parameters;
        uint index = 0;
        for (int i = 0; i < kernel.Parameters.Count; i++, index++)
        {
            CpuParameter parameter = kernel.Parameters[i];
            if (kernel.Pointers[i]) SetPointer(index, *(void**)(values + parameter.Offset));
            else Set(index, parameter.Size, values + parameter.Offset);
        }

        uint shared = kernel.StaticShared + launch->DynamicShared, start = kernel.StaticShared;
        if (kernel.Hidden.HasFlag(HiddenArguments.Shared)) Set(index++, Math.Max(shared, 1), null);
        if (kernel.Hidden.HasFlag(HiddenArguments.SharedSizes))
        {
            Set(index++, sizeof(uint), &start);
            Set(index++, sizeof(uint), &shared);
        }

        if (kernel.Hidden.HasFlag(HiddenArguments.Variables)) SetPointer(index++, (void*)data);
        if (kernel.Hidden.HasFlag(HiddenArguments.Status)) SetPointer(index++, queue.Status);
        if (kernel.Hidden.HasFlag(HiddenArguments.Scratch)) Set(index, ScratchBytes(launch->Block), null);
        if (!program.Device.SharesHostMemory) NameAllocations();
    }

    // As Helpers.cl divides it: two words for each thread, one for each warp, one for the block.
    private static uint ScratchBytes(Dim3 block) => ((uint)(block.Count + WarpSize - 1) / WarpSize * WarpSize * 2 + WarpSize + 1) * sizeof(uint);

    private void Set(uint index, nuint bytes, void* value) =>
        OpenClApi.Check(program.Device.Cl.SetKernelArg(_handle, index, bytes, value), $"argument {index}", CudaError.InvalidValue);

    private void SetPointer(uint index, void* value) =>
        OpenClApi.Check(program.Device.Cl.SetKernelArgSVMPointer(_handle, index, value), $"pointer argument {index}", CudaError.InvalidValue);

    // Kernels may find any pointer in memory.
    private void NameAllocations()
    {
        nint[] all = [.. program.Device.Allocations];
        fixed (nint* first = all)
            OpenClApi.Check(program.Device.Cl.SetKernelExecInfo(_handle, OpenClApi.ExecInfoSvmPointers, (nuint)(all.Length * sizeof(nint)), first), "naming memory", CudaError.InvalidValue);
    }

    private void Enqueue(CpuLaunch* launch, OpenClQueue queue)
    {
        nuint* local = stackalloc nuint[] { launch->Block.X, launch->Block.Y, launch->Block.Z };
        nuint* global = stackalloc nuint[] { launch->Grid.X * (nuint)launch->Block.X, launch->Grid.Y * (nuint)launch->Block.Y, launch->Grid.Z * (nuint)launch->Block.Z };
        OpenClApi.Check(program.Device.Cl.EnqueueNDRangeKernel(queue.Handle, _handle, 3, null, global, local, 0, null, null), "a launch", CudaError.LaunchFailure);
    }

    private void Read(PrimaryContext context, OpenClQueue queue)
    {
        uint* status = queue.Status;
        Print((byte*)status + OpenClQueue.StatusBytes, Math.Min(status[8], status[9]));
        if (status[0] == 0) return;
        string block = $"[{status[2]},{status[3]},{status[4]}]", thread = $"[{status[5]},{status[6]},{status[7]}]";
        ulong* texts = (ulong*)(status + 10);
        string what = Text(texts[0]);
        switch (status[0])
        {
            case FailedAssertion:
                Console.Error.WriteLine($"{Text(texts[1])}:{status[1]}: {Text(texts[2])}: block: {block}, thread: {thread} Assertion `{what}` failed.");
                context.Fault(CudaError.Assert, $"kernel {kernel.Name}, block {block}, thread {thread}: assertion `{what}` failed");
                break;
            case FailedTrap: context.Fault(CudaError.LaunchFailure, $"kernel {kernel.Name}, block {block}, thread {thread}: trap"); break;
            default: context.Fault(CudaError.NotSupported, $"kernel {kernel.Name}, block {block}, thread {thread}: {what} is not supported"); break;
        }
    }

    private static string Text(ulong address) => Marshal.PtrToStringUTF8((nint)address) ?? "";

    // Records: format, bytes of the record, bytes of its arguments, arguments.
    private static void Print(byte* records, uint bytes)
    {
        for (uint at = 0; at + 16 <= bytes;)
        {
            uint size = *(uint*)(records + at + 8);
            if (size < 16 || at + size > bytes) return; // the buffer was full
            CpuSupport.Print(*(byte**)(records + at), records + at + 16);
            at += size;
        }
    }
}
