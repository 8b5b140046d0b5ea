global using CudaBridge.Cli.Nvcc;
global using CudaBridge.Frontend.Clang;
