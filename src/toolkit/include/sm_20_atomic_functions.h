/* Atomic functions of compute capability 20: part of device_atomic_functions.h. */
#if !defined(__SM_20_ATOMIC_FUNCTIONS_H__)
#define __SM_20_ATOMIC_FUNCTIONS_H__
#include "device_atomic_functions.h"
#endif
