namespace PeaceTalks.Api.Texts;

/// <summary>The name of a type in the API's document, where that is not its own.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum)]
public sealed class SchemaNameAttribute(string name) : Attribute
{
    public string Name => name;
}
