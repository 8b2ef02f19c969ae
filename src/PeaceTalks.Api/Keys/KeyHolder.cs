using System.Security.Claims;

namespace PeaceTalks.Api.Keys;

/// <summary>Who sends a request.</summary>
public static class KeyHolder
{
    internal static ClaimsPrincipal Principal(this ApiKey key, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()),
                    new Claim(ClaimTypes.Name, key.Name),
                    new Claim(ClaimTypes.Role, key.Role.ToString()),
                ],
                scheme
            )
        );

    public static bool HasKey(this ClaimsPrincipal holder) => holder.Identity?.IsAuthenticated == true;

    /// <summary>Only for an authenticated request.</summary>
    public static Guid KeyId(this ClaimsPrincipal holder) => Guid.Parse(holder.FindFirstValue(ClaimTypes.NameIdentifier)!);

    /// <inheritdoc cref="KeyId"/>
    public static string KeyName(this ClaimsPrincipal holder) => holder.FindFirstValue(ClaimTypes.Name)!;

    /// <inheritdoc cref="KeyId"/>
    public static Role KeyRole(this ClaimsPrincipal holder) => Enum.Parse<Role>(holder.FindFirstValue(ClaimTypes.Role)!);

    /// <summary>What is wrong with the key that was sent. Null if it is valid, or if none was sent.</summary>
    internal static string? KeyFailure(this HttpContext http) => http.Features.Get<KeyFailure>()?.Why;
}

/// <summary>A key was sent and refused. The framework only remembers successes.</summary>
internal sealed record KeyFailure(string Why);
