/* Occupancy calculation without a device: how many blocks of a kernel fit on a multiprocessor with the given properties. Register and
 * shared memory granularities are those of the Programming Guide's table "Technical Specifications per Compute Capability". */
#if !defined(CUDA_OCCUPANCY_INCLUDED)
#define CUDA_OCCUPANCY_INCLUDED

#include <limits.h>
#include <stddef.h>

#define CUDA_OCC_INLINE static __inline__ __attribute__((unused))

typedef enum cudaOccError_enum
{
    CUDA_OCC_SUCCESS = 0,
    CUDA_OCC_ERROR_INVALID_INPUT = 1,
    CUDA_OCC_ERROR_UNKNOWN_DEVICE = 2
} cudaOccError;

typedef enum cudaOccCacheConfig_enum
{
    CACHE_PREFER_NONE = 0x00,
    CACHE_PREFER_SHARED = 0x01,
    CACHE_PREFER_L1 = 0x02,
    CACHE_PREFER_EQUAL = 0x03
} cudaOccCacheConfig;

typedef enum cudaOccCarveoutConfig_enum
{
    SHAREDMEM_CARVEOUT_DEFAULT = -1,
    SHAREDMEM_CARVEOUT_MAX_L1 = 0,
    SHAREDMEM_CARVEOUT_HALF = 50,
    SHAREDMEM_CARVEOUT_MAX_SHARED = 100
} cudaOccCarveoutConfig;

typedef enum cudaOccLimitingFactor_enum
{
    OCC_LIMIT_WARPS = 0x01,
    OCC_LIMIT_REGISTERS = 0x02,
    OCC_LIMIT_SHARED_MEMORY = 0x04,
    OCC_LIMIT_BLOCKS = 0x08
} cudaOccLimitingFactor;

typedef enum cudaOccPartitionedGCConfig_enum
{
    PARTITIONED_GC_OFF,
    PARTITIONED_GC_ON,
    PARTITIONED_GC_ON_STRICT
} cudaOccPartitionedGCConfig;

typedef enum cudaOccFuncShmemConfig_enum
{
    FUNC_SHMEM_LIMIT_DEFAULT,
    FUNC_SHMEM_LIMIT_OPTIN
} cudaOccFuncShmemConfig;

/* Same member names as cudaDeviceProp, from which C++ constructs it. */
struct cudaOccDeviceProp
{
    int computeMajor;
    int computeMinor;
    int maxThreadsPerBlock;
    int maxThreadsPerMultiprocessor;
    int regsPerBlock;
    int regsPerMultiprocessor;
    int warpSize;
    size_t sharedMemPerBlock;
    size_t sharedMemPerMultiprocessor;
    int numSms;
    size_t sharedMemPerBlockOptin;
    size_t reservedSharedMemPerBlock;
#if defined(__cplusplus)
    template <class DeviceProp>
    cudaOccDeviceProp(const DeviceProp &p)
        : computeMajor(p.major), computeMinor(p.minor), maxThreadsPerBlock(p.maxThreadsPerBlock),
          maxThreadsPerMultiprocessor(p.maxThreadsPerMultiProcessor), regsPerBlock(p.regsPerBlock), regsPerMultiprocessor(p.regsPerMultiprocessor),
          warpSize(p.warpSize), sharedMemPerBlock(p.sharedMemPerBlock), sharedMemPerMultiprocessor(p.sharedMemPerMultiprocessor),
          numSms(p.multiProcessorCount), sharedMemPerBlockOptin(p.sharedMemPerBlockOptin), reservedSharedMemPerBlock(p.reservedSharedMemPerBlock)
    {
    }
    cudaOccDeviceProp()
        : computeMajor(0), computeMinor(0), maxThreadsPerBlock(0), maxThreadsPerMultiprocessor(0), regsPerBlock(0), regsPerMultiprocessor(0),
          warpSize(0), sharedMemPerBlock(0), sharedMemPerMultiprocessor(0), numSms(0), sharedMemPerBlockOptin(0), reservedSharedMemPerBlock(0)
    {
    }
#endif
};

struct cudaOccFuncAttributes
{
    int maxThreadsPerBlock;
    int numRegs;
    size_t sharedSizeBytes;
    cudaOccPartitionedGCConfig partitionedGCConfig;
    cudaOccFuncShmemConfig shmemLimitConfig;
    size_t maxDynamicSharedSizeBytes;
    int numBlockBarriers;
#if defined(__cplusplus)
    template <class FuncAttributes>
    cudaOccFuncAttributes(const FuncAttributes &a)
        : maxThreadsPerBlock(a.maxThreadsPerBlock), numRegs(a.numRegs), sharedSizeBytes(a.sharedSizeBytes), partitionedGCConfig(PARTITIONED_GC_OFF),
          shmemLimitConfig(FUNC_SHMEM_LIMIT_OPTIN), maxDynamicSharedSizeBytes(a.maxDynamicSharedSizeBytes), numBlockBarriers(1)
    {
    }
    cudaOccFuncAttributes()
        : maxThreadsPerBlock(0), numRegs(0), sharedSizeBytes(0), partitionedGCConfig(PARTITIONED_GC_OFF), shmemLimitConfig(FUNC_SHMEM_LIMIT_DEFAULT),
          maxDynamicSharedSizeBytes(0), numBlockBarriers(0)
    {
    }
#endif
};

