using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Bibliography;

/// <summary>Says in a workbook how to cite it.</summary>
internal sealed class WorkbookNotes : IWorkbookNotes
{
    public async Task<IWorkbookNote> StartAsync(ITablePages pages, HttpContext http)
    {
        if (pages.First is not ICitable first)
        {
            return new NoNote();
        }

        var reader = http.RequestServices.GetRequiredService<CitationReader>();
        var address = OutputFormats.Shown(http.Request, first.Links.Self);
        return new WorkbookNote(reader, first.KnownAt, await reader.ReadTableAsync(first, pages.AreAll, address, http.RequestAborted));
    }

    /// <summary>The articles that the rows cite are collected while they are written: at most all that the ledger has.</summary>
    private sealed class WorkbookNote(CitationReader reader, long revision, IReadOnlyList<(string What, string Text)> about) : IWorkbookNote
    {
        private readonly CitedArticles cited = new();

        public void Add(object page) => cited.Add(((ICited)page).Cited());

        public async Task<IReadOnlyList<(string What, string Text)>> FinishAsync(CancellationToken cancellation) =>
            [.. about, .. (await reader.SourcesAsync(cited.Places, revision, cancellation)).Select(x => ("Based on", x))];
    }

    private sealed class NoNote : IWorkbookNote
    {
        public void Add(object page) { }

        public Task<IReadOnlyList<(string What, string Text)>> FinishAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<(string What, string Text)>>([]);
    }
}
