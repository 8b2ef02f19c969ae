using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Keys;

/// <summary>Authenticates requests by <c>Authorization: Bearer pt_...</c>, and answers 401 and 403 as problems.</summary>
/// <remarks>
/// It asks the database each time. A key that is revoked on one instance is refused by all of them from the next request on.
/// </remarks>
internal sealed partial class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    FailedKeys failed,
    TimeProvider clock,
    IProblemDetailsService problems
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Bearer = "Bearer";

    private const string Start = Bearer + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue("Authorization", out var given))
        {
            return AuthenticateResult.NoResult();
        }

        if (given is not [{ } only] || !only.StartsWith(Start, StringComparison.OrdinalIgnoreCase))
        {
            return Failed("Authorization: must be Bearer pt_..., where pt_... is the secret of your key");
        }

        if (!Secret.TryParse(only[Start.Length..].Trim(), out var secret, out var complaint))
        {
            return Failed($"Authorization: {complaint}");
        }

        var key = await failed.LookUpAsync(Context, () => FindAsync(secret));
        var why = key is null ? "is not known here" : key.WhyRefused(clock.GetUtcNow());
        if (key is null || why is not null)
        {
            if (failed.Exhausted(Context))
            {
                throw failed.Refusal();
            }

            failed.Charge(Context);
            return Failed($"Authorization: the key {Secret.Prefix}{secret.Hint}... {why}");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(key.Principal(Scheme.Name), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = Context.KeyFailure();
        Response.Headers.WWWAuthenticate = failure is null ? Bearer : $"{Bearer} error=\"invalid_token\"";
        return RefuseAsync(Problems.Unauthenticated(failure));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var role = Context.GetEndpoint()?.Metadata.GetMetadata<RequiresRoleAttribute>()?.Role;
        return RefuseAsync(
            Problems.Forbidden(
                role is null
                    ? "Nobody may do this."
                    : $"The key {Spelling.Quoted(Context.User.KeyName())} has the role "
                        + $"{EnumNames.NameOf(Context.User.KeyRole())}, but this operation needs {EnumNames.NameOf(role.Value)}."
            )
        );
    }

    private AuthenticateResult Failed(string why)
    {
        Context.Features.Set(new KeyFailure(why));
        return AuthenticateResult.Fail(why);
    }

    private async Task<ApiKey?> FindAsync(Secret secret)
    {
        // Most requests have no key, and need no session.
        var session = Context.RequestServices.GetRequiredService<DatabaseSession>();
        var hash = secret.Hash;
        var alike = await session.ReadAsync(KeyQueries.Alike(secret.Hint), KeyQueries.Read, Context.RequestAborted);
        return alike.Find(x => CryptographicOperations.FixedTimeEquals(x.Hash, hash));
    }

    private async Task RefuseAsync(ProblemException refusal)
    {
        LogRefused(Logger, Context.KnownMethod(), Context.Route(), Context.ClientAddress()?.ToString(), refusal.Message, Context.TraceId());
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = Context, ProblemDetails = refusal.ToProblemDetails() });
    }

    [LoggerMessage(LogLevel.Warning, "Refused {Method} {Route} from {Address}: {Why}, trace {TraceId}")]
    private static partial void LogRefused(ILogger logger, string method, string route, string? address, string why, string traceId);
}
