using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CudaBridge.Abi.Generator;

/// <summary>A method marked <c>[CudaApi]</c>. Equality is by value, which is what lets the compiler reuse earlier output.</summary>
internal sealed class Implementation : IEquatable<Implementation>
{
    private Implementation(string name, string type, string signature, Location location)
    {
        Name = name;
        Type = type;
        Signature = signature;
        Location = location;
    }

    public string Name { get; }

    /// <summary>The full name of the class that has it.</summary>
    public string Type { get; }

    /// <summary>As <see cref="Generator.Signature"/> writes it.</summary>
    public string Signature { get; }

    public Location Location { get; }

    public static Implementation From(IMethodSymbol method)
    {
        string types = string.Join(", ", method.Parameters.Select(p => Display(p.Type)));
        string signature = $"{(method.IsStatic ? "static " : "")}{Display(method.ReturnType)} {method.Name}({types})";
        return new Implementation(method.Name, method.ContainingType.ToDisplayString(), signature, method.Locations[0]);
    }

    public bool Equals(Implementation? other) => other is not null && other.Type == Type && other.Signature == Signature;

    public override bool Equals(object? other) => Equals(other as Implementation);

    public override int GetHashCode() => Signature.GetHashCode();

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}

/// <summary>The C# form of a declaration.</summary>
internal static class Signature
{
    /// <summary><c>static CudaError cudaFree(void*)</c></summary>
    public static string Of(ApiFunction function, Func<string, bool> abiHas)
    {
        IEnumerable<string> types = function.Parameters.Select(p => CTypes.ToCSharp(p.Type, abiHas) ?? p.Type);
        if (TakesDefaultStream(function)) types = types.Append(function.StreamType);
        return $"static {CTypes.ToCSharp(function.Result, abiHas)} {function.Name}({string.Join(", ", types)})";
    }

    /// <summary>The function has a per-thread variant but no stream parameter that could tell: the method gets the stream to use.</summary>
    public static bool TakesDefaultStream(ApiFunction function) => function.PerThreadSuffix is not null && function.StreamIndex < 0;
}

/// <summary>The names of CudaBridge.Abi's types; compared by them, so that other edits do not start the generator.</summary>
internal sealed class AbiTypes : IEquatable<AbiTypes>
{
    private readonly HashSet<string> _names;

    public AbiTypes(Compilation compilation)
    {
        INamespaceSymbol? space = compilation.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(n => n.Name == "CudaBridge")
            ?.GetNamespaceMembers().FirstOrDefault(n => n.Name == "Abi");
        _names = [.. space?.GetTypeMembers().Select(t => t.Name) ?? []];
    }

    public bool Has(string name) => _names.Contains(name);

    public bool Equals(AbiTypes? other) => other is not null && _names.SetEquals(other._names);

    public override bool Equals(object? other) => Equals(other as AbiTypes);

    public override int GetHashCode() => _names.Count;
}
