/* Surface references went with CUDA 12; surface objects are in surface_indirect_functions.h. */
#if !defined(__SURFACE_FUNCTIONS_H__)
#define __SURFACE_FUNCTIONS_H__
#include "surface_types.h"
#endif
