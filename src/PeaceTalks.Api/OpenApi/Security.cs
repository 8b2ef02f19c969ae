using Microsoft.OpenApi;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.OpenApi;

/// <summary>Which operations need a key, according to their <see cref="RequiresRoleAttribute"/>.</summary>
internal static class Security
{
    public const string Scheme = "bearer";

    public static OpenApiSecurityScheme Bearer { get; } =
        new()
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "pt_...",
            Description =
                "A key of this service. An administrator creates it, and its secret is shown once. Its role is READER, "
                + "ANALYST (may write) or ADMIN. Reads need no key unless the service is configured to require one.",
        };

    /// <summary>If no setting closes reads, they accept a key or nothing.</summary>
    public static List<OpenApiSecurityRequirement> For(Role role, OpenApiDocument document)
    {
        var key = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] };
        return role == Role.Reader ? [key, []] : [key];
    }
}
