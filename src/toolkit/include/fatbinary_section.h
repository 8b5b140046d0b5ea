/* The wrapper that generated host code registers: layout as the registration ABI has it. */
#if !defined(__fatbinaryctl_section_h__)
#define __fatbinaryctl_section_h__

#define FATBINC_MAGIC   0x466243B1
#define FATBINC_VERSION 1
#define FATBINC_LINK_VERSION 2

#define FATBIN_CONTROL_SECTION_NAME ".nvFatBinSegment"
#define FATBIN_DATA_SECTION_NAME    ".nv_fatbin"

typedef struct
{
    int magic;
    int version;
    const unsigned long long *data;
    void *filename_or_fatbins;
} __fatBinC_Wrapper_t;

#endif
