namespace PeaceTalks.Api.Http;

/// <summary>Marks an action whose answer contains a secret. A repeat gets 409 and this explanation instead of the stored answer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotReplayedAttribute(string toRepeats) : Attribute
{
    public string ToRepeats => toRepeats;
}
