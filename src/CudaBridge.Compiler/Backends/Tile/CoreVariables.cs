using CudaBridge.Compiler.Backends.Source;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>Variables of a module that are no block's own.</summary>
internal static class CoreVariables
{
    public static Expression AddressOf(ModuleWriter module, LLVMValueRef global) =>
        throw new SourceException(default, global.IsAFunction.Handle != IntPtr.Zero ? "the address of a function" : $"the variable {Demangler.Demangle(global.Name)} of the module");
}
