/* Surface references went with CUDA 12; kept because programs name this header. */
#if !defined(__CUDA_SURFACE_TYPES_H__)
#define __CUDA_SURFACE_TYPES_H__
#include "surface_types.h"
#endif
