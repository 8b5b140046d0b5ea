// Textures and surfaces (PTX ISA 9.7.10, 9.7.11; C++ Programming Guide, "Texture Fetching").
//
// An object is the address of a descriptor, which every lane of a kernel shares: what it says decides branches that go one way for a
// whole warp. So there is one sampler for all formats, and only the way that a texture takes is run. What most textures ask for is short
// and stands where the kernel fetches (read_plain); the rest is a function that is inlined into kernels of few fetches.
//
// How a texture is read is in the descriptor, too. PTX's independent mode brings that apart, as a sampler: a descriptor of no texels.
// So functions take both, `t` and `s`, which are one in unified mode.

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
  u32 srgb;
  u32 plain;                // read_plain does all that it asks for
  f32 border[4];            // as read: bits of what a fetch outside gives
  u32 levels;               // of a mipmap: their descriptors follow this one. 0 and 1: this is all
  u32 level_linear;         // the mean of two neighbouring levels
  f32 bias, level_min, level_max;
  u32 unused[3];
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
INLINE void read_texel(const texture* t, const texture* s, s32 x, s32 y, s32 z, bool inside, u32 out[4]) {
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
  for (u32 i = 0; i < 4; i++) out[i] = inside ? out[i] : BITS(u32, s->border[i]);
}

// ---- Addresses ---------------------------------------------------------------------------------------------------------------

// A coordinate in texels. Wrapping and mirroring are for normalised coordinates only.
INLINE f32 to_texels(const texture* t, const texture* s, u32 dimension, f32 at) {
  f32 size = (f32)t->size[dimension];
  if (!(t->normalized & s->normalized)) return at;
  f32 whole = __builtin_floorf(at), part = at - whole;
  switch (s->address[dimension]) {
    case ADDRESS_WRAP: return part * size;
    case ADDRESS_MIRROR: return (whole * 0.5f != __builtin_floorf(whole * 0.5f) ? 1.0f - part : part) * size;
    default: return at * size;
  }
}

// The texel that a whole number means, always one that exists; `inside` says whether it was meant.
INLINE s32 texel_index(const texture* t, const texture* s, u32 dimension, s32 at, bool* inside) {
  s32 last = (s32)t->size[dimension] - 1, clamped = at < 0 ? 0 : at > last ? last : at;
  if (s->address[dimension] == ADDRESS_WRAP && (t->normalized & s->normalized)) return at < 0 ? last : at > last ? 0 : at;
  if (s->address[dimension] == ADDRESS_BORDER) *inside &= clamped == at;
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
INLINE void sample(const texture* t, const texture* s, u32 dimensions, const f32 coordinates[3], s32 layer, u32 out[4]) {
  bool filter = s->linear && gives_floats(t);
  f32 parts[3] = {0, 0, 0};
  s32 base[3] = {0, 0, layer};
  for (u32 d = 0; d < dimensions; d++) {
    f32 at = near_texture(t, d, to_texels(t, s, d, coordinates[d])) - (filter ? 0.5f : 0.0f);
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
      index[d] = texel_index(t, s, d, base[d] + (s32)step, &inside);
      share *= step ? parts[d] : 1.0f - parts[d];
    }
    u32 texel[4];
    read_texel(t, s, index[0], index[1], index[2], inside, texel);
    for (u32 i = 0; i < 4; i++) out[i] = texel[i];
    for (u32 i = 0; i < 4; i++) sum[i] += share * BITS(f32, texel[i]);
  }
  if (filter)
    for (u32 i = 0; i < 4; i++) out[i] = BITS(u32, sum[i]);
}

// The nearest texel, of coordinates that count in texels or are clamped: bytes, words, or numbers from 0 to 1.
INLINE u32 plain_index(const texture* t, u32 dimension, f32 at) {
  f32 size = (f32)t->size[dimension], texels = at * (t->normalized ? size : 1.0f);
  u32 index = (u32)(s32)(texels > 0.0f ? (texels < size ? texels : size) : 0.0f), last = t->size[dimension] - 1;
  return index < last ? index : last;
}

