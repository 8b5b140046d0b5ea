/* Types of the runtime API. CUDA Runtime API reference (12.8), "Data types used by CUDA Runtime": values and layouts are part of the ABI. */
#if !defined(__DRIVER_TYPES_H__)
#define __DRIVER_TYPES_H__

#include "crt/host_defines.h"
#include "vector_types.h"

#include <limits.h>
#include <stddef.h>

/* clang-format off */

/* ---- Flags ---------------------------------------------------------------------------------------------------------------- */

#define cudaHostAllocDefault           0x00
#define cudaHostAllocPortable          0x01
#define cudaHostAllocMapped            0x02
#define cudaHostAllocWriteCombined     0x04

#define cudaHostRegisterDefault        0x00
#define cudaHostRegisterPortable       0x01
#define cudaHostRegisterMapped         0x02
#define cudaHostRegisterIoMemory       0x04
#define cudaHostRegisterReadOnly       0x08

#define cudaPeerAccessDefault          0x00

#define cudaStreamDefault              0x00
#define cudaStreamNonBlocking          0x01
#define cudaStreamLegacy               ((cudaStream_t)0x1)
#define cudaStreamPerThread            ((cudaStream_t)0x2)

#define cudaEventDefault               0x00
#define cudaEventBlockingSync          0x01
#define cudaEventDisableTiming         0x02
#define cudaEventInterprocess          0x04

#define cudaEventRecordDefault         0x00
#define cudaEventRecordExternal        0x01
#define cudaEventWaitDefault           0x00
#define cudaEventWaitExternal          0x01

#define cudaDeviceScheduleAuto         0x00
#define cudaDeviceScheduleSpin         0x01
#define cudaDeviceScheduleYield        0x02
#define cudaDeviceScheduleBlockingSync 0x04
#define cudaDeviceBlockingSync         0x04
#define cudaDeviceScheduleMask         0x07
#define cudaDeviceMapHost              0x08
#define cudaDeviceLmemResizeToMax      0x10
#define cudaDeviceSyncMemops           0x80
#define cudaDeviceMask                 0xff

#define cudaArrayDefault               0x00
#define cudaArrayLayered               0x01
#define cudaArraySurfaceLoadStore      0x02
#define cudaArrayCubemap               0x04
#define cudaArrayTextureGather         0x08
#define cudaArrayColorAttachment       0x20
#define cudaArraySparse                0x40
#define cudaArrayDeferredMapping       0x80

#define cudaIpcMemLazyEnablePeerAccess 0x01

#define cudaMemAttachGlobal            0x01
#define cudaMemAttachHost              0x02
#define cudaMemAttachSingle            0x04

#define cudaOccupancyDefault                0x00
#define cudaOccupancyDisableCachingOverride 0x01

#define cudaCpuDeviceId                ((int)-1)
#define cudaInvalidDeviceId            ((int)-2)
#define cudaInitDeviceFlagsAreValid    0x01

#define cudaCooperativeLaunchMultiDeviceNoPreSync  0x01
#define cudaCooperativeLaunchMultiDeviceNoPostSync 0x02

#define cudaArraySparsePropertiesSingleMipTail 0x1

#define CUDA_IPC_HANDLE_SIZE 64

#define cudaExternalMemoryDedicated                     0x1
#define cudaExternalSemaphoreSignalSkipNvSciBufMemSync  0x01
#define cudaExternalSemaphoreWaitSkipNvSciBufMemSync    0x02
#define cudaNvSciSyncAttrSignal                         0x1
#define cudaNvSciSyncAttrWait                           0x2

#define cudaMemPoolCreateUsageHwDecompress              0x2

#define cudaGraphKernelNodePortDefault                  0
#define cudaGraphKernelNodePortProgrammatic             1
#define cudaGraphKernelNodePortLaunchCompletion         2

#define cudaKernelNodeAttrID    cudaLaunchAttributeID
#define cudaKernelNodeAttrValue cudaLaunchAttributeValue
#define cudaStreamAttrID        cudaLaunchAttributeID
#define cudaStreamAttrValue     cudaLaunchAttributeValue

/* ---- Errors ---------------------------------------------------------------------------------------------------------------- */

enum __device_builtin__ cudaError
{
    cudaSuccess                              = 0,
    cudaErrorInvalidValue                    = 1,
    cudaErrorMemoryAllocation                = 2,
    cudaErrorInitializationError             = 3,
    cudaErrorCudartUnloading                 = 4,
    cudaErrorProfilerDisabled                = 5,
    cudaErrorProfilerNotInitialized          = 6,
    cudaErrorProfilerAlreadyStarted          = 7,
    cudaErrorProfilerAlreadyStopped          = 8,
    cudaErrorInvalidConfiguration            = 9,
    cudaErrorInvalidPitchValue               = 12,
    cudaErrorInvalidSymbol                   = 13,
    cudaErrorInvalidHostPointer              = 16,
    cudaErrorInvalidDevicePointer            = 17,
    cudaErrorInvalidTexture                  = 18,
    cudaErrorInvalidTextureBinding           = 19,
    cudaErrorInvalidChannelDescriptor        = 20,
    cudaErrorInvalidMemcpyDirection          = 21,
    cudaErrorAddressOfConstant               = 22,
    cudaErrorTextureFetchFailed              = 23,
    cudaErrorTextureNotBound                 = 24,
    cudaErrorSynchronizationError            = 25,
    cudaErrorInvalidFilterSetting            = 26,
    cudaErrorInvalidNormSetting              = 27,
    cudaErrorMixedDeviceExecution            = 28,
    cudaErrorNotYetImplemented               = 31,
    cudaErrorMemoryValueTooLarge             = 32,
    cudaErrorStubLibrary                     = 34,
    cudaErrorInsufficientDriver              = 35,
    cudaErrorCallRequiresNewerDriver         = 36,
    cudaErrorInvalidSurface                  = 37,
    cudaErrorDuplicateVariableName           = 43,
    cudaErrorDuplicateTextureName            = 44,
    cudaErrorDuplicateSurfaceName            = 45,
    cudaErrorDevicesUnavailable              = 46,
    cudaErrorIncompatibleDriverContext       = 49,
    cudaErrorMissingConfiguration            = 52,
    cudaErrorPriorLaunchFailure              = 53,
    cudaErrorLaunchMaxDepthExceeded          = 65,
    cudaErrorLaunchFileScopedTex             = 66,
    cudaErrorLaunchFileScopedSurf            = 67,
    cudaErrorSyncDepthExceeded               = 68,
    cudaErrorLaunchPendingCountExceeded      = 69,
    cudaErrorInvalidDeviceFunction           = 98,
    cudaErrorNoDevice                        = 100,
    cudaErrorInvalidDevice                   = 101,
    cudaErrorDeviceNotLicensed               = 102,
    cudaErrorSoftwareValidityNotEstablished  = 103,
    cudaErrorStartupFailure                  = 127,
    cudaErrorInvalidKernelImage              = 200,
    cudaErrorDeviceUninitialized             = 201,
    cudaErrorMapBufferObjectFailed           = 205,
    cudaErrorUnmapBufferObjectFailed         = 206,
    cudaErrorArrayIsMapped                   = 207,
    cudaErrorAlreadyMapped                   = 208,
    cudaErrorNoKernelImageForDevice          = 209,
    cudaErrorAlreadyAcquired                 = 210,
    cudaErrorNotMapped                       = 211,
    cudaErrorNotMappedAsArray                = 212,
    cudaErrorNotMappedAsPointer              = 213,
    cudaErrorECCUncorrectable                = 214,
    cudaErrorUnsupportedLimit                = 215,
    cudaErrorDeviceAlreadyInUse              = 216,
    cudaErrorPeerAccessUnsupported           = 217,
    cudaErrorInvalidPtx                      = 218,
    cudaErrorInvalidGraphicsContext          = 219,
    cudaErrorNvlinkUncorrectable             = 220,
    cudaErrorJitCompilerNotFound             = 221,
    cudaErrorUnsupportedPtxVersion           = 222,
    cudaErrorJitCompilationDisabled          = 223,
    cudaErrorUnsupportedExecAffinity         = 224,
    cudaErrorUnsupportedDevSideSync          = 225,
    cudaErrorContained                       = 226,
    cudaErrorInvalidSource                   = 300,
    cudaErrorFileNotFound                    = 301,
    cudaErrorSharedObjectSymbolNotFound      = 302,
    cudaErrorSharedObjectInitFailed          = 303,
    cudaErrorOperatingSystem                 = 304,
    cudaErrorInvalidResourceHandle           = 400,
    cudaErrorIllegalState                    = 401,
    cudaErrorLossyQuery                      = 402,
    cudaErrorSymbolNotFound                  = 500,
    cudaErrorNotReady                        = 600,
    cudaErrorIllegalAddress                  = 700,
    cudaErrorLaunchOutOfResources            = 701,
    cudaErrorLaunchTimeout                   = 702,
    cudaErrorLaunchIncompatibleTexturing     = 703,
    cudaErrorPeerAccessAlreadyEnabled        = 704,
    cudaErrorPeerAccessNotEnabled            = 705,
    cudaErrorSetOnActiveProcess              = 708,
    cudaErrorContextIsDestroyed              = 709,
    cudaErrorAssert                          = 710,
    cudaErrorTooManyPeers                    = 711,
    cudaErrorHostMemoryAlreadyRegistered     = 712,
    cudaErrorHostMemoryNotRegistered         = 713,
    cudaErrorHardwareStackError              = 714,
    cudaErrorIllegalInstruction              = 715,
    cudaErrorMisalignedAddress               = 716,
    cudaErrorInvalidAddressSpace             = 717,
    cudaErrorInvalidPc                       = 718,
    cudaErrorLaunchFailure                   = 719,
    cudaErrorCooperativeLaunchTooLarge       = 720,
    cudaErrorTensorMemoryLeak                = 721,
    cudaErrorNotPermitted                    = 800,
    cudaErrorNotSupported                    = 801,
    cudaErrorSystemNotReady                  = 802,
    cudaErrorSystemDriverMismatch            = 803,
    cudaErrorCompatNotSupportedOnDevice      = 804,
    cudaErrorMpsConnectionFailed             = 805,
    cudaErrorMpsRpcFailure                   = 806,
    cudaErrorMpsServerNotReady               = 807,
    cudaErrorMpsMaxClientsReached            = 808,
    cudaErrorMpsMaxConnectionsReached        = 809,
    cudaErrorMpsClientTerminated             = 810,
    cudaErrorCdpNotSupported                 = 811,
    cudaErrorCdpVersionMismatch              = 812,
    cudaErrorStreamCaptureUnsupported        = 900,
    cudaErrorStreamCaptureInvalidated        = 901,
    cudaErrorStreamCaptureMerge              = 902,
    cudaErrorStreamCaptureUnmatched          = 903,
    cudaErrorStreamCaptureUnjoined           = 904,
    cudaErrorStreamCaptureIsolation          = 905,
    cudaErrorStreamCaptureImplicit           = 906,
    cudaErrorCapturedEvent                   = 907,
    cudaErrorStreamCaptureWrongThread        = 908,
    cudaErrorTimeout                         = 909,
    cudaErrorGraphExecUpdateFailure          = 910,
    cudaErrorExternalDevice                  = 911,
    cudaErrorInvalidClusterSize              = 912,
    cudaErrorFunctionNotLoaded               = 913,
    cudaErrorInvalidResourceType             = 914,
    cudaErrorInvalidResourceConfiguration    = 915,
    cudaErrorUnknown                         = 999,
    cudaErrorApiFailureBase                  = 10000
};

