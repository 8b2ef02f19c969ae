using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.UnitTests.Ledger;

/// <summary>Reference data made by hand; names are the slugs in capitals.</summary>
internal static class Snapshots
{
    public static ReferenceSnapshot Of(
        IEnumerable<ProcessVersion>? processes = null,
        IEnumerable<IssueVersion>? issues = null,
        IEnumerable<ProposalVersion>? proposals = null,
        IEnumerable<PartyVersion>? parties = null
    ) =>
        new([
            new ReferenceIndex<ProcessVersion>(Noun.Process, processes ?? []),
            new ReferenceIndex<PartyVersion>(Noun.Party, parties ?? []),
            new ReferenceIndex<SpeakerVersion>(Noun.Speaker, []),
            new ReferenceIndex<IssueVersion>(Noun.Issue, issues ?? []),
            new ReferenceIndex<ProposalVersion>(Noun.Proposal, proposals ?? []),
        ]);

    public static Names Names(this ReferenceSnapshot snapshot) => new(new Pin(new DateOnly(2026, 1, 31), 1, Guid.Empty, snapshot, ""));

    public static ProcessVersion Process(string slug, params (string Party, ParticipantRole Role)[] participants) =>
        new()
        {
            Slug = slug,
            Version = 1,
            RecordedIn = 1,
            Name = slug.ToUpperInvariant(),
            Description = "Of a test",
            Participants = [.. participants.Select(x => new Participant(x.Party, x.Role))],
        };

    public static PartyVersion Party(string slug) =>
        new()
        {
            Slug = slug,
            Version = 1,
            RecordedIn = 1,
            Name = slug.ToUpperInvariant(),
            Kind = PartyKind.State,
            Aliases = [],
            Memberships = [],
        };

    public static IssueVersion Issue(string slug, string? parent = null, string process = "talks") =>
        new()
        {
            Slug = slug,
            Version = 1,
            RecordedIn = 1,
            Process = process,
            Parent = parent,
            Name = slug.ToUpperInvariant(),
            Question = "What is to become of it?",
            Description = null,
        };

    public static ProposalVersion Proposal(string slug, string process = "talks", params string[] issues) =>
        new()
        {
            Slug = slug,
            Version = 1,
            RecordedIn = 1,
            Process = process,
            Name = slug.ToUpperInvariant(),
            Summary = "An idea.",
            Kind = ProposalKind.Offer,
            Disclosure = Disclosure.Published,
            Issues = issues,
            Sponsors = [],
            Relations = [],
            Labels = [],
        };
}
