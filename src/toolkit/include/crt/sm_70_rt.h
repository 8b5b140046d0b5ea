/* Warp and block functions of compute capability 70. */
#include "sm_70_rt.hpp"
