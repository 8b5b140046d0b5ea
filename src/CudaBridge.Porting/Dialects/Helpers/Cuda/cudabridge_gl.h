// Stands where a source includes CUDA's header for sharing memory with OpenGL. It declares nothing: a source that includes the header and uses none of its
// functions needs no more, and what is used is in the report. Goes with sources that cudabridge has ported.
#ifndef CUDABRIDGE_GL_H
#define CUDABRIDGE_GL_H
#endif
