namespace PeaceTalks.Benchmarks;

/// <summary>The options of a verb: <c>--name value</c>, or <c>--name</c> alone.</summary>
internal sealed class VerbOptions
{
    private readonly List<(string Name, string? Value)> options = [];

    /// <param name="known">The names that the verb takes.</param>
    /// <exception cref="ArgumentException">An option is unknown.</exception>
    public VerbOptions(IEnumerable<string> arguments, params string[] known)
    {
        foreach (var argument in arguments)
        {
            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                options.Add((argument[2..], null));
            }
            else if (options is [.., (var name, null)])
            {
                options[^1] = (name, argument);
            }
            else
            {
                throw new ArgumentException($"'{argument}' belongs to no option.");
            }
        }

        if (options.FirstOrDefault(x => !known.Contains(x.Name)) is { Name: { } unknown })
        {
            throw new ArgumentException($"There is no option --{unknown}. Known: {string.Join(", ", known.Select(x => $"--{x}"))}.");
        }
    }

    public bool Has(string name) => options.Exists(x => x.Name == name);

    public string? Find(string name) => options.LastOrDefault(x => x.Name == name).Value;

    public string Required(string name) => Find(name) ?? throw new ArgumentException($"--{name} is missing.");

    public string Text(string name, string otherwise) => Find(name) ?? otherwise;

    public int Number(string name, int otherwise) => Find(name) is { } value ? int.Parse(value) : otherwise;

    public IReadOnlyList<string> Every(string name) => [.. options.Where(x => x.Name == name).Select(x => x.Value ?? "")];
}
