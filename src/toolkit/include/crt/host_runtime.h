/* Registration and launch of compiled device code is emitted by the compiler itself; kept because programs name this header. */
#if !defined(__CUDABRIDGE_HOST_RUNTIME_H__)
#define __CUDABRIDGE_HOST_RUNTIME_H__
#include "../cuda_runtime_api.h"
#endif
