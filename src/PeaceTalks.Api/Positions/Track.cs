using System.Security.Cryptography;
using System.Text;

namespace PeaceTalks.Api.Positions;

/// <summary>A track: one party's line on one target, which is a proposal or an issue as a whole.</summary>
public sealed class Track
{
    public required Guid Id { get; init; }
    public required string Process { get; init; }
    public required string Party { get; init; }
    public required string? Issue { get; init; }
    public required string? Proposal { get; init; }

    /// <summary>
    /// The id of a track. It is the same in every installation, and so is the order of tracks, in which the id is the last key.
    /// </summary>
    public static Guid IdOf(string party, string? issue, string? proposal)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{party}\n{issue}\n{proposal}"));

        // A UUID of version 8, which leaves the contents of the bits to us.
        digest[6] = (byte)(digest[6] & 0x0F | 0x80);
        digest[8] = (byte)(digest[8] & 0x3F | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>The slug of the issue or proposal.</summary>
    public string Target { get; init; } = null!;
}
