namespace CudaBridge.Shim;

/// <summary>Memory that graphs allocate, and the program's objects that they keep alive.</summary>
internal static unsafe class GraphMemoryNodes
{
    [CudaApi]
    public static CudaError cudaGraphAddMemAllocNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaMemAllocNodeParams* nodeParams)
    {
        // Before there is memory that nobody would give back.
        Check.NotNull(pGraphNode);
        _ = GraphCalls.Graph(graph);
        _ = GraphCalls.Nodes(pDependencies, numDependencies);
        return GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, GraphCalls.Allocate(nodeParams));
    }

    [CudaApi]
    public static CudaError cudaGraphMemAllocNodeGetParams(cudaGraphNode_t node, cudaMemAllocNodeParams* params_out)
    {
        Check.NotNull(params_out);
        GraphMemory memory = GraphCalls.Work<AllocateWork>(node).Memory;
        *params_out = new() { bytesize = memory.Bytes, dptr = (void*)memory.Address };
        params_out->poolProps.allocType = cudaMemAllocationType.cudaMemAllocationTypePinned;
        params_out->poolProps.location.type = cudaMemLocationType.cudaMemLocationTypeDevice;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphAddMemFreeNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, void* dptr) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, GraphCalls.Free(dptr));

    [CudaApi]
    public static CudaError cudaGraphMemFreeNodeGetParams(cudaGraphNode_t node, void* dptr_out)
    {
        Check.NotNull(dptr_out);
        *(nint*)dptr_out = GraphCalls.Work<FreeWork>(node).Memory.Address;
        return CudaError.Success;
    }

    /// <summary>Nothing is kept for later launches that could be given back.</summary>
    [CudaApi]
    public static CudaError cudaDeviceGraphMemTrim(int device)
    {
        Check.Device(device);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceGetGraphMemAttribute(int device, cudaGraphMemAttributeType attr, void* value)
    {
        Check.Device(device);
        Check.NotNull(value);
        Check.That(Enum.IsDefined(attr));
        GraphMemoryUse use = GraphCalls.Context.Memory.GraphUse;
        lock (use)
            *(long*)value = attr switch
            {
                cudaGraphMemAttributeType.cudaGraphMemAttrUsedMemCurrent => use.Used,
                cudaGraphMemAttributeType.cudaGraphMemAttrUsedMemHigh => use.UsedHigh,
                cudaGraphMemAttributeType.cudaGraphMemAttrReservedMemCurrent => use.Reserved,
                _ => use.ReservedHigh,
            };
        return CudaError.Success;
    }

    /// <summary>Only the two high-water marks can be set, to 0.</summary>
    [CudaApi]
    public static CudaError cudaDeviceSetGraphMemAttribute(int device, cudaGraphMemAttributeType attr, void* value)
    {
        Check.Device(device);
        Check.NotNull(value);
        Check.That(*(ulong*)value == 0);
        GraphMemoryUse use = GraphCalls.Context.Memory.GraphUse;
        lock (use)
            switch (attr)
            {
                case cudaGraphMemAttributeType.cudaGraphMemAttrUsedMemHigh: use.ResetUsedHigh(); break;
                case cudaGraphMemAttributeType.cudaGraphMemAttrReservedMemHigh: use.ResetReservedHigh(); break;
                default: Check.That(false); break;
            }
        return CudaError.Success;
    }

    /// <summary>"cudaUserObjectNoDestructorSync: indicates the destructor execution is not synchronized by any CUDA handle"; it must be given.</summary>
    [CudaApi]
    public static CudaError cudaUserObjectCreate(cudaUserObject_t* object_out, void* ptr, cudaHostFn_t destroy, uint initialRefcount, uint flags)
    {
        const uint noDestructorSync = 1;
        Check.NotNull(object_out);
        Check.That(destroy.Value is not null && initialRefcount is > 0 and <= int.MaxValue && flags == noDestructorSync);
        *object_out = new(GraphCalls.Context.CreateUserObject(destroy.Value, ptr, (int)initialRefcount).Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaUserObjectRetain(cudaUserObject_t @object, uint count)
    {
        Check.That(count is > 0 and <= int.MaxValue);
        GraphCalls.Context.GetUserObject(@object.Value).Retain((int)count);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaUserObjectRelease(cudaUserObject_t @object, uint count)
    {
        Check.That(count is > 0 and <= int.MaxValue);
        GraphCalls.Context.GetUserObject(@object.Value).Release((int)count);
        return CudaError.Success;
    }

    /// <summary>"cudaGraphUserObjectMove: transfers references from the caller instead of creating new ones".</summary>
    [CudaApi]
    public static CudaError cudaGraphRetainUserObject(cudaGraph_t graph, cudaUserObject_t @object, uint count, uint flags)
    {
        const uint move = 1;
        Check.That(count is > 0 and <= int.MaxValue);
        Check.Flags(flags, move);
        UserObject held = GraphCalls.Context.GetUserObject(@object.Value);
        if (flags != move) held.Retain((int)count);
        GraphCalls.Graph(graph).Retain(held, (int)count);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphReleaseUserObject(cudaGraph_t graph, cudaUserObject_t @object, uint count)
    {
        Check.That(count is > 0 and <= int.MaxValue);
        GraphCalls.Graph(graph).Release(GraphCalls.Context.GetUserObject(@object.Value), (int)count);
        return CudaError.Success;
    }
}
