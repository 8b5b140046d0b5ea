using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

// #ifdef CUBLAS_API_H_ … #endif  in a program that does not use the library: no unit compiles what is between.
public sealed partial class FileRewriter
{
    private List<(int Start, int End)>? _leftOut;

    private bool IsLeftOut(int offset) => (_leftOut ??= [.. FindLeftOut()]).Any(range => offset >= range.Start && offset < range.End);

    private IEnumerable<(int Start, int End)> FindLeftOut()
    {
        if (_input.Facts is not { } facts) yield break;
        IReadOnlyList<Token> tokens = _input.Tokens;
        for (int i = 0; i + 2 < tokens.Count; i++)
        {
            if (!IsDirective(i, "ifdef") || !IsLibraryGuard(Spelling(tokens[i + 2]))) continue;
            int start = tokens[i].Start, end = EndOfBranch(i);
            // Where clang has met a name, it is compiled.
            if (!facts.IsCuda.Keys.Any(offset => offset >= start && offset < end)) yield return (start, end);
        }
    }

    private int EndOfBranch(int index)
    {
        int depth = 0;
        for (int i = index + 1; i + 1 < _input.Tokens.Count; i++)
            if (IsDirective(i, "if") || IsDirective(i, "ifdef") || IsDirective(i, "ifndef")) depth++;
            else if (depth == 0 && (IsDirective(i, "endif") || IsDirective(i, "else") || IsDirective(i, "elif"))) return _input.Tokens[i].Start;
            else if (IsDirective(i, "endif")) depth--;
        return _text.Length;
    }

    private bool IsDirective(int index, string word) =>
        _input.Tokens[index] is { Directive: > 0, Length: 1 } hash && _text[hash.Start] == '#' && _input.Tokens[index + 1].Directive == hash.Directive && Spelling(_input.Tokens[index + 1]) == word;

    private static bool IsLibraryGuard(string name) => CudaNames.CategoryOf(name.TrimStart('_')) is NameCategory.Blas or NameCategory.Fft or NameCategory.Rand or NameCategory.RandDevice or NameCategory.Dnn or NameCategory.Sparse
        or NameCategory.Solver or NameCategory.Collectives or NameCategory.RuntimeCompilation or NameCategory.Tools || name is "CUSPARSEAPI" or "CUDA_DRIVER_API" or "__cuda_cuda_h__" or "NV_NPPIDEFS_H" or "NVJPEGAPI";
}
