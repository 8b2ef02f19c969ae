namespace PeaceTalks.LocalPostgres;

/// <summary>
/// The private server cannot run. The message is for the person who started the service: what is wrong, where, and what to do.
/// </summary>
public sealed class LocalPostgresException : Exception
{
    public LocalPostgresException(string message)
        : base(message) { }

    public LocalPostgresException(string message, Exception inner)
        : base(message, inner) { }
}
