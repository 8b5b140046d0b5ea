// Texture and surface references, file-scope variables that the host binds to memory (C++ Programming Guide of CUDA 11, "Texture Reference API"), made of
// texture objects: for languages whose makers do not say that they keep references. A reference is a variable of the device that holds its object; its fields
// are the host's copy of the variable. Binding waits for the device as a copy to a symbol does, so kernels in streams that do not block are not waited for.
// Goes with sources that cudabridge has ported.
// gives cudabridge::texture
// gives cudabridge::surface
// gives cudabridge::SurfaceType1D
// gives cudabridge::SurfaceType2D
// gives cudabridge::SurfaceType3D
// gives cudabridge::SurfaceTypeCubemap
// gives cudabridge::SurfaceType1DLayered
// gives cudabridge::SurfaceType2DLayered
// gives cudabridge::SurfaceTypeCubemapLayered
// gives cudabridge::bind_texture
// gives cudabridge::bind_texture_2d
// gives cudabridge::bind_texture_to_array
// gives cudabridge::unbind_texture
// gives cudabridge::texture_alignment_offset
// gives cudabridge::bind_surface_to_array
#ifndef CUDABRIDGE_REFERENCES_H
#define CUDABRIDGE_REFERENCES_H
#include <cuda_runtime.h>
#include <cstddef>
#include <cstring>
#include <map>

