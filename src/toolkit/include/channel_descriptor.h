/* cudaCreateChannelDesc<T>(): the channel format of a built-in type. */
#if !defined(__CHANNEL_DESCRIPTOR_H__)
#define __CHANNEL_DESCRIPTOR_H__

#include "cuda_runtime_api.h"
#include "vector_types.h"

#if defined(__cplusplus)

template <class T> static __inline__ __host__ cudaChannelFormatDesc cudaCreateChannelDesc(void)
{
    return cudaCreateChannelDesc(0, 0, 0, 0, cudaChannelFormatKindNone);
}

static __inline__ __host__ __attribute__((unused)) cudaChannelFormatDesc cudaCreateChannelDescHalf(void)
{
    return cudaCreateChannelDesc(16, 0, 0, 0, cudaChannelFormatKindFloat);
}

static __inline__ __host__ __attribute__((unused)) cudaChannelFormatDesc cudaCreateChannelDescHalf1(void)
{
    return cudaCreateChannelDesc(16, 0, 0, 0, cudaChannelFormatKindFloat);
}

static __inline__ __host__ __attribute__((unused)) cudaChannelFormatDesc cudaCreateChannelDescHalf2(void)
{
    return cudaCreateChannelDesc(16, 16, 0, 0, cudaChannelFormatKindFloat);
}

static __inline__ __host__ __attribute__((unused)) cudaChannelFormatDesc cudaCreateChannelDescHalf4(void)
{
    return cudaCreateChannelDesc(16, 16, 16, 16, cudaChannelFormatKindFloat);
}

#define __CUDABRIDGE_CHANNELS(type, element, kind)                                                                       \
    template <> __inline__ __host__ cudaChannelFormatDesc cudaCreateChannelDesc<element>(void)                           \
    {                                                                                                                    \
        return cudaCreateChannelDesc(8 * (int)sizeof(element), 0, 0, 0, cudaChannelFormatKind##kind);                    \
    }                                                                                                                    \
    __CUDABRIDGE_CHANNEL_N(type, 1, element, 0, 0, 0, kind)                                                              \
    __CUDABRIDGE_CHANNEL_N(type, 2, element, 1, 0, 0, kind)                                                              \
    __CUDABRIDGE_CHANNEL_N(type, 3, element, 1, 1, 0, kind)                                                              \
    __CUDABRIDGE_CHANNEL_N(type, 4, element, 1, 1, 1, kind)

#define __CUDABRIDGE_CHANNEL_N(type, n, element, y, z, w, kind)                                                          \
    template <> __inline__ __host__ cudaChannelFormatDesc cudaCreateChannelDesc<type##n>(void)                           \
    {                                                                                                                    \
        const int bits = 8 * (int)sizeof(element);                                                                       \
        return cudaCreateChannelDesc(bits, bits * y, bits * z, bits * w, cudaChannelFormatKind##kind);                   \
    }

__CUDABRIDGE_CHANNELS(char, signed char, Signed)
__CUDABRIDGE_CHANNELS(uchar, unsigned char, Unsigned)
__CUDABRIDGE_CHANNELS(short, short, Signed)
__CUDABRIDGE_CHANNELS(ushort, unsigned short, Unsigned)
__CUDABRIDGE_CHANNELS(int, int, Signed)
__CUDABRIDGE_CHANNELS(uint, unsigned int, Unsigned)
__CUDABRIDGE_CHANNELS(float, float, Float)

template <> __inline__ __host__ cudaChannelFormatDesc cudaCreateChannelDesc<char>(void)
{
    return cudaCreateChannelDesc<signed char>();
}

#undef __CUDABRIDGE_CHANNEL_N
#undef __CUDABRIDGE_CHANNELS

#endif

#endif
