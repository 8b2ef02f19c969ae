using System.Globalization;
using System.Text.Json;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>Writes what the answers have in common.</summary>
internal static class Json
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A page of items, with its pin and its links.</summary>
    public static void Page<T>(
        Utf8JsonWriter json,
        Asked asked,
        Pin pin,
        IEnumerable<T> items,
        Action<Utf8JsonWriter, T> write,
        string? nextCursor
    )
    {
        json.WriteStartObject();
        Pinned(json, asked, pin);
        json.WriteStartArray(Names.Items);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
        json.WriteString(Names.NextCursor, nextCursor);
        Linked(json, asked, pin);
        json.WriteEndObject();
    }

    public static void Pinned(Utf8JsonWriter json, Asked asked, Pin pin)
    {
        json.WriteString(Names.AsOf, Day(asked.Day));
        json.WriteNumber(Names.KnownAt, pin.Known);
    }

    public static void Linked(Utf8JsonWriter json, Asked asked, Pin pin)
    {
        var self = Links.Self(asked, pin);
        json.WriteStartObject(Names.Links);
        json.WriteString(Names.Self, self);
        json.WriteString(Names.Cite, Links.Cite(self));
        json.WriteEndObject();
    }

    public static void Reference(Utf8JsonWriter json, JsonEncodedText name, string slug, string called)
    {
        json.WriteStartObject(name);
        json.WriteString(Names.Slug, slug);
        json.WriteString(Names.Name, called);
        json.WriteEndObject();
    }

    public static void ReferenceOrNull(Utf8JsonWriter json, JsonEncodedText name, string? slug, string? called)
    {
        if (slug is null)
        {
            json.WriteNull(name);
        }
        else
        {
            Reference(json, name, slug, called!);
        }
    }

    public static void Bounds(Utf8JsonWriter json, JsonEncodedText name, Bounds day)
    {
        json.WriteStartObject(name);
        json.WriteString(Names.Edtf, day.Edtf);
        json.WriteString(Names.Earliest, day.Earliest is { } earliest ? Day(earliest) : null);
        json.WriteString(Names.Latest, Day(day.Latest));
        json.WriteString(Names.Basis, day.Basis);
        json.WriteEndObject();
    }

    public static void Target(Utf8JsonWriter json, Target target)
    {
        json.WriteStartObject(Names.Target);
        json.WriteString(Names.Type, target.IsProposal ? "PROPOSAL" : "ISSUE");
        json.WriteString(Names.Slug, target.Slug);
        json.WriteString(Names.Name, target.Name);
        json.WriteStartArray(Names.Issues);
        if (!target.IsProposal)
        {
            Reference(json, target.Slug, target.Name);
        }

        for (var i = 0; i < target.Issues.Length; i++)
        {
            Reference(json, target.Issues[i], target.IssueNames[i]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A reference in a list.</summary>
    public static void Reference(Utf8JsonWriter json, string slug, string called)
    {
        json.WriteStartObject();
        json.WriteString(Names.Slug, slug);
        json.WriteString(Names.Name, called);
        json.WriteEndObject();
    }

    /// <summary>The stance with its score, its wording, its conditions and its terms.</summary>
    public static void Stance(Utf8JsonWriter json, SaidRecord record)
    {
        json.WriteString(Names.Stance, record.Stance);
        NumberOrNull(json, Names.Score, record.Score);
        json.WriteString(Names.Summary, record.Summary);
        json.WriteStartArray(Names.Conditions);
        for (var i = 0; i < record.Conditions.Length; i++)
        {
            var condition = record.Conditions[i];
            json.WriteStartObject();
            json.WriteString(Names.Kind, condition.Kind);
            ReferenceOrNull(json, Names.By, condition.By, record.ConditionNames[i]);
            json.WriteString(Names.Key, condition.Key);
            json.WriteString(Names.Text, condition.Text);
            json.WriteBoolean(Names.Carried, condition.Carried);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(Names.Terms);
        foreach (var term in record.Terms)
        {
            json.WriteStartObject();
            json.WriteString(Names.Key, term.Key);
            json.WriteString(Names.Comparator, term.Comparator);
            NumberOrNull(json, Names.Value, term.Value);
            json.WriteString(Names.Unit, term.Unit);
            json.WriteBoolean(Names.Carried, term.Carried);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Silence(Utf8JsonWriter json, SaidRecord? silence)
    {
        if (silence is null)
        {
            json.WriteNull(Names.Silence);
            return;
        }

        json.WriteStartObject(Names.Silence);
        json.WriteString(Names.Value, silence.Stance);
        Bounds(json, Names.StatedOn, silence.Day);
        json.WriteString(Names.Position, silence.Id);
        Citations(json, silence);
        json.WriteEndObject();
    }

    /// <summary>Who said it, and how the source presents it.</summary>
    public static void Attributed(Utf8JsonWriter json, SaidRecord record)
    {
        json.WriteString(Names.Attribution, record.AttributionName);
        ReferenceOrNull(json, Names.AssertedBy, record.AssertedBy, record.AsserterName);
        ReferenceOrNull(json, Names.Speaker, record.Speaker, record.SpeakerName);
        json.WriteString(Names.Mode, record.Mode);
    }

    public static void Citations(Utf8JsonWriter json, SaidRecord record)
    {
        json.WriteStartArray(Names.Citations);
        foreach (var citation in record.Citations)
        {
            json.WriteStartObject();
            Article(json, citation.Article);
            json.WriteNumber(Names.Paragraph, citation.Paragraph);
            json.WriteString(Names.Quote, citation.Quote);
            json.WriteNumber(Names.RecordedIn, citation.RecordedIn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Article(Utf8JsonWriter json, SaidArticle article)
    {
        json.WriteStartObject(Names.Article);
        json.WriteString(Names.Slug, article.Slug);
        json.WriteString(Names.Title, article.Title);
        json.WriteString(Names.Outlet, article.Outlet);
        json.WriteString(Names.Url, article.Url);
        Bounds(json, Names.PublishedOn, article.PublishedOn);
        json.WriteString(Names.RewriteOf, article.RewriteOf);
        json.WriteEndObject();
    }

    public static void NumberOrNull(Utf8JsonWriter json, JsonEncodedText name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
