using CudaBridge.Cli;
using CudaBridge.Cli.Commands;
using CudaBridge.Cli.Nvcc;

if (ProgramName.IsNvcc()) return NvccProgram.Run(args);
return args is ["nvcc", .. var rest] ? NvccProgram.Run(rest) : CudaBridgeProgram.Run(args);
