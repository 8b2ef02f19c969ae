using System.Security.Cryptography;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>Ids that follow from what they stand for, so that every installation gives the same ones.</summary>
public static class NamedId
{
    /// <summary>A UUID of version 8, which leaves the contents of the bits to us: a digest of the name.</summary>
    public static Guid For(string name)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        digest[6] = (byte)(digest[6] & 0x0F | 0x80);
        digest[8] = (byte)(digest[8] & 0x3F | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true);
    }
}
