/* NVTX, after its documentation: annotations for profilers. No profiler listens here, so every call does nothing and returns what
   NVTX returns when no tool is attached. Header only, C and C++. */
#ifndef NVTOOLSEXT_H_
#define NVTOOLSEXT_H_

#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#define NVTX_VERSION 3
#define NVTX_API
#define NVTX_INLINE_STATIC static inline

#define NVTX_SUCCESS 0
#define NVTX_FAIL 1
#define NVTX_ERR_INIT_LOAD_PROPERTY 2
#define NVTX_ERR_INIT_ACCESS_LIBRARY 3
#define NVTX_ERR_INIT_LOAD_LIBRARY 4
#define NVTX_ERR_INIT_MISSING_LIBRARY_ENTRY_POINT 5
#define NVTX_ERR_INIT_FAILED_LIBRARY_ENTRY_POINT 6
#define NVTX_ERR_NO_INJECTION_LIBRARY_AVAILABLE 7

#define NVTX_NO_PUSH_POP_TRACKING (-2)

typedef uint64_t nvtxRangeId_t;

typedef struct nvtxDomainRegistration_st nvtxDomainRegistration;
typedef nvtxDomainRegistration* nvtxDomainHandle_t;
typedef struct nvtxStringRegistration_st nvtxStringRegistration;
typedef nvtxStringRegistration* nvtxStringHandle_t;
typedef struct nvtxResourceHandle nvtxResourceHandle_st;
typedef struct nvtxResourceHandle* nvtxResourceHandle_t;

typedef enum nvtxColorType_t { NVTX_COLOR_UNKNOWN = 0, NVTX_COLOR_ARGB = 1 } nvtxColorType_t;

typedef enum nvtxMessageType_t {
  NVTX_MESSAGE_UNKNOWN = 0,
  NVTX_MESSAGE_TYPE_ASCII = 1,
  NVTX_MESSAGE_TYPE_UNICODE = 2,
  NVTX_MESSAGE_TYPE_REGISTERED = 3
} nvtxMessageType_t;

typedef union nvtxMessageValue_t {
  const char* ascii;
  const wchar_t* unicode;
  nvtxStringHandle_t registered;
} nvtxMessageValue_t;

typedef enum nvtxPayloadType_t {
  NVTX_PAYLOAD_UNKNOWN = 0,
  NVTX_PAYLOAD_TYPE_UNSIGNED_INT64 = 1,
  NVTX_PAYLOAD_TYPE_INT64 = 2,
  NVTX_PAYLOAD_TYPE_DOUBLE = 3,
  NVTX_PAYLOAD_TYPE_UNSIGNED_INT32 = 4,
  NVTX_PAYLOAD_TYPE_INT32 = 5,
  NVTX_PAYLOAD_TYPE_FLOAT = 6
} nvtxPayloadType_t;

typedef struct nvtxEventAttributes_v2 {
  uint16_t version;
  uint16_t size;
  uint32_t category;
  int32_t colorType;
  uint32_t color;
  int32_t payloadType;
  int32_t reserved0;
  union payload_t {
    uint64_t ullValue;
    int64_t llValue;
    double dValue;
    uint32_t uiValue;
    int32_t iValue;
    float fValue;
  } payload;
  int32_t messageType;
  nvtxMessageValue_t message;
} nvtxEventAttributes_v2;
typedef struct nvtxEventAttributes_v2 nvtxEventAttributes_t;
#define NVTX_EVENT_ATTRIB_STRUCT_SIZE ((uint16_t)(sizeof(nvtxEventAttributes_t)))

#define NVTX_RESOURCE_MAKE_TYPE(CLASS, INDEX) ((((uint32_t)(NVTX_RESOURCE_CLASS_##CLASS)) << 16) | ((uint32_t)(INDEX)))
#define NVTX_RESOURCE_CLASS_GENERIC 1
typedef enum nvtxResourceGenericType_t {
  NVTX_RESOURCE_TYPE_UNKNOWN = 0,
  NVTX_RESOURCE_TYPE_GENERIC_POINTER = NVTX_RESOURCE_MAKE_TYPE(GENERIC, 1),
  NVTX_RESOURCE_TYPE_GENERIC_HANDLE = NVTX_RESOURCE_MAKE_TYPE(GENERIC, 2),
  NVTX_RESOURCE_TYPE_GENERIC_THREAD_NATIVE = NVTX_RESOURCE_MAKE_TYPE(GENERIC, 3),
  NVTX_RESOURCE_TYPE_GENERIC_THREAD_POSIX = NVTX_RESOURCE_MAKE_TYPE(GENERIC, 4)
} nvtxResourceGenericType_t;

typedef struct nvtxResourceAttributes_v0 {
  uint16_t version;
  uint16_t size;
  int32_t identifierType;
  union identifier_t {
    const void* pValue;
    uint64_t ullValue;
  } identifier;
  int32_t messageType;
  nvtxMessageValue_t message;
} nvtxResourceAttributes_v0;
typedef struct nvtxResourceAttributes_v0 nvtxResourceAttributes_t;
#define NVTX_RESOURCE_ATTRIB_STRUCT_SIZE ((uint16_t)(sizeof(nvtxResourceAttributes_v0)))

