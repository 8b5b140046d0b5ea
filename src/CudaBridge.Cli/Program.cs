using CudaBridge.Cli;
using CudaBridge.Cli.Nvcc;

return ProgramName.IsNvcc() ? NvccProgram.Run(args) : args is ["nvcc", .. var rest] ? NvccProgram.Run(rest) : 0;
