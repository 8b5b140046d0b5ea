#include "crt/device_double_functions.h"