struct cudaOccDeviceState
{
    cudaOccCacheConfig cacheConfig;
    int carveoutConfig;
#if defined(__cplusplus)
    cudaOccDeviceState() : cacheConfig(CACHE_PREFER_NONE), carveoutConfig(SHAREDMEM_CARVEOUT_DEFAULT) {}
#endif
};

struct cudaOccResult
{
    int activeBlocksPerMultiprocessor;
    unsigned int limitingFactors; /* bits of cudaOccLimitingFactor */
    int blockLimitRegs;
    int blockLimitSharedMem;
    int blockLimitWarps;
    int blockLimitBlocks;
    int allocatedRegistersPerBlock;
    size_t allocatedSharedMemPerBlock;
    cudaOccPartitionedGCConfig partitionedGCConfig;
};

typedef struct cudaOccDeviceProp cudaOccDeviceProp;
typedef struct cudaOccFuncAttributes cudaOccFuncAttributes;
typedef struct cudaOccDeviceState cudaOccDeviceState;
typedef struct cudaOccResult cudaOccResult;

CUDA_OCC_INLINE size_t __occRoundUp(size_t value, size_t unit) { return (value + unit - 1) / unit * unit; }

/* Resident blocks a multiprocessor can hold; 0 for a device this header does not know. */
CUDA_OCC_INLINE int __occMaxBlocks(const cudaOccDeviceProp *properties)
{
    const int capability = properties->computeMajor * 10 + properties->computeMinor;
    switch (capability)
    {
    case 75:
    case 86:
    case 87: return 16;
    case 89: return 24;
    default: return capability >= 50 ? 32 : 0;
    }
}

CUDA_OCC_INLINE size_t __occSharedUnit(const cudaOccDeviceProp *properties) { return properties->computeMajor >= 8 ? 128 : 256; }

CUDA_OCC_INLINE cudaOccError cudaOccMaxActiveBlocksPerMultiprocessor(cudaOccResult *result, const cudaOccDeviceProp *properties,
    const cudaOccFuncAttributes *attributes, const cudaOccDeviceState *state, int blockSize, size_t dynamicSmemSize)
{
    const size_t registerUnit = 256; /* registers are given to warps in this unit, and warps to four schedulers */
    int warps, warpLimit, blocks;
    size_t perWarp, warpsByRegisters, limit;

    if (!result || !properties || !attributes || !state || blockSize <= 0 || properties->warpSize <= 0)
        return CUDA_OCC_ERROR_INVALID_INPUT;
    result->blockLimitBlocks = __occMaxBlocks(properties);
    if (result->blockLimitBlocks == 0)
        return CUDA_OCC_ERROR_UNKNOWN_DEVICE;

    warps = (blockSize + properties->warpSize - 1) / properties->warpSize;
    warpLimit = properties->maxThreadsPerMultiprocessor / properties->warpSize;
    result->blockLimitWarps = blockSize > properties->maxThreadsPerBlock || (attributes->maxThreadsPerBlock > 0 && blockSize > attributes->maxThreadsPerBlock) ? 0 : warpLimit / warps;

    perWarp = __occRoundUp((size_t)attributes->numRegs * (size_t)properties->warpSize, registerUnit);
    result->allocatedRegistersPerBlock = (int)(perWarp * __occRoundUp((size_t)warps, 4));
    if (perWarp == 0)
        result->blockLimitRegs = INT_MAX;
    else if (result->allocatedRegistersPerBlock > properties->regsPerBlock)
        result->blockLimitRegs = 0;
    else
    {
        warpsByRegisters = (size_t)properties->regsPerMultiprocessor / 4 / perWarp * 4;
        result->blockLimitRegs = (int)(warpsByRegisters / (size_t)warps);
    }

    result->allocatedSharedMemPerBlock = __occRoundUp(attributes->sharedSizeBytes + dynamicSmemSize + properties->reservedSharedMemPerBlock, __occSharedUnit(properties));
    limit = attributes->shmemLimitConfig == FUNC_SHMEM_LIMIT_OPTIN && properties->sharedMemPerBlockOptin ? properties->sharedMemPerBlockOptin : properties->sharedMemPerBlock;
    if (attributes->sharedSizeBytes + dynamicSmemSize > limit)
        result->blockLimitSharedMem = 0;
    else
        result->blockLimitSharedMem = result->allocatedSharedMemPerBlock ? (int)(properties->sharedMemPerMultiprocessor / result->allocatedSharedMemPerBlock) : INT_MAX;

    blocks = result->blockLimitWarps;
    if (result->blockLimitRegs < blocks) blocks = result->blockLimitRegs;
    if (result->blockLimitSharedMem < blocks) blocks = result->blockLimitSharedMem;
    if (result->blockLimitBlocks < blocks) blocks = result->blockLimitBlocks;
    result->activeBlocksPerMultiprocessor = blocks;
    result->limitingFactors = (blocks == result->blockLimitWarps) * (unsigned)OCC_LIMIT_WARPS + (blocks == result->blockLimitRegs) * (unsigned)OCC_LIMIT_REGISTERS
                            + (blocks == result->blockLimitSharedMem) * (unsigned)OCC_LIMIT_SHARED_MEMORY + (blocks == result->blockLimitBlocks) * (unsigned)OCC_LIMIT_BLOCKS;
    result->partitionedGCConfig = PARTITIONED_GC_OFF;
    return CUDA_OCC_SUCCESS;
}

