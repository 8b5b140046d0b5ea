// The same sum as reduce, whichever way a GPU takes to it.
#include "../reduce/native.cpp"
