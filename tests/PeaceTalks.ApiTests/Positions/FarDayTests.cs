namespace PeaceTalks.ApiTests.Positions;

/// <summary>PostgreSQL has infinite days, which the driver reads the first and the last day of .NET's calendar as.</summary>
public sealed class FarDayTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("9999-12")]
    [InlineData("9999")]
    [InlineData("[2026-01-01..9999]")]
    [InlineData("0001-01-01")]
    [InlineData("0001")]
    [InlineData("[0001..2026]")]
    [InlineData("[..0001-01-01]")]
    public async Task A_day_at_an_end_of_the_calendar_stands_for_no_day_and_is_refused(string edtf)
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.PostAsync("/api/v1/positions", talks.PositionBody(day: edtf));

        answer.Expect(400);
        answer.ErrorAt("/item/statedOn").ShouldContain("is not a day in history");
    }

    [Theory]
    [InlineData("9998-12-31")]
    [InlineData("0002-01-01")]
    public async Task Other_days_however_far_can_be_read_everywhere(string edtf)
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody(day: edtf));
        await talks.RecordAsync(talks.PositionBody(day: $"[..{edtf}]"));

        foreach (
            var path in new[]
            {
                $"positions/{position}",
                $"positions?party={talks.North}&asOf=9999-12-31",
                $"held-positions?party={talks.North}&asOf=9999-12-31",
                $"held-positions?party={talks.North}&asOf=9999-12-31&certainty=POSSIBLE",
                $"parties/{talks.North}/timeline?asOf=9999-12-31&limit=1",
                $"diffs?party={talks.North}&from=0001-01-01&to=9999-12-31",
            }
        )
        {
            (await app.GetAsync($"/api/v1/{path}")).GetRawText().ShouldContain(edtf);
        }
    }
}
