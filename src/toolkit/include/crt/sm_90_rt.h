/* Warp and block functions of compute capability 90. */
#include "sm_90_rt.hpp"
