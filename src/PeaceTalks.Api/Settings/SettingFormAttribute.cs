namespace PeaceTalks.Api.Settings;

/// <summary>The form that the text of a setting must have. For a list, each entry has it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class SettingFormAttribute : Attribute
{
    /// <summary>Whether messages leave the text out.</summary>
    public virtual bool IsSecret => false;

    /// <returns>What would be right, as a clause: <c>it takes a network such as 10.0.0.0/8</c>. Null if the text is right.</returns>
    public abstract string? Complaint(string text);
}
