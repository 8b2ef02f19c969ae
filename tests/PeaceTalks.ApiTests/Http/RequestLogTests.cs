namespace PeaceTalks.ApiTests.Http;

public sealed class RequestLogTests(StrictHost host) : IClassFixture<StrictHost>
{
    /// <summary>A client may send any word as a method, and the server passes it on.</summary>
    [Theory]
    [InlineData("GET", "GET")]
    [InlineData("get", "OTHER")]
    [InlineData("BREW", "OTHER")]
    public async Task A_method_that_is_none_of_HTTP_is_logged_as_one_word(string method, string logged)
    {
        await host.Raw($"{method} /nowhere-{method} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        (await LineAsync()).Values["Method"].ShouldBe(logged);
    }

    [Fact]
    public async Task A_method_of_twenty_thousand_letters_makes_a_short_line()
    {
        var answer = await host.Raw($"{new string('A', 20_000)} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        answer.Length.ShouldBeLessThan(2000);
        var line = await LineAsync();
        line.Values["Method"].ShouldBe("OTHER");
        line.Text.Length.ShouldBeLessThan(150);
    }

    private async Task<LogLine> LineAsync()
    {
        LogLine? line = null;
        (
            await Eventually.BecomesAsync(() =>
                Task.FromResult((line = host.Log.LastOrDefault(x => x.Values.ContainsKey("Route"))) is not null)
            )
        ).ShouldBeTrue();
        host.Log.Clear();
        return line!;
    }
}
