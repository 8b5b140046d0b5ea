using System;
using System.Collections.Generic;
using System.Linq;

namespace CudaBridge.Abi.Generator;

/// <summary>What a C type of an <c>.api</c> table is in C#.</summary>
public static class CTypes
{
    // Everything else has its C name in namespace CudaBridge.Abi.
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["void"] = "void",
        ["char"] = "byte",
        ["int"] = "int",
        ["unsigned int"] = "uint",
        ["long long"] = "long",
        ["unsigned long long"] = "ulong",
        ["size_t"] = "nuint",
        ["float"] = "float",
        ["double"] = "double",
        ["cudaError_t"] = "CudaError",
        ["dim3"] = "Dim3",
        ["uint3"] = "Dim3",
        ["cudaArray_const_t"] = "cudaArray_t",
        ["cudaMipmappedArray_const_t"] = "cudaMipmappedArray_t",
        ["GLuint"] = "uint",
        ["GLenum"] = "uint",
        ["VdpDevice"] = "uint",
        ["VdpVideoSurface"] = "uint",
        ["VdpOutputSurface"] = "uint",
        ["VdpGetProcAddress"] = "void",
        ["EGLint"] = "int",
        ["EGLStreamKHR"] = "nint",
        ["EGLSyncKHR"] = "nint",
        ["EGLImageKHR"] = "nint",
    };

    /// <summary>
    /// The C# spelling of a C type. A pointer to a struct that CudaBridge.Abi does not have is a <c>void*</c>; a value of
    /// such a type has no spelling: null.
    /// </summary>
    /// <param name="cType">As the table has it: <c>const cudaGraphNode_t**</c>.</param>
    /// <param name="abiHas">Whether CudaBridge.Abi has a type of this name.</param>
    public static string? ToCSharp(string cType, Func<string, bool> abiHas)
    {
        int stars = cType.Count(c => c == '*');
        string name = cType.Replace("*", "").Replace("const ", "").Trim();
        if (s_names.TryGetValue(name, out string? known)) return known + new string('*', stars);
        if (abiHas(name)) return name + new string('*', stars);
        return stars > 0 ? "void" + new string('*', stars) : null;
    }
}
