namespace CudaBridge.Runtime;

/// <summary><c>cudaMemoryType</c></summary>
public enum MemoryKind
{
    Unregistered = 0,
    Host = 1,
    Device = 2,
    Managed = 3,
}

/// <summary><c>cudaPointerAttributes</c></summary>
/// <param name="Device">-2 (<c>cudaInvalidDeviceId</c>) for unregistered memory.</param>
public readonly record struct PointerAttributes(MemoryKind Kind, int Device, nint DevicePointer, nint HostPointer);

[Flags]
public enum HostAllocFlags : uint
{
    Default = 0,
    Portable = 1,
    Mapped = 2,
    WriteCombined = 4,
}

[Flags]
public enum HostRegisterFlags : uint
{
    Default = 0,
    Portable = 1,
    Mapped = 2,
    IoMemory = 4,
    ReadOnly = 8,
}

[Flags]
public enum ManagedAttachFlags : uint
{
    Global = 1,
    Host = 2,
    Single = 4,
}
