using System.Diagnostics;
using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// Runs the grids that a kernel has launched, once its own blocks are done. A grid is over when all that it launched is, so each child runs with its own
/// children before the next one, in the order of the launches; those of cudaStreamTailLaunch come after their siblings.
/// </summary>
internal sealed unsafe class ChildGrids(Grid grid)
{
    private readonly Dictionary<nint, double> _ticksPerBlock = [];

    public void Run(PrimaryContext context, CpuLaunchState* parent)
    {
        CpuChild* waiting = null;
        PushChildren(parent, ref waiting);
        if (parent->Error != 0) FreeAll(waiting);
        else RunAll(context, waiting);
    }

    private void RunAll(PrimaryContext context, CpuChild* waiting)
    {
        while (waiting != null)
        {
            CpuChild* child = waiting;
            waiting = child->Next;
            CpuLaunchState state = new() { Depth = child->Depth };
            RunOne(child, &state);
            PushChildren(&state, ref waiting);
            if ((child->Kernel->Flags & Function.MayPrint) != 0) context.NotePrintf();
            if (state.Error != 0) context.Fault((CudaError)state.Error, FaultText.Of(&state, Marshal.PtrToStringUTF8((nint)child->Kernel->Name)!));
            NativeMemory.AlignedFree(child);
            if (state.Error == 0) continue;
            FreeAll(waiting);
            return;
        }
    }

    private void RunOne(CpuChild* child, CpuLaunchState* state)
    {
        CpuLaunch launch = new()
        {
            Grid = child->Grid,
            Block = child->Block,
            DynamicShared = child->DynamicShared,
            Flags = Grid.StreamingOf(child->Grid, child->Block),
            Parameters = (byte*)child + CpuChild.ParameterOffset,
            GridId = Grid.NextId(),
            State = state,
            Kernel = child->Kernel,
        };
        long start = Stopwatch.GetTimestamp();
        int threads = WorkerPool.Shared.Run(grid, &launch, Grid.OrderOf(child->Kernel), _ticksPerBlock.GetValueOrDefault((nint)child->Kernel));
        _ticksPerBlock[(nint)child->Kernel] = Math.Max(1, (Stopwatch.GetTimestamp() - start) * (double)threads / child->Grid.Count);
    }

    // The latest launch comes first in the list, so the first one ends up on top: of the others, then of those that come last.
    private static void PushChildren(CpuLaunchState* state, ref CpuChild* waiting)
    {
        CpuChild* others = null;
        for (CpuChild* child = state->Children, next; child != null; child = next)
        {
            next = child->Next;
            ref CpuChild* stack = ref child->IsTail != 0 ? ref waiting : ref others;
            child->Next = stack;
            stack = child;
        }
        state->Children = null;
        if (others == null) return;
        CpuChild* last = others;
        while (last->Next != null) last = last->Next;
        last->Next = waiting;
        waiting = others;
    }

    private static void FreeAll(CpuChild* child)
    {
        for (CpuChild* next; child != null; child = next)
        {
            next = child->Next;
            NativeMemory.AlignedFree(child);
        }
    }
}
