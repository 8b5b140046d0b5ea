#include <nvToolsExt.h>
#include <nvToolsExtCuda.h>
#include <nvToolsExtCudaRt.h>
#include <nvtx3/nvToolsExt.h>
#include <nvtx3/nvtx3.hpp>

struct library_domain { static constexpr char const* name = "library"; };

void annotate(cudaStream_t stream) {
  NVTX3_FUNC_RANGE();
  nvtx3::scoped_range range{"range", nvtx3::rgb{1, 2, 3}};
  nvtx3::scoped_range_in<library_domain> other{"range"};
  nvtxEventAttributes_t attributes = {};
  attributes.version = NVTX_VERSION;
  attributes.size = NVTX_EVENT_ATTRIB_STRUCT_SIZE;
  attributes.colorType = NVTX_COLOR_ARGB;
  attributes.messageType = NVTX_MESSAGE_TYPE_ASCII;
  attributes.message.ascii = "event";
  nvtxRangePushEx(&attributes);
  nvtxRangePop();
  nvtxRangePush("range");
  nvtxRangePop();
  nvtxRangeEnd(nvtxRangeStart("range"));
  nvtxMark("mark");
  nvtxNameCudaStream(stream, "stream");
  nvtxDomainDestroy(nvtxDomainCreate("domain"));
}
