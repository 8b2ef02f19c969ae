using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace PeaceTalks.ApiTests.Http.Tables;

/// <summary>How a list comes whole, on a real server: a list of numbers, so that nothing but the stream is looked at.</summary>
public sealed class WholeTableTests(StrictHost host) : IClassFixture<StrictHost>
{
    private const string Csv = "/api/v1/numbers?format=csv";

    [Fact]
    public async Task A_table_has_all_rows_after_one_header_and_asks_for_pages_that_grow()
    {
        var answer = await host.Get($"{Csv}&test=whole&rows=5000");

        Lines(answer.Text).ShouldBe(["number,text", .. Enumerable.Range(1, 5000).Select(x => $"{x},number {x}")]);
        TryoutTablesController.Sizes["whole"].ShouldBe([200, 400, 800, 1000, 1000, 1000, 1000]);
        answer.Headers.ContainsKey("Link").ShouldBeFalse();
        (answer.Headers["Content-Type"], answer.Headers["Ledger-Revision"]).ShouldBe(("text/csv; charset=utf-8", "57"));
    }

    [Fact]
    public async Task A_list_without_rows_is_its_header() => (await host.Get($"{Csv}&test=none&rows=0")).Text.ShouldBe("number,text\r\n");

    [Theory]
    [InlineData("limit=7", 7)]
    [InlineData("cursor", 50)]
    public async Task With_limit_or_cursor_it_has_one_page_and_says_where_the_next_is(string paging, int rows)
    {
        var first = await host.Get($"{Csv}&test=page&limit=3");
        var next = first.Headers["Link"][1..first.Headers["Link"].IndexOf('>')];
        var address = paging == "cursor" ? next.Replace("limit=3&", "") : $"{Csv}&test=page&{paging}";

        var answer = await host.Get(address);

        Lines(answer.Text).Count.ShouldBe(rows + 1);
        answer.Headers["Link"].ShouldEndWith("rel=\"next\"");
        answer.Headers["Content-Disposition"].ShouldContain("-part.csv");
    }

    [Fact]
    public async Task What_is_wrong_with_the_first_page_is_a_problem() =>
        (await host.Get($"{Csv}&test=wrong&breaksAt=0")).ShouldBeProblem(404, "not-found");

    [Theory]
    [InlineData(2000, null)]
    [InlineData(2000, "gzip")]
    [InlineData(200, null)]
    public async Task A_table_that_breaks_off_is_no_answer(int breaksAt, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Csv}&test=broken&rows=100000&breaksAt={breaksAt}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);

        await Should.ThrowAsync<HttpRequestException>(() => host.Client.SendAsync(request));
        host.Log.Count(x => x.Text.Contains("A table broke off")).ShouldBeGreaterThan(0);
    }

    /// <summary>
    /// A client of HTTP/1.0 knows the end of an answer by the end of the connection, so that has to be a reset. It may take away what the
    /// client has not read yet.
    /// </summary>
    [Theory]
    [InlineData("1.1")]
    [InlineData("1.0")]
    public async Task It_has_no_end_on_the_wire(string version)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {Csv}&test=wire&rows=100000&breaksAt=3000 HTTP/{version}\r\nHost: localhost\r\n\r\n")
        );

        var (text, reset) = (new StringBuilder(), false);
        try
        {
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer) is > 0 and var read)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            reset = true;
        }

        text.ToString().ShouldNotEndWith("\r\n0\r\n\r\n");
        reset.ShouldBeTrue();
    }

    /// <summary>A read has three seconds here, and so has each page.</summary>
    [Fact]
    public async Task A_table_may_take_longer_than_a_read()
    {
        var clock = Stopwatch.StartNew();
        Lines((await host.Get($"{Csv}&test=long&rows=2200&pause=600")).Text).Count.ShouldBe(2201);
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_page_may_not()
    {
        (await host.Get($"{Csv}&test=first&pause=30000")).ShouldBeProblem(503, "takes-too-long");

        var clock = Stopwatch.StartNew();
        await Should.ThrowAsync<HttpRequestException>(() => host.Get($"{Csv}&test=second&pause=30000&pauseFrom=200"));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task HEAD_has_the_headers_and_reads_one_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Csv}&test=head&party=ukraine");

        var answer = await host.Send(request);

        (answer.Status, answer.Text, answer.Headers["Content-Type"]).ShouldBe((200, "", "text/csv; charset=utf-8"));
        answer.Headers["Content-Disposition"].ShouldBe("attachment; filename=\"numbers-head-ukraine-2026-01-31-r57.csv\"");
        TryoutTablesController.Sizes["head"].Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_does_not_read_holds_up_nobody()
    {
        var absent = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => new TcpClient { ReceiveBufferSize = 4096 }).ToList();
        foreach (var client in absent)
        {
            await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
            await client
                .GetStream()
                .WriteAsync(Encoding.ASCII.GetBytes($"GET {Csv}&test=absent&rows=9000000 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }

        var asked = 0;
        do
        {
            asked = TryoutTablesController.Sizes.GetValueOrDefault("absent")?.Count ?? 0;
            await Task.Delay(300);
        } while (asked == 0 || TryoutTablesController.Sizes["absent"].Count > asked);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        (await host.Client.GetStringAsync($"{Csv}&test=present&rows=3000", patience.Token)).ShouldEndWith("3000,number 3000\r\n");
        absent.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData("columns=text,number", "text,number", "number 1,1")]
    [InlineData("columns=text", "text", "number 1")]
    [InlineData("columns=all", "number,text", "1,number 1")]
    [InlineData("bom=true", "\uFEFFnumber,text", "1,number 1")]
    [InlineData("bom=false", "number,text", "1,number 1")]
    public async Task Columns_are_chosen_by_name_and_a_byte_order_mark_by_bom(string query, string header, string line)
    {
        var text = Encoding.UTF8.GetString(await host.Client.GetByteArrayAsync($"{Csv}&test=columns&rows=1&{query}"));
        text.ShouldBe($"{header}\r\n{line}\r\n");
    }

    [Theory]
    [InlineData("format=csv&columns=numbr", "columns", "'numbr' is not a column; did you mean number?; all gives all 2")]
    [InlineData("format=csv&columns=text,,number", "columns", "'' is not a column; all gives all 2")]
    [InlineData("format=csv&columns=text,all", "columns", "has all and others; write all alone")]
    [InlineData("format=csv&columns=text,text", "columns", "names 'text' twice; name it once")]
    [InlineData("format=csv&columns=", "columns", "is empty; give it a value or leave it out")]
    [InlineData("columns=text", "columns", "is only for format=csv")]
    [InlineData("format=csv&bom=yes", "bom", "'yes' is not one of false, true")]
    [InlineData("format=csv&layout=grid", "layout", "is unknown")]
    public async Task What_no_table_has_is_refused(string query, string place, string message) =>
        (await host.Get($"/api/v1/numbers?test=refused&{query}"))
            .ShouldBeProblem(400, "invalid-request")
            .Error(place)
            .ShouldStartWith(message);

    private static List<string> Lines(string text) => [.. text.Split("\r\n")[..^1]];
}
