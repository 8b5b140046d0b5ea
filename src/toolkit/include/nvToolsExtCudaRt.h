/* NVTX 2 and 3 have the same interface as far as it is declared here. */
#include "nvtx3/nvToolsExtCudaRt.h"
