using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Citations;
using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Forms;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Matrix;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Revisions;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.Api;

/// <summary>The forms that answers come in besides JSON.</summary>
internal static class Forms
{
    /// <summary>Of those that <c>Accept</c> likes alike, the first is taken.</summary>
    public static IServiceCollection AddForms(this IServiceCollection services)
    {
        services.AddSingleton<IForm>(new TextForm<DiffPage>("x-diff", "text/x-diff", "A patch, for terminals and chats.", PatchText.Of));
        services.AddCsv<ProcessContract, ProcessRow>(ProcessRow.Of);
        services.AddCsv<PartyContract, PartyRow>(PartyRow.Of);
        services.AddCsv<SpeakerContract, SpeakerRow>(SpeakerRow.Of);
        services.AddCsv<IssueContract, IssueRow>(IssueRow.Of);
        services.AddCsv<ProposalContract, ProposalRow>(ProposalRow.Of);
        services.AddCsv<ArticleContract, ArticleRow>(ArticleRow.Of);
        services.AddCsv<PositionContract, PositionRow>(PositionRow.Of);
        services.AddCsv<MilestoneContract, MilestoneRow>(MilestoneRow.Of);
        services.AddCsv<RemarkContract, RemarkRow>(RemarkRow.Of);
        services.AddCsv<HeldPositionContract, HeldPositionRow>(HeldPositionRow.Of);
        services.AddCsv<ComparisonContract, ComparisonRow>(ComparisonRow.Of);
        services.AddSingleton<IForm>(new Csv<MatrixContract, MatrixCellRow>(matrix => matrix.Cells.Select(MatrixCellRow.Of)));
        services.AddSingleton<IForm>(new Csv<DiffPage, DiffRow>(DiffRow.Of));
        services.AddSingleton<IForm>(new Csv<RevisionPage, RevisionRow>(RevisionRow.Of));
        foreach (var form in CitationForm.All)
        {
            services.AddSingleton<IForm>(form);
        }

        return services.AddScoped<CitationReader>();
    }

    /// <summary>For all lists of these items.</summary>
    private static void AddCsv<TItem, TRow>(this IServiceCollection services, Func<TItem, TRow> row) where TRow : IRow =>
        services.AddSingleton<IForm>(new Csv<IPage<TItem>, TRow>(page => page.Items.Select(row)));
}
