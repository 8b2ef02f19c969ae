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

    /// <summary>The query parameters that say more exactly what you want, apart from <c>format</c> itself.</summary>
    IReadOnlyList<FormatParameter> Parameters => [];

    /// <summary>Whether the format takes this parameter.</summary>
    sealed bool Has(string parameter) => Parameters.Any(x => x.Name == parameter);

    /// <summary>Whether answers of this type are available in the format.</summary>
    bool Suits(Type answer);

    /// <summary>What is wrong with the parameters of the format in a request: the parameter, and the complaint.</summary>
    IEnumerable<(string Parameter, string Complaint)> Findings(HttpRequest request) => [];
}

/// <summary>A query parameter of an output format. It is no part of the question.</summary>
/// <param name="Meaning">For the OpenAPI document.</param>
/// <param name="Values">All values that there are. Null if the parameter is a text.</param>
public sealed record FormatParameter(string Name, string Meaning, IReadOnlyList<string>? Values = null)
{
    /// <summary>In characters: room for the names of all columns of the widest table.</summary>
    public const int MaxLength = 6000;
}

/// <summary>An output format that is made of one answer at once.</summary>
public interface IAnswerFormat : IOutputFormat
{
    /// <summary>Writes the answer in this format, in UTF-8. It may add headers to the response.</summary>
    Task<byte[]> WriteAsync(object answer, HttpContext http);
}

/// <summary>An output format that is plain text made from the answer alone.</summary>
public sealed class TextFormat<TAnswer>(string name, string mediaType, string meaning, Func<TAnswer, string> write) : IAnswerFormat
{
    public string Name => name;
    public string MediaType => mediaType;
    public string Meaning => meaning;
    public Type Content => typeof(string);

    public bool Suits(Type answer) => answer.IsAssignableTo(typeof(TAnswer));

    public Task<byte[]> WriteAsync(object answer, HttpContext http)
    {
        http.SetNextPageLink(answer);
        return Task.FromResult(Encoding.UTF8.GetBytes(write((TAnswer)answer)));
    }
}
