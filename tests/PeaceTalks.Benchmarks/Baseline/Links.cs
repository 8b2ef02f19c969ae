using Microsoft.AspNetCore.Http.Extensions;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>The addresses in an answer. All of them are made here.</summary>
internal static class Links
{
    /// <summary>The same question, pinned.</summary>
    public static string Self(Asked asked, Pin pin)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in asked.Query)
        {
            if (name is not ("asOf" or "knownAt" or "epoch" or "format"))
            {
                query.Add(name, value);
            }
        }

        query.Add("asOf", Json.Day(asked.Day));
        query.Add("knownAt", Json.Number(pin.Known));

        query.Add("epoch", asked.Query.FirstOrDefault(x => x.Name == "epoch").Value ?? pin.Epoch.ToString());
        return $"{asked.Path}{query}";
    }

    public static string Cite(string self) => $"{self}&format=citation";

    public static string Position(Guid id) => $"/api/v1/positions/{id}";
}
