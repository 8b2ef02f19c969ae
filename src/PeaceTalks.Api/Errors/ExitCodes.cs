namespace PeaceTalks.Api.Errors;

/// <summary>How the process ends, for what started it.</summary>
public static class ExitCodes
{
    /// <summary>It could not start. It may be able to later.</summary>
    public const int CannotStart = 1;

    /// <summary>A word on the command line is unknown (<c>EX_USAGE</c> of sysexits.h).</summary>
    public const int WrongUse = 64;

    /// <summary>The settings are wrong (<c>EX_CONFIG</c> of sysexits.h). It does not help to start it again.</summary>
    public const int WrongSettings = 78;
}
