// Version of the cuRAND device interface that these headers follow.
#ifndef CURAND_GLOBALS_H
#define CURAND_GLOBALS_H

#define CURAND_VER_MAJOR 10
#define CURAND_VER_MINOR 3
#define CURAND_VER_PATCH 9
#define CURAND_VER_BUILD 90
#define CURAND_VERSION (CURAND_VER_MAJOR * 1000 + CURAND_VER_MINOR * 100 + CURAND_VER_PATCH)

#endif
