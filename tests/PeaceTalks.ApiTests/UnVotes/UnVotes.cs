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
/// Votes of the UN General Assembly on 69 questions, 2003 to 2019: real positions at scale (public data, CC0, by Erik Voeten and others). The
/// file is no part of the repository: tests that read it run where PEACETALKS_UN_VOTES, or the folder shared/data/un-votes beside the
/// repository, has it.
/// </summary>
public static class UnVotesFile
{
    public static string? Folder { get; } = Find();

    /// <summary>In the order of the file; a country votes once on a question on a day.</summary>
    public static IEnumerable<Vote> Votes() =>
        Lines("series_stances.csv.gz")
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
    private static IEnumerable<string[]> Lines(string file)
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(Folder!, file)), CompressionMode.Decompress),
            Encoding.UTF8
        );
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

    private static string? Find([CallerFilePath] string thisFile = "")
    {
        var repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
        var folder =
            Environment.GetEnvironmentVariable("PEACETALKS_UN_VOTES") ?? Path.Combine(repository, "..", "shared", "data", "un-votes");
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A test that reads the votes, and is passed over where they are not.</summary>
public sealed class FactWithVotesAttribute : FactAttribute
{
    public FactWithVotesAttribute() => Skip = UnVotesFile.Folder is null ? "The votes of the UN General Assembly are not here." : null;
}

/// <inheritdoc cref="FactWithVotesAttribute"/>
public sealed class TheoryWithVotesAttribute : TheoryAttribute
{
    public TheoryWithVotesAttribute() => Skip = UnVotesFile.Folder is null ? "The votes of the UN General Assembly are not here." : null;
}
