using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.ApiTests.Http;

public enum Shade
{
    Open,
    Conditional,
    TermsChanged,
}

/// <summary>A query class as features write them: init properties, one of them required, one renamed, one with its own type.</summary>
public sealed class ClassQuery
{
    [FromQuery(Name = "party")]
    public IReadOnlyList<string> Parties { get; init; } = [];
    public Shade[] Stance { get; init; } = [];
    public DateOnly? AsOf { get; init; }
    public bool IncludeSubIssues { get; init; }
    public Even? KnownAt { get; init; }
    public required DateOnly From { get; init; }

    [Range(1, 200)]
    public int Limit { get; init; } = 50;
    public string? Query { get; init; }
    public bool Computed => AsOf is not null;
}

public sealed record RecordQuery(DateOnly From, Shade? Stance, [Range(1, 200)] int Limit = 50);

public sealed record Even(int Value) : IParsable<Even>
{
    public static Even Parse(string s, IFormatProvider? provider) =>
        int.TryParse(s, out var value) && value % 2 == 0 ? new(value) : throw new FormatException($"'{s}' is not even; write 2");

    public static bool TryParse(string? s, IFormatProvider? provider, out Even result) => throw new NotSupportedException();
}

public sealed record ConditionBody(Shade Kind, string Text, int? Weight = null);

public sealed class PositionBody
{
    public required string Party { get; init; }
    public required Shade Stance { get; init; }
    public string? Note { get; init; }
    public required DateOnly StatedOn { get; init; }
    public Guid? Id { get; init; }
    public DateTimeOffset? At { get; init; }
    public int Paragraph { get; init; }
    public bool Quoted { get; init; }

    [MaxLength(5)]
    public string? Short { get; init; }
    public IReadOnlyList<ConditionBody> Conditions { get; init; } = [];
    public IReadOnlyList<string> Labels { get; init; } = [];
    public IReadOnlyList<string?> Remarks { get; init; } = [];
    public IReadOnlyDictionary<string, int>? Terms { get; init; }

    [JsonConverter(typeof(EvenConverter))]
    public Even? Even { get; init; }
    public bool Computed => true;
}

public sealed class EvenConverter : JsonConverter<Even>
{
    public override Even Read(
        ref System.Text.Json.Utf8JsonReader reader,
        Type typeToConvert,
        System.Text.Json.JsonSerializerOptions options
    ) => throw new InvalidJsonValueException("is never even");

    public override void Write(System.Text.Json.Utf8JsonWriter writer, Even value, System.Text.Json.JsonSerializerOptions options) =>
        writer.WriteNullValue();
}

public sealed class PositionBodyValidator : AbstractValidator<PositionBody>
{
    public PositionBodyValidator() =>
        RuleForEach(p => p.Conditions).ChildRules(c => c.RuleFor(x => x.Text).NotEmpty().WithMessage("must say something"));
}

public sealed class ClassQueryValidator : AbstractValidator<ClassQuery>
{
    public ClassQueryValidator() => RuleForEach(q => q.Parties).NotEqual("atlantis").WithMessage("'atlantis' has sunk; write 'ukraine'");
}

/// <summary>Comes in two forms besides JSON, a list in one (<see cref="StrictHost"/>).</summary>
public sealed record Formed(string Text);

public sealed record Written(string Text, DateTimeOffset At, Shade Shade, string? Nothing);

[ApiController, Route("try")]
public sealed class TryoutController : ControllerBase
{
    public static readonly ConcurrentBag<string> Posted = [];

    [HttpGet("single")]
    public object Single(
        [FromQuery, Range(1, 200)] int limit = 50,
        [FromQuery] DateOnly? asOf = null,
        [FromQuery] string? party = null,
        [FromQuery] bool deep = false,
        [FromQuery] Guid? id = null,
        [FromQuery] DateTimeOffset? at = null,
        [FromQuery] Shade? stance = null,
        [FromQuery] Shade[]? stances = null
    ) =>
        new
        {
            limit,
            asOf,
            party,
            deep,
            id,
            at,
            stance,
            stances,
        };

    [HttpGet("needed")]
    public object Needed([FromQuery] DateOnly from, [FromQuery] string party) => new { from, party };

    [HttpGet("class")]
    public ClassQuery Class([FromQuery] ClassQuery query) => query;