/* The block size with most resident threads, and the grid that fills the device with such blocks. The function, when given, is the
 * dynamic shared memory of a block by its size. */
CUDA_OCC_INLINE cudaOccError cudaOccMaxPotentialOccupancyBlockSize(int *minGridSize, int *blockSize, const cudaOccDeviceProp *properties,
    const cudaOccFuncAttributes *attributes, const cudaOccDeviceState *state, size_t (*blockSizeToDynamicSMemSize)(int), size_t dynamicSMemSize)
{
    int size, limit, best = 0;
    if (!minGridSize || !blockSize || !properties || !attributes || !state || properties->warpSize <= 0)
        return CUDA_OCC_ERROR_INVALID_INPUT;
    limit = properties->maxThreadsPerBlock;
    if (attributes->maxThreadsPerBlock > 0 && attributes->maxThreadsPerBlock < limit)
        limit = attributes->maxThreadsPerBlock;
    *minGridSize = *blockSize = 0;
    for (size = (int)__occRoundUp((size_t)limit, (size_t)properties->warpSize); size > 0 && best < properties->maxThreadsPerMultiprocessor; size -= properties->warpSize)
    {
        cudaOccResult result;
        const int threads = size < limit ? size : limit;
        const size_t shared = blockSizeToDynamicSMemSize ? blockSizeToDynamicSMemSize(threads) : dynamicSMemSize;
        const cudaOccError error = cudaOccMaxActiveBlocksPerMultiprocessor(&result, properties, attributes, state, threads, shared);
        if (error != CUDA_OCC_SUCCESS)
            return error;
        if (result.activeBlocksPerMultiprocessor * threads > best)
        {
            best = result.activeBlocksPerMultiprocessor * threads;
            *blockSize = threads;
            *minGridSize = result.activeBlocksPerMultiprocessor * properties->numSms;
        }
    }
    return CUDA_OCC_SUCCESS;
}

/* The largest dynamic shared memory with which `numBlocks` blocks still fit. */
CUDA_OCC_INLINE cudaOccError cudaOccAvailableDynamicSMemPerBlock(size_t *bytesAvailable, const cudaOccDeviceProp *properties,
    const cudaOccFuncAttributes *attributes, const cudaOccDeviceState *state, int numBlocks, int blockSize)
{
    cudaOccResult result;
    cudaOccError error;
    size_t share, fixed, limit;
    if (!bytesAvailable || numBlocks <= 0)
        return CUDA_OCC_ERROR_INVALID_INPUT;
    error = cudaOccMaxActiveBlocksPerMultiprocessor(&result, properties, attributes, state, blockSize, 0);
    if (error != CUDA_OCC_SUCCESS)
        return error;
    if (result.activeBlocksPerMultiprocessor < numBlocks)
        return CUDA_OCC_ERROR_INVALID_INPUT;
    share = properties->sharedMemPerMultiprocessor / (size_t)numBlocks / __occSharedUnit(properties) * __occSharedUnit(properties);
    fixed = attributes->sharedSizeBytes + properties->reservedSharedMemPerBlock;
    limit = properties->sharedMemPerBlockOptin ? properties->sharedMemPerBlockOptin : properties->sharedMemPerBlock;
    if (share > limit + properties->reservedSharedMemPerBlock)
        share = limit + properties->reservedSharedMemPerBlock;
    *bytesAvailable = share > fixed ? share - fixed : 0;
    return CUDA_OCC_SUCCESS;
}

#if defined(__cplusplus)
namespace
{
__attribute__((unused)) cudaOccError cudaOccMaxPotentialOccupancyBlockSize(int *minGridSize, int *blockSize, const cudaOccDeviceProp *properties,
    const cudaOccFuncAttributes *attributes, const cudaOccDeviceState *state, size_t dynamicSMemSize = 0)
{
    return cudaOccMaxPotentialOccupancyBlockSize(minGridSize, blockSize, properties, attributes, state, 0, dynamicSMemSize);
}
}
#endif

#endif
