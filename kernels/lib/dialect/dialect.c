// dialect.bc: the meaning of the pure NVVM operations and PTX instructions that are not plain LLVM operations, as plain arithmetic
// that every back end can inline and vectorise. One translation unit, compiled as `clang-22 <flags.txt> -c dialect.c -o dialect.bc`.
//
// cb_dialect_<name> is the intrinsic llvm.nvvm.<name> with dots as underscores (add.rz.ftz.f => cb_dialect_add_rz_ftz_f). What only
// PTX has is named by its opcode: cb_dialect_bfe_u32. Operands and result are those of the intrinsic, or of the instruction in the
// order of the PTX manual. CudaBridge.Compiler/Dialect/PureOperations.cs says which intrinsic is which function.
//
// Directed rounding never touches the rounding mode of the host. Everywhere: rn to nearest even, rz to zero, rm down, rp up; ftz
// replaces subnormal operands and results by zero of the same sign; sat clamps to [0, 1] and turns NaN into +0.

#include "dialect.h"

#include "integer.c"
#include "bitfield.c"
#include "dot_product.c"
#include "arithmetic_f64.c"
#include "arithmetic_f32.c"
#include "convert_integer.c"
#include "convert_narrow.c"
#include "min_max.c"
#include "half.c"
#include "rounding_to_integral.c"
#include "approximate.c"
#include "mbarrier.c"
#include "bulk_copy.c"
#include "texture.c"
#include "device_runtime.c"
