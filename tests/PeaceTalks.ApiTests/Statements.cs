using System.Data.Common;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Data;

namespace PeaceTalks.ApiTests;

/// <summary>Counts the statements that a service sends to its database for requests.</summary>
/// <param name="containing">Counts only those that have this text.</param>
public sealed class Statements(string containing = "") : DbCommandInterceptor
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public WebApplicationFactory<Program> Of(WebApplicationFactory<Program> service) =>
        service.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.ConfigureDbContext<PeaceTalksDb>(options => options.AddInterceptors(this)))
        );

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (command.CommandText.Contains(containing, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref count);
        }

        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
