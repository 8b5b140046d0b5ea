/* OpenGL interoperability. CUDA Runtime API reference, "OpenGL Interoperability". */
#if !defined(__CUDA_GL_INTEROP_H__)
#define __CUDA_GL_INTEROP_H__

#include "cuda_runtime_api.h"

#include <GL/gl.h>

enum cudaGLDeviceList
{
    cudaGLDeviceListAll          = 1,
    cudaGLDeviceListCurrentFrame = 2,
    cudaGLDeviceListNextFrame    = 3
};

#if defined(__cplusplus)
extern "C" {
#endif

extern __host__ cudaError_t CUDARTAPI cudaGLGetDevices(unsigned int *pCudaDeviceCount, int *pCudaDevices, unsigned int cudaDeviceCount, enum cudaGLDeviceList deviceList);
extern __host__ cudaError_t CUDARTAPI cudaGraphicsGLRegisterImage(struct cudaGraphicsResource **resource, GLuint image, GLenum target, unsigned int flags);
extern __host__ cudaError_t CUDARTAPI cudaGraphicsGLRegisterBuffer(struct cudaGraphicsResource **resource, GLuint buffer, unsigned int flags);

#if defined(__cplusplus)
}
#endif

#endif
