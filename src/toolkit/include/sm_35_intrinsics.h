/* Functions of compute capability 3.5: those of sm_32_intrinsics.h. */
#if !defined(__SM_35_INTRINSICS_H__)
#define __SM_35_INTRINSICS_H__
#include "sm_32_intrinsics.h"
#endif
