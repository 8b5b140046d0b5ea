// The same problem as reduce; here warps sum by shuffles, and the first warp of each block of 256 sums the warps; again until one is left.
#pragma once
#include "../reduce/problem.h"
