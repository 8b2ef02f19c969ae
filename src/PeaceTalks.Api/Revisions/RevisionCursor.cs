using System.Globalization;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Revisions;

/// <summary>A cursor: how far a client has read the ledger's changes (docs/adr/0012).</summary>
/// <param name="Epoch">Null in a bare number, which a person wrote.</param>
/// <param name="Place">The place of the last change that was read. Null in a bare number, which stands for the whole revision.</param>
/// <param name="Instant">Stands for the last revision not after it, in place of a number, which is 0 then. A person wrote it too.</param>
public sealed record RevisionCursor(Guid? Epoch, long Revision, int? Place, DateTimeOffset? Instant = null)
{
    /// <param name="parameter">The name of the parameter that gave the text.</param>
    /// <param name="text"><c>epoch.revision.place</c>, as in answers; the number of a revision; an instant; or a day.</param>
    /// <exception cref="ProblemException">400: it is none of these.</exception>
    public static RevisionCursor Read(string parameter, string text) =>
        InstantText.TryRead(text, out var instant) ? new(null, 0, null, instant) : ReadNumbers(parameter, text);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Revision}.{Place}");

    private static RevisionCursor ReadNumbers(string parameter, string text) =>
        text.Split('.') switch
        {
            [var number] when Number(number) is { } revision => new(null, revision, null),
            [var id, var number, var last]
                when Guid.TryParseExact(id, "D", out var epoch)
                    && Number(number) is { } revision
                    && Number(last) is { } place and <= int.MaxValue => new(epoch, revision, (int)place),
            _ => throw Problems.Invalid(
                parameter,
                $"{Spelling.Quoted(text)} is not a cursor; send the nextAfter of the previous page unchanged, or the "
                    + "number of a revision (0 for the beginning), an instant or a day"
            ),
        };

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
