using System.Globalization;
using System.Text;

namespace CudaBridge.Cli.CSharp;

/// <summary>A declaration that several files of a project may need; it is written once.</summary>
/// <param name="Name">Full name.</param>
internal sealed record TypeDeclaration(string Name, string Text);

/// <summary>Records, enums and arrays as C# declarations with the device's layout.</summary>
internal static class TypeWriter
{
    private const string Indent = "    ";

    public static IEnumerable<TypeDeclaration> Write(CSharpTypes types, string rootNamespace, string visibility)
    {
        foreach (EnumSignature type in types.Enums) yield return Declare(rootNamespace, type.Namespaces, type.Name, Enum(type, visibility));
        foreach (RecordSignature record in types.Records.ToList()) yield return Declare(rootNamespace, record.Namespaces, record.Name, Record(record, types, visibility));
        foreach (long length in types.ArrayLengths) yield return Declare(rootNamespace, [], $"InlineArray{length}", Array(length, visibility));
    }

    private static TypeDeclaration Declare(string root, IReadOnlyList<string> inner, string name, string text)
    {
        string space = CSharpNames.Namespace(root, inner);
        return new($"{space}.{name}", $"namespace {space}\n{{\n{text}}}\n");
    }

    private static string Enum(EnumSignature type, string visibility)
    {
        StringBuilder text = new(DocWriter.Summary(type.Comment, Indent));
        text.Append($"{Indent}{visibility} enum {CSharpNames.Escape(type.Name)} : {CSharpTypes.UnderlyingOf(type.Underlying)}\n{Indent}{{\n");
        foreach (EnumMember member in type.Members)
        {
            text.Append(DocWriter.Summary(member.Comment, Indent + Indent));
            text.Append($"{Indent}{Indent}{CSharpNames.Escape(member.Name)} = {ValueOf(member, type.Underlying)},\n");
        }
        return text.Append($"{Indent}}}\n").ToString();
    }

    private static string ValueOf(EnumMember member, ScalarKind underlying) =>
        underlying is ScalarKind.Int8 or ScalarKind.Int16 or ScalarKind.Int32 or ScalarKind.Int64 or ScalarKind.Difference
            ? ((long)member.Value).ToString(CultureInfo.InvariantCulture)
            : member.Value.ToString(CultureInfo.InvariantCulture);

    private static string Record(RecordSignature record, CSharpTypes types, string visibility)
    {
        StringBuilder text = new(DocWriter.Summary(record.Comment, Indent));
        text.Append($"{Indent}[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Explicit, Size = {record.Size})]\n");
        text.Append($"{Indent}{visibility} partial struct {CSharpNames.Escape(record.Name)}\n{Indent}{{\n");
        foreach (FieldSignature field in record.Fields)
        {
            text.Append(DocWriter.Summary(field.Comment, Indent + Indent));
            text.Append($"{Indent}{Indent}[global::System.Runtime.InteropServices.FieldOffset({field.Offset})] public {types.NameOf(field.Type)} {CSharpNames.Member(field.Name, record.Name)};\n");
        }
        return text.Append($"{Indent}}}\n").ToString();
    }

    private static string Array(long length, string visibility) => $$"""
            /// <summary>{{length}} elements in a row, as a C++ array holds them; converts to spans.</summary>
            [global::System.Runtime.CompilerServices.InlineArray({{length}})]
            {{visibility}} struct InlineArray{{length}}<T> where T : unmanaged
            {
                private T _element;
            }

        """;
}