    [HttpGet("record")]
    public RecordQuery Record([FromQuery] RecordQuery query) => query;

    [HttpGet("both")]
    public object Both([FromQuery] RecordQuery query, [FromQuery] string? cursor) => new { query, cursor };

    [HttpGet("none")]
    public int None() => 1;

    [HttpGet("items/{slug}")]
    public ActionResult<Written?> Item(string slug) =>
        slug == "here" ? new Written("“Так”", new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(2)), Shade.TermsChanged, null) : null;

    [HttpGet("ids/{id}")]
    public Guid Id(Guid id) => id;

    [HttpPost("positions")]
    public PositionBody Position(PositionBody body)
    {
        Posted.Add(body.Party);
        return body;
    }

    [HttpPost("list")]
    public int List(IReadOnlyList<ConditionBody> body) => body.Count;

    [HttpPut("items/{slug}")]
    public IActionResult Put(string slug)
    {
        return Request.RequiredVersion() is var given and not 3 ? throw Problems.StaleVersion(given, 3) : NoContent();
    }

    [HttpGet("forms")]
    public ActionResult<Formed> Forms() => new Formed("“Так”");

    [HttpPost("forms")]
    public Formed Forms(ConditionBody body) => new(body.Text);

    [HttpGet("forms/problem")]
    public Task<ActionResult<Formed>> FormsProblem() => throw Problems.NotFound("party", "x");

    [HttpGet("page")]
    public TryoutPage Page([FromQuery] string? cursor, [FromQuery] string[] party, [FromQuery] int limit = 2)
    {
        var keys = Request.CursorKeys(cursor, 1);
        return new([keys?[0] ?? "start", .. party], Request.CursorAfter($"after {limit}"));
    }

    [HttpGet("problem/{name}")]
    public IActionResult Problem(string name) =>
        name switch
        {
            "unauthorized" => Unauthorized(),
            "framework" => base.Problem("a word", statusCode: 409),
            "object" => NotFound(new ProblemDetails { Detail = "a word" }),
            "too-many" => StatusCode(429),
            "teapot" => StatusCode(418),
            _ => throw name switch
            {
                "not-found" => Problems.NotFound("party", "ukrain", "ukraine", "/api/v1/parties"),
                "unknown" => Problems.UnknownReferences(
                    Problems.Unknown("party", "party", "russian-federation", "russia", "/api/v1/parties")
                ),
                "conflict" => Problems.Conflict("Position 1 is superseded already, by 2.", "/api/v1/positions/2"),
                "ahead" => Problems.AheadOfHead("knownAt", 57, 12),
                "forbidden" => Problems.Forbidden("Writes are closed."),
                "unavailable" => Problems.Unavailable("The stream is full."),
                "unique" => Wrapped("23505", "ak_parties_slug"),
                "unique-unknown" => Wrapped("23505", "ak_other"),
                "foreign-key" => Wrapped("23503", "fk_other"),
                "check" => Wrapped("23514", "ck_other"),
                "exclusion" => Wrapped("23P01", "ex_other"),
                "raise" => Wrapped("23514", null, "an issue cannot be its own ancestor"),
                "shutdown" => Wrapped("57P01"),
                "starting" => Wrapped("57P03"),
                "connections" => Wrapped("53300"),
                "statement-timeout" => new InvalidOperationException("transient", Wrapped("57014")),
                "refused" => new InvalidOperationException("transient", new NpgsqlException("secret host", new IOException("refused"))),
                "timeout" => new TimeoutException("slow"),
                "database-bug" => Wrapped("42P01"),
                _ => new InvalidOperationException("secret internals"),
            },
        };

    [HttpPost("header")]
    public string? Header([FromHeader(Name = "Idempotency-Key")] string? key, ConditionBody body, CancellationToken cancellation) =>
        key + body.Text;

    [HttpGet("slow")]
    public async Task<int> Slow(CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromSeconds(30), cancellation);
        return 1;
    }

    private static DbUpdateException Wrapped(string state, string? constraint = null, string message = "secret text") =>
        new("update", new PostgresException(message, "ERROR", "ERROR", state, constraintName: constraint));
}

public sealed record TryoutPage(IReadOnlyList<string> Items, string NextCursor);
