/* What the host compiler is assumed to be: gcc or clang, C99 or C++98 and newer. */
#if !defined(__HOST_CONFIG_H__)
#define __HOST_CONFIG_H__

#if !defined(_CRTIMP)
#define _CRTIMP
#endif

#if !defined(__GNUC__)
#error "these CUDA headers need a compiler with GNU extensions: gcc or clang"
#endif

#endif
