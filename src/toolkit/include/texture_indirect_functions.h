/* Texture object functions of device code. */
#if !defined(__TEXTURE_INDIRECT_FUNCTIONS_H__)
#define __TEXTURE_INDIRECT_FUNCTIONS_H__
#include "texture_types.h"
#endif
