using System.Text.Json;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.Api.Datasets;

/// <summary>
/// A data set on disk: a folder with <c>reference.json</c> and the files in <c>articles/</c>, which are read in the order of their names.
/// </summary>
/// <remarks>The files are written like the bodies of requests and read as strictly: docs/dataset.md.</remarks>
public sealed record Dataset(string Name, ReferenceFile Reference, IReadOnlyList<CodedArticle> Articles)
{
    /// <summary>The note of the revision that loads it.</summary>
    public string Note => DatasetNote.For(Name, Reference.Title);

    /// <exception cref="InvalidDataException">A file is not what it should be. The message names the file and the place in it.</exception>
    public static Dataset Read(string folder) =>
        new(
            Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)),
            ReadFile<ReferenceFile>(Path.Combine(folder, "reference.json")),
            [
                .. Directory
                    .EnumerateFiles(Path.Combine(folder, "articles"), "*.json")
                    .Order(StringComparer.Ordinal)
                    .Select(ReadFile<CodedArticle>),
            ]
        );

    private static T ReadFile<T>(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        if (JsonContractValidator.Find(document.RootElement, typeof(T), JsonConventions.Options) is [var first, ..])
        {
            throw new InvalidDataException($"{path}: {first.Place}: {first.Message}");
        }

        return document.Deserialize<T>(JsonConventions.Options)!;
    }
}

/// <summary>The reference data of a data set, except its articles.</summary>
public sealed record ReferenceFile(
    string Title,
    string Description,
    IReadOnlyList<ProcessInput> Processes,
    IReadOnlyList<PartyInput> Parties,
    IReadOnlyList<SpeakerInput> Speakers,
    IReadOnlyList<IssueInput> Issues,
    IReadOnlyList<ProposalInput> Proposals
);

/// <summary>An article with everything that it holds.</summary>
public sealed record CodedArticle(
    ArticleInput Article,
    IReadOnlyList<PositionInput> Positions,
    IReadOnlyList<MilestoneInput> Milestones,
    IReadOnlyList<RemarkInput> Remarks,
    IReadOnlyList<MeetingInput>? Meetings = null
);
