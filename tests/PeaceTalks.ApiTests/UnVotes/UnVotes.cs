using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace PeaceTalks.ApiTests.UnVotes;

/// <summary>One vote: a party's stance on a question, on a day.</summary>
/// <param name="Question">Slug of the series of resolutions that are voted on again year after year.</param>
/// <param name="RollCall">Slug.</param>
public sealed record Vote(string Country, string Party, string Question, DateOnly Day, string Stance, string Resolution, string RollCall);

/// <summary>
/// Votes of the UN General Assembly on 69 questions, 2003 to 2019: real positions at scale (public data, CC0, by Erik Voeten and others).
/// The repository has those of eight countries, in <c>excerpt.csv</c>. The whole file is no part of it: PEACETALKS_UN_VOTES, or the folder
/// shared/data/un-votes beside the repository, may have it.
/// </summary>
public static class UnVotesFile
{
    private static readonly string? Whole = FindWhole();

    /// <summary>Whether the votes of all countries are here.</summary>
    public static bool IsWholeHere => Whole is not null;

    /// <summary>The votes of eight countries.</summary>
    public static IEnumerable<Vote> Excerpt() => Votes(File.OpenRead(Path.Combine(ThisFolder(), "excerpt.csv")));

    /// <summary>The votes of all countries where they are here, else the excerpt.</summary>
    public static IEnumerable<Vote> WholeOrExcerpt() =>
        Whole is null ? Excerpt() : Votes(new GZipStream(File.OpenRead(Whole), CompressionMode.Decompress));

    /// <summary>In the order of the file; a country votes once on a question on a day.</summary>
    private static IEnumerable<Vote> Votes(Stream file) =>
        Lines(file)
            .Select(x => new Vote(
                x[0],
                SlugOf(x[0]),
                x[2].ToLowerInvariant(),
                DateOnly.ParseExact(x[3], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                x[4] switch
                {
                    "yes" => "SUPPORTS",
                    "no" => "OPPOSES",
                    "abstain" => "NEUTRAL",
                    _ => throw new InvalidDataException(x[4]),
                },
                x[5],
                $"rcid-{x[6]}"
            ));

    /// <summary>The fields of each line but the first.</summary>
    private static IEnumerable<string[]> Lines(Stream file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            // No name of a country has a comma or a quotation mark in this file: more fields would fail below.
            yield return line.Split(',') is { Length: 7 } fields ? fields : throw new InvalidDataException(line);
        }
    }

    private static string SlugOf(string name)
    {
        var plain = name.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return string.Join(
            '-',
            new string([.. plain.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
    }

    private static string? FindWhole()
    {
        var folder =
            Environment.GetEnvironmentVariable("PEACETALKS_UN_VOTES")
            ?? Path.Combine(ThisFolder(), "..", "..", "..", "..", "shared", "data", "un-votes");
        var file = Path.Combine(folder, "series_stances.csv.gz");
        return File.Exists(file) ? file : null;
    }

    private static string ThisFolder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