// The quotient by 2^8 - 1 or 2^16 - 1, rounded to nearest: a product and a correction, which was compared with the division for every value.
INLINE f32 fraction(u32 raw, bool is_byte) {
  f32 largest = is_byte ? 0xff.p0f : 0xffff.p0f, inverse = is_byte ? 1.0f / 0xff.p0f : 1.0f / 0xffff.p0f;
  f32 quotient = (f32)raw * inverse;
  return __builtin_fmaf(__builtin_fmaf(-quotient, largest, (f32)raw), inverse, quotient);
}

INLINE u32 plain_value(const texture* t, const u8* texel, u32 index) {
  u32 raw = channel_bits(texel, index, t->bytes);
  return t->read_normalized ? BITS(u32, fraction(raw, t->bytes == 1)) : raw;
}

INLINE void read_plain(const texture* t, u32 dimensions, const f32 coordinates[3], s32 layer, u32 out[4]) {
  const u8* row = t->data + (dimensions > 2 ? plain_index(t, 2, coordinates[2]) : (u64)(u32)layer) * t->slice;
  if (dimensions > 1) row += (u64)plain_index(t, 1, coordinates[1]) * t->pitch;
  const u8* texel = row + plain_index(t, 0, coordinates[0]) * (t->bytes * t->channels);  // a row has less than 4 GB
  out[0] = plain_value(t, texel, 0);
  out[1] = 0;
  out[2] = 0;
  out[3] = gives_floats(t) ? BITS(u32, 1.0f) : 1;
  if (t->channels > 1) out[1] = plain_value(t, texel, 1);
  if (t->channels > 2) {
    out[2] = plain_value(t, texel, 2);
    out[3] = plain_value(t, texel, 3);
  }
}

INLINE u32 last_level(const texture* t) { return t->levels > 1 ? t->levels - 1 : 0; }

// The nearest level, or the mean of the two around `lod`.
INLINE void sample_level(const texture* t, const texture* s, u32 dimensions, const f32 coordinates[3], s32 layer, f32 lod, u32 out[4]) {
  u32 last = last_level(t);
  if (last == 0) {
    sample(t, s, dimensions, coordinates, layer, out);
    return;
  }
  f32 biased = lod + s->bias, above = s->level_max < (f32)last ? s->level_max : (f32)last, below = s->level_min > 0.0f ? s->level_min : 0.0f;
  f32 at = biased > below ? biased : below;
  at = at < above ? at : above;
  bool filter = s->level_linear && gives_floats(t);
  f32 whole = __builtin_floorf(filter ? at : at + 0.5f), part = filter ? weight(at - whole) : 0.0f;
  u32 base = whole > 0.0f ? (u32)whole : 0;
  f32 sum[4] = {0, 0, 0, 0};
  u32 count = filter ? 2 : 1;
#pragma clang loop unroll(disable)
  for (u32 i = 0; i < count; i++) {
    u32 level = base + i < last ? base + i : last, texel[4];
    f32 share = i ? part : 1.0f - part;
    sample(t + level, s, dimensions, coordinates, layer, texel);
    for (u32 c = 0; c < 4; c++) out[c] = texel[c];
    for (u32 c = 0; c < 4; c++) sum[c] += share * BITS(f32, texel[c]);
  }
  if (filter)
    for (u32 c = 0; c < 4; c++) out[c] = BITS(u32, sum[c]);
}

// The level at which a step of the coordinates is one texel: OpenGL 4.6, 8.14.1, without anisotropy.
INLINE f32 level_of(const texture* t, const texture* s, u32 dimensions, const f32 dx[3], const f32 dy[3]) {
  f32 x = 0, y = 0;
  for (u32 d = 0; d < dimensions; d++) {
    f32 size = t->normalized & s->normalized ? (f32)t->size[d] : 1.0f;
    x += dx[d] * size * (dx[d] * size);
    y += dy[d] * size * (dy[d] * size);
  }
  return 0.5f * lg2(x > y ? x : y);
}

