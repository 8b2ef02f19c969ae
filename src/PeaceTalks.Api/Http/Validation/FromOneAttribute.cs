namespace PeaceTalks.Api.Http.Validation;

/// <summary>
/// A member of a body that counts from 1. Messages about values that are no number say so. <see cref="Rules.Paragraph"/> checks numbers.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromOneAttribute : Attribute;
