// Textures and surfaces (PTX ISA 9.7.10, 9.7.11; C++ Programming Guide, "Texture Fetching").
//
// An object is the address of a descriptor, which every lane of a kernel shares: what it says decides branches that go one way for a
// whole warp. So there is one sampler for all formats, and only the way that a texture takes is run.

// CudaBridge.Abi/CpuTexture.cs has the same layout.
typedef struct {
  u8* data;                 // texel (0, 0, 0)
  u64 pitch, slice;         // bytes from a row, and from a slice or layer, to the next
  u32 size[3];              // texels; a layered texture's last size is the number of layers
  u32 bytes, channels;      // of a channel: 1, 2, 4; 1, 2 or 4 channels
  u32 kind;                 // texel_kind
  u32 address[3];           // address_mode of each dimension
  u32 linear, normalized;   // filter; coordinates in [0, 1) instead of texels
  u32 read_normalized;      // integers become numbers in [0, 1] or [-1, 1]
  u32 srgb, reserved;
  f32 border[4];            // as read: bits of what a fetch outside gives
} texture;

typedef enum { TEXEL_SIGNED, TEXEL_UNSIGNED, TEXEL_FLOAT } texel_kind;
typedef enum { ADDRESS_WRAP, ADDRESS_CLAMP, ADDRESS_MIRROR, ADDRESS_BORDER } address_mode;

// ---- Texels ------------------------------------------------------------------------------------------------------------------

INLINE u32 channel_bits(const u8* texel, u32 index, u32 bytes) {
  switch (bytes) {
    case 1: return texel[index];
    case 2: return ((const u16*)texel)[index];
    default: return ((const u32*)texel)[index];
  }
}

INLINE f32 linear_from_srgb(f32 x) {
  f32 high = (x + 0.055f) / 1.055f;
  return x <= 0.04045f ? x / 12.92f : ex2(2.4f * lg2(high));
}

// What a fetch gives for a channel: an integer, or the bits of a float.
INLINE u32 channel_value(const texture* t, const u8* texel, u32 index) {
  u32 raw = channel_bits(texel, index, t->bytes), width = 8 * t->bytes, unused = 32 - width;
  if (t->kind == TEXEL_FLOAT) return t->bytes == 2 ? BITS(u32, (f32)BITS(f16, (u16)raw)) : raw;
  s32 value = t->kind == TEXEL_SIGNED ? (s32)(raw << unused) >> unused : (s32)raw;
  if (!t->read_normalized) return (u32)value;
  if (t->kind == TEXEL_UNSIGNED) {
    f32 number = (f32)raw / (f32)(0xffffffffu >> unused);
    return BITS(u32, t->srgb && index < 3 ? linear_from_srgb(number) : number);
  }
  f32 number = (f32)value / (f32)(0x7fffffffu >> unused);
  return BITS(u32, number < -1.0f ? -1.0f : number);
}

INLINE bool gives_floats(const texture* t) { return t->kind == TEXEL_FLOAT || t->read_normalized; }

// Channels that the format lacks: 0, 0, 0, 1.
INLINE void read_texel(const texture* t, s32 x, s32 y, s32 z, bool inside, u32 out[4]) {
  const u8* texel = t->data + (u64)(u32)z * t->slice + (u64)(u32)y * t->pitch + (u64)(u32)x * (t->bytes * t->channels);
  u32 one = gives_floats(t) ? BITS(u32, 1.0f) : 1;
  out[0] = channel_value(t, texel, 0);
  out[1] = 0;
  out[2] = 0;
  out[3] = one;
  if (t->channels > 1) out[1] = channel_value(t, texel, 1);
  if (t->channels > 2) {
    out[2] = channel_value(t, texel, 2);
    out[3] = channel_value(t, texel, 3);
  }
  for (u32 i = 0; i < 4; i++) out[i] = inside ? out[i] : BITS(u32, t->border[i]);
}

// ---- Addresses ---------------------------------------------------------------------------------------------------------------

// A coordinate in texels. Wrapping and mirroring are for normalised coordinates only.
INLINE f32 to_texels(const texture* t, u32 dimension, f32 at) {
  f32 size = (f32)t->size[dimension];
  if (!t->normalized) return at;
  f32 whole = __builtin_floorf(at), part = at - whole;
  switch (t->address[dimension]) {
    case ADDRESS_WRAP: return part * size;
    case ADDRESS_MIRROR: return (whole * 0.5f != __builtin_floorf(whole * 0.5f) ? 1.0f - part : part) * size;
    default: return at * size;
  }
}