typedef __device_builtin__ enum cudaError cudaError_t;

/* ---- Handles ---------------------------------------------------------------------------------------------------------------- */

/* Shared with the driver API (cuda.h declares the same). */
typedef __device_builtin__ struct CUstream_st *cudaStream_t;
typedef __device_builtin__ struct CUevent_st *cudaEvent_t;
typedef __device_builtin__ struct CUfunc_st *cudaFunction_t;
typedef __device_builtin__ struct CUkern_st *cudaKernel_t;
typedef __device_builtin__ struct CUlib_st *cudaLibrary_t;
typedef __device_builtin__ struct CUgraph_st *cudaGraph_t;
typedef __device_builtin__ struct CUgraphNode_st *cudaGraphNode_t;
typedef __device_builtin__ struct CUgraphExec_st *cudaGraphExec_t;
typedef __device_builtin__ struct CUuserObject_st *cudaUserObject_t;
typedef __device_builtin__ struct CUmemPoolHandle_st *cudaMemPool_t;
typedef __device_builtin__ struct CUexternalMemory_st *cudaExternalMemory_t;
typedef __device_builtin__ struct CUexternalSemaphore_st *cudaExternalSemaphore_t;
typedef __device_builtin__ struct CUgraphDeviceUpdatableNode_st *cudaGraphDeviceNode_t;
typedef __device_builtin__ struct CUeglStreamConnection_st *cudaEglStreamConnection;
typedef struct cudaAsyncCallbackEntry *cudaAsyncCallbackHandle_t;
typedef struct cudaGraphicsResource *cudaGraphicsResource_t;
typedef struct cudaArray *cudaArray_t;
typedef const struct cudaArray *cudaArray_const_t;
typedef struct cudaMipmappedArray *cudaMipmappedArray_t;
typedef const struct cudaMipmappedArray *cudaMipmappedArray_const_t;
typedef unsigned long long cudaGraphConditionalHandle;

struct cudaArray;
struct cudaMipmappedArray;
struct cudaGraphicsResource;

#if !defined(__CUDABRIDGE_UUID_DEFINED__)
#define __CUDABRIDGE_UUID_DEFINED__
struct __device_builtin__ CUuuid_st { char bytes[16]; };
typedef __device_builtin__ struct CUuuid_st CUuuid;
#endif
typedef __device_builtin__ struct CUuuid_st cudaUUID_t;

typedef void (CUDART_CB *cudaStreamCallback_t)(cudaStream_t stream, cudaError_t status, void *userData);
typedef void (CUDART_CB *cudaHostFn_t)(void *userData);

/* ---- Memory ---------------------------------------------------------------------------------------------------------------- */

enum __device_builtin__ cudaChannelFormatKind
{
    cudaChannelFormatKindSigned                         = 0,
    cudaChannelFormatKindUnsigned                       = 1,
    cudaChannelFormatKindFloat                          = 2,
    cudaChannelFormatKindNone                           = 3,
    cudaChannelFormatKindNV12                           = 4,
    cudaChannelFormatKindUnsignedNormalized8X1          = 5,
    cudaChannelFormatKindUnsignedNormalized8X2          = 6,
    cudaChannelFormatKindUnsignedNormalized8X4          = 7,
    cudaChannelFormatKindUnsignedNormalized16X1         = 8,
    cudaChannelFormatKindUnsignedNormalized16X2         = 9,
    cudaChannelFormatKindUnsignedNormalized16X4         = 10,
    cudaChannelFormatKindSignedNormalized8X1            = 11,
    cudaChannelFormatKindSignedNormalized8X2            = 12,
    cudaChannelFormatKindSignedNormalized8X4            = 13,
    cudaChannelFormatKindSignedNormalized16X1           = 14,
    cudaChannelFormatKindSignedNormalized16X2           = 15,
    cudaChannelFormatKindSignedNormalized16X4           = 16,
    cudaChannelFormatKindUnsignedBlockCompressed1       = 17,
    cudaChannelFormatKindUnsignedBlockCompressed1SRGB   = 18,
    cudaChannelFormatKindUnsignedBlockCompressed2       = 19,
    cudaChannelFormatKindUnsignedBlockCompressed2SRGB   = 20,
    cudaChannelFormatKindUnsignedBlockCompressed3       = 21,
    cudaChannelFormatKindUnsignedBlockCompressed3SRGB   = 22,
    cudaChannelFormatKindUnsignedBlockCompressed4       = 23,
    cudaChannelFormatKindSignedBlockCompressed4         = 24,
    cudaChannelFormatKindUnsignedBlockCompressed5       = 25,
    cudaChannelFormatKindSignedBlockCompressed5         = 26,
    cudaChannelFormatKindUnsignedBlockCompressed6H      = 27,
    cudaChannelFormatKindSignedBlockCompressed6H        = 28,
    cudaChannelFormatKindUnsignedBlockCompressed7       = 29,
    cudaChannelFormatKindUnsignedBlockCompressed7SRGB   = 30,
    cudaChannelFormatKindUnsignedNormalized1010102      = 31
};

struct __device_builtin__ cudaChannelFormatDesc
{
    int x, y, z, w; /* bits of each component */
    enum cudaChannelFormatKind f;
};

struct __device_builtin__ cudaArraySparseProperties
{
    struct { unsigned int width, height, depth; } tileExtent;
    unsigned int miptailFirstLevel;
    unsigned long long miptailSize;
    unsigned int flags;
    unsigned int reserved[4];
};

struct __device_builtin__ cudaArrayMemoryRequirements
{
    size_t size;
    size_t alignment;
    unsigned int reserved[4];
};

enum __device_builtin__ cudaMemoryType
{
    cudaMemoryTypeUnregistered = 0,
    cudaMemoryTypeHost         = 1,
    cudaMemoryTypeDevice       = 2,
    cudaMemoryTypeManaged      = 3
};

