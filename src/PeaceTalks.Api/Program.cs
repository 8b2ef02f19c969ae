using PeaceTalks.Api;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.OpenApi;
using PeaceTalks.Api.Texts;

UnicodeData.UseInvariantCulture();
if (args is ["new-key"])
{
    Console.WriteLine(Secret.New().Text);
    return 0;
}

// appsettings.json is beside the program, from whatever folder it is started.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddSerilogConsole();
builder.Services.AddStrictHttp();
builder.Services.AddLimits();
builder.Services.AddPeaceTalks();
builder.Services.AddOpenApiDocument();
builder.Services.AddHealthChecks().AddCheck<CachedReadinessCheck>("database", tags: ["ready"]);

await using var app = builder.Build();
app.UseStrictHttp();
app.UseAuthentication();
app.UseLimits();
app.UseAuthorization();
app.UseMiddleware<EncodedTagMiddleware>();
app.UseAnswerCache();
app.UseCompression();
app.UseOpenApiDocument();
app.MapHealth();
app.MapControllers();

return await app.RunUntilStoppedAsync();
