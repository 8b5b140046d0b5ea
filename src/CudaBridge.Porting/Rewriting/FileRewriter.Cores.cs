using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Porting.Analysis;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

// For cores without threads: kernels leave the source for a header of their own, and launches become calls.
public sealed partial class FileRewriter
{
    private readonly List<(int Start, int End)> _cuts = [];

    private bool IsCut(int offset)
    {
        foreach ((int start, int end) in _cuts)
            if (offset >= start && offset < end) return true;
        return false;
    }

    // Definitions for the device alone are in the header with the kernels.
    private void FindCuts(List<Edit> edits)
    {
        if (_dialect.Family != DialectFamily.Tile || _input.Facts is not { } facts) return;
        foreach ((int start, int end) in facts.DeviceOnly.OrderBy(range => range.Key))
        {
            (int from, int to) = DefinitionAround(start, end);
            if (from < 0 || _cuts.Exists(cut => from < cut.End && to > cut.Start)) continue;
            _cuts.Add((from, to));
            KernelPlace? kernel = facts.Kernels.GetValueOrDefault(start);
            CoreKernel? known = kernel is null ? null : _input.CoreKernels.GetValueOrDefault(kernel.Name);
            string word = kernel is null ? "" : known is null || known.Form == CoreForm.Refused ? $"// CUDA's kernel {kernel.Name} has to be written by hand{(known is null ? "" : ": " + known.Reason)}" : $"// CUDA's kernel {kernel.Name} is in {_input.KernelHeader ?? "the header of the files that use it"}";
            edits.Add(new Edit(from, to - from, word));
        }

        if (_input.KernelHeader is { } header && _input.Tokens.Count > 0 && !HasInclude(header))
            edits.Add(new Edit(_input.Source.LineStart(_input.Source.PlaceOf(_input.Tokens[0].Start).Line - 1), 0, $"#include <{header}>\n"));
    }

    // Attributes before it and the semicolon of a variable or of a declaration belong to a definition.
    private (int From, int To) DefinitionAround(int start, int end)
    {
        int first = -1, last = -1;
        for (int i = 0; i < _input.Tokens.Count; i++)
        {
            if (_input.Tokens[i].Start == start) first = i;
            if (_input.Tokens[i].End <= end) last = i;
        }

        if (first < 0 || last < first) return (-1, -1);
        while (first > 0 && _input.Tokens[first - 1] is var before && before.Directive == _input.Tokens[first].Directive && Spelling(before) is not (";" or "}" or "{" or ":")) first--;
        if (Spelling(_input.Tokens[last]) != "}" || last + 1 < _input.Tokens.Count && Spelling(_input.Tokens[last + 1]) == ";")
            while (last + 1 < _input.Tokens.Count && Spelling(_input.Tokens[last]) != ";") last++;
        return (_input.Tokens[first].Start, _input.Tokens[last].End);
    }

    // kernel<<<grid, block>>>(a, b)  =>  launch_kernel(grid, block, 0, nullptr, a, b)
    private void CallLaunch(int index, List<Edit> edits)
    {
        if (CallArguments.ReadLaunch(_text, _input.Tokens, index) is not { } launch) return;
        int name = index - 1;
        bool isInstance = Spelling(_input.Tokens[name]) == ">";
        if (isInstance) name = OpeningOf(name) - 1;
        int open = launch.Close + 1;
        string kernel = name >= 0 ? Spelling(_input.Tokens[name]) : "";
        bool isKnown = _input.CoreKernels.TryGetValue(kernel, out CoreKernel? known) && known.Form != CoreForm.Refused;
        if (!isKnown || open >= _input.Tokens.Count || Spelling(_input.Tokens[open]) != "(")
        {
            Report("CB4031", _input.Tokens[index].Start, kernel, "");
            return;
        }

        Token first = _input.Tokens[name], opening = _input.Tokens[index];
        string instance = isInstance ? _text[_input.Tokens[name + 1].Start.._input.Tokens[index - 1].End] : "";
        edits.Add(new Edit(first.Start, opening.End - first.Start, $"launch_{kernel}{instance}("));
        string[] missing = ["0", "nullptr"];
        string rest = string.Concat(missing.Skip(Math.Max(0, launch.Arguments.Count - 2)).Select(value => $", {value}"));
        bool hasArguments = open + 1 < _input.Tokens.Count && Spelling(_input.Tokens[open + 1]) != ")";
        Token close = _input.Tokens[launch.Close], paren = _input.Tokens[open];
        edits.Add(new Edit(close.Start, paren.End - close.Start, rest + (hasArguments ? ", " : "")));
    }

    private int OpeningOf(int close)
    {
        int depth = 0;
        for (int i = close; i >= 0; i--)
        {
            if (Spelling(_input.Tokens[i]) == ">") depth++;
            else if (Spelling(_input.Tokens[i]) == "<" && --depth == 0) return i;
        }

        return 0;
    }

    private bool IsLeftKernel(int offset, string name) => _dialect.Family == DialectFamily.Tile
        && (CudaNames.CategoryOf(name) is NameCategory.Keyword or NameCategory.Variable or NameCategory.Device or NameCategory.Half or NameCategory.Texture || _input.Facts is { } facts && facts.InDeviceCode(offset));

    private void ReportKernel(KernelPlace kernel)
    {
        CoreKernel? known = _input.CoreKernels.GetValueOrDefault(kernel.Name);
        if (_dialect.Family == DialectFamily.Kernels)
        {
            if (known is { Form: CoreForm.Refused }) Report("CB4032", kernel.Start, kernel.Name, known.Reason[(known.Reason.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }
        else if (known is null) Report("CB4028", kernel.Start, kernel.Name, _input.KernelProblem ?? "no launch or instance of it was seen");
        else if (known.Form == CoreForm.Refused) Report("CB4028", kernel.Start, kernel.Name, known.Reason);
        else if (known.OneCore) Report("CB4030", kernel.Start, kernel.Name, "");
        else if (known.Form == CoreForm.General) Report("CB4029", kernel.Start, kernel.Name, known.Reason);
    }
}