enum __device_builtin__ cudaMemcpyKind
{
    cudaMemcpyHostToHost     = 0,
    cudaMemcpyHostToDevice   = 1,
    cudaMemcpyDeviceToHost   = 2,
    cudaMemcpyDeviceToDevice = 3,
    cudaMemcpyDefault        = 4
};

struct __device_builtin__ cudaPitchedPtr
{
    void *ptr;
    size_t pitch;
    size_t xsize;
    size_t ysize;
};

struct __device_builtin__ cudaExtent { size_t width, height, depth; };
struct __device_builtin__ cudaPos { size_t x, y, z; };

struct __device_builtin__ cudaMemcpy3DParms
{
    cudaArray_t srcArray;
    struct cudaPos srcPos;
    struct cudaPitchedPtr srcPtr;
    cudaArray_t dstArray;
    struct cudaPos dstPos;
    struct cudaPitchedPtr dstPtr;
    struct cudaExtent extent;
    enum cudaMemcpyKind kind;
};

struct __device_builtin__ cudaMemcpy3DPeerParms
{
    cudaArray_t srcArray;
    struct cudaPos srcPos;
    struct cudaPitchedPtr srcPtr;
    int srcDevice;
    cudaArray_t dstArray;
    struct cudaPos dstPos;
    struct cudaPitchedPtr dstPtr;
    int dstDevice;
    struct cudaExtent extent;
};

struct __device_builtin__ cudaMemcpyNodeParams
{
    int flags;
    int reserved[3];
    struct cudaMemcpy3DParms copyParams;
};

struct __device_builtin__ cudaMemsetParams
{
    void *dst;
    size_t pitch;
    unsigned int value;
    unsigned int elementSize;
    size_t width;
    size_t height;
};

struct __device_builtin__ cudaMemsetParamsV2
{
    void *dst;
    size_t pitch;
    unsigned int value;
    unsigned int elementSize;
    size_t width;
    size_t height;
};

enum __device_builtin__ cudaAccessProperty
{
    cudaAccessPropertyNormal     = 0,
    cudaAccessPropertyStreaming  = 1,
    cudaAccessPropertyPersisting = 2
};

struct __device_builtin__ cudaAccessPolicyWindow
{
    void *base_ptr;
    size_t num_bytes;
    float hitRatio;
    enum cudaAccessProperty hitProp;
    enum cudaAccessProperty missProp;
};

struct __device_builtin__ cudaHostNodeParams { cudaHostFn_t fn; void *userData; };
struct __device_builtin__ cudaHostNodeParamsV2 { cudaHostFn_t fn; void *userData; };

enum __device_builtin__ cudaResourceType
{
    cudaResourceTypeArray          = 0x00,
    cudaResourceTypeMipmappedArray = 0x01,
    cudaResourceTypeLinear         = 0x02,
    cudaResourceTypePitch2D        = 0x03
};

enum __device_builtin__ cudaResourceViewFormat
{
    cudaResViewFormatNone                      = 0x00,
    cudaResViewFormatUnsignedChar1             = 0x01,
    cudaResViewFormatUnsignedChar2             = 0x02,
    cudaResViewFormatUnsignedChar4             = 0x03,
    cudaResViewFormatSignedChar1               = 0x04,
    cudaResViewFormatSignedChar2               = 0x05,
    cudaResViewFormatSignedChar4               = 0x06,
    cudaResViewFormatUnsignedShort1            = 0x07,
    cudaResViewFormatUnsignedShort2            = 0x08,
    cudaResViewFormatUnsignedShort4            = 0x09,
    cudaResViewFormatSignedShort1              = 0x0a,
    cudaResViewFormatSignedShort2              = 0x0b,
    cudaResViewFormatSignedShort4              = 0x0c,
    cudaResViewFormatUnsignedInt1              = 0x0d,
    cudaResViewFormatUnsignedInt2              = 0x0e,
    cudaResViewFormatUnsignedInt4              = 0x0f,
    cudaResViewFormatSignedInt1                = 0x10,
    cudaResViewFormatSignedInt2                = 0x11,
    cudaResViewFormatSignedInt4                = 0x12,
    cudaResViewFormatHalf1                     = 0x13,
    cudaResViewFormatHalf2                     = 0x14,
    cudaResViewFormatHalf4                     = 0x15,
    cudaResViewFormatFloat1                    = 0x16,
    cudaResViewFormatFloat2                    = 0x17,
    cudaResViewFormatFloat4                    = 0x18,
    cudaResViewFormatUnsignedBlockCompressed1  = 0x19,
    cudaResViewFormatUnsignedBlockCompressed2  = 0x1a,
    cudaResViewFormatUnsignedBlockCompressed3  = 0x1b,
    cudaResViewFormatUnsignedBlockCompressed4  = 0x1c,
    cudaResViewFormatSignedBlockCompressed4    = 0x1d,
    cudaResViewFormatUnsignedBlockCompressed5  = 0x1e,
    cudaResViewFormatSignedBlockCompressed5    = 0x1f,
    cudaResViewFormatUnsignedBlockCompressed6H = 0x20,
    cudaResViewFormatSignedBlockCompressed6H   = 0x21,
    cudaResViewFormatUnsignedBlockCompressed7  = 0x22
};

struct __device_builtin__ cudaResourceDesc
{
    enum cudaResourceType resType;
    union
    {
        struct { cudaArray_t array; } array;
        struct { cudaMipmappedArray_t mipmap; } mipmap;
        struct { void *devPtr; struct cudaChannelFormatDesc desc; size_t sizeInBytes; } linear;
        struct { void *devPtr; struct cudaChannelFormatDesc desc; size_t width; size_t height; size_t pitchInBytes; } pitch2D;
    } res;
};

struct __device_builtin__ cudaResourceViewDesc
{
    enum cudaResourceViewFormat format;
    size_t width;
    size_t height;
    size_t depth;
    unsigned int firstMipmapLevel;
    unsigned int lastMipmapLevel;
    unsigned int firstLayer;
    unsigned int lastLayer;
};

struct __device_builtin__ cudaPointerAttributes
{
    enum cudaMemoryType type;
    int device;
    void *devicePointer;
    void *hostPointer;
};

enum __device_builtin__ cudaMemoryAdvise
{
    cudaMemAdviseSetReadMostly          = 1,
    cudaMemAdviseUnsetReadMostly        = 2,
    cudaMemAdviseSetPreferredLocation   = 3,
    cudaMemAdviseUnsetPreferredLocation = 4,
    cudaMemAdviseSetAccessedBy          = 5,
    cudaMemAdviseUnsetAccessedBy        = 6
};

enum __device_builtin__ cudaMemRangeAttribute
{
    cudaMemRangeAttributeReadMostly               = 1,
    cudaMemRangeAttributePreferredLocation        = 2,
    cudaMemRangeAttributeAccessedBy               = 3,
    cudaMemRangeAttributeLastPrefetchLocation     = 4,
    cudaMemRangeAttributePreferredLocationType    = 5,
    cudaMemRangeAttributePreferredLocationId      = 6,
    cudaMemRangeAttributeLastPrefetchLocationType = 7,
    cudaMemRangeAttributeLastPrefetchLocationId   = 8
};

enum __device_builtin__ cudaMemLocationType
{
    cudaMemLocationTypeInvalid         = 0,
    cudaMemLocationTypeDevice          = 1,
    cudaMemLocationTypeHost            = 2,
    cudaMemLocationTypeHostNuma        = 3,
    cudaMemLocationTypeHostNumaCurrent = 4
};

struct __device_builtin__ cudaMemLocation
{
    enum cudaMemLocationType type;
    int id;
};

enum __device_builtin__ cudaMemAccessFlags
{
    cudaMemAccessFlagsProtNone      = 0,
    cudaMemAccessFlagsProtRead      = 1,
    cudaMemAccessFlagsProtReadWrite = 3
};

struct __device_builtin__ cudaMemAccessDesc
{
    struct cudaMemLocation location;
    enum cudaMemAccessFlags flags;
};

enum __device_builtin__ cudaMemAllocationType
{
    cudaMemAllocationTypeInvalid = 0x0,
    cudaMemAllocationTypePinned  = 0x1,
    cudaMemAllocationTypeMax     = 0x7FFFFFFF
};

enum __device_builtin__ cudaMemAllocationHandleType
{
    cudaMemHandleTypeNone                = 0x0,
    cudaMemHandleTypePosixFileDescriptor = 0x1,
    cudaMemHandleTypeWin32               = 0x2,
    cudaMemHandleTypeWin32Kmt            = 0x4,
    cudaMemHandleTypeFabric              = 0x8
};

struct __device_builtin__ cudaMemPoolProps
{
    enum cudaMemAllocationType allocType;
    enum cudaMemAllocationHandleType handleTypes;
    struct cudaMemLocation location;
    void *win32SecurityAttributes;
    size_t maxSize;
    unsigned short usage;
    unsigned char reserved[54];
};

