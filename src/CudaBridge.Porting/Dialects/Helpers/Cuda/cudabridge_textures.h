// Texture and surface objects in plain device code, for languages whose makers document no texture units: arrays are rows in global memory without gaps,
// a fetch computes its address, and linear filtering is done in float with weights of 8 bits after the point, as CUDA's guide gives them ("Texture Fetching").
// Right on any hardware, and slower than texture units. Fetches of a mipmap say their level; levels by gradients, sRGB and anisotropic filtering are absent.
// Goes with sources that cudabridge has ported.
// gives cudabridge::AddressBorder
// gives cudabridge::AddressClamp
// gives cudabridge::AddressMirror
// gives cudabridge::AddressMode
// gives cudabridge::AddressWrap
// gives cudabridge::Array
// gives cudabridge::ArrayPointer
// gives cudabridge::BoundaryClamp
// gives cudabridge::BoundaryMode
// gives cudabridge::BoundaryTrap
// gives cudabridge::BoundaryZero
// gives cudabridge::ChannelDesc
// gives cudabridge::ChannelFloat
// gives cudabridge::ChannelKind
// gives cudabridge::ChannelNone
// gives cudabridge::ChannelSigned
// gives cudabridge::ChannelUnsigned
// gives cudabridge::ConstArrayPointer
// gives cudabridge::ConstMipmappedArrayPointer
// gives cudabridge::Copy3D
// gives cudabridge::FilterLinear
// gives cudabridge::FilterMode
// gives cudabridge::FilterPoint
// gives cudabridge::MipmappedArray
// gives cudabridge::MipmappedArrayPointer
// gives cudabridge::ReadElement
// gives cudabridge::ReadMode
// gives cudabridge::ReadNormalized
// gives cudabridge::ResourceArray
// gives cudabridge::ResourceDesc
// gives cudabridge::ResourceLinear
// gives cudabridge::ResourceMipmapped
// gives cudabridge::ResourcePitch2D
// gives cudabridge::ResourceType
// gives cudabridge::TextureDesc
// gives cudabridge::TextureObject
// gives cudabridge::array_get_info
// gives cudabridge::create_channel_desc
// gives cudabridge::create_surface
// gives cudabridge::create_texture
// gives cudabridge::destroy_texture
// gives cudabridge::free_array
// gives cudabridge::free_mipmapped_array
// gives cudabridge::get_channel_desc
// gives cudabridge::get_mipmapped_array_level
// gives cudabridge::malloc_3d_array
// gives cudabridge::malloc_array
// gives cudabridge::malloc_mipmapped_array
// gives cudabridge::memcpy_2d_from_array
// gives cudabridge::memcpy_2d_to_array
// gives cudabridge::memcpy_3d
// gives cudabridge::memcpy_from_array
// gives cudabridge::memcpy_to_array
// gives cudabridge::surf1Dread
// gives cudabridge::surf1Dwrite
// gives cudabridge::surf2DLayeredread
// gives cudabridge::surf2DLayeredwrite
// gives cudabridge::surf2Dread
// gives cudabridge::surf2Dwrite
// gives cudabridge::surf3Dread
// gives cudabridge::surf3Dwrite
// gives cudabridge::tex1D
// gives cudabridge::tex1DLayered
// gives cudabridge::tex1DLod
// gives cudabridge::tex1Dfetch
// gives cudabridge::tex2D
// gives cudabridge::tex2DLayered
// gives cudabridge::tex2DLod
// gives cudabridge::tex3D
// gives cudabridge::tex3DLod
// gives cudabridge::texCubemap
#ifndef CUDABRIDGE_TEXTURES_H
#define CUDABRIDGE_TEXTURES_H
// Ours need none; programs see what NVIDIA's devices ask for.
#define CUDABRIDGE_TEXTURE_ALIGNMENT 512
#include <cuda_runtime.h>

