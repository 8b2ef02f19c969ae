using Microsoft.OpenApi;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.OpenApi;

/// <summary>Which operations need a key, as their <see cref="RequiresRoleAttribute"/> says it.</summary>
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
                "A key of this service, which an administrator makes and shows once. It has a role: READER, ANALYST (may write), ADMIN. "
                + "Reads need none, unless the service is set up to keep them closed.",
        };

    /// <summary>Reads are open where no setting closes them: a key, or nothing.</summary>
    public static List<OpenApiSecurityRequirement> For(Role role, OpenApiDocument document)
    {
        var key = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] };
        return role == Role.Reader ? [key, []] : [key];
    }
}