// The texel that a whole number means, always one that exists; `inside` says whether it was meant.
INLINE s32 texel_index(const texture* t, u32 dimension, s32 at, bool* inside) {
  s32 last = (s32)t->size[dimension] - 1, clamped = at < 0 ? 0 : at > last ? last : at;
  if (t->address[dimension] == ADDRESS_WRAP && t->normalized) return at < 0 ? last : at > last ? 0 : at;
  if (t->address[dimension] == ADDRESS_BORDER) *inside &= clamped == at;
  return clamped;
}

// Beyond the edges all is alike, and numbers stay small enough for integers; NaN is below.
INLINE f32 near_texture(const texture* t, u32 dimension, f32 at) {
  f32 above = (f32)t->size[dimension] + 2.0f;
  return at > -2.0f ? (at < above ? at : above) : -2.0f;
}

// ---- Fetches -----------------------------------------------------------------------------------------------------------------

// Weights have 8 bits of fraction, as in the guide.
INLINE f32 weight(f32 part) { return __builtin_floorf(part * 256.0f + 0.5f) * 0x1p-8f; }

// One texel, or the mean of its neighbours: two in each dimension, weighted. `layer` stands in for z where z is no dimension.
INLINE void sample(const texture* t, u32 dimensions, const f32 coordinates[3], s32 layer, u32 out[4]) {
  bool filter = t->linear && gives_floats(t);
  f32 parts[3] = {0, 0, 0};
  s32 base[3] = {0, 0, layer};
  for (u32 d = 0; d < dimensions; d++) {
    f32 at = near_texture(t, d, to_texels(t, d, coordinates[d])) - (filter ? 0.5f : 0.0f);
    f32 whole = __builtin_floorf(at);
    base[d] = (s32)whole;
    parts[d] = weight(at - whole);
  }
  f32 sum[4] = {0, 0, 0, 0};
  u32 corners = filter ? 1u << dimensions : 1;
#pragma clang loop unroll(disable)
  for (u32 corner = 0; corner < corners; corner++) {
    s32 index[3] = {0, 0, layer};
    f32 share = 1.0f;
    bool inside = true;
    for (u32 d = 0; d < dimensions; d++) {
      u32 step = corner >> d & 1;
      index[d] = texel_index(t, d, base[d] + (s32)step, &inside);
      share *= step ? parts[d] : 1.0f - parts[d];
    }
    u32 texel[4];
    read_texel(t, index[0], index[1], index[2], inside, texel);
    for (u32 i = 0; i < 4; i++) out[i] = texel[i];
    for (u32 i = 0; i < 4; i++) sum[i] += share * BITS(f32, texel[i]);
  }
  if (filter)
    for (u32 i = 0; i < 4; i++) out[i] = BITS(u32, sum[i]);
}

INLINE s32 layer_index(const texture* t, u32 dimension, s32 layer) {
  s32 last = (s32)t->size[dimension] - 1;
  return layer < 0 ? 0 : layer > last ? last : layer;
}

#define TEXTURE(object) ((const texture*)(object))

void cb_dialect_tex_1d(u64 object, f32 x, u32* out) {
  f32 at[3] = {x, 0, 0};
  sample(TEXTURE(object), 1, at, 0, out);
}
void cb_dialect_tex_2d(u64 object, f32 x, f32 y, u32* out) {
  f32 at[3] = {x, y, 0};
  sample(TEXTURE(object), 2, at, 0, out);
}
void cb_dialect_tex_3d(u64 object, f32 x, f32 y, f32 z, u32* out) {
  f32 at[3] = {x, y, z};
  sample(TEXTURE(object), 3, at, 0, out);
}
void cb_dialect_tex_a1d(u64 object, u32 layer, f32 x, u32* out) {
  f32 at[3] = {x, 0, 0};
  sample(TEXTURE(object), 1, at, layer_index(TEXTURE(object), 2, (s32)layer), out);
}
void cb_dialect_tex_a2d(u64 object, u32 layer, f32 x, f32 y, u32* out) {
  f32 at[3] = {x, y, 0};
  sample(TEXTURE(object), 2, at, layer_index(TEXTURE(object), 2, (s32)layer), out);
}

// A direction meets the face of its largest component (C++ Programming Guide, "Cubemap Textures").
INLINE s32 cube_face(f32 x, f32 y, f32 z, f32 at[3]) {
  f32 ax = __builtin_fabsf(x), ay = __builtin_fabsf(y), az = __builtin_fabsf(z);
  bool is_x = (ax >= ay) & (ax >= az), is_y = !is_x & (ay >= az);
  f32 major = is_x ? x : is_y ? y : z, size = is_x ? ax : is_y ? ay : az;
  f32 s = is_x ? (x < 0 ? z : -z) : is_y ? x : (z < 0 ? -x : x);
  f32 t = is_y ? (y < 0 ? -z : z) : -y;
  at[0] = (s / size + 1.0f) * 0.5f;
  at[1] = (t / size + 1.0f) * 0.5f;
  at[2] = 0;
  return (is_x ? 0 : is_y ? 2 : 4) + (major < 0);
}
void cb_dialect_tex_cube(u64 object, f32 x, f32 y, f32 z, u32* out) {
  f32 at[3];
  s32 face = cube_face(x, y, z, at);
  sample(TEXTURE(object), 2, at, face, out);
}
void cb_dialect_tex_acube(u64 object, u32 layer, f32 x, f32 y, f32 z, u32* out) {
  f32 at[3];
  s32 face = cube_face(x, y, z, at);
  sample(TEXTURE(object), 2, at, layer_index(TEXTURE(object), 2, (s32)layer * 6 + face), out);
}

