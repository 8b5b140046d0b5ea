/* Surface object functions of device code. */
#if !defined(__SURFACE_INDIRECT_FUNCTIONS_H__)
#define __SURFACE_INDIRECT_FUNCTIONS_H__
#include "surface_types.h"
#endif