namespace cudabridge {

struct reference_fields;

// A field that the program may set before and after a binding. The host's copy of a variable starts as zeros, so that only what was set counts there.
template <typename V>
struct reference_field {
  V value;
  int is_set;
  constexpr __host__ __device__ reference_field(V initial = V()) : value(initial), is_set(0) {}
  reference_field(const reference_field&) = default;
  inline reference_field& operator=(const V& other);
  reference_field& operator=(const reference_field& other) { return *this = other.value; }
  __host__ __device__ operator V() const { return value; }
};

// A device's and a host's copy of everything but the type.
struct reference_fields {
  cudaTextureObject_t object;
  reference_field<int> normalized;
  reference_field<cudaTextureFilterMode> filterMode;
  reference_field<cudaTextureAddressMode> addressMode[3];
  reference_field<cudaChannelFormatDesc> channelDesc;
  reference_field<int> sRGB;
  reference_field<unsigned> maxAnisotropy;
  reference_field<cudaTextureFilterMode> mipmapFilterMode;
  reference_field<float> mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;
  constexpr __host__ __device__ reference_fields(int is_normalized, cudaTextureFilterMode filter, cudaTextureAddressMode address)
      : object(0), normalized(is_normalized), filterMode(filter), addressMode{address, address, address}, channelDesc(cudaChannelFormatDesc()), sRGB(0), maxAnisotropy(0),
        mipmapFilterMode(filter), mipmapLevelBias(0), minMipmapLevelClamp(0), maxMipmapLevelClamp(0) {}
  reference_fields(const reference_fields&) = default;
};

template <typename T, int dim = 1, cudaTextureReadMode mode = cudaReadModeElementType>
struct texture : reference_fields {
  constexpr __host__ __device__ texture(int is_normalized = 0, cudaTextureFilterMode filter = cudaFilterModePoint, cudaTextureAddressMode address = cudaAddressModeClamp)
      : reference_fields(is_normalized, filter, address) {}
  constexpr __host__ __device__ texture(int is_normalized, cudaTextureFilterMode filter, cudaTextureAddressMode address, cudaChannelFormatDesc)
      : reference_fields(is_normalized, filter, address) {}
  texture(const texture&) = default;
};

// Kinds of surfaces, as CUDA numbers them.
enum { SurfaceType1D = 0x01, SurfaceType2D = 0x02, SurfaceType3D = 0x03, SurfaceTypeCubemap = 0x0c, SurfaceType1DLayered = 0xf1, SurfaceType2DLayered = 0xf2, SurfaceTypeCubemapLayered = 0xfc };

template <typename T, int dim = 1>
struct surface {
  cudaSurfaceObject_t object;
  constexpr __host__ __device__ surface() : object(0) {}
};

// ---- Binding ----

struct bound_reference {
  cudaResourceDesc resource;
  cudaTextureReadMode mode;
  cudaTextureObject_t object;
  size_t offset;  // bytes from the texture's start to the program's pointer
};

// By where the host's copies of the variables lie.
inline std::map<char*, bound_reference>& bound_references() {
  static std::map<char*, bound_reference> all;
  return all;
}

// What the host has set, else what the device's variable was declared with.
template <typename V>
inline V field_of(const reference_field<V>& host, const reference_field<V>& declared) { return host.is_set ? host.value : declared.value; }

inline cudaError_t make_object(reference_fields& host, bound_reference& bound) {
  alignas(reference_fields) char bytes[sizeof(reference_fields)];
  cudaError_t error = cudaMemcpyFromSymbol(bytes, host, sizeof bytes);
  if (error != cudaSuccess) return error;
  const reference_fields& declared = *(const reference_fields*)bytes;
  cudaTextureDesc desc;
  memset(&desc, 0, sizeof desc);
  for (int i = 0; i < 3; i++) desc.addressMode[i] = field_of(host.addressMode[i], declared.addressMode[i]);
  desc.filterMode = field_of(host.filterMode, declared.filterMode);
  desc.readMode = bound.mode;
  desc.sRGB = field_of(host.sRGB, declared.sRGB);
  desc.normalizedCoords = field_of(host.normalized, declared.normalized);
  desc.maxAnisotropy = field_of(host.maxAnisotropy, declared.maxAnisotropy);
  desc.mipmapFilterMode = field_of(host.mipmapFilterMode, declared.mipmapFilterMode);
  desc.mipmapLevelBias = field_of(host.mipmapLevelBias, declared.mipmapLevelBias);
  desc.minMipmapLevelClamp = field_of(host.minMipmapLevelClamp, declared.minMipmapLevelClamp);
  desc.maxMipmapLevelClamp = field_of(host.maxMipmapLevelClamp, declared.maxMipmapLevelClamp);
  const cudaTextureObject_t old = bound.object;
  error = cudaCreateTextureObject(&bound.object, &bound.resource, &desc, nullptr);
  if (error == cudaSuccess) error = cudaMemcpyToSymbol(host, &bound.object, sizeof bound.object, offsetof(reference_fields, object));
  // The copy has waited for the kernels that read the old one.
  if (old) cudaDestroyTextureObject(old);
  return error;
}

template <typename V>
inline reference_field<V>& reference_field<V>::operator=(const V& other) {
  value = other;
  is_set = 1;
  // The fields of a bound reference count for the next launch.
  char* const place = (char*)this;
  std::map<char*, bound_reference>::iterator after = bound_references().upper_bound(place);
  if (after == bound_references().begin()) return *this;
  --after;
  if (place < after->first + sizeof(reference_fields)) make_object(*(reference_fields*)after->first, after->second);
  return *this;
}

inline cudaError_t bind(reference_fields& host, const cudaResourceDesc& resource, cudaTextureReadMode mode, size_t offset = 0) {
  bound_reference& bound = bound_references()[(char*)&host];
  bound.resource = resource;
  bound.mode = mode;
  bound.offset = offset;
  return make_object(host, bound);
}

inline cudaError_t alignment_of_textures(size_t* alignment) {
#ifdef CUDABRIDGE_TEXTURE_ALIGNMENT
  *alignment = CUDABRIDGE_TEXTURE_ALIGNMENT;
  return cudaSuccess;
#else
  int device = 0, bytes = 0;
  cudaError_t error = cudaGetDevice(&device);
  if (error == cudaSuccess) error = cudaDeviceGetAttribute(&bytes, cudaDevAttrTextureAlignment, device);
  *alignment = bytes > 0 ? bytes : 1;
  return error;
#endif
}

// A texture of memory starts at an aligned address; the program adds the offset to what it fetches.
inline cudaError_t aligned_start(size_t* offset, const void* pointer, void** start, size_t* before) {
  size_t alignment = 1;
  const cudaError_t error = alignment_of_textures(&alignment);
  if (error != cudaSuccess) return error;
  *before = (size_t)pointer % alignment;
  *start = (char*)pointer - *before;
  if (offset) *offset = *before;
  return *before != 0 && !offset ? cudaErrorInvalidValue : cudaSuccess;
}

// Texels that a texture of linear memory may have.
inline size_t most_texels() { return (size_t)1 << 27; }

template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t bind_texture(size_t* offset, const texture<T, dim, mode>& reference, const void* pointer, const cudaChannelFormatDesc& desc, size_t size = 0xffffffffu) {
  cudaResourceDesc resource;
  memset(&resource, 0, sizeof resource);
  size_t before = 0;
  resource.resType = cudaResourceTypeLinear;
  resource.res.linear.desc = desc;
  const cudaError_t error = aligned_start(offset, pointer, &resource.res.linear.devPtr, &before);
  if (error != cudaSuccess) return error;
  resource.res.linear.sizeInBytes = size / sizeof(T) > most_texels() ? most_texels() * sizeof(T) : size + before;
  return bind((reference_fields&)reference, resource, mode, before);
}
template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t bind_texture(size_t* offset, const texture<T, dim, mode>& reference, const void* pointer, size_t size = 0xffffffffu) {
  return bind_texture(offset, reference, pointer, cudaCreateChannelDesc<T>(), size);
}

template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t bind_texture_2d(size_t* offset, const texture<T, dim, mode>& reference, const void* pointer, const cudaChannelFormatDesc& desc, size_t width, size_t height, size_t pitch) {
  cudaResourceDesc resource;
  memset(&resource, 0, sizeof resource);
  size_t before = 0;
  resource.resType = cudaResourceTypePitch2D;
  const cudaError_t error = aligned_start(offset, pointer, &resource.res.pitch2D.devPtr, &before);
  if (error != cudaSuccess) return error;
  resource.res.pitch2D.desc = desc;
  resource.res.pitch2D.width = width + before / sizeof(T);
  resource.res.pitch2D.height = height;
  resource.res.pitch2D.pitchInBytes = pitch;
  return bind((reference_fields&)reference, resource, mode, before);
}
template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t bind_texture_2d(size_t* offset, const texture<T, dim, mode>& reference, const void* pointer, size_t width, size_t height, size_t pitch) {
  return bind_texture_2d(offset, reference, pointer, cudaCreateChannelDesc<T>(), width, height, pitch);
}

template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t bind_texture_to_array(const texture<T, dim, mode>& reference, cudaArray_const_t array) {
  cudaResourceDesc resource;
  memset(&resource, 0, sizeof resource);
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = (cudaArray_t)array;
  return bind((reference_fields&)reference, resource, mode);
}
template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t bind_texture_to_array(const texture<T, dim, mode>& reference, cudaArray_const_t array, const cudaChannelFormatDesc&) {
  return bind_texture_to_array(reference, array);
}

template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t unbind_texture(const texture<T, dim, mode>& reference) {
  std::map<char*, bound_reference>::iterator found = bound_references().find((char*)&reference);
  if (found == bound_references().end()) return cudaSuccess;
  const cudaTextureObject_t none = 0;
  cudaError_t error = cudaMemcpyToSymbol((reference_fields&)reference, &none, sizeof none, offsetof(reference_fields, object));
  if (found->second.object) cudaDestroyTextureObject(found->second.object);
  bound_references().erase(found);
  return error;
}

template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t texture_alignment_offset(size_t* offset, const texture<T, dim, mode>& reference) {
  std::map<char*, bound_reference>::iterator found = bound_references().find((char*)&reference);
  if (found == bound_references().end()) return cudaErrorInvalidTextureBinding;
  *offset = found->second.offset;
  return cudaSuccess;
}

inline std::map<const void*, cudaSurfaceObject_t>& bound_surfaces() {
  static std::map<const void*, cudaSurfaceObject_t> all;
  return all;
}
template <typename T, int dim>
inline cudaError_t bind_surface_to_array(const surface<T, dim>& reference, cudaArray_const_t array) {
  cudaResourceDesc resource;
  memset(&resource, 0, sizeof resource);
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = (cudaArray_t)array;
  cudaSurfaceObject_t& object = bound_surfaces()[&reference];
  const cudaSurfaceObject_t old = object;
  cudaError_t error = cudaCreateSurfaceObject(&object, &resource);
  if (error == cudaSuccess) error = cudaMemcpyToSymbol(reference, &object, sizeof object);
  if (old) cudaDestroySurfaceObject(old);
  return error;
}
template <typename T, int dim>
inline cudaError_t bind_surface_to_array(const surface<T, dim>& reference, cudaArray_const_t array, const cudaChannelFormatDesc&) {
  return bind_surface_to_array(reference, array);
}

// ---- Fetches ----

// Where fetches of objects are: among the maker's names, or ours.
#ifdef CUDABRIDGE_TEXTURES_H
#define CUDABRIDGE_OBJECTS cudabridge
#else
#define CUDABRIDGE_OBJECTS
#endif

// What a fetch of a texture gives: its texels, or fractions of them.
template <typename T, cudaTextureReadMode mode>
struct fetched_type {
  typedef T type;
};
#define CUDABRIDGE_FRACTIONS(texel, fraction)                   \
  template <>                                                    \
  struct fetched_type<texel, cudaReadModeNormalizedFloat> {      \
    typedef fraction type;                                       \
  };
CUDABRIDGE_FRACTIONS(char, float)
CUDABRIDGE_FRACTIONS(signed char, float)
CUDABRIDGE_FRACTIONS(unsigned char, float)
CUDABRIDGE_FRACTIONS(short, float)
CUDABRIDGE_FRACTIONS(unsigned short, float)
CUDABRIDGE_FRACTIONS(char1, float1)
CUDABRIDGE_FRACTIONS(uchar1, float1)
CUDABRIDGE_FRACTIONS(short1, float1)
CUDABRIDGE_FRACTIONS(ushort1, float1)
CUDABRIDGE_FRACTIONS(char2, float2)
CUDABRIDGE_FRACTIONS(uchar2, float2)
CUDABRIDGE_FRACTIONS(short2, float2)
CUDABRIDGE_FRACTIONS(ushort2, float2)
CUDABRIDGE_FRACTIONS(char4, float4)
CUDABRIDGE_FRACTIONS(uchar4, float4)
CUDABRIDGE_FRACTIONS(short4, float4)
CUDABRIDGE_FRACTIONS(ushort4, float4)
#undef CUDABRIDGE_FRACTIONS

// Stays defined for cudabridge_mipmaps.h.
#define CUDABRIDGE_FETCH(name, parameters, ...)                                    \
  template <typename T, int dim, cudaTextureReadMode mode>                          \
  __device__ inline typename fetched_type<T, mode>::type tex##name parameters {    \
    typedef typename fetched_type<T, mode>::type R;                                \
    return __VA_ARGS__;                                                            \
  }
