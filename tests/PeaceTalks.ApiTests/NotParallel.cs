namespace PeaceTalks.ApiTests;

/// <summary>Tests that load the machine, or are about time: after all others, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NotParallel
{
    public const string Name = "NotParallel";
}
