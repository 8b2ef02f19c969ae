using System.Net.Http.Headers;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.ApiTests;

/// <summary>
/// Sends the key of an ADMIN with every write, so that reads are those of anybody. What a request says itself goes first.
/// </summary>
public sealed class WithKey : DelegatingHandler
{
    /// <summary>Of the first key of every database of the tests; its name is the author of what they write.</summary>
    public static string AdminSecret { get; } = Secret.New().Text;

    public const string Author = "admin";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
        {
            request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", AdminSecret);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
