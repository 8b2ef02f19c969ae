using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using PeaceTalks.ApiTests.Http.RateLimiting;
using Swashbuckle.AspNetCore.Swagger;

namespace PeaceTalks.ApiTests.OpenApi;

/// <summary>How the document and its page are served.</summary>
public sealed class ServedDocumentTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task The_document_is_made_once_however_often_it_is_asked_for()
    {
        var made = new CountedDocuments();
        await using var service = app.Start()
            .WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<IAsyncSwaggerProvider>(made)));
        using var http = service.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => http.GetStringAsync("/openapi/v1.json")));

        made.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_the_document_already_gets_no_other_copy()
    {
        var first = await new Visitor(app.Factory).VisitAsync("/openapi/v1.json");

        var again = await new Visitor(app.Factory).VisitAsync(
            "/openapi/v1.json",
            "GET",
            ("If-None-Match", first.Response.Headers.ETag.ToString())
        );

        (first.Response.StatusCode, again.Response.StatusCode).ShouldBe((200, 304));
        first.Response.ContentType.ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task Without_its_page_the_document_is_where_the_root_leads()
    {
        await using var service = app.Start(("SwaggerUi:Enabled", "false"));
        var visitor = new Visitor(service);

        (await visitor.StatusAsync("/swagger")).ShouldBe(404);
        (await visitor.StatusAsync("/swagger/index.html")).ShouldBe(404);
        (await visitor.StatusAsync("/swagger/page.js")).ShouldBe(404);
        (await visitor.StatusAsync("/openapi/v1.json")).ShouldBe(200);
        (await visitor.VisitAsync("/")).Response.Headers.Location.ToString().ShouldBe("/openapi/v1.json");
        var problem = await Visitor.ProblemAsync(await visitor.VisitAsync("/nowhere"));
        problem.GetProperty("detail").GetString().ShouldBe("Nothing is at /nowhere; /openapi/v1.json lists what there is.");
    }

    private sealed class CountedDocuments : IAsyncSwaggerProvider
    {
        private int count;

        public int Count => count;

        public async Task<OpenApiDocument> GetSwaggerAsync(string documentName, string? host = null, string? basePath = null)
        {
            Interlocked.Increment(ref count);
            await Task.Delay(100);
            return new OpenApiDocument
            {
                Info = new OpenApiInfo { Title = "PeaceTalks", Version = documentName },
            };
        }
    }
}
