using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Coverage;

[ApiController]
[Route("api/v1/processes/{process}/coverage")]
[Tags("Ask")]
public sealed class CoverageController(PinnedReader reads) : ControllerBase
{
    /// <summary>Get the coverage of a process: what silence in the ledger means</summary>
    /// <remarks>
    /// If the ledger says nothing on a party or an issue, either the articles of that time were read and hold nothing (READ), or some of
    /// them are not coded whole (PARTLY_READ), or none was read (NONE_READ). The answer says which, in words too, and lists the articles
    /// that this rests on.
    ///
    /// An article belongs to the talks if one of its positions, milestones or meetings does. An article that has none of any talks yet may
    /// belong to them, and counts as well. It is of the time if it was certainly published by `asOf`, and if the latest day on which it can
    /// have been published is not more than `days` before. Its paragraphs are accounted for by positions, milestones, meetings and remarks,
    /// as known at the revision.
    ///
    /// An issue does not change which articles count. It changes what is counted in them: an article that is coded whole and has no record
    /// on the issue was read, and holds nothing on it.
    /// </remarks>
    /// <param name="process">Slug of the process.</param>
    /// <param name="issue">Slug of an issue of the process. Counts the records on it, on its sub-issues, and on their proposals.</param>
    /// <param name="days">For how many days before `asOf` articles count.</param>
    /// <param name="asOf">Only articles that were certainly published by the end of this day. Defaults to today (UTC).</param>
    [HttpGet(Name = "getCoverage"), RequiresRole(Role.Reader), Costly]
    public async Task<CoverageContract> Get(
        string process,
        string? issue = null,
        [Range(1, CoverageScope.MaxDays)] int days = CoverageScope.DefaultDays,
        DateOnly? asOf = null,
        string? knownAt = null,
        CancellationToken cancellation = default
    )
    {
        var scope = new CoverageScope([process], null, null, days);
        var (pin, found) = await reads.ReadAsync(
            PinRequest.Parse(asOf, knownAt),
            at =>
            {
                at.Snapshot.Processes.Require(process);
                if (issue is not null)
                {
                    RequireOf(process, issue, at.Snapshot);
                    var (issues, proposals) = at.Snapshot.Targets([issue], includeSubIssues: true, []);
                    scope = scope with { Issues = issues, Proposals = proposals };
                }

                return CoverageStatement.Articles(scope, at.AsOf, at.Revision);
            },
            CoverageStatement.ReadAllAsync,
            cancellation
        );
        return CoverageContract.FromArticles(
            found.ToCovered(scope, pin.AsOf),
            process,
            issue,
            new Names(pin),
            HttpContext.Pinned(pin, dated: true)
        );
    }

    private static void RequireOf(string process, string issue, ReferenceSnapshot snapshot)
    {
        snapshot.Require("issue", Noun.Issue, issue);
        if (snapshot.Issues[issue].Process is var own && own != process)
        {
            throw Problems.Unprocessable("issue", $"'{issue}' is an issue of '{own}' and not of '{process}'");
        }
    }
}
