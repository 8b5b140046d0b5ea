namespace CudaBridge.Shim;

/// <summary>Peer access between devices; there is one, and a device is no peer of its own.</summary>
internal static unsafe class Peers
{
    [CudaApi]
    public static CudaError cudaDeviceCanAccessPeer(int* canAccessPeer, int device, int peerDevice)
    {
        Check.NotNull(canAccessPeer);
        Check.Device(device);
        Check.Device(peerDevice);
        *canAccessPeer = 0;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceEnablePeerAccess(int peerDevice, uint flags)
    {
        Check.That(flags == 0);
        return CudaError.InvalidDevice;
    }

    [CudaApi]
    public static CudaError cudaDeviceDisablePeerAccess(int peerDevice)
    {
        Check.Device(peerDevice);
        return CudaError.PeerAccessNotEnabled;
    }

    /// <summary>"If srcDevice or dstDevice are not valid or if they represent the same device" it is cudaErrorInvalidDevice: always, with one device.</summary>
    [CudaApi]
    public static CudaError cudaDeviceGetP2PAttribute(int* value, cudaDeviceP2PAttr attr, int srcDevice, int dstDevice)
    {
        Check.NotNull(value);
        Check.That(Enum.IsDefined(attr));
        return CudaError.InvalidDevice;
    }
}
