/* Texture references went with CUDA 12; kept because programs name this header. */
#if !defined(__CUDA_TEXTURE_TYPES_H__)
#define __CUDA_TEXTURE_TYPES_H__
#include "texture_types.h"
#endif