enum __device_builtin__ cudaMemPoolAttr
{
    cudaMemPoolReuseFollowEventDependencies   = 0x1,
    cudaMemPoolReuseAllowOpportunistic        = 0x2,
    cudaMemPoolReuseAllowInternalDependencies = 0x3,
    cudaMemPoolAttrReleaseThreshold           = 0x4,
    cudaMemPoolAttrReservedMemCurrent         = 0x5,
    cudaMemPoolAttrReservedMemHigh            = 0x6,
    cudaMemPoolAttrUsedMemCurrent             = 0x7,
    cudaMemPoolAttrUsedMemHigh                = 0x8
};

struct __device_builtin__ cudaMemPoolPtrExportData { unsigned char reserved[64]; };

struct __device_builtin__ cudaMemAllocNodeParams
{
    struct cudaMemPoolProps poolProps;
    const struct cudaMemAccessDesc *accessDescs;
    size_t accessDescCount;
    size_t bytesize;
    void *dptr;
};

struct __device_builtin__ cudaMemAllocNodeParamsV2
{
    struct cudaMemPoolProps poolProps;
    const struct cudaMemAccessDesc *accessDescs;
    size_t accessDescCount;
    size_t bytesize;
    void *dptr;
};

struct __device_builtin__ cudaMemFreeNodeParams { void *dptr; };

enum __device_builtin__ cudaMemcpyFlags
{
    cudaMemcpyFlagDefault                  = 0x0,
    cudaMemcpyFlagPreferOverlapWithCompute = 0x1
};

enum __device_builtin__ cudaMemcpySrcAccessOrder
{
    cudaMemcpySrcAccessOrderInvalid          = 0x0,
    cudaMemcpySrcAccessOrderStream           = 0x1,
    cudaMemcpySrcAccessOrderDuringApiCall    = 0x2,
    cudaMemcpySrcAccessOrderAny              = 0x3,
    cudaMemcpySrcAccessOrderMax              = 0x7FFFFFFF
};

struct __device_builtin__ cudaMemcpyAttributes
{
    enum cudaMemcpySrcAccessOrder srcAccessOrder;
    struct cudaMemLocation srcLocHint;
    struct cudaMemLocation dstLocHint;
    unsigned int flags;
};

enum __device_builtin__ cudaMemcpy3DOperandType
{
    cudaMemcpyOperandTypePointer = 0x1,
    cudaMemcpyOperandTypeArray   = 0x2,
    cudaMemcpyOperandTypeMax     = 0x7FFFFFFF
};

struct __device_builtin__ cudaOffset3D { size_t x, y, z; };

struct __device_builtin__ cudaMemcpy3DOperand
{
    enum cudaMemcpy3DOperandType type;
    union
    {
        struct { void *ptr; size_t rowLength; size_t layerHeight; struct cudaMemLocation locHint; } ptr;
        struct { cudaArray_t array; struct cudaOffset3D offset; } array;
    } op;
};

struct __device_builtin__ cudaMemcpy3DBatchOp
{
    struct cudaMemcpy3DOperand src;
    struct cudaMemcpy3DOperand dst;
    struct cudaExtent extent;
    enum cudaMemcpySrcAccessOrder srcAccessOrder;
    unsigned int flags;
};

/* ---- Graphics interoperability ------------------------------------------------------------------------------------------------ */

enum __device_builtin__ cudaGraphicsRegisterFlags
{
    cudaGraphicsRegisterFlagsNone             = 0,
    cudaGraphicsRegisterFlagsReadOnly         = 1,
    cudaGraphicsRegisterFlagsWriteDiscard     = 2,
    cudaGraphicsRegisterFlagsSurfaceLoadStore = 4,
    cudaGraphicsRegisterFlagsTextureGather    = 8
};

enum __device_builtin__ cudaGraphicsMapFlags
{
    cudaGraphicsMapFlagsNone         = 0,
    cudaGraphicsMapFlagsReadOnly     = 1,
    cudaGraphicsMapFlagsWriteDiscard = 2
};

enum __device_builtin__ cudaGraphicsCubeFace
{
    cudaGraphicsCubeFacePositiveX = 0x00,
    cudaGraphicsCubeFaceNegativeX = 0x01,
    cudaGraphicsCubeFacePositiveY = 0x02,
    cudaGraphicsCubeFaceNegativeY = 0x03,
    cudaGraphicsCubeFacePositiveZ = 0x04,
    cudaGraphicsCubeFaceNegativeZ = 0x05
};

/* ---- Functions, limits, devices ----------------------------------------------------------------------------------------------- */

struct __device_builtin__ cudaFuncAttributes
{
    size_t sharedSizeBytes;
    size_t constSizeBytes;
    size_t localSizeBytes;
    int maxThreadsPerBlock;
    int numRegs;
    int ptxVersion;
    int binaryVersion;
    int cacheModeCA;
    int maxDynamicSharedSizeBytes;
    int preferredShmemCarveout;
    int clusterDimMustBeSet;
    int requiredClusterWidth;
    int requiredClusterHeight;
    int requiredClusterDepth;
    int clusterSchedulingPolicyPreference;
    int nonPortableClusterSizeAllowed;
    int reserved[16];
};

enum __device_builtin__ cudaFuncAttribute
{
    cudaFuncAttributeMaxDynamicSharedMemorySize         = 8,
    cudaFuncAttributePreferredSharedMemoryCarveout      = 9,
    cudaFuncAttributeClusterDimMustBeSet                = 10,
    cudaFuncAttributeRequiredClusterWidth               = 11,
    cudaFuncAttributeRequiredClusterHeight              = 12,
    cudaFuncAttributeRequiredClusterDepth               = 13,
    cudaFuncAttributeNonPortableClusterSizeAllowed      = 14,
    cudaFuncAttributeClusterSchedulingPolicyPreference  = 15,
    cudaFuncAttributeMax
};

enum __device_builtin__ cudaFuncCache
{
    cudaFuncCachePreferNone   = 0,
    cudaFuncCachePreferShared = 1,
    cudaFuncCachePreferL1     = 2,
    cudaFuncCachePreferEqual  = 3
};

enum __device_builtin__ cudaSharedMemConfig
{
    cudaSharedMemBankSizeDefault   = 0,
    cudaSharedMemBankSizeFourByte  = 1,
    cudaSharedMemBankSizeEightByte = 2
};

enum __device_builtin__ cudaSharedCarveout
{
    cudaSharedmemCarveoutDefault   = -1,
    cudaSharedmemCarveoutMaxShared = 100,
    cudaSharedmemCarveoutMaxL1     = 0
};

enum __device_builtin__ cudaComputeMode
{
    cudaComputeModeDefault          = 0,
    cudaComputeModeExclusive        = 1,
    cudaComputeModeProhibited       = 2,
    cudaComputeModeExclusiveProcess = 3
};

enum __device_builtin__ cudaLimit
{
    cudaLimitStackSize                    = 0x00,
    cudaLimitPrintfFifoSize               = 0x01,
    cudaLimitMallocHeapSize               = 0x02,
    cudaLimitDevRuntimeSyncDepth          = 0x03,
    cudaLimitDevRuntimePendingLaunchCount = 0x04,
    cudaLimitMaxL2FetchGranularity        = 0x05,
    cudaLimitPersistingL2CacheSize        = 0x06
};

enum __device_builtin__ cudaFlushGPUDirectRDMAWritesOptions
{
    cudaFlushGPUDirectRDMAWritesOptionHost   = 1 << 0,
    cudaFlushGPUDirectRDMAWritesOptionMemOps = 1 << 1
};

enum __device_builtin__ cudaGPUDirectRDMAWritesOrdering
{
    cudaGPUDirectRDMAWritesOrderingNone       = 0,
    cudaGPUDirectRDMAWritesOrderingOwner      = 100,
    cudaGPUDirectRDMAWritesOrderingAllDevices = 200
};

enum __device_builtin__ cudaFlushGPUDirectRDMAWritesScope
{
    cudaFlushGPUDirectRDMAWritesToOwner      = 100,
    cudaFlushGPUDirectRDMAWritesToAllDevices = 200
};

enum __device_builtin__ cudaFlushGPUDirectRDMAWritesTarget
{
    cudaFlushGPUDirectRDMAWritesTargetCurrentDevice
};

enum __device_builtin__ cudaDriverEntryPointQueryResult
{
    cudaDriverEntryPointSuccess             = 0,
    cudaDriverEntryPointSymbolNotFound      = 1,
    cudaDriverEntryPointVersionNotSufficent = 2
};

enum __device_builtin__ cudaGetDriverEntryPointFlags
{
    cudaEnableDefault                = 0x0,
    cudaEnableLegacyStream           = 0x1,
    cudaEnablePerThreadDefaultStream = 0x2
};

