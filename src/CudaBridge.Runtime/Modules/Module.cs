using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>A loaded image: its kernels and variables by name.</summary>
public sealed unsafe class Module
{
    private readonly Dictionary<string, Function> _functions = [];
    private readonly Dictionary<string, Variable> _variables = [];
    private readonly Dictionary<string, nint> _managedCells = [];
    private readonly Dictionary<string, (TextureReference Reference, nint Cell)> _references = [];
    private readonly PrimaryContext _context;
    private readonly List<nint> _libraries = [];
    private Action? _release;

    /// <summary>A shared object of CPU code.</summary>
    internal Module(PrimaryContext context, nint library, CpuModuleTable* table)
        : this(context, table, Marshal.PtrToStringUTF8((nint)table->Target) ?? "", _ => null, () => _ = Libc.dlclose(library))
    {
    }

    /// <param name="codeOf">How the kernel of a name runs; null: as CPU code.</param>
    /// <param name="release">Gives back what the module stands on.</param>
    internal Module(PrimaryContext context, CpuModuleTable* table, string target, Func<string, IKernelCode?> codeOf, Action release)
    {
        _context = context;
        _release = release;
        Target = target;
        for (uint i = 0; i < table->KernelCount; i++)
        {
            Function function = new(context, &table->Kernels[i], codeOf);
            _functions[function.Name] = function;
        }
        AddVariables(table);
    }

    /// <summary>A module whose kernels are compiled when they are first used.</summary>
    /// <param name="data">The library that holds the variables, and its table; null without variables.</param>
    internal Module(PrimaryContext context, DividedPtx source, (nint Library, nint Table)? data)
    {
        _context = context;
        _release = CloseLibraries;
        Target = source.Target;
        foreach (string kernel in source.Kernels) _functions[kernel] = new(context, kernel, name => LoadKernel(source, name));
        if (data is not { } loaded) return;
        _libraries.Add(loaded.Library);
        CpuModuleTable* table = (CpuModuleTable*)loaded.Table;
        AddVariables(table);
    }

    /// <summary>What its code is for: the ISA level of CPU code, or another target.</summary>
    public string Target { get; }

    public IReadOnlyCollection<Function> Functions => _functions.Values;

    public IReadOnlyCollection<Variable> Variables => _variables.Values;

    public Function? FindFunction(string name) => _functions.GetValueOrDefault(name);

    public Variable? FindVariable(string name) => _variables.GetValueOrDefault(name);

    /// <summary>A texture or surface reference.</summary>
    public TextureReference? FindReference(string name) => _references.TryGetValue(name, out (TextureReference Reference, nint) found) ? found.Reference : null;

    public IEnumerable<TextureReference> References => _references.Values.Select(row => row.Reference);

    /// <summary>
    /// Makes host and device share a managed variable: its initial value goes to the host's variable, where device code finds it from now on.
    /// </summary>
    internal Variable BindManaged(Variable variable, nint hostVariable)
    {
        if (!_managedCells.Remove(variable.Name, out nint cell)) return variable;
        Buffer.MemoryCopy((void*)variable.Address, (void*)hostVariable, variable.Size, variable.Size);
        *(nint*)cell = hostVariable;
        Variable bound = variable with { Address = hostVariable };
        _variables[variable.Name] = bound;
        return bound;
    }

    /// <summary>None of its kernels may be running or queued.</summary>
    internal void Unload()
    {
        foreach (Function function in _functions.Values) _context.Functions.Remove(function.Handle, out _);
        foreach (TextureReference reference in References) reference.Release();
        Interlocked.Exchange(ref _release, null)?.Invoke();
    }

    private void CloseLibraries()
    {
        lock (_libraries)
        {
            foreach (nint library in _libraries) _ = Libc.dlclose(library);
            _libraries.Clear();
        }
    }

    // The kernel's code has a copy of each variable that it names, which nobody uses: its cells point to this module's.
    private nint LoadKernel(DividedPtx source, string kernel)
    {
        (nint library, nint address) = ModuleLoader.Open(source.Compile(kernel));
        CpuModuleTable* table = (CpuModuleTable*)address;
        lock (_libraries) _libraries.Add(library);
        for (uint i = 0; i < table->VariableCount; i++)
        {
            CpuVariable* variable = &table->Variables[i];
            if (variable->Indirection != null) *variable->Indirection = (void*)AddressOf(Marshal.PtrToStringUTF8((nint)variable->Name)!);
        }
        // The kernels that it launches itself come with it.
        for (uint i = 0; i < table->KernelCount; i++)
            if (Marshal.PtrToStringUTF8((nint)table->Kernels[i].Name) == kernel) return (nint)(&table->Kernels[i]);
        throw new CudaException(CudaError.InvalidPtx, $"The code of kernel {kernel} is not in its module.");
    }

    private nint AddressOf(string name) => _references.TryGetValue(name, out (TextureReference, nint Cell) reference) ? reference.Cell : _variables[name].Address;

    private void AddVariables(CpuModuleTable* table)
    {
        for (uint i = 0; i < table->VariableCount; i++) AddVariable(&table->Variables[i]);
        TextureReference[] references = [.. References];
        if (references.Length == 0) return;
        foreach (Function function in _functions.Values) function.References = references;
    }

    private void AddVariable(CpuVariable* variable)
    {
        string name = Marshal.PtrToStringUTF8((nint)variable->Name)!;
        if ((variable->Flags & (CpuVariableFlags.Texture | CpuVariableFlags.Surface)) != 0)
        {
            _references[name] = (new(_context, name, (nint)variable->Address, (variable->Flags & CpuVariableFlags.Surface) != 0), (nint)variable->Address);
            return;
        }
        bool managed = (variable->Flags & CpuVariableFlags.Managed) != 0;
        bool constant = (variable->Flags & CpuVariableFlags.Constant) != 0;
        _variables[name] = new(name, (nint)variable->Address, (nuint)variable->Size, constant, managed);
        if (managed && variable->Indirection != null) _managedCells[name] = (nint)variable->Indirection;
    }
}
