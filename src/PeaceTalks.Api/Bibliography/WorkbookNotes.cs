using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Bibliography;

/// <summary>Says in a workbook how to cite it.</summary>
internal sealed class WorkbookNotes : IWorkbookNotes
{
    public async Task<IReadOnlyList<(string What, string Text)>> CiteAsync(object answer, HttpContext http) =>
        answer is ICitable citable
            ? await http
                .RequestServices.GetRequiredService<CitationReader>()
                .ReadTableAsync(citable, OutputFormats.Shown(http.Request, citable.Links.Self), http.RequestAborted)
            : [];
}