enum __device_builtin__ cudaDeviceNumaConfig
{
    cudaDeviceNumaConfigNone     = 0,
    cudaDeviceNumaConfigNumaNode = 1
};

enum __device_builtin__ cudaDeviceAttr
{
    cudaDevAttrMaxThreadsPerBlock                     = 1,
    cudaDevAttrMaxBlockDimX                           = 2,
    cudaDevAttrMaxBlockDimY                           = 3,
    cudaDevAttrMaxBlockDimZ                           = 4,
    cudaDevAttrMaxGridDimX                            = 5,
    cudaDevAttrMaxGridDimY                            = 6,
    cudaDevAttrMaxGridDimZ                            = 7,
    cudaDevAttrMaxSharedMemoryPerBlock                = 8,
    cudaDevAttrTotalConstantMemory                    = 9,
    cudaDevAttrWarpSize                               = 10,
    cudaDevAttrMaxPitch                               = 11,
    cudaDevAttrMaxRegistersPerBlock                   = 12,
    cudaDevAttrClockRate                              = 13,
    cudaDevAttrTextureAlignment                       = 14,
    cudaDevAttrGpuOverlap                             = 15,
    cudaDevAttrMultiProcessorCount                    = 16,
    cudaDevAttrKernelExecTimeout                      = 17,
    cudaDevAttrIntegrated                             = 18,
    cudaDevAttrCanMapHostMemory                       = 19,
    cudaDevAttrComputeMode                            = 20,
    cudaDevAttrMaxTexture1DWidth                      = 21,
    cudaDevAttrMaxTexture2DWidth                      = 22,
    cudaDevAttrMaxTexture2DHeight                     = 23,
    cudaDevAttrMaxTexture3DWidth                      = 24,
    cudaDevAttrMaxTexture3DHeight                     = 25,
    cudaDevAttrMaxTexture3DDepth                      = 26,
    cudaDevAttrMaxTexture2DLayeredWidth               = 27,
    cudaDevAttrMaxTexture2DLayeredHeight              = 28,
    cudaDevAttrMaxTexture2DLayeredLayers              = 29,
    cudaDevAttrSurfaceAlignment                       = 30,
    cudaDevAttrConcurrentKernels                      = 31,
    cudaDevAttrEccEnabled                             = 32,
    cudaDevAttrPciBusId                               = 33,
    cudaDevAttrPciDeviceId                            = 34,
    cudaDevAttrTccDriver                              = 35,
    cudaDevAttrMemoryClockRate                        = 36,
    cudaDevAttrGlobalMemoryBusWidth                   = 37,
    cudaDevAttrL2CacheSize                            = 38,
    cudaDevAttrMaxThreadsPerMultiProcessor            = 39,
    cudaDevAttrAsyncEngineCount                       = 40,
    cudaDevAttrUnifiedAddressing                      = 41,
    cudaDevAttrMaxTexture1DLayeredWidth               = 42,
    cudaDevAttrMaxTexture1DLayeredLayers              = 43,
    cudaDevAttrMaxTexture2DGatherWidth                = 45,
    cudaDevAttrMaxTexture2DGatherHeight               = 46,
    cudaDevAttrMaxTexture3DWidthAlt                   = 47,
    cudaDevAttrMaxTexture3DHeightAlt                  = 48,
    cudaDevAttrMaxTexture3DDepthAlt                   = 49,
    cudaDevAttrPciDomainId                            = 50,
    cudaDevAttrTexturePitchAlignment                  = 51,
    cudaDevAttrMaxTextureCubemapWidth                 = 52,
    cudaDevAttrMaxTextureCubemapLayeredWidth          = 53,
    cudaDevAttrMaxTextureCubemapLayeredLayers         = 54,
    cudaDevAttrMaxSurface1DWidth                      = 55,
    cudaDevAttrMaxSurface2DWidth                      = 56,
    cudaDevAttrMaxSurface2DHeight                     = 57,
    cudaDevAttrMaxSurface3DWidth                      = 58,
    cudaDevAttrMaxSurface3DHeight                     = 59,
    cudaDevAttrMaxSurface3DDepth                      = 60,
    cudaDevAttrMaxSurface1DLayeredWidth               = 61,
    cudaDevAttrMaxSurface1DLayeredLayers              = 62,
    cudaDevAttrMaxSurface2DLayeredWidth               = 63,
    cudaDevAttrMaxSurface2DLayeredHeight              = 64,
    cudaDevAttrMaxSurface2DLayeredLayers              = 65,
    cudaDevAttrMaxSurfaceCubemapWidth                 = 66,
    cudaDevAttrMaxSurfaceCubemapLayeredWidth          = 67,
    cudaDevAttrMaxSurfaceCubemapLayeredLayers         = 68,
    cudaDevAttrMaxTexture1DLinearWidth                = 69,
    cudaDevAttrMaxTexture2DLinearWidth                = 70,
    cudaDevAttrMaxTexture2DLinearHeight               = 71,
    cudaDevAttrMaxTexture2DLinearPitch                = 72,
    cudaDevAttrMaxTexture2DMipmappedWidth             = 73,
    cudaDevAttrMaxTexture2DMipmappedHeight            = 74,
    cudaDevAttrComputeCapabilityMajor                 = 75,
    cudaDevAttrComputeCapabilityMinor                 = 76,
    cudaDevAttrMaxTexture1DMipmappedWidth             = 77,
    cudaDevAttrStreamPrioritiesSupported              = 78,
    cudaDevAttrGlobalL1CacheSupported                 = 79,
    cudaDevAttrLocalL1CacheSupported                  = 80,
    cudaDevAttrMaxSharedMemoryPerMultiprocessor       = 81,
    cudaDevAttrMaxRegistersPerMultiprocessor          = 82,
    cudaDevAttrManagedMemory                          = 83,
    cudaDevAttrIsMultiGpuBoard                        = 84,
    cudaDevAttrMultiGpuBoardGroupID                   = 85,
    cudaDevAttrHostNativeAtomicSupported              = 86,
    cudaDevAttrSingleToDoublePrecisionPerfRatio       = 87,
    cudaDevAttrPageableMemoryAccess                   = 88,
    cudaDevAttrConcurrentManagedAccess                = 89,
    cudaDevAttrComputePreemptionSupported             = 90,
    cudaDevAttrCanUseHostPointerForRegisteredMem      = 91,
    cudaDevAttrReserved92                             = 92,
    cudaDevAttrReserved93                             = 93,
    cudaDevAttrReserved94                             = 94,
    cudaDevAttrCooperativeLaunch                      = 95,
    cudaDevAttrCooperativeMultiDeviceLaunch           = 96,
    cudaDevAttrMaxSharedMemoryPerBlockOptin           = 97,
    cudaDevAttrCanFlushRemoteWrites                   = 98,
    cudaDevAttrHostRegisterSupported                  = 99,
    cudaDevAttrPageableMemoryAccessUsesHostPageTables = 100,
    cudaDevAttrDirectManagedMemAccessFromHost         = 101,
    cudaDevAttrMaxBlocksPerMultiprocessor             = 106,
    cudaDevAttrMaxPersistingL2CacheSize               = 108,
    cudaDevAttrMaxAccessPolicyWindowSize              = 109,
    cudaDevAttrReservedSharedMemoryPerBlock           = 111,
    cudaDevAttrSparseCudaArraySupported               = 112,
    cudaDevAttrHostRegisterReadOnlySupported          = 113,
    cudaDevAttrTimelineSemaphoreInteropSupported      = 114,
    cudaDevAttrMaxTimelineSemaphoreInteropSupported   = 114,
    cudaDevAttrMemoryPoolsSupported                   = 115,
    cudaDevAttrGPUDirectRDMASupported                 = 116,
    cudaDevAttrGPUDirectRDMAFlushWritesOptions        = 117,
    cudaDevAttrGPUDirectRDMAWritesOrdering            = 118,
    cudaDevAttrMemoryPoolSupportedHandleTypes         = 119,
    cudaDevAttrClusterLaunch                          = 120,
    cudaDevAttrDeferredMappingCudaArraySupported      = 121,
    cudaDevAttrReserved122                            = 122,
    cudaDevAttrReserved123                            = 123,
    cudaDevAttrReserved124                            = 124,
    cudaDevAttrIpcEventSupport                        = 125,
    cudaDevAttrMemSyncDomainCount                     = 126,
    cudaDevAttrReserved127                            = 127,
    cudaDevAttrReserved128                            = 128,
    cudaDevAttrReserved129                            = 129,
    cudaDevAttrNumaConfig                             = 130,
    cudaDevAttrNumaId                                 = 131,
    cudaDevAttrReserved132                            = 132,
    cudaDevAttrMpsEnabled                             = 133,
    cudaDevAttrHostNumaId                             = 134,
    cudaDevAttrD3D12CigSupported                      = 135,
    cudaDevAttrVulkanCigSupported                     = 138,
    cudaDevAttrGpuPciDeviceId                         = 139,
    cudaDevAttrGpuPciSubsystemId                      = 140,
    cudaDevAttrMax
};

