/* Texture references went with CUDA 12; texture objects are in texture_indirect_functions.h. */
#if !defined(__TEXTURE_FETCH_FUNCTIONS_H__)
#define __TEXTURE_FETCH_FUNCTIONS_H__
#include "texture_types.h"
#endif
