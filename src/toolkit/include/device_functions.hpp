#include "crt/device_functions.hpp"
