using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace PeaceTalks.UnitTests.Datasets;

/// <summary>
/// The texts that the shipped data set is coded from. They belong to their publishers and are no part of the repository: tests that
/// read them run where PEACETALKS_ARTICLES, or the folder shared/articles beside the repository, has them as text files.
/// </summary>
public static class ArticleTexts
{
    public static string? Folder { get; } = Find();

    /// <summary>The paragraphs of each text, from its first non-empty line on, without the space around them.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> All { get; } =
        Folder is null
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(Folder, "*.txt")
                    .Order()
                    .Select(file => (IReadOnlyList<string>)[.. File.ReadAllLines(file).Select(x => x.Trim()).Where(x => x.Length > 0)]),
            ];

    public static string Digest(string paragraph) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(paragraph)));

    private static string? Find([CallerFilePath] string thisFile = "")
    {
        var repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
        var folder = Environment.GetEnvironmentVariable("PEACETALKS_ARTICLES") ?? Path.Combine(repository, "..", "shared", "articles");
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A test that reads the texts, and is passed over where they are not.</summary>
public sealed class FactWithTextsAttribute : FactAttribute
{
    public FactWithTextsAttribute() => Skip = ArticleTexts.Folder is null ? "The texts of the articles are not here." : null;
}
