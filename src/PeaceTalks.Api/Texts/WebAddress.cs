using System.Buffers;

namespace PeaceTalks.Api.Texts;

/// <summary>Checks addresses of the web that are stored and shown, and never fetched. A reader must see where one leads.</summary>
public static class WebAddress
{
    private const string NoAddress = "is not a web address; write https://...";

    private static readonly SearchValues<char> EndOfHost = SearchValues.Create("/?#");

    /// <summary>What is wrong with an address. Null if nothing is.</summary>
    /// <remarks>The complaint never repeats what stands before an @, which may be a password.</remarks>
    public static string? Complaint(string text)
    {
        if (text.Any(x => char.IsWhiteSpace(x) || char.IsControl(x)))
        {
            return "has a space or another character that is not seen; write a space as %20";
        }

        // Some readers take a backslash for a slash, and so see another host than others do.
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http")
            || !text.AsSpan(address.Scheme.Length).StartsWith("://")
            || text.Contains('\\')
        )
        {
            return NoAddress;
        }

        var host = text[(address.Scheme.Length + "://".Length)..];
        host = host.AsSpan().IndexOfAny(EndOfHost) is >= 0 and var end ? host[..end] : host;
        if (host.Contains('@'))
        {
            return "names a user before the host; leave out everything up to the @";
        }

        if (host.Length == 0 || host.Contains('%'))
        {
            return NoAddress;
        }

        return host.All(char.IsAscii)
            ? null
            : $"has the host {Spelling.Quoted(address.Host)}, which is not ASCII; write it as '{address.IdnHost}'";
    }
}
