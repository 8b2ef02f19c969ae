using System.Text.Json;

namespace PeaceTalks.Api.Texts;

/// <summary>Places in a JSON document, RFC 6901: <c>/conditions/0/kind</c>. The empty text is the whole document.</summary>
public static class JsonPointer
{
    public const string Root = "";

    /// <summary><c>JsonPointer.Root.At("conditions").At(0).At("kind")</c></summary>
    /// <param name="pointer">The place of the member's object.</param>
    /// <param name="member">The name as it appears in the document: in camelCase.</param>
    public static string At(this string pointer, string member) => $"{pointer}/{member.Replace("~", "~0").Replace("/", "~1")}";

    /// <param name="pointer">The place of the list.</param>
    /// <param name="index">From zero.</param>
    public static string At(this string pointer, int index) => $"{pointer}/{index}";

    /// <summary>Converts a path through the C# contract, as validators give it: <c>Conditions[0].Kind</c>.</summary>
    public static string FromPropertyPath(string path) => FromPath(path, JsonNamingPolicy.CamelCase.ConvertName);

    /// <summary>Converts the path that System.Text.Json gives: <c>$.conditions[0].kind</c>.</summary>
    public static string FromJsonPath(string? path) => FromPath(path is null ? "" : path.TrimStart('$'), member => member);

    private static string FromPath(string path, Func<string, string> name)
    {
        var pointer = Root;
        foreach (var part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            pointer = part.EndsWith(']') ? pointer.At(part.TrimEnd(']').Trim('\'')) : pointer.At(name(part));
        }

        return pointer;
    }
}