#define CUDABRIDGE_REFERENCE const texture<T, dim, mode>& reference
CUDABRIDGE_FETCH(1Dfetch, (CUDABRIDGE_REFERENCE, int x), CUDABRIDGE_OBJECTS::tex1Dfetch<R>(reference.object, x))
CUDABRIDGE_FETCH(1D, (CUDABRIDGE_REFERENCE, float x), CUDABRIDGE_OBJECTS::tex1D<R>(reference.object, x))
CUDABRIDGE_FETCH(2D, (CUDABRIDGE_REFERENCE, float x, float y), CUDABRIDGE_OBJECTS::tex2D<R>(reference.object, x, y))
CUDABRIDGE_FETCH(3D, (CUDABRIDGE_REFERENCE, float x, float y, float z), CUDABRIDGE_OBJECTS::tex3D<R>(reference.object, x, y, z))
CUDABRIDGE_FETCH(1DLayered, (CUDABRIDGE_REFERENCE, float x, int layer), CUDABRIDGE_OBJECTS::tex1DLayered<R>(reference.object, x, layer))
CUDABRIDGE_FETCH(2DLayered, (CUDABRIDGE_REFERENCE, float x, float y, int layer), CUDABRIDGE_OBJECTS::tex2DLayered<R>(reference.object, x, y, layer))
CUDABRIDGE_FETCH(Cubemap, (CUDABRIDGE_REFERENCE, float x, float y, float z), CUDABRIDGE_OBJECTS::texCubemap<R>(reference.object, x, y, z))

