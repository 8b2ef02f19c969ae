using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Keys;

/// <summary>Names of keys are authors, so no two authors may look alike (<see cref="LookAlike"/>).</summary>
internal static class KeyNames
{
    /// <summary>Held while a key is made: an arbitrary number, the same in every version.</summary>
    public const long Lock = 0x5065616365546B;

    /// <summary>
    /// What is wrong with the name of a new key. Null if nothing is, or if a key in force has the very same name, which the database
    /// refuses. Names of revoked keys count too, because what they wrote stays; but a successor may have the very same name.
    /// </summary>
    /// <remarks>
    /// An earlier release took names that look alike. They stay, and none is added to them while one of them is in force.
    /// </remarks>
    public static async Task<string?> NameComplaintAsync(this PeaceTalksDb db, string name, CancellationToken cancellation)
    {
        var skeleton = LookAlike.Skeleton(name);
        if (skeleton == LookAlike.Skeleton(ApiKey.Service))
        {
            return $"'{ApiKey.Service}' is the author of what the service itself writes; choose another name";
        }

        var keys = await db.Keys.Select(x => new { x.Name, IsRevoked = x.RevokedAt != null }).Distinct().ToListAsync(cancellation);
        var alike = keys.Where(x => LookAlike.Skeleton(x.Name) == skeleton).ToList();
        var isSuccessor = alike.Exists(x => x.Name == name);
        var other = alike.Find(x => x.Name != name && !(x.IsRevoked && isSuccessor));
        return other is null
            ? null
            : $"looks like {Spelling.Quoted(other.Name)}, the name of another key, written with other characters; choose another name";
    }

    /// <exception cref="ProblemException">422.</exception>
    public static async Task RequireOwnNameAsync(this PeaceTalksDb db, string name, CancellationToken cancellation)
    {
        if (await db.NameComplaintAsync(name, cancellation) is { } complaint)
        {
            throw Problems.Unprocessable("/name", complaint);
        }
    }
}
