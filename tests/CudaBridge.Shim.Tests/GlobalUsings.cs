global using CudaBridge.Abi;
