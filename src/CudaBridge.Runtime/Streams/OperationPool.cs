namespace CudaBridge.Runtime;

/// <summary>Finished operations, kept for reuse so that launches and records allocate nothing.</summary>
internal sealed class OperationPool
{
    // Of each kind: what two full queues hold.
    private const int Kept = 2048;

    private readonly object _gate = new();
    private readonly FreeList<LaunchOperation> _launches = new();
    private readonly FreeList<Marker> _markers = new();
    private readonly FreeList<TransferOperation> _transfers = new();

    private sealed class FreeList<T> where T : Operation, new()
    {
        private T? _first;
        private int _count;

        public T? Take()
        {
            T? taken = _first;
            if (taken is null) return null;
            _first = (T?)taken.Next;
            taken.Next = null;
            _count--;
            return taken;
        }

        public void Return(T operation)
        {
            operation.ClearDependencies();
            if (_count == Kept)
            {
                operation.Dispose();
                return;
            }
            operation.Next = _first;
            _first = operation;
            _count++;
        }
    }

    public LaunchOperation TakeLaunch() => Take(_launches);

    public Marker TakeMarker() => Take(_markers);

    public TransferOperation TakeTransfer() => Take(_transfers);

    public void Return(LaunchOperation operation) => Return(_launches, operation);

    public void Return(Marker operation) => Return(_markers, operation);

    public void Return(TransferOperation operation) => Return(_transfers, operation);

    private T Take<T>(FreeList<T> list) where T : Operation, new()
    {
        lock (_gate) return list.Take() ?? new T();
    }

    private void Return<T>(FreeList<T> list, T operation) where T : Operation, new()
    {
        lock (_gate) list.Return(operation);
    }
}
