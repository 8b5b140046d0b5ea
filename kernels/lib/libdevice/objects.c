// Objects of C++ headers that hold nothing: code passes their address on (`dim3 i = threadIdx;`, `operator new(n, std::nothrow)`) and
// nobody reads them. Only optimisation removes the address, so unoptimised and relocatable code needs them to have storage.

#define OBJECT __attribute__((address_space(1))) char

OBJECT threadIdx, blockIdx, blockDim, gridDim;
OBJECT nothrow_object __asm__("_ZSt7nothrow");
