using CudaBridge.Fuzz.Commands;

return FuzzProgram.Run(args);
