using System.Text;

namespace PeaceTalks.ApiTests.Http.Formats;

/// <summary>
/// How the form of an answer is chosen: of an action that comes in JSON, in <c>text/csv</c> and as <c>shout</c>, which is
/// <c>text/plain</c>.
/// </summary>
public sealed class OutputFormatTests(StrictHost host) : IClassFixture<StrictHost>
{
    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html, */*;q=0.1", "application/json")]
    [InlineData("text/csv", "text/csv")]
    [InlineData("text/plain", "text/plain")]
    [InlineData("text/*", "text/csv")]
    [InlineData("application/json;q=0.5, text/csv", "text/csv")]
    [InlineData("application/json, text/csv;q=0.5", "application/json")]
    [InlineData("not a type", "application/json")]
    public async Task Accept_chooses_the_form_that_it_prefers(string? accept, string given)
    {
        var answer = await host.Get("/try/forms", accept);
        (answer.Status, answer.MediaType).ShouldBe((200, given));
    }

    [Theory]
    [InlineData("json", "{\"text\":\"“Так”\"}", "application/json; charset=utf-8")]
    [InlineData("csv", "a,“Так”", "text/csv; charset=utf-8")]
    [InlineData("shout", "“ТАК”", "text/plain; charset=utf-8")]
    public async Task A_named_form_wins_over_what_Accept_says(string format, string text, string type)
    {
        foreach (var accept in new[] { null, "application/json", "text/csv", "image/png" })
        {
            var answer = await host.Get($"/try/forms?format={format}", accept);
            answer.Text.ShouldBe(text);
            answer.Headers["Content-Type"].ShouldBe(type);
        }
    }

    [Theory]
    [InlineData("format=xml", "'xml' is not one of json, csv, shout")]
    [InlineData("format=CSV", "'CSV' is not one of json, csv, shout; did you mean csv?")]
    [InlineData("format=", "is empty; give it a value or leave it out")]
    [InlineData("format=csv&format=csv", "is given 2 times; give it once")]
    public async Task A_form_that_is_not_offered_is_refused_with_those_that_are(string query, string message) =>
        (await host.Get($"/try/forms?{query}", "text/csv")).ShouldBeProblem(400, "invalid-request").Error("format").ShouldBe(message);

    [Fact]
    public async Task An_action_without_other_forms_takes_no_format()
    {
        (await host.Get("/try/single?format=json")).ShouldBeProblem(400, "invalid-request").Error("format").ShouldStartWith("is unknown");
        (await host.Get("/try/forms?formt=csv"))
            .ShouldBeProblem(400, "invalid-request")
            .Error("formt")
            .ShouldContain("did you mean format?");
    }

    [Fact]
    public async Task What_Accept_does_not_take_is_told_with_what_is_offered()
    {
        var problem = (await host.Get("/try/forms", "image/png")).ShouldBeProblem(406, "not-acceptable");
        problem.Json.GetProperty("detail").GetString()!.ShouldEndWith("Available: application/json, text/csv, text/plain.");
    }

    [Fact]
    public async Task A_write_answers_in_JSON_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/try/forms")
        {
            Content = new StringContent("""{"kind": "OPEN", "text": "x"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/csv");
        (await host.Send(request)).ShouldBeProblem(406, "not-acceptable");
    }

    [Theory]
    [InlineData("/try/forms?x=1", 400, "invalid-request")]
    [InlineData("/try/forms/problem", 404, "not-found")]
    [InlineData("/try/forms/problem?format=csv", 404, "not-found")]
    public async Task Errors_are_problems_whatever_form_is_wanted(string path, int status, string code) =>
        (await host.Get(path, "text/csv")).ShouldBeProblem(status, code);
}