enum __device_builtin__ cudaDeviceP2PAttr
{
    cudaDevP2PAttrPerformanceRank          = 1,
    cudaDevP2PAttrAccessSupported          = 2,
    cudaDevP2PAttrNativeAtomicSupported    = 3,
    cudaDevP2PAttrCudaArrayAccessSupported = 4
};

struct __device_builtin__ cudaDeviceProp
{
    char name[256];
    cudaUUID_t uuid;
    char luid[8];
    unsigned int luidDeviceNodeMask;
    size_t totalGlobalMem;
    size_t sharedMemPerBlock;
    int regsPerBlock;
    int warpSize;
    size_t memPitch;
    int maxThreadsPerBlock;
    int maxThreadsDim[3];
    int maxGridSize[3];
    int clockRate;
    size_t totalConstMem;
    int major;
    int minor;
    size_t textureAlignment;
    size_t texturePitchAlignment;
    int deviceOverlap;
    int multiProcessorCount;
    int kernelExecTimeoutEnabled;
    int integrated;
    int canMapHostMemory;
    int computeMode;
    int maxTexture1D;
    int maxTexture1DMipmap;
    int maxTexture1DLinear;
    int maxTexture2D[2];
    int maxTexture2DMipmap[2];
    int maxTexture2DLinear[3];
    int maxTexture2DGather[2];
    int maxTexture3D[3];
    int maxTexture3DAlt[3];
    int maxTextureCubemap;
    int maxTexture1DLayered[2];
    int maxTexture2DLayered[3];
    int maxTextureCubemapLayered[2];
    int maxSurface1D;
    int maxSurface2D[2];
    int maxSurface3D[3];
    int maxSurface1DLayered[2];
    int maxSurface2DLayered[3];
    int maxSurfaceCubemap;
    int maxSurfaceCubemapLayered[2];
    size_t surfaceAlignment;
    int concurrentKernels;
    int ECCEnabled;
    int pciBusID;
    int pciDeviceID;
    int pciDomainID;
    int tccDriver;
    int asyncEngineCount;
    int unifiedAddressing;
    int memoryClockRate;
    int memoryBusWidth;
    int l2CacheSize;
    int persistingL2CacheMaxSize;
    int maxThreadsPerMultiProcessor;
    int streamPrioritiesSupported;
    int globalL1CacheSupported;
    int localL1CacheSupported;
    size_t sharedMemPerMultiprocessor;
    int regsPerMultiprocessor;
    int managedMemory;
    int isMultiGpuBoard;
    int multiGpuBoardGroupID;
    int hostNativeAtomicSupported;
    int singleToDoublePrecisionPerfRatio;
    int pageableMemoryAccess;
    int concurrentManagedAccess;
    int computePreemptionSupported;
    int canUseHostPointerForRegisteredMem;
    int cooperativeLaunch;
    int cooperativeMultiDeviceLaunch;
    size_t sharedMemPerBlockOptin;
    int pageableMemoryAccessUsesHostPageTables;
    int directManagedMemAccessFromHost;
    int maxBlocksPerMultiProcessor;
    int accessPolicyMaxWindowSize;
    size_t reservedSharedMemPerBlock;
    int hostRegisterSupported;
    int sparseCudaArraySupported;
    int hostRegisterReadOnlySupported;
    int timelineSemaphoreInteropSupported;
    int memoryPoolsSupported;
    int gpuDirectRDMASupported;
    unsigned int gpuDirectRDMAFlushWritesOptions;
    int gpuDirectRDMAWritesOrdering;
    unsigned int memoryPoolSupportedHandleTypes;
    int deferredMappingCudaArraySupported;
    int ipcEventSupported;
    int clusterLaunch;
    int unifiedFunctionPointers;
    int reserved[63];
};

/* ---- Inter-process communication, external memory and semaphores ----------------------------------------------------------------- */

typedef __device_builtin__ struct __device_builtin__ cudaIpcEventHandle_st { char reserved[CUDA_IPC_HANDLE_SIZE]; } cudaIpcEventHandle_t;
typedef __device_builtin__ struct __device_builtin__ cudaIpcMemHandle_st { char reserved[CUDA_IPC_HANDLE_SIZE]; } cudaIpcMemHandle_t;
typedef __device_builtin__ struct __device_builtin__ cudaMemFabricHandle_st { char reserved[64]; } cudaMemFabricHandle_t;

enum __device_builtin__ cudaExternalMemoryHandleType
{
    cudaExternalMemoryHandleTypeOpaqueFd         = 1,
    cudaExternalMemoryHandleTypeOpaqueWin32      = 2,
    cudaExternalMemoryHandleTypeOpaqueWin32Kmt   = 3,
    cudaExternalMemoryHandleTypeD3D12Heap        = 4,
    cudaExternalMemoryHandleTypeD3D12Resource    = 5,
    cudaExternalMemoryHandleTypeD3D11Resource    = 6,
    cudaExternalMemoryHandleTypeD3D11ResourceKmt = 7,
    cudaExternalMemoryHandleTypeNvSciBuf         = 8
};

struct __device_builtin__ cudaExternalMemoryHandleDesc
{
    enum cudaExternalMemoryHandleType type;
    union
    {
        int fd;
        struct { void *handle; const void *name; } win32;
        const void *nvSciBufObject;
    } handle;
    unsigned long long size;
    unsigned int flags;
};

struct __device_builtin__ cudaExternalMemoryBufferDesc
{
    unsigned long long offset;
    unsigned long long size;
    unsigned int flags;
};

struct __device_builtin__ cudaExternalMemoryMipmappedArrayDesc
{
    unsigned long long offset;
    struct cudaChannelFormatDesc formatDesc;
    struct cudaExtent extent;
    unsigned int flags;
    unsigned int numLevels;
};

enum __device_builtin__ cudaExternalSemaphoreHandleType
{
    cudaExternalSemaphoreHandleTypeOpaqueFd               = 1,
    cudaExternalSemaphoreHandleTypeOpaqueWin32            = 2,
    cudaExternalSemaphoreHandleTypeOpaqueWin32Kmt         = 3,
    cudaExternalSemaphoreHandleTypeD3D12Fence             = 4,
    cudaExternalSemaphoreHandleTypeD3D11Fence             = 5,
    cudaExternalSemaphoreHandleTypeNvSciSync              = 6,
    cudaExternalSemaphoreHandleTypeKeyedMutex             = 7,
    cudaExternalSemaphoreHandleTypeKeyedMutexKmt          = 8,
    cudaExternalSemaphoreHandleTypeTimelineSemaphoreFd    = 9,
    cudaExternalSemaphoreHandleTypeTimelineSemaphoreWin32 = 10
};

struct __device_builtin__ cudaExternalSemaphoreHandleDesc
{
    enum cudaExternalSemaphoreHandleType type;
    union
    {
        int fd;
        struct { void *handle; const void *name; } win32;
        const void *nvSciSyncObj;
    } handle;
    unsigned int flags;
};

struct __device_builtin__ cudaExternalSemaphoreSignalParams
{
    struct
    {
        struct { unsigned long long value; } fence;
        union { void *fence; unsigned long long reserved; } nvSciSync;
        struct { unsigned long long key; } keyedMutex;
        unsigned int reserved[12];
    } params;
    unsigned int flags;
    unsigned int reserved[16];
};

struct __device_builtin__ cudaExternalSemaphoreWaitParams
{
    struct
    {
        struct { unsigned long long value; } fence;
        union { void *fence; unsigned long long reserved; } nvSciSync;
        struct { unsigned long long key; unsigned int timeoutMs; } keyedMutex;
        unsigned int reserved[10];
    } params;
    unsigned int flags;
    unsigned int reserved[16];
};

struct __device_builtin__ cudaExternalSemaphoreSignalNodeParams
{
    cudaExternalSemaphore_t *extSemArray;
    const struct cudaExternalSemaphoreSignalParams *paramsArray;
    unsigned int numExtSems;
};

struct __device_builtin__ cudaExternalSemaphoreSignalNodeParamsV2
{
    cudaExternalSemaphore_t *extSemArray;
    const struct cudaExternalSemaphoreSignalParams *paramsArray;
    unsigned int numExtSems;
};

struct __device_builtin__ cudaExternalSemaphoreWaitNodeParams
{
    cudaExternalSemaphore_t *extSemArray;
    const struct cudaExternalSemaphoreWaitParams *paramsArray;
    unsigned int numExtSems;
};