namespace cudabridge {

enum ChannelKind { ChannelSigned, ChannelUnsigned, ChannelFloat, ChannelNone };
enum AddressMode { AddressWrap, AddressClamp, AddressMirror, AddressBorder };
enum FilterMode { FilterPoint, FilterLinear };
enum ReadMode { ReadElement, ReadNormalized };
enum BoundaryMode { BoundaryZero, BoundaryClamp, BoundaryTrap };
enum ResourceType { ResourceArray, ResourceMipmapped, ResourceLinear, ResourcePitch2D };

// Bits of each channel.
struct ChannelDesc {
  int x, y, z, w;
  ChannelKind f;
};

// Sizes are texels; 0 stands for dimensions that an array has not.
struct Array {
  char* data;
  ChannelDesc desc;
  size_t width, height, depth;
  unsigned flags;
};
typedef Array* ArrayPointer;
typedef const Array* ConstArrayPointer;

// An array, and others of half its size each.
struct MipmappedArray {
  unsigned count;
  ArrayPointer* levels;
};
typedef MipmappedArray* MipmappedArrayPointer;
typedef const MipmappedArray* ConstMipmappedArrayPointer;

struct ResourceDesc {
  ResourceType resType;
  union {
    struct {
      Array* array;
    } array;
    struct {
      MipmappedArray* mipmap;
    } mipmap;
    struct {
      void* devPtr;
      ChannelDesc desc;
      size_t sizeInBytes;
    } linear;
    struct {
      void* devPtr;
      ChannelDesc desc;
      size_t width, height, pitchInBytes;
    } pitch2D;
  } res;
};

struct TextureDesc {
  AddressMode addressMode[3];
  FilterMode filterMode;
  ReadMode readMode;
  int sRGB;
  float borderColor[4];
  int normalizedCoords;
  unsigned maxAnisotropy;
  FilterMode mipmapFilterMode;
  float mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;
  int disableTrilinearOptimization, seamlessCubemap;
};

// What an object's number points to, in device memory. Pitch and slice are bytes. The views of a mipmap's other levels follow.
struct TextureView {
  char* data;
  size_t pitch, slice;
  int width, height, depth, bits, channels, levels;
  ChannelKind kind;
  TextureDesc desc;
};
typedef unsigned long long TextureObject;

inline size_t texel_bytes(const ChannelDesc& desc) { return (desc.x + desc.y + desc.z + desc.w) / 8; }
inline size_t at_least_one(size_t size) { return size ? size : 1; }
inline size_t row_bytes(const Array* array) { return array->width * texel_bytes(array->desc); }

inline ChannelDesc create_channel_desc(int x, int y, int z, int w, ChannelKind kind) {
  ChannelDesc desc = {x, y, z, w, kind};
  return desc;
}
template <typename T>
struct ChannelOf {
  typedef decltype(T::x) element;
  static const int count = sizeof(T) / sizeof(element);
};
template <typename T>
struct ScalarChannel {
  typedef T element;
  static const int count = 1;
};
template <> struct ChannelOf<char> : ScalarChannel<char> {};
template <> struct ChannelOf<signed char> : ScalarChannel<signed char> {};
template <> struct ChannelOf<unsigned char> : ScalarChannel<unsigned char> {};
template <> struct ChannelOf<short> : ScalarChannel<short> {};
template <> struct ChannelOf<unsigned short> : ScalarChannel<unsigned short> {};
template <> struct ChannelOf<int> : ScalarChannel<int> {};
template <> struct ChannelOf<unsigned> : ScalarChannel<unsigned> {};
template <> struct ChannelOf<float> : ScalarChannel<float> {};
template <typename T>
struct IsFloat {
  static const bool value = false;
};
template <>
struct IsFloat<float> {
  static const bool value = true;
};
template <typename T>
inline ChannelDesc create_channel_desc() {
  typedef typename ChannelOf<T>::element element;
  const int bits = 8 * sizeof(element), count = ChannelOf<T>::count;
  const ChannelKind kind = IsFloat<element>::value ? ChannelFloat : element(-1) < element(0) ? ChannelSigned : ChannelUnsigned;
  return create_channel_desc(bits, count > 1 ? bits : 0, count > 2 ? bits : 0, count > 3 ? bits : 0, kind);
}

// ---- Arrays ----

inline cudaError_t malloc_3d_array(ArrayPointer* array, const ChannelDesc* desc, cudaExtent extent, unsigned flags = 0) {
  Array made = {0, *desc, extent.width, extent.height, extent.depth, flags};
  const cudaError_t error = cudaMalloc((void**)&made.data, row_bytes(&made) * at_least_one(made.height) * at_least_one(made.depth));
  if (error == cudaSuccess) *array = new Array(made);
  return error;
}
inline cudaError_t malloc_array(ArrayPointer* array, const ChannelDesc* desc, size_t width, size_t height = 0, unsigned flags = 0) {
  return malloc_3d_array(array, desc, make_cudaExtent(width, height, 0), flags);
}
inline cudaError_t free_array(ArrayPointer array) {
  if (!array) return cudaSuccess;
  const cudaError_t error = cudaFree(array->data);
  delete array;
  return error;
}
inline cudaError_t get_channel_desc(ChannelDesc* desc, ConstArrayPointer array) { return *desc = array->desc, cudaSuccess; }
inline cudaError_t array_get_info(ChannelDesc* desc, cudaExtent* extent, unsigned* flags, ArrayPointer array) {
  if (desc) *desc = array->desc;
  if (extent) *extent = make_cudaExtent(array->width, array->height, array->depth);
  if (flags) *flags = array->flags;
  return cudaSuccess;
}

// Layers and faces are in every level.
inline cudaExtent extent_of_level(const cudaExtent& extent, unsigned flags, unsigned level) {
  const size_t sizes[3] = {extent.width, extent.height, extent.depth};
  size_t halves[3];
  for (int i = 0; i < 3; i++) halves[i] = sizes[i] == 0 || (i == 2 && (flags & (cudaArrayLayered | cudaArrayCubemap))) ? sizes[i] : at_least_one(sizes[i] >> level);
  return make_cudaExtent(halves[0], halves[1], halves[2]);
}
inline cudaError_t free_mipmapped_array(MipmappedArrayPointer mipmap) {
  if (!mipmap) return cudaSuccess;
  cudaError_t error = cudaSuccess;
  for (unsigned level = 0; level < mipmap->count; level++) {
    const cudaError_t freed = free_array(mipmap->levels[level]);
    if (freed != cudaSuccess) error = freed;
  }
  delete[] mipmap->levels;
  delete mipmap;
  return error;
}
// At most as many levels as lead to a single texel.
inline cudaError_t malloc_mipmapped_array(MipmappedArrayPointer* mipmap, const ChannelDesc* desc, cudaExtent extent, unsigned wanted, unsigned flags = 0) {
  const bool solid = !(flags & (cudaArrayLayered | cudaArrayCubemap));
  unsigned most = 1;
  while (extent.width >> most || extent.height >> most || (solid && extent.depth >> most)) most++;
  const unsigned count = wanted == 0 ? 1 : wanted < most ? wanted : most;
  MipmappedArray made = {0, new ArrayPointer[count]};
  cudaError_t error = cudaSuccess;
  for (; made.count < count && error == cudaSuccess; made.count += error == cudaSuccess)
    error = malloc_3d_array(&made.levels[made.count], desc, extent_of_level(extent, flags, made.count), flags);
  MipmappedArrayPointer whole = new MipmappedArray(made);
  if (error == cudaSuccess) *mipmap = whole;
  else free_mipmapped_array(whole);
  return error;
}
inline cudaError_t get_mipmapped_array_level(ArrayPointer* array, ConstMipmappedArrayPointer mipmap, unsigned level) {
  if (level >= mipmap->count) return cudaErrorInvalidValue;
  *array = mipmap->levels[level];
  return cudaSuccess;
}

inline char* in_array(ConstArrayPointer array, size_t x_bytes, size_t y) { return array->data + y * row_bytes(array) + x_bytes; }

inline cudaError_t memcpy_2d_to_array(ArrayPointer to, size_t x, size_t y, const void* from, size_t pitch, size_t width, size_t height, cudaMemcpyKind kind) {
  return cudaMemcpy2D(in_array(to, x, y), row_bytes(to), from, pitch, width, height, kind);
}
inline cudaError_t memcpy_2d_from_array(void* to, size_t pitch, ConstArrayPointer from, size_t x, size_t y, size_t width, size_t height, cudaMemcpyKind kind) {
  return cudaMemcpy2D(to, pitch, in_array(from, x, y), row_bytes(from), width, height, kind);
}
inline cudaError_t memcpy_to_array(ArrayPointer to, size_t x, size_t y, const void* from, size_t bytes, cudaMemcpyKind kind) {
  return cudaMemcpy(in_array(to, x, y), from, bytes, kind);
}
inline cudaError_t memcpy_from_array(void* to, ConstArrayPointer from, size_t x, size_t y, size_t bytes, cudaMemcpyKind kind) {
  return cudaMemcpy(to, in_array(from, x, y), bytes, kind);
}

// Widths are texels where an array takes part, else bytes.
struct Copy3D {
  ArrayPointer srcArray;
  cudaPos srcPos;
  cudaPitchedPtr srcPtr;
  ArrayPointer dstArray;
  cudaPos dstPos;
  cudaPitchedPtr dstPtr;
  cudaExtent extent;
  cudaMemcpyKind kind;
};
// Where a copy starts on both sides; pitches, slices and the width are bytes.
struct copy_sides {
  char* target;
  const char* source;
  size_t target_pitch, source_pitch, target_slice, source_slice, width;
};
inline copy_sides sides_of(const Copy3D& copy) {
  const Array *from = copy.srcArray, *to = copy.dstArray;
  const size_t texel = from ? texel_bytes(from->desc) : to ? texel_bytes(to->desc) : 1;
  copy_sides sides;
  sides.source_pitch = from ? row_bytes(from) : copy.srcPtr.pitch;
  sides.target_pitch = to ? row_bytes(to) : copy.dstPtr.pitch;
  sides.source_slice = (from ? at_least_one(from->height) : copy.srcPtr.ysize) * sides.source_pitch;
  sides.target_slice = (to ? at_least_one(to->height) : copy.dstPtr.ysize) * sides.target_pitch;
  sides.source = (from ? from->data : (const char*)copy.srcPtr.ptr) + copy.srcPos.z * sides.source_slice + copy.srcPos.y * sides.source_pitch + copy.srcPos.x * (from ? texel : 1);
  sides.target = (to ? to->data : (char*)copy.dstPtr.ptr) + copy.dstPos.z * sides.target_slice + copy.dstPos.y * sides.target_pitch + copy.dstPos.x * (to ? texel : 1);
  sides.width = copy.extent.width * texel;
  return sides;
}
inline cudaError_t memcpy_3d(const Copy3D* copy) {
  const copy_sides sides = sides_of(*copy);
  for (size_t z = 0; z < at_least_one(copy->extent.depth); z++) {
    const cudaError_t error = cudaMemcpy2D(sides.target + z * sides.target_slice, sides.target_pitch, sides.source + z * sides.source_slice, sides.source_pitch, sides.width,
                                           at_least_one(copy->extent.height), copy->kind);
    if (error != cudaSuccess) return error;
  }
  return cudaSuccess;
}

// ---- Objects ----

inline cudaError_t create_views(TextureObject* object, const TextureView* views, int count) {
  void* place;
  cudaError_t error = cudaMalloc(&place, count * sizeof *views);
  if (error != cudaSuccess) return error;
  error = cudaMemcpy(place, views, count * sizeof *views, cudaMemcpyHostToDevice);
  *object = (TextureObject)place;
  return error;
}
inline TextureView view_of(char* data, const ChannelDesc& desc, size_t pitch, size_t width, size_t height, size_t depth) {
  TextureView view = {};
  view.data = data;
  view.pitch = pitch;
  view.slice = pitch * at_least_one(height);
  view.width = (int)width;
  view.height = (int)at_least_one(height);
  view.depth = (int)at_least_one(depth);
  view.bits = desc.x;
  view.channels = 1 + (desc.y > 0) + (desc.z > 0) + (desc.w > 0);
  view.kind = desc.f;
  view.levels = 1;
  return view;
}
inline TextureView view_of(const Array* array) { return view_of(array->data, array->desc, row_bytes(array), array->width, array->height, array->depth); }
inline TextureView view_of(const ResourceDesc& resource) {
  if (resource.resType == ResourceArray) return view_of(resource.res.array.array);
  if (resource.resType == ResourcePitch2D)
    return view_of((char*)resource.res.pitch2D.devPtr, resource.res.pitch2D.desc, resource.res.pitch2D.pitchInBytes, resource.res.pitch2D.width, resource.res.pitch2D.height, 0);
  const size_t texels = resource.res.linear.sizeInBytes / texel_bytes(resource.res.linear.desc);
  return view_of((char*)resource.res.linear.devPtr, resource.res.linear.desc, resource.res.linear.sizeInBytes, texels, 0, 0);
}
inline cudaError_t create_texture(TextureObject* object, const ResourceDesc* resource, const TextureDesc* desc, const void*) {
  if (desc->sRGB) return cudaErrorNotSupported;
  TextureView views[64];
  int count = 1;
  if (resource->resType == ResourceMipmapped) {
    const MipmappedArray* mipmap = resource->res.mipmap.mipmap;
    count = (int)mipmap->count;
    for (int level = 0; level < count; level++) views[level] = view_of(mipmap->levels[level]);
  } else {
    views[0] = view_of(*resource);
  }
  for (int level = 0; level < count; level++) views[level].desc = *desc, views[level].levels = count - level;
  return create_views(object, views, count);
}
inline cudaError_t create_surface(TextureObject* object, const ResourceDesc* resource) {
  if (resource->resType != ResourceArray) return cudaErrorInvalidValue;
  const TextureView view = view_of(*resource);
  return create_views(object, &view, 1);
}
inline cudaError_t destroy_texture(TextureObject object) { return cudaFree((void*)object); }

// ---- Fetches ----

// A coordinate in texels that lies in a texture; -1: it does not, and its border is read.
__device__ inline int texel_index(int i, int size, AddressMode mode, bool normalized) {
  if (i >= 0 && i < size) return i;
  if (mode == AddressBorder) return -1;
  if (mode == AddressClamp || !normalized) return i < 0 ? 0 : size - 1;
  const int period = mode == AddressMirror ? 2 * size : size;
  int inside = i % period;
  if (inside < 0) inside += period;
  return inside < size ? inside : period - 1 - inside;
}

__device__ inline float half_bits_to_float(unsigned short bits) {
  const unsigned exponent = bits >> 10 & 31u, fraction = bits & 1023u;
  float value;
  if (exponent == 0) value = fraction * (1.0f / 16777216.0f);
  else value = __int_as_float((exponent == 31 ? 0x7f800000u : (exponent + 112) << 23) | fraction << 13);
  return bits & 0x8000u ? -value : value;
}

// A channel of a texel as it is, and as a fraction of the largest one.
__device__ inline int raw_channel(const TextureView& view, const char* texel, int channel) {
  if (view.bits == 32) return ((const int*)texel)[channel];
  if (view.bits == 16) return view.kind == ChannelSigned ? ((const short*)texel)[channel] : ((const unsigned short*)texel)[channel];
  return view.kind == ChannelSigned ? ((const signed char*)texel)[channel] : ((const unsigned char*)texel)[channel];
}
__device__ inline float float_channel(const TextureView& view, const char* texel, int channel) {
  if (view.kind == ChannelFloat) return view.bits == 32 ? ((const float*)texel)[channel] : half_bits_to_float(((const unsigned short*)texel)[channel]);
  const int raw = raw_channel(view, texel, channel);
  if (view.kind == ChannelUnsigned) return raw * (1.0f / (view.bits == 8 ? 255 : 65535));
  const float fraction = raw * (1.0f / (view.bits == 8 ? 127 : 32767));
  return fraction < -1 ? -1 : fraction;
}

struct Place {
  int x, y, z;  // -1: the border
};
__device__ inline const char* texel_at(const TextureView& view, const Place& place) {
  if (place.x < 0 || place.y < 0 || place.z < 0) return 0;
  return view.data + place.z * view.slice + place.y * view.pitch + place.x * (size_t)(view.bits / 8 * view.channels);
}

// Channels that a texel has not are 0.
__device__ inline float fetched(const TextureView& view, const Place& place, int channel, float) {
  if (channel >= view.channels) return 0;
  const char* texel = texel_at(view, place);
  return texel ? float_channel(view, texel, channel) : view.desc.borderColor[channel];
}
__device__ inline int fetched(const TextureView& view, const Place& place, int channel, int) {
  if (channel >= view.channels) return 0;
  const char* texel = texel_at(view, place);
  return texel ? raw_channel(view, texel, channel) : (int)view.desc.borderColor[channel];
}

template <typename E>
struct Fetched {
  typedef int type;
};
template <>
struct Fetched<float> {
  typedef float type;
};

struct Axis {
  int low, high;
  float weight;  // of high
};
__device__ inline Axis axis_of(float coordinate, int size, AddressMode mode, bool normalized, bool linear) {
  const float texels = normalized ? coordinate * size : coordinate;
  Axis axis;
  if (!linear) {
    axis.low = axis.high = texel_index((int)floorf(texels), size, mode, normalized);
    axis.weight = 0;
    return axis;
  }
  const float start = floorf(texels - 0.5f);
  axis.low = texel_index((int)start, size, mode, normalized);
  axis.high = texel_index((int)start + 1, size, mode, normalized);
  axis.weight = floorf((texels - 0.5f - start) * 256 + 0.5f) * (1.0f / 256);
  return axis;
}
__device__ inline Axis whole_axis(int index) {
  Axis axis = {index, index, 0};
  return axis;
}

template <typename E>
__device__ inline E filtered(const TextureView& view, const Axis& x, const Axis& y, const Axis& z, int channel) {
  typedef typename Fetched<E>::type type;
  float sum = 0;
  if (!view.desc.filterMode || !IsFloat<E>::value) {
    const Place place = {x.low, y.low, z.low};
    return (E)fetched(view, place, channel, type());
  }
  for (int corner = 0; corner < 8; corner++) {
    const float weight = (corner & 1 ? x.weight : 1 - x.weight) * (corner & 2 ? y.weight : 1 - y.weight) * (corner & 4 ? z.weight : 1 - z.weight);
    const Place place = {corner & 1 ? x.high : x.low, corner & 2 ? y.high : y.low, corner & 4 ? z.high : z.low};
    if (weight != 0) sum += weight * fetched(view, place, channel, 0.0f);
  }
  return (E)sum;
}

template <typename T>
__device__ inline T texel_of(const TextureView& view, const Axis& x, const Axis& y, const Axis& z) {
  typedef typename ChannelOf<T>::element element;
  T result;
  for (int channel = 0; channel < ChannelOf<T>::count; channel++) ((element*)&result)[channel] = filtered<element>(view, x, y, z, channel);
  return result;
}

__device__ inline const TextureView& view_of(TextureObject object) { return *(const TextureView*)object; }
__device__ inline Axis axis(const TextureView& view, float coordinate, int size, int dimension) {
  return axis_of(coordinate, size, view.desc.addressMode[dimension], view.desc.normalizedCoords, view.desc.filterMode == FilterLinear);
}
__device__ inline Axis layer_axis(const TextureView& view, int layer) { return whole_axis(layer < 0 ? 0 : layer >= view.depth ? view.depth - 1 : layer); }

template <typename T>
__device__ inline T tex1Dfetch(TextureObject object, int x) {
  const TextureView& view = view_of(object);
  return x >= 0 && x < view.width ? texel_of<T>(view, whole_axis(x), whole_axis(0), whole_axis(0)) : T();
}
template <typename T>
__device__ inline T tex1D(TextureObject object, float x) {
  const TextureView& view = view_of(object);
  return texel_of<T>(view, axis(view, x, view.width, 0), whole_axis(0), whole_axis(0));
}
template <typename T>
__device__ inline T tex1DLayered(TextureObject object, float x, int layer) {
  const TextureView& view = view_of(object);
  return texel_of<T>(view, axis(view, x, view.width, 0), whole_axis(0), layer_axis(view, layer));
}
template <typename T>
__device__ inline T tex2D(TextureObject object, float x, float y) {
  const TextureView& view = view_of(object);
  return texel_of<T>(view, axis(view, x, view.width, 0), axis(view, y, view.height, 1), whole_axis(0));
}
template <typename T>
__device__ inline T tex2DLayered(TextureObject object, float x, float y, int layer) {
  const TextureView& view = view_of(object);
  return texel_of<T>(view, axis(view, x, view.width, 0), axis(view, y, view.height, 1), layer_axis(view, layer));
}
template <typename T>
__device__ inline T tex3D(TextureObject object, float x, float y, float z) {
  const TextureView& view = view_of(object);
  return texel_of<T>(view, axis(view, x, view.width, 0), axis(view, y, view.height, 1), axis(view, z, view.depth, 2));
}
// The face that the largest coordinate names, and the place in it (CUDA's guide, "Cubemap Textures").
template <typename T>
__device__ inline T texCubemap(TextureObject object, float x, float y, float z) {
  const TextureView& view = view_of(object);
  const float ax = fabsf(x), ay = fabsf(y), az = fabsf(z);
  int face;
  float largest, s, t;
  if (ax >= ay && ax >= az) face = x >= 0 ? 0 : 1, largest = ax, s = x >= 0 ? -z : z, t = -y;
  else if (ay >= az) face = y >= 0 ? 2 : 3, largest = ay, s = x, t = y >= 0 ? z : -z;
  else face = z >= 0 ? 4 : 5, largest = az, s = z >= 0 ? x : -x, t = -y;
  const bool linear = view.desc.filterMode == FilterLinear;
  return texel_of<T>(view, axis_of((s / largest + 1) / 2, view.width, AddressClamp, true, linear), axis_of((t / largest + 1) / 2, view.height, AddressClamp, true, linear), whole_axis(face));
}

// ---- Fetches of a level: the nearest, or the mean of the two around it ----

template <typename T>
__device__ inline T level_texel(const TextureView& view, int dimensions, float x, float y, float z, int layer) {
  return texel_of<T>(view, axis(view, x, view.width, 0), dimensions > 1 ? axis(view, y, view.height, 1) : whole_axis(0), dimensions > 2 ? axis(view, z, view.depth, 2) : layer_axis(view, layer));
}
template <typename T>
__device__ inline T level_sample(TextureObject object, int dimensions, float x, float y, float z, int layer, float level) {
  typedef typename ChannelOf<T>::element element;
  const TextureView* views = (const TextureView*)object;
  const int last = views->levels - 1;
  const TextureDesc& desc = views->desc;
  const bool linear = desc.mipmapFilterMode == FilterLinear && IsFloat<element>::value;
  const float at = fminf(fmaxf(level + desc.mipmapLevelBias, fmaxf(desc.minMipmapLevelClamp, 0)), fminf(desc.maxMipmapLevelClamp, last));
  const int base = at > 0 ? (int)floorf(linear ? at : at + 0.5f) : 0;
  const float weight = linear && at > 0 ? floorf((at - base) * 256 + 0.5f) * (1.0f / 256) : 0;
  T result = level_texel<T>(views[base < last ? base : last], dimensions, x, y, z, layer);
  if (weight == 0) return result;
  const T next = level_texel<T>(views[base < last ? base + 1 : last], dimensions, x, y, z, layer);
  for (int channel = 0; channel < ChannelOf<T>::count; channel++) {
    element& value = ((element*)&result)[channel];
    value = (element)((1 - weight) * value + weight * ((const element*)&next)[channel]);
  }
  return result;
}
template <typename T>
__device__ inline T tex1DLod(TextureObject object, float x, float level) { return level_sample<T>(object, 1, x, 0, 0, 0, level); }
template <typename T>
__device__ inline T tex2DLod(TextureObject object, float x, float y, float level) { return level_sample<T>(object, 2, x, y, 0, 0, level); }
template <typename T>
__device__ inline T tex3DLod(TextureObject object, float x, float y, float z, float level) { return level_sample<T>(object, 3, x, y, z, 0, level); }

// ---- Surfaces: x counts bytes ----

template <typename T>
__device__ inline T* surface_at(TextureObject object, int x, int y, int z) {
  const TextureView& view = view_of(object);
  const int row = view.width * (view.bits / 8 * view.channels);
  if (x < 0 || x + (int)sizeof(T) > row || y < 0 || y >= view.height || z < 0 || z >= view.depth) return 0;
  return (T*)(view.data + z * view.slice + y * view.pitch + x);
}
template <typename T>
__device__ inline T surface_read(TextureObject object, int x, int y, int z) {
  T* place = surface_at<T>(object, x, y, z);
  return place ? *place : T();
}
template <typename T>
__device__ inline void surface_write(T value, TextureObject object, int x, int y, int z) {
  if (T* place = surface_at<T>(object, x, y, z)) *place = value;
}
template <typename T>
__device__ inline T surf1Dread(TextureObject object, int x, BoundaryMode = BoundaryTrap) { return surface_read<T>(object, x, 0, 0); }
template <typename T>
__device__ inline T surf2Dread(TextureObject object, int x, int y, BoundaryMode = BoundaryTrap) { return surface_read<T>(object, x, y, 0); }
template <typename T>
__device__ inline T surf3Dread(TextureObject object, int x, int y, int z, BoundaryMode = BoundaryTrap) { return surface_read<T>(object, x, y, z); }
template <typename T>
__device__ inline void surf1Dread(T* value, TextureObject object, int x, BoundaryMode = BoundaryTrap) { *value = surface_read<T>(object, x, 0, 0); }
template <typename T>
__device__ inline void surf2Dread(T* value, TextureObject object, int x, int y, BoundaryMode = BoundaryTrap) { *value = surface_read<T>(object, x, y, 0); }
template <typename T>
__device__ inline void surf3Dread(T* value, TextureObject object, int x, int y, int z, BoundaryMode = BoundaryTrap) { *value = surface_read<T>(object, x, y, z); }
template <typename T>
__device__ inline void surf2DLayeredread(T* value, TextureObject object, int x, int y, int layer, BoundaryMode = BoundaryTrap) { *value = surface_read<T>(object, x, y, layer); }
template <typename T>
__device__ inline void surf1Dwrite(T value, TextureObject object, int x, BoundaryMode = BoundaryTrap) { surface_write(value, object, x, 0, 0); }
template <typename T>
__device__ inline void surf2Dwrite(T value, TextureObject object, int x, int y, BoundaryMode = BoundaryTrap) { surface_write(value, object, x, y, 0); }
template <typename T>
__device__ inline void surf3Dwrite(T value, TextureObject object, int x, int y, int z, BoundaryMode = BoundaryTrap) { surface_write(value, object, x, y, z); }
template <typename T>
__device__ inline T surf2DLayeredread(TextureObject object, int x, int y, int layer, BoundaryMode = BoundaryTrap) { return surface_read<T>(object, x, y, layer); }
template <typename T>
__device__ inline void surf2DLayeredwrite(T value, TextureObject object, int x, int y, int layer, BoundaryMode = BoundaryTrap) { surface_write(value, object, x, y, layer); }

}  // namespace cudabridge

#endif