/* One line a function: result, name, typed parameters, value returned. */
#define CUDABRIDGE_UNUSED __attribute__((unused))
#define CUDABRIDGE_NVTX1(result, name, a, value) \
  static inline result name(a p0 CUDABRIDGE_UNUSED) { return value; }
#define CUDABRIDGE_NVTX2(result, name, a, b, value) \
  static inline result name(a p0 CUDABRIDGE_UNUSED, b p1 CUDABRIDGE_UNUSED) { return value; }
#define CUDABRIDGE_NVTX3(result, name, a, b, c, value) \
  static inline result name(a p0 CUDABRIDGE_UNUSED, b p1 CUDABRIDGE_UNUSED, c p2 CUDABRIDGE_UNUSED) { return value; }
#define CUDABRIDGE_NOTHING

CUDABRIDGE_NVTX1(void, nvtxInitialize, const void*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxDomainMarkEx, nvtxDomainHandle_t, const nvtxEventAttributes_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX1(void, nvtxMarkEx, const nvtxEventAttributes_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX1(void, nvtxMarkA, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX1(void, nvtxMarkW, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(nvtxRangeId_t, nvtxDomainRangeStartEx, nvtxDomainHandle_t, const nvtxEventAttributes_t*, 0)
CUDABRIDGE_NVTX1(nvtxRangeId_t, nvtxRangeStartEx, const nvtxEventAttributes_t*, 0)
CUDABRIDGE_NVTX1(nvtxRangeId_t, nvtxRangeStartA, const char*, 0)
CUDABRIDGE_NVTX1(nvtxRangeId_t, nvtxRangeStartW, const wchar_t*, 0)
CUDABRIDGE_NVTX2(void, nvtxDomainRangeEnd, nvtxDomainHandle_t, nvtxRangeId_t, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX1(void, nvtxRangeEnd, nvtxRangeId_t, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(int, nvtxDomainRangePushEx, nvtxDomainHandle_t, const nvtxEventAttributes_t*, NVTX_NO_PUSH_POP_TRACKING)
CUDABRIDGE_NVTX1(int, nvtxRangePushEx, const nvtxEventAttributes_t*, NVTX_NO_PUSH_POP_TRACKING)
CUDABRIDGE_NVTX1(int, nvtxRangePushA, const char*, NVTX_NO_PUSH_POP_TRACKING)
CUDABRIDGE_NVTX1(int, nvtxRangePushW, const wchar_t*, NVTX_NO_PUSH_POP_TRACKING)
CUDABRIDGE_NVTX1(int, nvtxDomainRangePop, nvtxDomainHandle_t, NVTX_NO_PUSH_POP_TRACKING)
static inline int nvtxRangePop(void) { return NVTX_NO_PUSH_POP_TRACKING; }
CUDABRIDGE_NVTX2(nvtxResourceHandle_t, nvtxDomainResourceCreate, nvtxDomainHandle_t, nvtxResourceAttributes_t*, 0)
CUDABRIDGE_NVTX1(void, nvtxDomainResourceDestroy, nvtxResourceHandle_t, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX3(void, nvtxDomainNameCategoryA, nvtxDomainHandle_t, uint32_t, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX3(void, nvtxDomainNameCategoryW, nvtxDomainHandle_t, uint32_t, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCategoryA, uint32_t, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCategoryW, uint32_t, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameOsThreadA, uint32_t, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameOsThreadW, uint32_t, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(nvtxStringHandle_t, nvtxDomainRegisterStringA, nvtxDomainHandle_t, const char*, 0)
CUDABRIDGE_NVTX2(nvtxStringHandle_t, nvtxDomainRegisterStringW, nvtxDomainHandle_t, const wchar_t*, 0)
CUDABRIDGE_NVTX1(nvtxDomainHandle_t, nvtxDomainCreateA, const char*, 0)
CUDABRIDGE_NVTX1(nvtxDomainHandle_t, nvtxDomainCreateW, const wchar_t*, 0)
CUDABRIDGE_NVTX1(void, nvtxDomainDestroy, nvtxDomainHandle_t, CUDABRIDGE_NOTHING)

#if defined(UNICODE)
#define nvtxMark nvtxMarkW
#define nvtxRangeStart nvtxRangeStartW
#define nvtxRangePush nvtxRangePushW
#define nvtxNameCategory nvtxNameCategoryW
#define nvtxNameOsThread nvtxNameOsThreadW
#define nvtxDomainCreate nvtxDomainCreateW
#define nvtxDomainRegisterString nvtxDomainRegisterStringW
#define nvtxDomainNameCategory nvtxDomainNameCategoryW
#else
#define nvtxMark nvtxMarkA
#define nvtxRangeStart nvtxRangeStartA
#define nvtxRangePush nvtxRangePushA
#define nvtxNameCategory nvtxNameCategoryA
#define nvtxNameOsThread nvtxNameOsThreadA
#define nvtxDomainCreate nvtxDomainCreateA
#define nvtxDomainRegisterString nvtxDomainRegisterStringA
#define nvtxDomainNameCategory nvtxDomainNameCategoryA
#endif

#endif