struct __device_builtin__ cudaExternalSemaphoreWaitNodeParamsV2
{
    cudaExternalSemaphore_t *extSemArray;
    const struct cudaExternalSemaphoreWaitParams *paramsArray;
    unsigned int numExtSems;
};

/* ---- Launches ---------------------------------------------------------------------------------------------------------------- */

struct __device_builtin__ cudaLaunchParams
{
    void *func;
    dim3 gridDim;
    dim3 blockDim;
    void **args;
    size_t sharedMem;
    cudaStream_t stream;
};

enum __device_builtin__ cudaCGScope
{
    cudaCGScopeInvalid   = 0,
    cudaCGScopeGrid      = 1,
    cudaCGScopeMultiGrid = 2
};

enum __device_builtin__ cudaSynchronizationPolicy
{
    cudaSyncPolicyAuto         = 1,
    cudaSyncPolicySpin         = 2,
    cudaSyncPolicyYield        = 3,
    cudaSyncPolicyBlockingSync = 4
};

enum __device_builtin__ cudaClusterSchedulingPolicy
{
    cudaClusterSchedulingPolicyDefault       = 0,
    cudaClusterSchedulingPolicySpread        = 1,
    cudaClusterSchedulingPolicyLoadBalancing = 2
};

enum __device_builtin__ cudaLaunchMemSyncDomain
{
    cudaLaunchMemSyncDomainDefault = 0,
    cudaLaunchMemSyncDomainRemote  = 1
};

typedef __device_builtin__ struct __device_builtin__ cudaLaunchMemSyncDomainMap_st
{
    unsigned char default_;
    unsigned char remote;
} cudaLaunchMemSyncDomainMap;

typedef __device_builtin__ enum __device_builtin__ cudaLaunchAttributeID
{
    cudaLaunchAttributeIgnore                                = 0,
    cudaLaunchAttributeAccessPolicyWindow                    = 1,
    cudaLaunchAttributeCooperative                           = 2,
    cudaLaunchAttributeSynchronizationPolicy                 = 3,
    cudaLaunchAttributeClusterDimension                      = 4,
    cudaLaunchAttributeClusterSchedulingPolicyPreference     = 5,
    cudaLaunchAttributeProgrammaticStreamSerialization       = 6,
    cudaLaunchAttributeProgrammaticEvent                     = 7,
    cudaLaunchAttributePriority                              = 8,
    cudaLaunchAttributeMemSyncDomainMap                      = 9,
    cudaLaunchAttributeMemSyncDomain                         = 10,
    cudaLaunchAttributePreferredClusterDimension             = 11,
    cudaLaunchAttributeLaunchCompletionEvent                 = 12,
    cudaLaunchAttributeDeviceUpdatableKernelNode             = 13,
    cudaLaunchAttributePreferredSharedMemoryCarveout         = 14
} cudaLaunchAttributeID;

typedef __device_builtin__ union __device_builtin__ cudaLaunchAttributeValue
{
    char pad[64];
    struct cudaAccessPolicyWindow accessPolicyWindow;
    int cooperative;
    enum cudaSynchronizationPolicy syncPolicy;
    struct { unsigned int x, y, z; } clusterDim;
    enum cudaClusterSchedulingPolicy clusterSchedulingPolicyPreference;
    int programmaticStreamSerializationAllowed;
    struct { cudaEvent_t event; int flags; int triggerAtBlockStart; } programmaticEvent;
    int priority;
    cudaLaunchMemSyncDomainMap memSyncDomainMap;
    enum cudaLaunchMemSyncDomain memSyncDomain;
    struct { unsigned int x, y, z; } preferredClusterDim;
    struct { cudaEvent_t event; int flags; } launchCompletionEvent;
    struct { int deviceUpdatable; cudaGraphDeviceNode_t devNode; } deviceUpdatableKernelNode;
    unsigned int sharedMemCarveout;
} cudaLaunchAttributeValue;

typedef __device_builtin__ struct __device_builtin__ cudaLaunchAttribute_st
{
    cudaLaunchAttributeID id;
    char pad[8 - sizeof(cudaLaunchAttributeID)];
    cudaLaunchAttributeValue val;
} cudaLaunchAttribute;

typedef __device_builtin__ struct __device_builtin__ cudaLaunchConfig_st
{
    dim3 gridDim;
    dim3 blockDim;
    size_t dynamicSmemBytes;
    cudaStream_t stream;
    cudaLaunchAttribute *attrs;
    unsigned int numAttrs;
} cudaLaunchConfig_t;

#define cudaStreamAttributeAccessPolicyWindow    cudaLaunchAttributeAccessPolicyWindow
#define cudaStreamAttributeSynchronizationPolicy cudaLaunchAttributeSynchronizationPolicy
#define cudaStreamAttributeMemSyncDomainMap      cudaLaunchAttributeMemSyncDomainMap
#define cudaStreamAttributeMemSyncDomain         cudaLaunchAttributeMemSyncDomain
#define cudaStreamAttributePriority              cudaLaunchAttributePriority

#define cudaKernelNodeAttributeAccessPolicyWindow                cudaLaunchAttributeAccessPolicyWindow
#define cudaKernelNodeAttributeCooperative                       cudaLaunchAttributeCooperative
#define cudaKernelNodeAttributePriority                          cudaLaunchAttributePriority
#define cudaKernelNodeAttributeClusterDimension                  cudaLaunchAttributeClusterDimension
#define cudaKernelNodeAttributeClusterSchedulingPolicyPreference cudaLaunchAttributeClusterSchedulingPolicyPreference
#define cudaKernelNodeAttributeMemSyncDomainMap                  cudaLaunchAttributeMemSyncDomainMap
#define cudaKernelNodeAttributeMemSyncDomain                     cudaLaunchAttributeMemSyncDomain
#define cudaKernelNodeAttributePreferredSharedMemoryCarveout     cudaLaunchAttributePreferredSharedMemoryCarveout
#define cudaKernelNodeAttributeDeviceUpdatableKernelNode         cudaLaunchAttributeDeviceUpdatableKernelNode

/* ---- Streams and graphs ----------------------------------------------------------------------------------------------------------- */

enum __device_builtin__ cudaStreamCaptureStatus
{
    cudaStreamCaptureStatusNone        = 0,
    cudaStreamCaptureStatusActive      = 1,
    cudaStreamCaptureStatusInvalidated = 2
};

enum __device_builtin__ cudaStreamCaptureMode
{
    cudaStreamCaptureModeGlobal      = 0,
    cudaStreamCaptureModeThreadLocal = 1,
    cudaStreamCaptureModeRelaxed     = 2
};

enum __device_builtin__ cudaStreamUpdateCaptureDependenciesFlags
{
    cudaStreamAddCaptureDependencies = 0x0,
    cudaStreamSetCaptureDependencies = 0x1
};

enum __device_builtin__ cudaUserObjectFlags { cudaUserObjectNoDestructorSync = 0x1 };
enum __device_builtin__ cudaUserObjectRetainFlags { cudaGraphUserObjectMove = 0x1 };

struct __device_builtin__ cudaKernelNodeParams
{
    void *func;
    dim3 gridDim;
    dim3 blockDim;
    unsigned int sharedMemBytes;
    void **kernelParams;
    void **extra;
};

struct __device_builtin__ cudaKernelNodeParamsV2
{
    void *func;
#if !defined(__cplusplus) || __cplusplus >= 201103L
    dim3 gridDim;
    dim3 blockDim;
#else
    /* A member of a union (below) cannot have a constructor before C++11. */
    uint3 gridDim;
    uint3 blockDim;
#endif
    unsigned int sharedMemBytes;
    void **kernelParams;
    void **extra;
};

enum __device_builtin__ cudaGraphConditionalHandleFlags { cudaGraphCondAssignDefault = 1 };

enum __device_builtin__ cudaGraphConditionalNodeType
{
    cudaGraphCondTypeIf     = 0,
    cudaGraphCondTypeWhile  = 1,
    cudaGraphCondTypeSwitch = 2
};

struct __device_builtin__ cudaConditionalNodeParams
{
    cudaGraphConditionalHandle handle;
    enum cudaGraphConditionalNodeType type;
    unsigned int size;
    cudaGraph_t *phGraph_out;
};

enum __device_builtin__ cudaGraphNodeType
{
    cudaGraphNodeTypeKernel             = 0x00,
    cudaGraphNodeTypeMemcpy             = 0x01,
    cudaGraphNodeTypeMemset             = 0x02,
    cudaGraphNodeTypeHost               = 0x03,
    cudaGraphNodeTypeGraph              = 0x04,
    cudaGraphNodeTypeEmpty              = 0x05,
    cudaGraphNodeTypeWaitEvent          = 0x06,
    cudaGraphNodeTypeEventRecord        = 0x07,
    cudaGraphNodeTypeExtSemaphoreSignal = 0x08,
    cudaGraphNodeTypeExtSemaphoreWait   = 0x09,
    cudaGraphNodeTypeMemAlloc           = 0x0a,
    cudaGraphNodeTypeMemFree            = 0x0b,
    cudaGraphNodeTypeConditional        = 0x0d,
    cudaGraphNodeTypeCount
};

