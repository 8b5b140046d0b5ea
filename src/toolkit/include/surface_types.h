/* Surface objects. */
#if !defined(__SURFACE_TYPES_H__)
#define __SURFACE_TYPES_H__

#include "driver_types.h"

enum __device_builtin__ cudaSurfaceBoundaryMode
{
    cudaBoundaryModeZero  = 0,
    cudaBoundaryModeClamp = 1,
    cudaBoundaryModeTrap  = 2
};

enum __device_builtin__ cudaSurfaceFormatMode
{
    cudaFormatModeForced = 0,
    cudaFormatModeAuto   = 1
};

typedef __device_builtin__ unsigned long long cudaSurfaceObject_t;

#endif
