/* Rounding mode names used by device intrinsics. */
#if !defined(__DEVICE_TYPES_H__)
#define __DEVICE_TYPES_H__

#include "crt/host_defines.h"

enum __device_builtin__ cudaRoundMode
{
    cudaRoundNearest,
    cudaRoundZero,
    cudaRoundPosInf,
    cudaRoundMinInf
};

#endif
