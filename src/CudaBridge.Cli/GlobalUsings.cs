global using CudaBridge.Frontend.Clang;
