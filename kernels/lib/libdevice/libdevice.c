// libdevice.10.bc: the __nv_* functions that clang's CUDA headers and ours call for CUDA's math, conversion and integer functions.
// One translation unit, compiled as `clang-22 <flags.txt> -c libdevice.c -o libdevice.10.bc`; {clc} in flags.txt is Debian's
// nvptx64--.bc (libclc), of which only what is used gets linked in.
//
// Names and signatures are those of clang's __clang_cuda_libdevice_declares.h. What the hardware has an instruction for is a call
// of the NVVM intrinsic of that instruction, so that this road and the PTX road reach the same operation of the dialect. The rest is
// plain arithmetic that every target can inline and vectorise: no libm call, no llvm.exp/sin/pow intrinsic.
//
// Functions never flush subnormal results: -ftz=true (part of -use_fast_math) permits flushing, and nothing here is faster with it.

#include "libclc.h"
#include "coefficients.h"

#include "bits.c"
#include "integer.c"
#include "simd.c"
#include "convert.c"
#include "rounding.c"
#include "basic.c"
#include "exponential.c"
#include "trigonometric.c"
#include "elementary.c"
#include "remainder.c"
#include "fast.c"
#include "norm.c"
#include "special.c"
#include "gamma.c"
#include "bessel.c"

#include "objects.c"
