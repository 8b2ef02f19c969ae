using System.Text;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>A form that answers come in besides JSON. An action offers the forms that suit what it answers.</summary>
public interface IOutputFormat
{
    /// <summary>What <c>format=</c> calls it.</summary>
    string Name { get; }

    /// <summary>What <c>Accept</c> calls it, without parameters.</summary>
    string MediaType { get; }

    /// <summary>What it is good for, for the API's description.</summary>
    string Meaning { get; }

    /// <summary>What the form holds, for the API's description: <see cref="string"/> for plain text, else a contract or a list of rows.</summary>
    Type Content { get; }

    /// <summary>Whether answers of this type have the form.</summary>
    bool Suits(Type answer);

    /// <summary>The answer in this form, in UTF-8. Headers may be added to the response.</summary>
    Task<byte[]> WriteAsync(object answer, HttpContext http);
}

/// <summary>A form that is plain text made of the answer alone.</summary>
public sealed class TextFormat<TAnswer>(string name, string mediaType, string meaning, Func<TAnswer, string> write) : IOutputFormat
{
    public string Name => name;
    public string MediaType => mediaType;
    public string Meaning => meaning;
    public Type Content => typeof(string);

    public bool Suits(Type answer) => answer.IsAssignableTo(typeof(TAnswer));

    public Task<byte[]> WriteAsync(object answer, HttpContext http) => Task.FromResult(Encoding.UTF8.GetBytes(write((TAnswer)answer)));
}
