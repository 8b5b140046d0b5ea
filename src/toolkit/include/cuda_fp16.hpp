// The definitions are all in cuda_fp16.h.
#include "cuda_fp16.h"