INLINE s32 layer_index(const texture* t, u32 dimension, s32 layer) {
  s32 last = (s32)t->size[dimension] - 1;
  return layer < 0 ? 0 : layer > last ? last : layer;
}

#define TEXTURE(object) ((const texture*)(object))

// Inlined by InlineDeviceFunctions where that pays, not here.
#define GENERAL __attribute__((noinline))
typedef struct { u32 channels[4]; } texel4;

// A geometry's three functions: the base level, a given level, and the level that two steps of the coordinates ask for.
#define SAMPLERS(name, dimensions, parameters, layer, at0, at1, at2, steps, dx0, dx1, dx2, dy0, dy1, dy2)                                     \
  GENERAL texel4 cb_dialect_sample_##name(u64 object, u64 sampler, f32 x_, f32 y_, f32 z_, s32 layer_) {                                      \
    f32 at[3] = {x_, y_, z_};                                                                                                                 \
    texel4 texel;                                                                                                                             \
    sample(TEXTURE(object), TEXTURE(sampler), dimensions, at, layer_, texel.channels);                                                        \
    return texel;                                                                                                                             \
  }                                                                                                                                           \
  void cb_dialect_tex_##name(u64 object, u64 sampler, PARAMETERS parameters, u32* out) {                                                      \
    f32 at[3] = {at0, at1, at2};                                                                                                              \
    if (TEXTURE(object)->plain && object == sampler) {                                                                                        \
      read_plain(TEXTURE(object), dimensions, at, layer, out);                                                                                \
    } else {                                                                                                                                  \
      texel4 texel = cb_dialect_sample_##name(object, sampler, at[0], at[1], at[2], layer);                                                   \
      for (u32 i = 0; i < 4; i++) out[i] = texel.channels[i];                                                                                 \
    }                                                                                                                                         \
  }                                                                                                                                           \
  void cb_dialect_tex_level_##name(u64 object, u64 sampler, PARAMETERS parameters, f32 lod, u32* out) {                                       \
    f32 at[3] = {at0, at1, at2};                                                                                                              \
    sample_level(TEXTURE(object), TEXTURE(sampler), dimensions, at, layer, lod, out);                                                         \
  }                                                                                                                                           \
  void cb_dialect_tex_grad_##name(u64 object, u64 sampler, PARAMETERS parameters, PARAMETERS steps, u32* out) {                               \
    f32 at[3] = {at0, at1, at2}, dx[3] = {dx0, dx1, dx2}, dy[3] = {dy0, dy1, dy2};                                                            \
    sample_level(TEXTURE(object), TEXTURE(sampler), dimensions, at, layer, level_of(TEXTURE(object), TEXTURE(sampler), dimensions, dx, dy), out); \
  }
#define PARAMETERS(...) __VA_ARGS__
#define LAYER layer_index(TEXTURE(object), 2, (s32)layer)
SAMPLERS(1d, 1, (f32 x), 0, x, 0, 0, (f32 xx, f32 yx), xx, 0, 0, yx, 0, 0)
SAMPLERS(2d, 2, (f32 x, f32 y), 0, x, y, 0, (f32 xx, f32 xy, f32 yx, f32 yy), xx, xy, 0, yx, yy, 0)
SAMPLERS(3d, 3, (f32 x, f32 y, f32 z), 0, x, y, z, (f32 xx, f32 xy, f32 xz, f32 yx, f32 yy, f32 yz), xx, xy, xz, yx, yy, yz)
SAMPLERS(a1d, 1, (u32 layer, f32 x), LAYER, x, 0, 0, (f32 xx, f32 yx), xx, 0, 0, yx, 0, 0)
SAMPLERS(a2d, 2, (u32 layer, f32 x, f32 y), LAYER, x, y, 0, (f32 xx, f32 xy, f32 yx, f32 yy), xx, xy, 0, yx, yy, 0)

