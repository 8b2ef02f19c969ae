using Microsoft.AspNetCore.Authorization;

namespace PeaceTalks.Api.Keys;

/// <summary>The role that an action needs. Every action must declare one. An action without a role is denied to everybody.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRoleAttribute(Role role) : AuthorizeAttribute(policy: role.ToString())
{
    public Role Role => role;
}
