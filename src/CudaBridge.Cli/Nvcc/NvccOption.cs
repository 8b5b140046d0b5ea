namespace CudaBridge.Cli.Nvcc;

/// <summary>What follows an option's name.</summary>
internal enum ValueForm
{
    /// <summary>Nothing; <c>=true</c> and <c>=false</c> are accepted.</summary>
    None,

    /// <summary><c>true</c> or <c>false</c>, which must be given.</summary>
    TrueFalse,

    /// <summary>One value; the last one given counts.</summary>
    One,

    /// <summary>Values separated by commas; may be repeated.</summary>
    List,

    /// <summary>One value that may hold commas; may be repeated.</summary>
    Repeated,
}

/// <summary>One row of <see cref="NvccOptions"/>: an option of NVIDIA's nvcc manual and what it means here.</summary>
/// <param name="Long">Name after two hyphens, as the manual prints it.</param>
/// <param name="Short">Name after one hyphen.</param>
/// <param name="Meta">What the value is called in the help; choices are separated by <c>|</c> and checked.</param>
/// <param name="Apply">Records the option; the value is empty for <see cref="ValueForm.None"/>.</param>
internal sealed record NvccOption(
    string Long, string Short, ValueForm Form, string Meta, Action<NvccSettings, string> Apply, string Help)
{
    /// <summary>Other spellings in use, with their hyphens left out.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>Why the option has no effect here; null when it has one. Shown under <c>-v</c>.</summary>
    public string? NoEffect { get; init; }

    /// <summary>The values that <see cref="Meta"/> lists; empty when any value will do.</summary>
    public string[] Choices { get; } = Meta.Contains('|', StringComparison.Ordinal) ? Meta.Split('|') : [];

    public bool TakesValue => Form != ValueForm.None;

    /// <summary>Names of one letter take their value without a separator: <c>-Ifolder</c>.</summary>
    public bool TakesAttachedValue => TakesValue && Short.Length == 1;

    public IEnumerable<string> Names => [Long, Short, .. Aliases];
}

/// <summary>Options that the help prints together.</summary>
internal sealed record NvccOptionGroup(string Title, NvccOption[] Options);