// A direction meets the face of its largest component (C++ Programming Guide, "Cubemap Textures").
INLINE s32 cube_face(f32 x, f32 y, f32 z) {
  f32 ax = __builtin_fabsf(x), ay = __builtin_fabsf(y), az = __builtin_fabsf(z);
  bool is_x = (ax >= ay) & (ax >= az), is_y = !is_x & (ay >= az);
  return (is_x ? 0 : is_y ? 2 : 4) + ((is_x ? x : is_y ? y : z) < 0);
}

// A direction's components along a face: to the right, downwards and towards it.
INLINE void cube_axes(s32 face, f32 x, f32 y, f32 z, f32 axes[3]) {
  bool is_x = face < 2, is_y = !is_x & (face < 4), behind = face & 1;
  axes[0] = is_x ? (behind ? z : -z) : is_y ? x : (behind ? -x : x);
  axes[1] = is_y ? (behind ? -z : z) : -y;
  axes[2] = is_x ? (behind ? -x : x) : is_y ? (behind ? -y : y) : (behind ? -z : z);
}

INLINE void cube_place(const f32 axes[3], f32 at[3]) {
  at[0] = (axes[0] / axes[2] + 1.0f) * 0.5f;
  at[1] = (axes[1] / axes[2] + 1.0f) * 0.5f;
  at[2] = 0;
}

// What a small step of the direction is on the face: the derivative of cube_place.
INLINE void cube_step(s32 face, const f32 axes[3], f32 x, f32 y, f32 z, f32 step[3]) {
  f32 moved[3], size = axes[2];
  cube_axes(face, x, y, z, moved);
  step[0] = (moved[0] - axes[0] / size * moved[2]) / size * 0.5f;
  step[1] = (moved[1] - axes[1] / size * moved[2]) / size * 0.5f;
  step[2] = 0;
}

#define CUBE_SAMPLERS(name, parameters, first)                                                                                                \
  void cb_dialect_tex_##name(u64 object, u64 sampler, PARAMETERS parameters, u32* out) {                                                      \
    f32 axes[3], at[3];                                                                                                                       \
    s32 face = cube_face(x, y, z);                                                                                                            \
    cube_axes(face, x, y, z, axes);                                                                                                           \
    cube_place(axes, at);                                                                                                                     \
    sample(TEXTURE(object), TEXTURE(sampler), 2, at, first, out);                                                                             \
  }                                                                                                                                           \
  void cb_dialect_tex_level_##name(u64 object, u64 sampler, PARAMETERS parameters, f32 lod, u32* out) {                                       \
    f32 axes[3], at[3];                                                                                                                       \
    s32 face = cube_face(x, y, z);                                                                                                            \
    cube_axes(face, x, y, z, axes);                                                                                                           \
    cube_place(axes, at);                                                                                                                     \
    sample_level(TEXTURE(object), TEXTURE(sampler), 2, at, first, lod, out);                                                                  \
  }                                                                                                                                           \
  void cb_dialect_tex_grad_##name(u64 object, u64 sampler, PARAMETERS parameters, f32 xx, f32 xy, f32 xz, f32 yx, f32 yy, f32 yz, u32* out) {  \
    f32 axes[3], at[3], dx[3], dy[3];                                                                                                         \
    s32 face = cube_face(x, y, z);                                                                                                            \
    cube_axes(face, x, y, z, axes);                                                                                                           \
    cube_place(axes, at);                                                                                                                     \
    cube_step(face, axes, xx, xy, xz, dx);                                                                                                    \
    cube_step(face, axes, yx, yy, yz, dy);                                                                                                    \
    sample_level(TEXTURE(object), TEXTURE(sampler), 2, at, first, level_of(TEXTURE(object), TEXTURE(sampler), 2, dx, dy), out);               \
  }
CUBE_SAMPLERS(cube, (f32 x, f32 y, f32 z), face)
CUBE_SAMPLERS(acube, (u32 layer, f32 x, f32 y, f32 z), layer_index(TEXTURE(object), 2, (s32)layer * 6 + face))

