using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using PeaceTalks.Api.Http.ErrorHandling;

namespace PeaceTalks.Api.Keys;

/// <summary>Registers keys for authentication, and denies what they do not allow.</summary>
public static class KeySetup
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services
            .AddAuthentication(KeyAuthentication.Bearer)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Bearer, null);
        services.AddAuthorization(RolePolicies.Add);
        services.AddSingleton<IAuthorizationHandler, RolePolicies>();
        services.AddScoped<FirstKey>();
        services.AddSingleton<KeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUses>());
        services.Configure<ConstraintMessages>(messages =>
            messages.Add("ux_key_name", "/name", "is the name of another key; revoke that one first, or choose another name")
        );
        return services;
    }
}
