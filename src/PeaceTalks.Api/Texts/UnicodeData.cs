using System.Globalization;

namespace PeaceTalks.Api.Texts;

/// <summary>What the runtime knows of Unicode: without ICU it composes nothing, and says nothing of it.</summary>
public static class UnicodeData
{
    /// <summary>Whether texts are really brought into NFC; in .NET's invariant mode they stay as they are.</summary>
    public static bool IsThere => "e\u0301".Normalize() == "\u00E9";

    /// <summary>Numbers and days are written alike wherever the service runs; what it says is in English.</summary>
    public static void UseInvariantCulture() =>
        CultureInfo.CurrentCulture =
            CultureInfo.CurrentUICulture =
            CultureInfo.DefaultThreadCurrentCulture =
            CultureInfo.DefaultThreadCurrentUICulture =
                CultureInfo.InvariantCulture;
}
