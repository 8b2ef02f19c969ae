using Microsoft.AspNetCore.Authorization;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Keys;

/// <summary>Requires a role or a higher one. Reads may be open to everybody.</summary>
internal sealed class RoleRequirement(Role role) : IAuthorizationRequirement
{
    public Role Role => role;
}

internal sealed class RolePolicies(IConfiguration configuration, KeyUses uses) : AuthorizationHandler<RoleRequirement>
{
    /// <summary>Whether reads need no key. True by default.</summary>
    public const string ReadsOpen = "Reads:Open";

    private readonly bool readsOpen = configuration.GetValue(ReadsOpen, true);

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
        var http = context.Resource as HttpContext;
        var hasKey = context.User.HasKey();

        // A wrong key is reported even where no key is needed.
        var isOpen = readsOpen && requirement.Role == Role.Reader && http?.KeyFailure() is null;
        if (isOpen || hasKey && context.User.KeyRole() >= requirement.Role)
        {
            if (hasKey)
            {
                uses.Note(context.User.KeyId(), http?.ClientAddress()?.ToString());
            }

            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
