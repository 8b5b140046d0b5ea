kernel void nothing() {}
