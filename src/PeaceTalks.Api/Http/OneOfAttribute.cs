namespace PeaceTalks.Api.Http;

/// <summary>States that a member is an instance of one of these contracts. The serializer writes whichever it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params Type[] contracts) : Attribute
{
    public IReadOnlyList<Type> Contracts => contracts;

    /// <summary>Whether it may also be the contract of any noun of reference data.</summary>
    public bool AndReferenceData { get; init; }
}
