namespace PeaceTalks.Api.Http;

/// <summary>Says of a member that it is an instance of one of these contracts; the serializer writes whichever it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params Type[] contracts) : Attribute
{
    public IReadOnlyList<Type> Contracts => contracts;

    /// <summary>Whether it may be the contract of a noun of reference data too, whichever nouns there are.</summary>
    public bool AndReferenceData { get; init; }
}
