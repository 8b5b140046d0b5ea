/* Function and variable space specifiers, alignment and linkage macros.
 * CUDA C++ Programming Guide, "C++ Language Extensions". Usable from C99 and C++, with and without a CUDA compiler. */
#if !defined(__HOST_DEFINES_H__)
#define __HOST_DEFINES_H__

#if defined(__CUDA__) && defined(__clang__)
/* Defined where device code exists: both halves of a clang CUDA compilation. */
#define __CUDABRIDGE_DEVICE_COMPILER__ 1
#endif

#define __no_return__ __attribute__((noreturn))
#define __forceinline__ __inline__ __attribute__((always_inline))
#define __align__(n) __attribute__((aligned(n)))
#define __builtin_align__(a) __align__(a)
#define __thread__ __thread
#define __import__
#define __export__
#define __cdecl
#define __annotate__(a) __attribute__((a))
#define __specialization_static
#define CUDARTAPI
#define CUDARTAPI_CDECL
#define CUDART_CB

#if defined(__CUDABRIDGE_DEVICE_COMPILER__) && defined(__cplusplus)
/* What nvcc makes of a shared variable whose class has a constructor or a destructor: neither runs. Our nvcc writes such declarations so. */
template <typename T> union __cudabridge_storage
{
    T value;
    __attribute__((device)) __cudabridge_storage() {}
    __attribute__((device)) ~__cudabridge_storage() {}
};
#endif

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#define __location__(a) __annotate__(a)
/* Both halves share one storage; the runtime recognises the variable by this annotation. */
#define __managed__ __location__(device) __annotate__(annotate("cudabridge.managed"))
#define __launch_bounds__(...) __annotate__(launch_bounds(__VA_ARGS__))
#define __grid_constant__ __annotate__(grid_constant)
#else
#define __location__(a)
#define __managed__
#define __launch_bounds__(...)
#define __grid_constant__
#endif

#define __host__ __location__(host)
#define __device__ __location__(device)
#define __global__ __location__(global)
#define __shared__ __location__(shared)
#define __constant__ __location__(constant)

/* Clang knows __noinline__ as a keyword of CUDA; a macro of that name would break __attribute__((__noinline__)). */

/* Tuning hints of NVIDIA's code generator: they never change results. A cluster is one block where clusters are not asked for at launch. */
#define __maxnreg__(n)
#define __cluster_dims__(...)
#define __inline_hint__
#define __nv_pure__ __annotate__(pure)

#define __device_builtin__
#define __device_builtin_texture_type__ __location__(device_builtin_texture_type)
#define __device_builtin_surface_type__ __location__(device_builtin_surface_type)
#define __cudart_builtin__

#endif
