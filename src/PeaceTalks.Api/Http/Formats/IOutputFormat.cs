using System.Text;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>An output format other than JSON. An action offers the formats that suit its answer.</summary>
public interface IOutputFormat
{
    /// <summary>The value of <c>format=</c> that selects it.</summary>
    string Name { get; }

    /// <summary>The media type that selects it in <c>Accept</c>, without parameters.</summary>
    string MediaType { get; }

    /// <summary>What the format is for, for the OpenAPI document.</summary>
    string Meaning { get; }

    /// <summary>
    /// What the format contains, for the OpenAPI document: <see cref="string"/> for plain text, otherwise a contract or a list of rows.
    /// </summary>
    Type Content { get; }

    /// <summary>Whether answers of this type are available in the format.</summary>
    bool Suits(Type answer);

    /// <summary>Writes the answer in this format, in UTF-8. It may add headers to the response.</summary>
    Task<byte[]> WriteAsync(object answer, HttpContext http);
}

/// <summary>An output format that is plain text made from the answer alone.</summary>
public sealed class TextFormat<TAnswer>(string name, string mediaType, string meaning, Func<TAnswer, string> write) : IOutputFormat
{
    public string Name => name;
    public string MediaType => mediaType;
    public string Meaning => meaning;
    public Type Content => typeof(string);

    public bool Suits(Type answer) => answer.IsAssignableTo(typeof(TAnswer));

    public Task<byte[]> WriteAsync(object answer, HttpContext http) => Task.FromResult(Encoding.UTF8.GetBytes(write((TAnswer)answer)));
}
