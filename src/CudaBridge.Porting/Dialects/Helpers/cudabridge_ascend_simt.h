// What CUDA programs count on and Ascend's runtime leaves to the program. Goes with sources that cudabridge has ported to Ascend C SIMT.
//
// gives AclSession
// gives cudabridge::error_string
#ifndef CUDABRIDGE_ASCEND_SIMT_H
#define CUDABRIDGE_ASCEND_SIMT_H
#include <acl/acl.h>
#include <cstdio>
#include "simt_api/asc_simt.h"

namespace cudabridge {

// CUDA opens itself at the first call; Ascend's runtime is opened before it and closed after the last.
struct AclSession {
  AclSession() {
    aclInit(nullptr);
    aclrtSetDevice(0);
  }
  ~AclSession() { aclFinalize(); }
};

// Ascend has no text for a code, only the last message.
inline const char* error_string(aclError code) {
  static thread_local char text[256];
  const char* recent = aclGetRecentErrMsg();
  std::snprintf(text, sizeof text, "error %d%s%s", static_cast<int>(code), recent ? ": " : "", recent ? recent : "");
  return text;
}

}  // namespace cudabridge

#endif
