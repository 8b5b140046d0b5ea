using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CudaBridge.Abi.Generator;

/// <summary>
/// Reads the <c>.api</c> tables among the additional files and the methods marked <c>[CudaApi]</c>, and writes one export for each
/// function: a call of its method, or a stub that says "not supported". A method that is not what its line says is an error.
/// </summary>
[Generator]
public sealed class ApiGenerator : IIncrementalGenerator
{
    private const string Attribute = "CudaBridge.Shim.CudaApiAttribute";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddSource("CudaApiAttribute.g.cs", AttributeSource));
        var tables = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(".api", StringComparison.Ordinal))
            .Select(static (file, cancel) => (file.Path, Text: file.GetText(cancel)?.ToString() ?? ""));
        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(Attribute, static (_, _) => true, static (found, _) => Implementation.From((IMethodSymbol)found.TargetSymbol))
            .Collect();
        var abiTypes = context.CompilationProvider.Select(static (compilation, _) => new AbiTypes(compilation));
        context.RegisterSourceOutput(tables.Collect().Combine(methods).Combine(abiTypes), static (output, input) =>
            Generate(output, input.Left.Left, input.Left.Right, input.Right));
    }

    private static void Generate(
        SourceProductionContext output, ImmutableArray<(string Path, string Text)> tables, ImmutableArray<Implementation> methods, AbiTypes types)
    {
        var unclaimed = new HashSet<Implementation>(methods);
        foreach ((string path, string text) in tables)
        {
            ApiFile api = ApiFile.Parse(text);
            foreach (KeyValuePair<int, string> error in api.Errors) output.ReportDiagnostic(Diagnostics.Table(path, error.Key, error.Value));
            var writer = new ExportWriter(api, Path.GetFileNameWithoutExtension(path), types.Has);
            foreach (ApiFunction function in api.Functions)
            {
                Implementation? method = methods.FirstOrDefault(m => m.Name == function.Name);
                if (method is not null) unclaimed.Remove(method);
                Report(output, path, function, method, types);
                writer.Add(function, method);
            }
            output.AddSource($"{writer.ClassName}.g.cs", SourceText.From(writer.Finish(), System.Text.Encoding.UTF8));
        }
        foreach (Implementation method in unclaimed) output.ReportDiagnostic(Diagnostics.NoDeclaration(method));
    }

    private static void Report(SourceProductionContext output, string path, ApiFunction function, Implementation? method, AbiTypes types)
    {
        foreach (string type in function.Parameters.Select(p => p.Type).Append(function.Result).Where(type => CTypes.ToCSharp(type, types.Has) is null))
            output.ReportDiagnostic(Diagnostics.Table(path, function.Line, $"'{type}' of '{function.Name}' is passed by value, but CudaBridge.Abi has no such type"));
        string expected = Signature.Of(function, types.Has);
        if (method is not null && method.Signature != expected) output.ReportDiagnostic(Diagnostics.WrongSignature(method, expected));
    }

    private const string AttributeSource = """
        namespace CudaBridge.Shim;

        /// <summary>The method implements the function of its name; its signature is a line of an .api table.</summary>
        [global::System.AttributeUsage(global::System.AttributeTargets.Method)]
        internal sealed class CudaApiAttribute : global::System.Attribute;

        """;
}
