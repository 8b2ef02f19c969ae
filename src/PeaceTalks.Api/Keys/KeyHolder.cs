using System.Security.Claims;

namespace PeaceTalks.Api.Keys;

/// <summary>Who sends a request, and from where.</summary>
public static class KeyHolder
{
    internal static ClaimsPrincipal Principal(this Key key, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()),
            new Claim(ClaimTypes.Name, key.Name),
            new Claim(ClaimTypes.Role, key.Role.ToString()),
        ], scheme));

    /// <summary>Of an authenticated request only.</summary>
    public static Guid KeyId(this ClaimsPrincipal holder) => Guid.Parse(holder.FindFirstValue(ClaimTypes.NameIdentifier)!);

    /// <inheritdoc cref="KeyId"/>
    public static string KeyName(this ClaimsPrincipal holder) => holder.FindFirstValue(ClaimTypes.Name)!;

    /// <inheritdoc cref="KeyId"/>
    public static Role KeyRole(this ClaimsPrincipal holder) => Enum.Parse<Role>(holder.FindFirstValue(ClaimTypes.Role)!);

    /// <summary>Null where there is none, as on a Unix socket.</summary>
    public static string? ClientAddress(this HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4().ToString() : http.Connection.RemoteIpAddress?.ToString();

    /// <summary>What is wrong with the key that was sent; null where it is a good one, or none was sent.</summary>
    internal static string? KeyFailure(this HttpContext http) => http.Features.Get<KeyFailure>()?.Why;
}

/// <summary>That a key was sent which lets nobody in. The framework remembers successes alone.</summary>
internal sealed record KeyFailure(string Why);
