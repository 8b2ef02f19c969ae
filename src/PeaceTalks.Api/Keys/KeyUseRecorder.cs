using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Keys;

/// <summary>
/// Notes that a key is used where a request is let in with it: to what needs a role, also where reads are open to everybody.
/// </summary>
internal sealed class KeyUseRecorder(KeyUses uses) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded && context.User.HasKey() && policy.Requirements.OfType<RoleRequirement>().Any())
        {
            uses.Note(context.User.KeyId(), context.ClientAddress()?.ToString());
        }

        return standard.HandleAsync(next, context, policy, authorizeResult);
    }
}
