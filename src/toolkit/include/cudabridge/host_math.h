// Functions that CUDA adds to the C library, for host code, and float overloads that neither the C library nor the compiler's headers have.
#pragma once

#include "cudabridge/device_compiler.h"
