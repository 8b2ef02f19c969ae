using System.Globalization;

namespace PeaceTalks.Api.Texts;

/// <summary>Checks the runtime's Unicode data. Without ICU, the runtime composes nothing and reports no error.</summary>
public static class UnicodeData
{
    /// <summary>Whether texts are really normalized to NFC. In .NET's invariant mode they stay as they are.</summary>
    public static bool IsThere => "e\u0301".Normalize() == "\u00E9";

    /// <summary>Makes numbers and days look the same wherever the service runs. The service speaks English.</summary>
    public static void UseInvariantCulture() =>
        CultureInfo.CurrentCulture =
            CultureInfo.CurrentUICulture =
            CultureInfo.DefaultThreadCurrentCulture =
            CultureInfo.DefaultThreadCurrentUICulture =
                CultureInfo.InvariantCulture;
}