// Surfaces count bytes across.
#define CUDABRIDGE_ACCESS(name, parameters, reader, writer)                                                                      \
  template <typename R, typename T, int dim>                                                                                     \
  __device__ inline R surf##name##read(const surface<T, dim>& reference, CUDABRIDGE_UNPACK parameters) {                         \
    R value;                                                                                                                     \
    reader;                                                                                                                      \
    return value;                                                                                                                \
  }                                                                                                                              \
  template <typename R, typename T, int dim>                                                                                     \
  __device__ inline void surf##name##write(R value, const surface<T, dim>& reference, CUDABRIDGE_UNPACK parameters) {            \
    writer;                                                                                                                      \
  }
#define CUDABRIDGE_UNPACK(...) __VA_ARGS__
CUDABRIDGE_ACCESS(1D, (int x), CUDABRIDGE_OBJECTS::surf1Dread(&value, reference.object, x), CUDABRIDGE_OBJECTS::surf1Dwrite(value, reference.object, x))
CUDABRIDGE_ACCESS(2D, (int x, int y), CUDABRIDGE_OBJECTS::surf2Dread(&value, reference.object, x, y), CUDABRIDGE_OBJECTS::surf2Dwrite(value, reference.object, x, y))
CUDABRIDGE_ACCESS(3D, (int x, int y, int z), CUDABRIDGE_OBJECTS::surf3Dread(&value, reference.object, x, y, z), CUDABRIDGE_OBJECTS::surf3Dwrite(value, reference.object, x, y, z))
CUDABRIDGE_ACCESS(2DLayered, (int x, int y, int layer), CUDABRIDGE_OBJECTS::surf2DLayeredread(&value, reference.object, x, y, layer), CUDABRIDGE_OBJECTS::surf2DLayeredwrite(value, reference.object, x, y, layer))
CUDABRIDGE_ACCESS(1D, (int x, cudaSurfaceBoundaryMode mode), CUDABRIDGE_OBJECTS::surf1Dread(&value, reference.object, x, mode), CUDABRIDGE_OBJECTS::surf1Dwrite(value, reference.object, x, mode))
CUDABRIDGE_ACCESS(2D, (int x, int y, cudaSurfaceBoundaryMode mode), CUDABRIDGE_OBJECTS::surf2Dread(&value, reference.object, x, y, mode), CUDABRIDGE_OBJECTS::surf2Dwrite(value, reference.object, x, y, mode))
CUDABRIDGE_ACCESS(3D, (int x, int y, int z, cudaSurfaceBoundaryMode mode), CUDABRIDGE_OBJECTS::surf3Dread(&value, reference.object, x, y, z, mode), CUDABRIDGE_OBJECTS::surf3Dwrite(value, reference.object, x, y, z, mode))
CUDABRIDGE_ACCESS(2DLayered, (int x, int y, int layer, cudaSurfaceBoundaryMode mode), CUDABRIDGE_OBJECTS::surf2DLayeredread(&value, reference.object, x, y, layer, mode),
                  CUDABRIDGE_OBJECTS::surf2DLayeredwrite(value, reference.object, x, y, layer, mode))
#undef CUDABRIDGE_UNPACK
#undef CUDABRIDGE_ACCESS

}  // namespace cudabridge

#endif
