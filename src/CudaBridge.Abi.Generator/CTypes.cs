using System;
using System.Collections.Generic;
using System.Linq;

namespace CudaBridge.Abi.Generator;

/// <summary>What a C type of an <c>.api</c> table is in C#.</summary>
public static class CTypes
{
    // Everything else has its C name in namespace CudaBridge.Abi.
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["void"] = "void",
        ["char"] = "byte",
        ["int"] = "int",
        ["unsigned int"] = "uint",
        ["long long"] = "long",
        ["unsigned long long"] = "ulong",
        ["size_t"] = "nuint",
        ["float"] = "float",
        ["double"] = "double",
        ["cudaError_t"] = "CudaError",
        ["dim3"] = "Dim3",
        ["uint3"] = "Dim3",
        ["cudaArray_const_t"] = "cudaArray_t",
        ["cudaMipmappedArray_const_t"] = "cudaMipmappedArray_t",
        ["unsigned char"] = "byte",
        ["unsigned short"] = "ushort",
        ["cuuint32_t"] = "uint",
        ["cuuint64_t"] = "ulong",
        ["CUdevice"] = "int",
        ["CUdeviceptr"] = "nuint",
        ["CUmemGenericAllocationHandle"] = "ulong",
        ["CUtexObject"] = "ulong",
        ["CUsurfObject"] = "ulong",
        ["CUipcEventHandle"] = "cudaIpcEventHandle_t",
        ["CUipcMemHandle"] = "cudaIpcMemHandle_t",
        ["CUmemLocation"] = "cudaMemLocation",
        ["CUeglFrame"] = "cudaEglFrame",
        ["CUGLDeviceList"] = "int",
        ["CUgraphConditionalHandle"] = "ulong",
        ["CUlogIterator"] = "uint",
        ["GLuint"] = "uint",
        ["GLenum"] = "uint",
        ["VdpDevice"] = "uint",
        ["VdpVideoSurface"] = "uint",
        ["VdpOutputSurface"] = "uint",
        ["VdpGetProcAddress"] = "void",
        ["EGLint"] = "int",
        ["EGLStreamKHR"] = "nint",
        ["EGLSyncKHR"] = "nint",
        ["EGLImageKHR"] = "nint",
        ["CUmemcpyAttributes"] = "cudaMemcpyAttributes",
        ["CUDA_MEMCPY3D_BATCH_OP"] = "cudaMemcpy3DBatchOp",
        ["CUDA_ARRAY_MEMORY_REQUIREMENTS"] = "cudaArrayMemoryRequirements",
        ["CUDA_ARRAY_SPARSE_PROPERTIES"] = "cudaArraySparseProperties",
        ["CUDA_EXTERNAL_MEMORY_HANDLE_DESC"] = "cudaExternalMemoryHandleDesc",
        ["CUDA_EXTERNAL_MEMORY_BUFFER_DESC"] = "cudaExternalMemoryBufferDesc",
        ["CUDA_MEMCPY3D_PEER"] = "CUDA_MEMCPY3D",
        ["CUDA_MEMSET_NODE_PARAMS"] = "cudaMemsetParams",
        ["CUDA_HOST_NODE_PARAMS"] = "cudaHostNodeParams",
        ["CUDA_MEM_ALLOC_NODE_PARAMS"] = "cudaMemAllocNodeParams",
        ["CUDA_GRAPH_INSTANTIATE_PARAMS"] = "cudaGraphInstantiateParams",
        ["CUgraphEdgeData"] = "cudaGraphEdgeData",
        ["CUgraphExecUpdateResultInfo"] = "cudaGraphExecUpdateResultInfo",
    };

    // The driver API's: handles are pointers to what only the library knows, enums are ints.
    private static readonly HashSet<string> s_handles =
    [
        "CUcontext", "CUmodule", "CUfunction", "CUlibrary", "CUkernel",
        "CUarray", "CUmipmappedArray", "CUtexref", "CUsurfref", "CUevent",
        "CUgraphicsResource", "CUexternalMemory", "CUexternalSemaphore", "CUgraph", "CUgraphNode",
        "CUgraphExec", "CUmemoryPool", "CUuserObject", "CUgraphDeviceNode", "CUlinkState",
        "CUasyncCallbackHandle", "CUlogsCallback", "nvrtcProgram", "nvrtcFlowCallback", "CUlogsCallbackHandle", "CUgreenCtx", "CUdevResourceDesc", "CUasyncCallback", "CUoccupancyB2DSize",
    ];

    private static readonly HashSet<string> s_enums =
    [
        "CUaddress_mode", "CUfilter_mode",
        "CUfunc_cache", "CUsharedconfig", "CUlimit", "CUfunction_attribute",
        "CUdevice_attribute", "CUpointer_attribute", "CUjit_option", "CUjitInputType",
        "CUmemAllocationHandleType", "CUmem_advise", "CUdriverProcAddressQueryResult", "CUdevice_P2PAttribute",
        "CUexecAffinityType", "CUflushGPUDirectRDMAWritesScope", "CUflushGPUDirectRDMAWritesTarget", "CUdevResourceType",
        "CUcoredumpSettings", "CUprocessState", "CUmoduleLoadingMode", "CUfunctionLoadingState",
        "CUlibraryOption", "CUmemAccess_flags", "CUmemAllocationGranularity_flags", "CUmemRangeHandleType",
        "CUmulticastGranularity_flags", "CUmemPool_attribute", "CUmem_range_attribute", "CUtensorMapDataType",
        "CUtensorMapInterleave", "CUtensorMapSwizzle", "CUtensorMapL2promotion", "CUtensorMapFloatOOBfill",
        "CUtensorMapIm2ColWideMode", "CUstreamCaptureStatus", "CUstreamCaptureMode", "CUgraphNodeType",
        "CUgraphMem_attribute", "CUstreamAttrID", "CUkernelNodeAttrID",
    ];

    /// <summary>
    /// The C# spelling of a C type. A pointer to a struct that CudaBridge.Abi does not have is a <c>void*</c>; a value of
    /// such a type has no spelling: null.
    /// </summary>
    /// <param name="cType">As the table has it: <c>const cudaGraphNode_t**</c>.</param>
    /// <param name="abiHas">Whether CudaBridge.Abi has a type of this name.</param>
    public static string? ToCSharp(string cType, Func<string, bool> abiHas)
    {
        int stars = cType.Count(c => c == '*');
        string name = cType.Replace("*", "").Replace("const ", "").Trim();
        if (s_names.TryGetValue(name, out string? known)) return known + new string('*', stars);
        if (s_handles.Contains(name)) return "nint" + new string('*', stars);
        if (s_enums.Contains(name)) return "int" + new string('*', stars);
        if (abiHas(name)) return name + new string('*', stars);
        return stars > 0 ? "void" + new string('*', stars) : null;
    }
}
