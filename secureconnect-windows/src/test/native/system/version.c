// RtlGetVersion of ntdll: OSVERSIONINFOW, of which the caller fills in the size.
#include "system.h"

struct version_info {
    uint32_t size, major, minor, build, platform;
    uint16_t service_pack[128];
};

_Static_assert(sizeof(struct version_info) == 276, "OSVERSIONINFOW");

EXPORT int32_t RtlGetVersion(struct version_info *info) {
    if (info->size != sizeof *info) {
        return (int32_t)0xC000000D; // STATUS_INVALID_PARAMETER
    }
    info->major = 10;
    info->minor = 0;
    info->build = 20348;
    info->platform = 2;
    return 0;
}
