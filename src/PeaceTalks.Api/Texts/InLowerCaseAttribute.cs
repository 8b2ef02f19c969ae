namespace PeaceTalks.Api.Texts;

/// <summary>On an enum that is a choice of the question (<c>axis=recorded</c>) and no value of the ledger: its names are written in lower case.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class InLowerCaseAttribute : Attribute;
