using PeaceTalks.Api;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.OpenApi;
using PeaceTalks.LocalPostgres;

var builder = WebApplication.CreateBuilder(args);
builder.AddSerilogConsole();
builder.Services.AddStrictHttp();
builder.Services.AddLedger();
builder.Services.AddOpenApiDocument();
builder.Services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: ["ready"]);

LocalPostgresServer? ownServer = null;
try
{
    ownServer = await builder.AddDatabaseAsync();
    await using var app = builder.Build();
    app.UseStrictHttp();
    app.UseOpenApiDocument();
    app.MapHealth();
    app.MapControllers();

    await app.PrepareLedgerAsync();
    await app.StartAsync();
    app.TellWhereItIs(ownServer);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception failure) when (Startup.IsForTheOperator(failure))
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
finally
{
    if (ownServer is not null)
    {
        await ownServer.DisposeAsync();
    }
}
