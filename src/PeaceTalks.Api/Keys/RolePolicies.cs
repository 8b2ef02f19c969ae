using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace PeaceTalks.Api.Keys;

/// <summary>Requires a role or a higher one. Reads may be open to everybody.</summary>
internal sealed class RoleRequirement(Role role) : IAuthorizationRequirement
{
    public Role Role => role;
}

internal sealed class RolePolicies(IOptions<ReadSettings> reads) : AuthorizationHandler<RoleRequirement>
{
    public static void Add(AuthorizationOptions options)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            options.AddPolicy(role.ToString(), policy => policy.AddRequirements(new RoleRequirement(role)));
        }

        // An endpoint without a role is denied to everybody. Requests that match none of our routes, such as those that end in a 404 or
        // 405, pass.
        options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(x => (x.Resource as HttpContext)?.GetEndpoint() is not RouteEndpoint)
            .Build();
    }

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        // Who sends a key that is wrong is told so, also where none is needed.
        var isOpen = reads.Value.Open && requirement.Role == Role.Reader && (context.Resource as HttpContext)?.KeyFailure() is null;
        if (isOpen || context.User.HasKey() && context.User.KeyRole() >= requirement.Role)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