struct __device_builtin__ cudaChildGraphNodeParams { cudaGraph_t graph; };
struct __device_builtin__ cudaEventRecordNodeParams { cudaEvent_t event; };
struct __device_builtin__ cudaEventWaitNodeParams { cudaEvent_t event; };

struct __device_builtin__ cudaGraphNodeParams
{
    enum cudaGraphNodeType type;
    int reserved0[3];
    __extension__ union
    {
        long long reserved1[29];
        struct cudaKernelNodeParamsV2 kernel;
        struct cudaMemcpyNodeParams memcpy;
        struct cudaMemsetParamsV2 memset;
        struct cudaHostNodeParamsV2 host;
        struct cudaChildGraphNodeParams graph;
        struct cudaEventWaitNodeParams eventWait;
        struct cudaEventRecordNodeParams eventRecord;
        struct cudaExternalSemaphoreSignalNodeParamsV2 extSemSignal;
        struct cudaExternalSemaphoreWaitNodeParamsV2 extSemWait;
        struct cudaMemAllocNodeParamsV2 alloc;
        struct cudaMemFreeNodeParams free;
        struct cudaConditionalNodeParams conditional;
    };
    long long reserved2;
};

typedef enum __device_builtin__ cudaGraphDependencyType_enum
{
    cudaGraphDependencyTypeDefault      = 0,
    cudaGraphDependencyTypeProgrammatic = 1
} cudaGraphDependencyType;

typedef __device_builtin__ struct __device_builtin__ cudaGraphEdgeData_st
{
    unsigned char from_port;
    unsigned char to_port;
    unsigned char type;
    unsigned char reserved[5];
} cudaGraphEdgeData;

enum __device_builtin__ cudaGraphExecUpdateResult
{
    cudaGraphExecUpdateSuccess                         = 0x0,
    cudaGraphExecUpdateError                           = 0x1,
    cudaGraphExecUpdateErrorTopologyChanged            = 0x2,
    cudaGraphExecUpdateErrorNodeTypeChanged            = 0x3,
    cudaGraphExecUpdateErrorFunctionChanged            = 0x4,
    cudaGraphExecUpdateErrorParametersChanged          = 0x5,
    cudaGraphExecUpdateErrorNotSupported               = 0x6,
    cudaGraphExecUpdateErrorUnsupportedFunctionChange  = 0x7,
    cudaGraphExecUpdateErrorAttributesChanged          = 0x8
};

typedef __device_builtin__ enum __device_builtin__ cudaGraphInstantiateResult
{
    cudaGraphInstantiateSuccess                         = 0,
    cudaGraphInstantiateError                           = 1,
    cudaGraphInstantiateInvalidStructure                = 2,
    cudaGraphInstantiateNodeOperationNotSupported       = 3,
    cudaGraphInstantiateMultipleDevicesNotSupported     = 4,
    cudaGraphInstantiateConditionalHandleUnused         = 5
} cudaGraphInstantiateResult;

typedef __device_builtin__ struct __device_builtin__ cudaGraphInstantiateParams_st
{
    unsigned long long flags;
    cudaStream_t uploadStream;
    cudaGraphNode_t errNode_out;
    cudaGraphInstantiateResult result_out;
} cudaGraphInstantiateParams;

typedef __device_builtin__ struct __device_builtin__ cudaGraphExecUpdateResultInfo_st
{
    enum cudaGraphExecUpdateResult result;
    cudaGraphNode_t errorNode;
    cudaGraphNode_t errorFromNode;
} cudaGraphExecUpdateResultInfo;

enum __device_builtin__ cudaGraphKernelNodeField
{
    cudaGraphKernelNodeFieldInvalid = 0,
    cudaGraphKernelNodeFieldGridDim = 1,
    cudaGraphKernelNodeFieldParam   = 2,
    cudaGraphKernelNodeFieldEnabled = 3
};

struct __device_builtin__ cudaGraphKernelNodeUpdate
{
    cudaGraphDeviceNode_t node;
    enum cudaGraphKernelNodeField field;
    union
    {
#if !defined(__cplusplus) || __cplusplus >= 201103L
        dim3 gridDim;
#else
        uint3 gridDim;
#endif
        struct { const void *pValue; size_t offset; size_t size; } param;
        unsigned int isEnabled;
    } updateData;
};

enum __device_builtin__ cudaGraphMemAttributeType
{
    cudaGraphMemAttrUsedMemCurrent     = 0x0,
    cudaGraphMemAttrUsedMemHigh        = 0x1,
    cudaGraphMemAttrReservedMemCurrent = 0x2,
    cudaGraphMemAttrReservedMemHigh    = 0x3
};

enum __device_builtin__ cudaGraphInstantiateFlags
{
    cudaGraphInstantiateFlagAutoFreeOnLaunch = 1,
    cudaGraphInstantiateFlagUpload           = 2,
    cudaGraphInstantiateFlagDeviceLaunch     = 4,
    cudaGraphInstantiateFlagUseNodePriority  = 8
};

enum __device_builtin__ cudaGraphDebugDotFlags
{
    cudaGraphDebugDotFlagsVerbose                  = 1 << 0,
    cudaGraphDebugDotFlagsKernelNodeParams         = 1 << 2,
    cudaGraphDebugDotFlagsMemcpyNodeParams         = 1 << 3,
    cudaGraphDebugDotFlagsMemsetNodeParams         = 1 << 4,
    cudaGraphDebugDotFlagsHostNodeParams           = 1 << 5,
    cudaGraphDebugDotFlagsEventNodeParams          = 1 << 6,
    cudaGraphDebugDotFlagsExtSemasSignalNodeParams = 1 << 7,
    cudaGraphDebugDotFlagsExtSemasWaitNodeParams   = 1 << 8,
    cudaGraphDebugDotFlagsKernelNodeAttributes     = 1 << 9,
    cudaGraphDebugDotFlagsHandles                  = 1 << 10,
    cudaGraphDebugDotFlagsConditionalNodeParams    = 1 << 15
};

/* ---- Asynchronous notifications -------------------------------------------------------------------------------------------------- */

typedef __device_builtin__ enum __device_builtin__ cudaAsyncNotificationType_enum
{
    cudaAsyncNotificationTypeOverBudget = 0x1
} cudaAsyncNotificationType;

typedef __device_builtin__ struct __device_builtin__ cudaAsyncNotificationInfo
{
    cudaAsyncNotificationType type;
    union { struct { unsigned long long bytesOverBudget; } overBudget; } info;
} cudaAsyncNotificationInfo_t;

typedef void (*cudaAsyncCallback)(cudaAsyncNotificationInfo_t *notificationInfo, void *userData, cudaAsyncCallbackHandle_t handle);

/* ---- Libraries and just-in-time compilation ------------------------------------------------------------------------------------------ */

enum __device_builtin__ cudaLibraryOption
{
    cudaLibraryHostUniversalFunctionAndDataTable = 0,
    cudaLibraryBinaryIsPreserved                 = 1
};

struct __device_builtin__ cudalibraryHostUniversalFunctionAndDataTable
{
    void *functionTable;
    size_t functionWindowSize;
    void *dataTable;
    size_t dataWindowSize;
};

enum __device_builtin__ cudaJitOption
{
    cudaJitMaxRegisters             = 0,
    cudaJitThreadsPerBlock          = 1,
    cudaJitWallTime                 = 2,
    cudaJitInfoLogBuffer            = 3,
    cudaJitInfoLogBufferSizeBytes   = 4,
    cudaJitErrorLogBuffer           = 5,
    cudaJitErrorLogBufferSizeBytes  = 6,
    cudaJitOptimizationLevel        = 7,
    cudaJitFallbackStrategy         = 10,
    cudaJitGenerateDebugInfo        = 11,
    cudaJitLogVerbose               = 12,
    cudaJitGenerateLineInfo         = 13,
    cudaJitCacheMode                = 14,
    cudaJitPositionIndependentCode  = 30,
    cudaJitMinCtaPerSm              = 31,
    cudaJitMaxThreadsPerBlock       = 32,
    cudaJitOverrideDirectiveValues  = 33
};

enum __device_builtin__ cudaJit_CacheMode
{
    cudaJitCacheOptionNone,
    cudaJitCacheOptionCG,
    cudaJitCacheOptionCA
};

enum __device_builtin__ cudaJit_Fallback
{
    cudaPreferPtx = 0,
    cudaPreferBinary
};

/* clang-format on */

#include "surface_types.h"
#include "texture_types.h"

#endif
