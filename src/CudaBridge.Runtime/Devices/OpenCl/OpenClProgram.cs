using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler.Backends.Source;

namespace CudaBridge.Runtime.OpenCl;

/// <summary>A module's source, compiled when the first of its kernels is launched.</summary>
internal sealed unsafe class OpenClProgram(OpenClDevice device, OpenClImage image) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<nint> _kernels = [];
    private nint _program;

    public OpenClDevice Device => device;

    public IKernelCode KernelOf(string name, nint data) => new OpenClKernelCode(this, image.Kernels.First(k => k.Name == name), data);

    /// <exception cref="CudaException">InvalidKernelImage: with the build log.</exception>
    public nint CreateKernel(string sourceName)
    {
        lock (_gate)
        {
            if (_program == 0) _program = FromCache() ?? Build();
            int error;
            byte[] name = Encoding.UTF8.GetBytes(sourceName + "\0");
            nint kernel;
            fixed (byte* n = name) kernel = device.Cl.CreateKernel(_program, n, &error);
            OpenClApi.Check(error, $"the kernel {sourceName}", CudaError.InvalidKernelImage);
            _kernels.Add(kernel);
            return kernel;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (nint kernel in _kernels) _ = device.Cl.ReleaseKernel(kernel);
            _kernels.Clear();
            if (_program != 0) _ = device.Cl.ReleaseProgram(_program);
            _program = 0;
        }
    }

    private string Key => CodeCache.KeyOf(Encoding.UTF8.GetBytes(image.Source), "opencl", device.Identity, 0);

    private nint Build()
    {
        int error;
        byte[] source = Encoding.UTF8.GetBytes(image.Source);
        nuint length = (nuint)source.Length;
        nint program;
        fixed (byte* text = source)
        {
            byte* one = text;
            program = device.Cl.CreateProgramWithSource(device.Context, 1, &one, &length, &error);
        }

        OpenClApi.Check(error, "taking a program's source", CudaError.InvalidKernelImage);
        if (Compile(program) != OpenClApi.Success)
        {
            string log = BuildLog(program);
            _ = device.Cl.ReleaseProgram(program);
            Log.Write(RuntimeMessages.NotBuilt, device.Name, log);
            throw new CudaException(CudaError.InvalidKernelImage, $"{device.Name} does not compile the kernels: {log}");
        }

        Keep(program);
        return program;
    }

    private int Compile(nint program)
    {
        nint handle = device.Handle;
        byte[] options = Encoding.UTF8.GetBytes(device.BuildOptions + "\0");
        fixed (byte* text = options) return device.Cl.BuildProgram(program, 1, &handle, text, null, null);
    }

    private string BuildLog(nint program)
    {
        nuint size = 0;
        _ = device.Cl.GetProgramBuildInfo(program, device.Handle, OpenClApi.ProgramBuildLog, 0, null, &size);
        byte[] log = new byte[size];
        fixed (byte* text = log) _ = device.Cl.GetProgramBuildInfo(program, device.Handle, OpenClApi.ProgramBuildLog, size, text, null);
        return Encoding.UTF8.GetString(log).TrimEnd('\0', '\n');
    }

    private nint? FromCache()
    {
        if (CodeCache.Shared.TryRead(Key) is not { } binary) return null;
        nint handle = device.Handle;
        nuint length = (nuint)binary.Length;
        int status, error;
        nint program;
        fixed (byte* bytes = binary)
        {
            byte* one = bytes;
            program = device.Cl.CreateProgramWithBinary(device.Context, 1, &handle, &length, &one, &status, &error);
        }

        if (error != OpenClApi.Success) return null;
        if (Compile(program) == OpenClApi.Success) return program;
        _ = device.Cl.ReleaseProgram(program);
        return null;
    }

    private void Keep(nint program)
    {
        nuint size = 0;
        if (device.Cl.GetProgramInfo(program, OpenClApi.ProgramBinarySizes, (nuint)sizeof(nuint), &size, null) != OpenClApi.Success || size == 0) return;
        byte[] binary = new byte[size];
        fixed (byte* bytes = binary)
        {
            byte* one = bytes;
            if (device.Cl.GetProgramInfo(program, OpenClApi.ProgramBinaries, (nuint)sizeof(byte*), &one, null) != OpenClApi.Success) return;
        }

        CodeCache.Shared.Write(Key, binary);
    }
}
