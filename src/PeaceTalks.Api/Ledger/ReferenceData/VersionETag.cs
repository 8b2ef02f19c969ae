using System.Globalization;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>
/// The version of a reference item as a strong ETag. A write answers with the version alone: version 3 is <c>"3"</c>, quotes included. A
/// read answers with <c>"x.3"</c>, where <c>"x"</c> is the ETag that any read would have. Either may be sent as If-Match.
/// </summary>
public static class VersionETag
{
    private const string IfMatch = "If-Match";

    public static string FromVersion(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <param name="readTag">The ETag of the read.</param>
    public static string FromRead(string readTag, long version) =>
        string.Create(CultureInfo.InvariantCulture, $"{readTag.AsSpan(0, readTag.Length - 1)}.{version}\"");

    /// <summary>Whether a tag is the ETag of a read, with or without the version of an item.</summary>
    public static bool IsOfRead(string tag, string readTag) =>
        tag == readTag || tag.StartsWith($"{readTag.AsSpan(0, readTag.Length - 1)}.", StringComparison.Ordinal);

    /// <summary>
    /// Accepts what <see cref="FromVersion"/> and <see cref="FromRead"/> give: one strong tag that is, or ends in, a positive number
    /// without leading zeros.
    /// </summary>
    public static bool TryParse(string tag, out long version)
    {
        version = 0;
        return tag is ['"', .. var text, '"']
            && text[(text.LastIndexOf('.') + 1)..] is var number
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out version)
            && version > 0
            && version.ToString(CultureInfo.InvariantCulture) == number;
    }

    /// <summary>The version that a PUT states in If-Match.</summary>
    /// <exception cref="ProblemException">428 without If-Match; 400 for anything but one strong tag.</exception>
    public static long RequiredVersion(this HttpRequest request)
    {
        var tag = request.Headers.IfMatch.ToString().Trim();
        if (tag.Length == 0)
        {
            throw Problems.VersionRequired();
        }

        return TryParse(tag, out var version) ? version : throw Problems.Invalid(IfMatch, Complaint(tag));
    }

    private static string Complaint(string tag)
    {
        if (tag == "*")
        {
            return "* would overwrite a version that you have not read; send the ETag of the one you have, such as \"3\"";
        }

        if (tag.Contains(','))
        {
            return "has several tags; send only the one of the version that you have read, such as \"3\"";
        }

        if (tag.StartsWith("W/", StringComparison.Ordinal))
        {
            return $"{Spelling.Quoted(tag)} is a weak ETag, but a write needs a strong one; send {tag[2..]}";
        }

        return TryParse($"\"{tag.Trim('"')}\"", out var meant)
            ? $"{Spelling.Quoted(tag)} is not an ETag; write {FromVersion(meant)}, with the double quotes"
            : $"{Spelling.Quoted(tag)} is not an ETag of this API; write it like \"3\", with the double quotes";
    }
}
