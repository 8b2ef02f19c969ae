namespace PeaceTalks.Api.Http;

/// <summary>Of an action whose answer holds a secret: a repeat is told so (409) instead of getting it again.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotReplayedAttribute(string toRepeats) : Attribute
{
    public string ToRepeats => toRepeats;
}