// Whole coordinates are texels and are not filtered.
INLINE void fetch(const texture* t, u32 dimensions, s32 x, s32 y, s32 z, u32 out[4]) {
  bool inside = true;
  x = texel_index(t, 0, x, &inside);
  if (dimensions > 1) y = texel_index(t, 1, y, &inside);
  if (dimensions > 2) z = texel_index(t, 2, z, &inside);
  read_texel(t, x, y, z, inside, out);
}
void cb_dialect_tex_1d_s32(u64 object, u32 x, u32* out) { fetch(TEXTURE(object), 1, (s32)x, 0, 0, out); }
void cb_dialect_tex_2d_s32(u64 object, u32 x, u32 y, u32* out) { fetch(TEXTURE(object), 2, (s32)x, (s32)y, 0, out); }
void cb_dialect_tex_3d_s32(u64 object, u32 x, u32 y, u32 z, u32* out) { fetch(TEXTURE(object), 3, (s32)x, (s32)y, (s32)z, out); }
void cb_dialect_tex_a1d_s32(u64 object, u32 layer, u32 x, u32* out) {
  fetch(TEXTURE(object), 1, (s32)x, 0, layer_index(TEXTURE(object), 2, (s32)layer), out);
}
void cb_dialect_tex_a2d_s32(u64 object, u32 layer, u32 x, u32 y, u32* out) {
  fetch(TEXTURE(object), 2, (s32)x, (s32)y, layer_index(TEXTURE(object), 2, (s32)layer), out);
}

// tld4: one channel of the four texels that a filter would take, from the lower left on against the clock.
INLINE void gather(const texture* t, u32 channel, f32 x, f32 y, s32 layer, u32* out) {
  s32 left = (s32)__builtin_floorf(near_texture(t, 0, to_texels(t, 0, x)) - 0.5f), top = (s32)__builtin_floorf(near_texture(t, 1, to_texels(t, 1, y)) - 0.5f);
#pragma clang loop unroll(full)
  for (u32 i = 0; i < 4; i++) {
    bool inside = true;
    s32 column = texel_index(t, 0, left + (i == 1 | i == 2), &inside), row = texel_index(t, 1, top + (i < 2), &inside);
    u32 texel[4];
    read_texel(t, column, row, layer, inside, texel);
    out[i] = channel == 0 ? texel[0] : channel == 1 ? texel[1] : channel == 2 ? texel[2] : texel[3];
  }
}
void cb_dialect_tld4_2d(u64 object, u32 channel, f32 x, f32 y, u32* out) { gather(TEXTURE(object), channel, x, y, 0, out); }
void cb_dialect_tld4_a2d(u64 object, u32 channel, u32 layer, f32 x, f32 y, u32* out) {
  gather(TEXTURE(object), channel, x, y, layer_index(TEXTURE(object), 2, (s32)layer), out);
}

// txq and suq by the number that PtxTexture.cs gives the query.
u32 cb_dialect_texture_query(u64 object, u32 query) {
  const texture* t = TEXTURE(object);
  switch (query) {
    case 0: return t->size[0];
    case 1: return t->size[1];
    case 2: return t->size[2];
    case 3: return t->normalized;
    case 4: return t->linear;
    case 5: return t->address[0];
    case 6: return t->address[1];
    default: return t->address[2];
  }
}

// ---- Surfaces ----------------------------------------------------------------------------------------------------------------

typedef enum { BOUNDARY_ZERO, BOUNDARY_CLAMP, BOUNDARY_TRAP } boundary_mode;

// An element of `bytes` bytes; x counts bytes, y rows and z slices. Outside, trapping accesses get an address that no program has.
INLINE u8* surface_element(const texture* t, s32 x, s32 y, s32 z, u32 bytes, u32 mode, bool* inside) {
  s32 right = (s32)(t->size[0] * t->bytes * t->channels) - (s32)bytes, bottom = (s32)t->size[1] - 1, back = (s32)t->size[2] - 1;
  s32 column = x < 0 ? 0 : x > right ? right : x, row = y < 0 ? 0 : y > bottom ? bottom : y, slice = z < 0 ? 0 : z > back ? back : z;
  *inside = (mode == BOUNDARY_CLAMP) | ((column == x) & (row == y) & (slice == z));
  u64 element = (u64)t->data + (u64)(u32)slice * t->slice + (u64)(u32)row * t->pitch + (u64)(u32)column;
  return (u8*)(mode == BOUNDARY_TRAP && !*inside ? 64 : element);
}

