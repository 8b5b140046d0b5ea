// C++ Programming Guide, "Texture Functions" and "Surface Functions", through objects.
#include "keep.inc"

template <class T> __device__ void fetch(cudaTextureObject_t t, float f, int i, T* p) {
  bool resident;
  const float2 g2 = make_float2(f, f);
  const float4 g4 = make_float4(f, f, f, f);
  keep(tex1Dfetch<T>(t, i)); keep(tex1D<T>(t, f)); keep(tex1DLayered<T>(t, f, i)); keep(tex2D<T>(t, f, f)); keep(tex2DLayered<T>(t, f, f, i));
  keep(tex3D<T>(t, f, f, f)); keep(texCubemap<T>(t, f, f, f)); keep(texCubemapLayered<T>(t, f, f, f, i)); keep(tex2Dgather<T>(t, f, f)); keep(tex2Dgather<T>(t, f, f, 3));
  keep(tex1DLod<T>(t, f, f)); keep(tex1DLayeredLod<T>(t, f, i, f)); keep(tex2DLod<T>(t, f, f, f)); keep(tex2DLayeredLod<T>(t, f, f, i, f));
  keep(tex3DLod<T>(t, f, f, f, f)); keep(texCubemapLod<T>(t, f, f, f, f)); keep(texCubemapLayeredLod<T>(t, f, f, f, i, f));
  keep(tex1DGrad<T>(t, f, f, f)); keep(tex1DLayeredGrad<T>(t, f, i, f, f)); keep(tex2DGrad<T>(t, f, f, g2, g2)); keep(tex2DLayeredGrad<T>(t, f, f, i, g2, g2));
  keep(tex3DGrad<T>(t, f, f, f, g4, g4)); keep(texCubemapGrad<T>(t, f, f, f, g4, g4)); keep(texCubemapLayeredGrad<T>(t, f, f, f, i, g4, g4));
  keep(tex2D<T>(t, f, f, &resident)); keep(tex3D<T>(t, f, f, f, &resident)); keep(tex2DLod<T>(t, f, f, f, &resident)); keep(resident);
  tex2D(p, t, f, f); tex1Dfetch(p, t, i); tex3D(p, t, f, f, f); tex2Dgather(p, t, f, f, 1); tex2DGrad(p, t, f, f, g2, g2);
}

__global__ void textures(cudaTextureObject_t t, arguments a) {
  fetch<float>(t, a.f, a.i, (float*)a.pv); fetch<float2>(t, a.f, a.i, (float2*)a.pv); fetch<float4>(t, a.f, a.i, (float4*)a.pv);
  fetch<char>(t, a.f, a.i, (char*)a.pv); fetch<unsigned char>(t, a.f, a.i, (unsigned char*)a.pv); fetch<uchar4>(t, a.f, a.i, (uchar4*)a.pv);
  fetch<short2>(t, a.f, a.i, (short2*)a.pv); fetch<int>(t, a.f, a.i, (int*)a.pv); fetch<uint4>(t, a.f, a.i, (uint4*)a.pv); fetch<int1>(t, a.f, a.i, (int1*)a.pv);
}

template <class T> __device__ void access(cudaSurfaceObject_t s, int i, T* p) {
  const cudaSurfaceBoundaryMode zero = cudaBoundaryModeZero;
  keep(surf1Dread<T>(s, i)); keep(surf2Dread<T>(s, i, i, cudaBoundaryModeClamp)); keep(surf3Dread<T>(s, i, i, i)); keep(surf1DLayeredread<T>(s, i, i));
  keep(surf2DLayeredread<T>(s, i, i, i, zero)); keep(surfCubemapread<T>(s, i, i, i)); keep(surfCubemapLayeredread<T>(s, i, i, i));
  surf1Dread(p, s, i); surf2Dread(p, s, i, i, zero); surf3Dread(p, s, i, i, i);
  surf1Dwrite(*p, s, i); surf2Dwrite(*p, s, i, i, zero); surf3Dwrite(*p, s, i, i, i); surf1DLayeredwrite(*p, s, i, i); surf2DLayeredwrite(*p, s, i, i, i);
  surfCubemapwrite(*p, s, i, i, i); surfCubemapLayeredwrite(*p, s, i, i, i, cudaBoundaryModeClamp);
}

__global__ void surfaces(cudaSurfaceObject_t s, arguments a) {
  access(s, a.i, (unsigned char*)a.pv); access(s, a.i, (short*)a.pv); access(s, a.i, (float*)a.pv); access(s, a.i, (uchar4*)a.pv);
  access(s, a.i, (double*)a.pv); access(s, a.i, (float2*)a.pv); access(s, a.i, (uint4*)a.pv);
}
