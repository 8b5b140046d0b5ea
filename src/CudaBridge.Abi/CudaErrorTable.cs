using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace CudaBridge.Abi;

/// <summary>What <c>cudaGetErrorName</c> and <c>cudaGetErrorString</c> answer for every error code.</summary>
public static class CudaErrorTable
{
    /// <summary>One error code, its C name and the sentence CUDA prints for it.</summary>
    public sealed record Row(CudaError Code, string Name, string Description);

    /// <summary>The answer of both functions to a number that is no error code.</summary>
    public const string Unrecognized = "unrecognized error code";

    public static IReadOnlyList<Row> Rows { get; } =
    [
        E(CudaError.Success,                        "no error"),
        E(CudaError.InvalidValue,                   "invalid argument"),
        E(CudaError.MemoryAllocation,               "out of memory"),
        E(CudaError.InitializationError,            "initialization error"),
        E(CudaError.CudartUnloading,                "driver shutting down"),
        E(CudaError.ProfilerDisabled,               "profiler disabled while using external profiling tool"),
        E(CudaError.ProfilerNotInitialized,         "profiler not initialized: call cudaProfilerInitialize()"),
        E(CudaError.ProfilerAlreadyStarted,         "profiler already started"),
        E(CudaError.ProfilerAlreadyStopped,         "profiler already stopped"),
        E(CudaError.InvalidConfiguration,           "invalid configuration argument"),
        E(CudaError.InvalidPitchValue,              "invalid pitch argument"),
        E(CudaError.InvalidSymbol,                  "invalid device symbol"),
        E(CudaError.InvalidHostPointer,             "invalid host pointer"),
        E(CudaError.InvalidDevicePointer,           "invalid device pointer"),
        E(CudaError.InvalidTexture,                 "invalid texture reference"),
        E(CudaError.InvalidTextureBinding,          "texture is not bound to a pointer"),
        E(CudaError.InvalidChannelDescriptor,       "invalid channel descriptor"),
        E(CudaError.InvalidMemcpyDirection,         "invalid copy direction for memcpy"),
        E(CudaError.AddressOfConstant,              "cannot take the address of a constant variable"),
        E(CudaError.TextureFetchFailed,             "fetch from texture failed"),
        E(CudaError.TextureNotBound,                "cannot fetch from a texture that is not bound"),
        E(CudaError.SynchronizationError,           "incorrect use of __syncthreads()"),
        E(CudaError.InvalidFilterSetting,           "linear filtering not supported for non-float type"),
        E(CudaError.InvalidNormSetting,             "read as normalized float not supported for 32-bit non float type"),
        E(CudaError.MixedDeviceExecution,           "device emulation mode and device execution mode cannot be mixed"),
        E(CudaError.NotYetImplemented,              "feature not yet implemented"),
        E(CudaError.MemoryValueTooLarge,            "memory size or pointer value too large to fit in 32 bit"),
        E(CudaError.StubLibrary,                    "CUDA driver is a stub library"),
        E(CudaError.InsufficientDriver,             "CUDA driver version is insufficient for CUDA runtime version"),
        E(CudaError.CallRequiresNewerDriver,        "API call is not supported in the installed CUDA driver"),
        E(CudaError.InvalidSurface,                 "invalid surface reference"),
        E(CudaError.DuplicateVariableName,          "duplicate global variable looked up by string name"),
        E(CudaError.DuplicateTextureName,           "duplicate texture looked up by string name"),
        E(CudaError.DuplicateSurfaceName,           "duplicate surface looked up by string name"),
        E(CudaError.DevicesUnavailable,             "CUDA-capable device(s) is/are busy or unavailable"),
        E(CudaError.IncompatibleDriverContext,      "incompatible driver context"),
        E(CudaError.MissingConfiguration,           "__global__ function call is not configured"),
        E(CudaError.PriorLaunchFailure,             "unspecified launch failure in prior launch"),
        E(CudaError.LaunchMaxDepthExceeded,         "launch would exceed maximum depth of nested launches"),
        E(CudaError.LaunchFileScopedTex,            "launch failed because kernel uses unsupported, file-scoped textures (texture objects are supported)"),
        E(CudaError.LaunchFileScopedSurf,           "launch failed because kernel uses unsupported, file-scoped surfaces (surface objects are supported)"),
        E(CudaError.SyncDepthExceeded,              "cudaDeviceSynchronize failed because caller's grid depth exceeds cudaLimitDevRuntimeSyncDepth"),
        E(CudaError.LaunchPendingCountExceeded,     "launch failed because launch would exceed cudaLimitDevRuntimePendingLaunchCount"),
        E(CudaError.InvalidDeviceFunction,          "invalid device function"),
        E(CudaError.NoDevice,                       "no CUDA-capable device is detected"),
        E(CudaError.InvalidDevice,                  "invalid device ordinal"),
        E(CudaError.DeviceNotLicensed,              "device doesn't have valid Grid license"),
        E(CudaError.SoftwareValidityNotEstablished, "integrity checks failed"),
        E(CudaError.StartupFailure,                 "startup failure in cuda runtime"),
        E(CudaError.InvalidKernelImage,             "device kernel image is invalid"),
        E(CudaError.DeviceUninitialized,            "invalid device context"),
        E(CudaError.MapBufferObjectFailed,          "mapping of buffer object failed"),
        E(CudaError.UnmapBufferObjectFailed,        "unmapping of buffer object failed"),
        E(CudaError.ArrayIsMapped,                  "array is mapped"),
        E(CudaError.AlreadyMapped,                  "resource already mapped"),
        E(CudaError.NoKernelImageForDevice,         "no kernel image is available for execution on the device"),
        E(CudaError.AlreadyAcquired,                "resource already acquired"),
        E(CudaError.NotMapped,                      "resource not mapped"),
        E(CudaError.NotMappedAsArray,               "resource not mapped as array"),
        E(CudaError.NotMappedAsPointer,             "resource not mapped as pointer"),
        E(CudaError.ECCUncorrectable,               "uncorrectable ECC error encountered"),
        E(CudaError.UnsupportedLimit,               "limit is not supported on this architecture"),
        E(CudaError.DeviceAlreadyInUse,             "exclusive-thread device already in use by a different thread"),
        E(CudaError.PeerAccessUnsupported,          "peer access is not supported between these two devices"),
        E(CudaError.InvalidPtx,                     "a PTX JIT compilation failed"),
        E(CudaError.InvalidGraphicsContext,         "invalid OpenGL or DirectX context"),
        E(CudaError.NvlinkUncorrectable,            "uncorrectable NVLink error detected during the execution"),
        E(CudaError.JitCompilerNotFound,            "PTX JIT compiler library not found"),
        E(CudaError.UnsupportedPtxVersion,          "the provided PTX was compiled with an unsupported toolchain."),
        E(CudaError.JitCompilationDisabled,         "PTX JIT compilation was disabled"),
        E(CudaError.UnsupportedExecAffinity,        "the provided execution affinity is not supported"),
        E(CudaError.UnsupportedDevSideSync,         "the provided PTX contains unsupported call to cudaDeviceSynchronize"),
        E(CudaError.Contained,                      "Invalid access of peer GPU memory over nvlink or a hardware error"),
        E(CudaError.InvalidSource,                  "device kernel image is invalid"),
        E(CudaError.FileNotFound,                   "file not found"),
        E(CudaError.SharedObjectSymbolNotFound,     "shared object symbol not found"),
        E(CudaError.SharedObjectInitFailed,         "shared object initialization failed"),
        E(CudaError.OperatingSystem,                "OS call failed or operation not supported on this OS"),
        E(CudaError.InvalidResourceHandle,          "invalid resource handle"),
        E(CudaError.IllegalState,                   "the operation cannot be performed in the present state"),
        E(CudaError.LossyQuery,                     "attempted introspection would be semantically lossy"),
        E(CudaError.SymbolNotFound,                 "named symbol not found"),
        E(CudaError.NotReady,                       "device not ready"),
        E(CudaError.IllegalAddress,                 "an illegal memory access was encountered"),
        E(CudaError.LaunchOutOfResources,           "too many resources requested for launch"),
        E(CudaError.LaunchTimeout,                  "the launch timed out and was terminated"),
        E(CudaError.LaunchIncompatibleTexturing,    "launch uses incompatible texturing mode"),
        E(CudaError.PeerAccessAlreadyEnabled,       "peer access is already enabled"),
        E(CudaError.PeerAccessNotEnabled,           "peer access has not been enabled"),
        E(CudaError.SetOnActiveProcess,             "cannot set while device is active in this process"),
        E(CudaError.ContextIsDestroyed,             "context is destroyed"),
        E(CudaError.Assert,                         "device-side assert triggered"),
        E(CudaError.TooManyPeers,                   "peer mapping resources exhausted"),
        E(CudaError.HostMemoryAlreadyRegistered,    "part or all of the requested memory range is already mapped"),
        E(CudaError.HostMemoryNotRegistered,        "pointer does not correspond to a registered memory region"),
        E(CudaError.HardwareStackError,             "hardware stack error"),
        E(CudaError.IllegalInstruction,             "an illegal instruction was encountered"),
        E(CudaError.MisalignedAddress,              "misaligned address"),
        E(CudaError.InvalidAddressSpace,            "operation not supported on global/shared address space"),
        E(CudaError.InvalidPc,                      "invalid program counter"),
        E(CudaError.LaunchFailure,                  "unspecified launch failure"),
        E(CudaError.CooperativeLaunchTooLarge,      "too many blocks in cooperative launch"),
        E(CudaError.TensorMemoryLeak,               "tensor memory not completely freed"),
        E(CudaError.NotPermitted,                   "operation not permitted"),
        E(CudaError.NotSupported,                   "operation not supported"),
        E(CudaError.SystemNotReady,                 "system not yet initialized"),
        E(CudaError.SystemDriverMismatch,           "system has unsupported display driver / cuda driver combination"),
        E(CudaError.CompatNotSupportedOnDevice,     "forward compatibility was attempted on non supported HW"),
        E(CudaError.MpsConnectionFailed,            "MPS client failed to connect to the MPS control daemon or the MPS server"),
        E(CudaError.MpsRpcFailure,                  "the remote procedural call between the MPS server and the MPS client failed"),
        E(CudaError.MpsServerNotReady,              "MPS server is not ready to accept new MPS client requests"),
        E(CudaError.MpsMaxClientsReached,           "the hardware resources required to create MPS client have been exhausted"),
        E(CudaError.MpsMaxConnectionsReached,       "the hardware resources required to support device connections have been exhausted"),
        E(CudaError.MpsClientTerminated,            "the MPS client has been terminated by the server"),
        E(CudaError.CdpNotSupported,                "the program is using CUDA Dynamic Parallelism, but the current configuration, like MPS, does not support it"),
        E(CudaError.CdpVersionMismatch,             "the program contains an unsupported interaction between different versions of CUDA Dynamic Parallelism"),
        E(CudaError.StreamCaptureUnsupported,       "operation not permitted when stream is capturing"),
        E(CudaError.StreamCaptureInvalidated,       "operation failed due to a previous error during capture"),
        E(CudaError.StreamCaptureMerge,             "operation would result in a merge of separate capture sequences"),
        E(CudaError.StreamCaptureUnmatched,         "capture was not ended in the same stream as it began"),
        E(CudaError.StreamCaptureUnjoined,          "capturing stream has unjoined work"),
        E(CudaError.StreamCaptureIsolation,         "dependency created on uncaptured work in another stream"),
        E(CudaError.StreamCaptureImplicit,          "operation would make the legacy stream depend on a capturing blocking stream"),
        E(CudaError.CapturedEvent,                  "operation not permitted on an event last recorded in a capturing stream"),
        E(CudaError.StreamCaptureWrongThread,       "attempt to terminate a thread-local capture sequence from another thread"),
        E(CudaError.Timeout,                        "wait operation timed out"),
        E(CudaError.GraphExecUpdateFailure,         "the graph update was not performed because it included changes which violated constraints specific to instantiated graph update"),
        E(CudaError.ExternalDevice,                 "an async error has occurred in external entity outside of CUDA"),
        E(CudaError.InvalidClusterSize,             "a kernel launch error has occurred due to cluster misconfiguration"),
        E(CudaError.FunctionNotLoaded,              "the function handle is not loaded when performing an operation that requires a loaded function"),
        E(CudaError.InvalidResourceType,            "one or more resources passed in are not valid resource types for the operation"),
        E(CudaError.InvalidResourceConfiguration,   "one or more resources are insufficient or non-applicable for the operation"),
        E(CudaError.Unknown,                        "unknown error"),
        E(CudaError.ApiFailureBase,                 "api failure base"),
    ];

    private static readonly FrozenDictionary<CudaError, Row> ByCode = Rows.ToFrozenDictionary(row => row.Code);

    public static bool IsDefined(CudaError code) => ByCode.ContainsKey(code);

    /// <summary><c>"cudaErrorInvalidValue"</c> and the like.</summary>
    public static string NameOf(CudaError code) => ByCode.TryGetValue(code, out Row? row) ? row.Name : Unrecognized;

    /// <summary><c>"invalid argument"</c> and the like.</summary>
    public static string Describe(CudaError code) => ByCode.TryGetValue(code, out Row? row) ? row.Description : Unrecognized;

    private static Row E(CudaError code, string description, [CallerArgumentExpression(nameof(code))] string member = "") =>
        new(code, CName(member[(member.IndexOf('.') + 1)..]), description);

    private static string CName(string member) => member == nameof(CudaError.Success) ? "cudaSuccess" : "cudaError" + member;
}
