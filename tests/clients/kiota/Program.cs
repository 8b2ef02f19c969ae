using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using PeaceTalks.Client;
using PeaceTalks.Client.Models;

using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = args[0] };
var api = new PeaceTalksClient(adapter).Api.V1;

List<string> parties = [];
for (string? cursor = null, first = ""; first is not null; first = cursor)
{
    var page = (
        await api.Parties.GetAsync(x =>
        {
            x.QueryParameters.Limit = 3;
            x.QueryParameters.KnownAt = "1";
            x.QueryParameters.Cursor = cursor;
        })
    )!;
    parties.AddRange(page.Items!.Select(x => x.Slug!));
    cursor = page.NextCursor;
}

var moved = (
    await api.Diffs.GetAsync(x =>
    {
        (x.QueryParameters.From, x.QueryParameters.To, x.QueryParameters.KnownAt) = ("2025-12-31", "2026-01-31", "1");
        x.QueryParameters.ChangeAsChangeSort = [ChangeSort.MOVED];
    })
)!.Items!;
var days = (
    await api.Processes["russia-ukraine-2025"]
        .Days.GetAsync(x => (x.QueryParameters.From, x.QueryParameters.To, x.QueryParameters.KnownAt) = ("2025-12-31", "2026-01-31", "1"))
)!.Items!;

string? refused = null;
try
{
    await api.HeldPositions.GetAsync(x => x.QueryParameters.Party = ["ukrain"]);
}
catch (Problem problem)
{
    refused = problem.Detail;
}

var found = string.Join(", ", moved.Select(x => $"{x.Party!.Slug}: {x.Kind}"));
var isRight =
    parties.Distinct().Count() == parties.Count
    && parties.Count > 5
    && found == "russia: REVERSED, ukraine: TERMS_CHANGED"
    && days.Count > 1
    && refused?.Contains("did you mean 'ukraine'", StringComparison.Ordinal) == true;
Console.WriteLine($"kiota: {parties.Count} parties, {days.Count} days; {found}; {refused}");
return isRight ? 0 : 1;