// Whole coordinates are texels and are not filtered; nor are levels.
INLINE void fetch(const texture* t, const texture* s, u32 dimensions, s32 x, s32 y, s32 z, u32 out[4]) {
  bool inside = true;
  x = texel_index(t, s, 0, x, &inside);
  if (dimensions > 1) y = texel_index(t, s, 1, y, &inside);
  if (dimensions > 2) z = texel_index(t, s, 2, z, &inside);
  read_texel(t, s, x, y, z, inside, out);
}

INLINE const texture* level_at(u64 object, s32 level) {
  s32 last = (s32)last_level(TEXTURE(object));
  return TEXTURE(object) + (level < 0 ? 0 : level > last ? last : level);
}

#define FETCHES(name, dimensions, parameters, x, y, z)                                                                                        \
  void cb_dialect_tex_##name##_s32(u64 object, u64 sampler, PARAMETERS parameters, u32* out) {                                                \
    fetch(TEXTURE(object), TEXTURE(sampler), dimensions, (s32)(x), (s32)(y), (s32)(z), out);                                                  \
  }                                                                                                                                           \
  void cb_dialect_tex_level_##name##_s32(u64 object, u64 sampler, PARAMETERS parameters, u32 lod, u32* out) {                                 \
    fetch(level_at(object, (s32)lod), TEXTURE(sampler), dimensions, (s32)(x), (s32)(y), (s32)(z), out);                                       \
  }
FETCHES(1d, 1, (u32 x), x, 0, 0)
FETCHES(2d, 2, (u32 x, u32 y), x, y, 0)
FETCHES(3d, 3, (u32 x, u32 y, u32 z), x, y, z)
FETCHES(a1d, 1, (u32 layer, u32 x), x, 0, LAYER)
FETCHES(a2d, 2, (u32 layer, u32 x, u32 y), x, y, LAYER)

// tld4: one channel of the four texels that a filter would take, from the lower left on against the clock.
INLINE void gather(const texture* t, const texture* s, u32 channel, f32 x, f32 y, s32 layer, u32* out) {
  s32 left = (s32)__builtin_floorf(near_texture(t, 0, to_texels(t, s, 0, x)) - 0.5f), top = (s32)__builtin_floorf(near_texture(t, 1, to_texels(t, s, 1, y)) - 0.5f);
#pragma clang loop unroll(full)
  for (u32 i = 0; i < 4; i++) {
    bool inside = true;
    s32 column = texel_index(t, s, 0, left + (i == 1 | i == 2), &inside), row = texel_index(t, s, 1, top + (i < 2), &inside);
    u32 texel[4];
    read_texel(t, s, column, row, layer, inside, texel);
    out[i] = channel == 0 ? texel[0] : channel == 1 ? texel[1] : channel == 2 ? texel[2] : texel[3];
  }
}
void cb_dialect_tld4_2d(u64 object, u64 sampler, u32 channel, f32 x, f32 y, u32* out) { gather(TEXTURE(object), TEXTURE(sampler), channel, x, y, 0, out); }
void cb_dialect_tld4_a2d(u64 object, u64 sampler, u32 channel, u32 layer, f32 x, f32 y, u32* out) {
  gather(TEXTURE(object), TEXTURE(sampler), channel, x, y, LAYER, out);
}

// txq and suq by the number that PtxTexture.cs gives the query.
u32 cb_dialect_texture_query(u64 object, u32 query, u32 level) {
  const texture* t = level_at(object, (s32)level);
  switch (query) {
    case 0: return t->size[0];
    case 1: return t->size[1];
    case 2: return t->size[2];
    case 3: return t->normalized;
    case 4: return t->linear;
    case 5: return t->address[0];
    case 6: return t->address[1];
    case 7: return t->address[2];
    case 8: return t->size[2];
    default: return last_level(t) + 1;
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
