using Microsoft.AspNetCore.Authorization;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Keys;

/// <summary>Registers keys for authentication, and denies what they do not allow.</summary>
public static class KeySetup
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSettings<KeySettings>("Keys");
        services.AddSettings<ReadSettings>("Reads");
        // AddAuthentication would bring data protection, which is for cookies. It keeps keys of its own, and warns that nothing encrypts them.
        services.AddAuthenticationCore(options => options.AddScheme<KeyAuthentication>(KeyAuthentication.Bearer, displayName: null));
        services.AddWebEncoders();
        services.AddAuthorization(RolePolicies.Add);
        services.AddSingleton<IAuthorizationHandler, RolePolicies>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, KeyUseRecorder>();
        services.AddScoped<FirstKey>();
        services.AddSingleton<KeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUses>());
        services.AddSingleton<KeyWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyWatch>());
        services.Configure<ConstraintMessages>(messages =>
            messages.Add("ux_key_name", "/name", "is the name of another key; revoke that one first, or choose another name")
        );
        return services;
    }
}
