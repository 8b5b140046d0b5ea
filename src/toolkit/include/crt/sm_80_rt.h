/* Warp and block functions of compute capability 80. */
#include "sm_80_rt.hpp"
