/* Atomic functions of compute capability 35: part of device_atomic_functions.h. */
#if !defined(__SM_35_ATOMIC_FUNCTIONS_H__)
#define __SM_35_ATOMIC_FUNCTIONS_H__
#include "device_atomic_functions.h"
#endif
