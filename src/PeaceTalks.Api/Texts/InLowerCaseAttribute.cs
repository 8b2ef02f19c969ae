namespace PeaceTalks.Api.Texts;

/// <summary>
/// Marks an enum that is a choice in a question (<c>axis=recorded</c>) and not a value in the ledger. Its names are written in lower case.
/// </summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class InLowerCaseAttribute : Attribute;
