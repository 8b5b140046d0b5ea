// Standard headers whose functions have device overloads, in the one order that works: the device overloads of the math functions are
// declared before <cmath>, because a constexpr function of the standard library without one becomes __host__ __device__ and can
// have none afterwards.
#pragma once

#include <__clang_cuda_math_forward_declares.h>

// Before <new>: clang's wrapper of it builds the device operators from the device's malloc.
#include "system_calls.h"

#include <cassert>
#include <climits>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <new>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
