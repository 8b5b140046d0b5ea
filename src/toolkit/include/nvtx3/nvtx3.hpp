// NVTX for C++, after its documentation: the types with their constructors, without effect.
#ifndef NVTX3_CPP_DEFINITIONS_V1_0
#define NVTX3_CPP_DEFINITIONS_V1_0

#include "nvToolsExt.h"

#include <cstddef>
#include <cstdint>
#include <string>

#define NVTX3_CPP_VERSION_MAJOR 1
#define NVTX3_CPP_VERSION_MINOR 0

namespace nvtx3 {
inline namespace v1 {

class domain {
 public:
  struct global {};
  template <typename D = global>
  static const domain& get() noexcept {
    static const domain instance;
    return instance;
  }
  operator nvtxDomainHandle_t() const noexcept { return nullptr; }

 private:
  domain() = default;
};

struct rgb {
  using component_type = std::uint8_t;
  component_type red, green, blue;
  constexpr rgb(component_type r, component_type g, component_type b) noexcept : red(r), green(g), blue(b) {}
};
struct argb : rgb {
  component_type alpha;
  constexpr argb(component_type a, component_type r, component_type g, component_type b) noexcept : rgb(r, g, b), alpha(a) {}
};

class color {
 public:
  using value_type = std::uint32_t;
  constexpr explicit color(value_type hex) noexcept : value_(hex) {}
  constexpr color(const argb& c) noexcept
      : value_((value_type)c.alpha << 24 | (value_type)c.red << 16 | (value_type)c.green << 8 | c.blue) {}
  constexpr color(const rgb& c) noexcept : color(argb(0xFF, c.red, c.green, c.blue)) {}
  constexpr value_type get_value() const noexcept { return value_; }
  constexpr nvtxColorType_t get_type() const noexcept { return NVTX_COLOR_ARGB; }

 private:
  value_type value_;
};

class category {
 public:
  using id_type = std::uint32_t;
  constexpr explicit category(id_type id) noexcept : id_(id) {}
  constexpr id_type get_id() const noexcept { return id_; }

 private:
  id_type id_;
};
template <typename D = domain::global>
class named_category_in : public category {
 public:
  named_category_in(id_type id, const char*) noexcept : category(id) {}
  named_category_in(id_type id, const wchar_t*) noexcept : category(id) {}
  template <typename C>
  static const named_category_in& get() {
    static const named_category_in instance(C::id, C::name);
    return instance;
  }
};
using named_category = named_category_in<>;

template <typename D = domain::global>
class registered_string_in {
 public:
  explicit registered_string_in(const char*) noexcept {}
  explicit registered_string_in(const std::string&) noexcept {}
  explicit registered_string_in(const wchar_t*) noexcept {}
  nvtxStringHandle_t get_handle() const noexcept { return nullptr; }
  template <typename M>
  static const registered_string_in& get() {
    static const registered_string_in instance(M::message);
    return instance;
  }
};
using registered_string = registered_string_in<>;

class message {
 public:
  using value_type = nvtxMessageValue_t;
  constexpr message(const char*) noexcept {}
  message(const std::string&) noexcept {}
  constexpr message(const wchar_t*) noexcept {}
  message(const std::wstring&) noexcept {}
  template <typename D>
  message(const registered_string_in<D>&) noexcept {}
};

class payload {
 public:
  template <typename Number>
  constexpr explicit payload(Number) noexcept {}
};

class event_attributes {
 public:
  using value_type = nvtxEventAttributes_t;
  template <typename... Attributes>
  explicit event_attributes(const Attributes&...) noexcept : value_() {
    value_.version = NVTX_VERSION;
    value_.size = NVTX_EVENT_ATTRIB_STRUCT_SIZE;
  }
  const value_type* get() const noexcept { return &value_; }

 private:
  value_type value_;
};

template <typename D = domain::global>
class scoped_range_in {
 public:
  template <typename... Attributes>
  explicit scoped_range_in(const Attributes&...) noexcept {}
  ~scoped_range_in() noexcept {}
  scoped_range_in(const scoped_range_in&) = delete;
  scoped_range_in& operator=(const scoped_range_in&) = delete;
};
using scoped_range = scoped_range_in<>;

struct range_handle {
  using value_type = nvtxRangeId_t;
  constexpr explicit range_handle(value_type id = 0) noexcept : id_(id) {}
  constexpr value_type get_value() const noexcept { return id_; }
  constexpr explicit operator bool() const noexcept { return id_ != 0; }

 private:
  value_type id_;
};

template <typename D = domain::global>
class unique_range_in {
 public:
  template <typename... Attributes>
  explicit unique_range_in(const Attributes&...) noexcept {}
  ~unique_range_in() noexcept {}
  unique_range_in(unique_range_in&&) = default;
  unique_range_in& operator=(unique_range_in&&) = default;
  unique_range_in(const unique_range_in&) = delete;
  unique_range_in& operator=(const unique_range_in&) = delete;
};
using unique_range = unique_range_in<>;

template <typename D = domain::global, typename... Attributes>
inline range_handle start_range_in(const Attributes&...) noexcept {
  return range_handle();
}
template <typename... Attributes>
inline range_handle start_range(const Attributes&...) noexcept {
  return range_handle();
}
template <typename D = domain::global>
inline void end_range_in(range_handle) noexcept {}
inline void end_range(range_handle) noexcept {}
template <typename D = domain::global, typename... Attributes>
inline void mark_in(const Attributes&...) noexcept {}
template <typename... Attributes>
inline void mark(const Attributes&...) noexcept {}

}  // namespace v1
}  // namespace nvtx3

#define NVTX3_FUNC_RANGE() ((void)0)
#define NVTX3_FUNC_RANGE_IN(D) ((void)0)
#define NVTX3_FUNC_RANGE_IF(C) ((void)0)
#define NVTX3_FUNC_RANGE_IF_IN(D, C) ((void)0)

#endif