// Volatile, because other threads may write what is read.
#define SURFACE_LOAD(name, type, count)                                                                    \
  void cb_dialect_suld_##name(u64 object, u32 x, u32 y, u32 z, u32 mode, u32* out) {                        \
    bool inside;                                                                                            \
    u32 bytes = sizeof(type) * count;                                                                       \
    const volatile type* element =                                                                          \
        (const volatile type*)surface_element(TEXTURE(object), (s32)x, (s32)y, (s32)z, bytes, mode, &inside); \
    for (u32 i = 0; i < count; i++) {                                                                       \
      u32 value = element[i];                                                                               \
      out[i] = inside ? value : 0;                                                                          \
    }                                                                                                       \
  }
SURFACE_LOAD(b8, u8, 1)
SURFACE_LOAD(b16, u16, 1)
SURFACE_LOAD(b32, u32, 1)
SURFACE_LOAD(v2_b8, u8, 2)
SURFACE_LOAD(v2_b16, u16, 2)
SURFACE_LOAD(v2_b32, u32, 2)
SURFACE_LOAD(v4_b8, u8, 4)
SURFACE_LOAD(v4_b16, u16, 4)
SURFACE_LOAD(v4_b32, u32, 4)

#define SURFACE_STORE(name, type, count)                                                                      \
  void cb_dialect_sust_##name(u64 object, u32 x, u32 y, u32 z, u32 mode, u32 v0, u32 v1, u32 v2, u32 v3) {     \
    bool inside;                                                                                               \
    u32 bytes = sizeof(type) * count, values[4] = {v0, v1, v2, v3};                                            \
    volatile type* element = (volatile type*)surface_element(TEXTURE(object), (s32)x, (s32)y, (s32)z, bytes, mode, &inside); \
    if (inside | (mode == BOUNDARY_TRAP))                                                                      \
      for (u32 i = 0; i < count; i++) element[i] = (type)values[i];                                            \
  }
SURFACE_STORE(b8, u8, 1)
SURFACE_STORE(b16, u16, 1)
SURFACE_STORE(b32, u32, 1)
SURFACE_STORE(v2_b8, u8, 2)
SURFACE_STORE(v2_b16, u16, 2)
SURFACE_STORE(v2_b32, u32, 2)
SURFACE_STORE(v4_b8, u8, 4)
SURFACE_STORE(v4_b16, u16, 4)
SURFACE_STORE(v4_b32, u32, 4)

// sust.p: x counts texels, and the values become what the surface holds.
INLINE void store_channel(const texture* t, u8* texel, u32 index, u32 value) {
  if (t->kind == TEXEL_FLOAT && t->bytes == 2) value = BITS(u16, (f16)BITS(f32, value));
  switch (t->bytes) {
    case 1: ((volatile u8*)texel)[index] = (u8)value; break;
    case 2: ((volatile u16*)texel)[index] = (u16)value; break;
    default: ((volatile u32*)texel)[index] = value; break;
  }
}
void cb_dialect_sust_texel(u64 object, u32 x, u32 y, u32 z, u32 mode, u32 v0, u32 v1, u32 v2, u32 v3) {
  const texture* t = TEXTURE(object);
  bool inside;
  u32 bytes = t->bytes * t->channels;
  u8* texel = surface_element(t, (s32)(x * bytes), (s32)y, (s32)z, bytes, mode, &inside);
  if (inside | (mode == BOUNDARY_TRAP)) {
    store_channel(t, texel, 0, v0);
    if (t->channels > 1) store_channel(t, texel, 1, v1);
    if (t->channels > 2) {
      store_channel(t, texel, 2, v2);
      store_channel(t, texel, 3, v3);
    }
  }
}

// sured: where the element lies; 0 where nothing is to be done. The operation itself is one of kernel IR.
u64 cb_dialect_surface_address(u64 object, u32 x, u32 y, u32 z, u32 mode, u32 bytes) {
  bool inside;
  u8* element = surface_element(TEXTURE(object), (s32)x, (s32)y, (s32)z, bytes, mode, &inside);
  return inside | (mode == BOUNDARY_TRAP) ? (u64)element : 0;
}
u32 cb_dialect_surface_texel_bytes(u64 object) { return TEXTURE(object)->bytes * TEXTURE(object)->channels; }
u32 cb_dialect_surface_is_signed(u64 object) { return TEXTURE(object)->kind == TEXEL_SIGNED; }
