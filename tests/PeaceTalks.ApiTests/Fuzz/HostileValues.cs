using System.Text;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>What strangers put into addresses, headers and bodies.</summary>
public static class HostileValues
{
    /// <summary>As they stand, to be encoded where they are put.</summary>
    public static readonly string[] Texts =
    [
        "' OR 1=1 --", "'; DROP TABLE position; --", "1; SELECT pg_sleep(10)", "\\'; --", "%' OR '%'='", "$1", "{0}", "%s%n", "${jndi:ldap://x/a}", "{{7*7}}",
        "$(reboot)", "`id`", "| id",
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "]]>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        "=cmd|' /C calc'!A0",
        "../../../../etc/passwd", "..\\..\\windows", "file:///etc/passwd", "CON", "\0", "ukraine\0", "\u202Eukraine", "ukraine\u200B", "\uFEFFukraine",
        "ukra\u0456ne", "\u0000\u0001\u001F\u007F",
        "\r\nX-Injected: 1", "\n", "\t", " ", "  ukraine  ", "\u2028", "\u00A0", "\uFFFD", "\uFFFF", "Z\u0351\u036B\u0313\u036A\u0319", "\uFDFA\uFDFA\uFDFA", "𝓊𝓀𝓇𝒶𝒾𝓃𝑒", "İıſK",
        "e\u0301", "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
        "NaN", "Infinity", "-0", "1e400", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "2147483648", "0x7fffffff", "00000000000000000001",
        "1_000", "١٢٣",
        "true", "null", "undefined", "None", "[]", "{}", "0001-01-01", "9999-12-31", "10000-01-01", "-0001-01-01", "2026-02-29", "2026-01-01T24:00:00Z",
        "2026-06-30T23:59:60Z", "9999-12-31T23:59:59.9999999Z",
        "0001-01-01T00:00:00Z", "2026-01-01T00:00:00+99:99", "[..]", "[2026..2025]", "2026-13", "0000", "9999", "[0001-01-01..9999-12-31]",
        "ffffffff-ffff-ffff-ffff-ffffffffffff", "*", "\"*\"", "W/\"\"", "(((((((((a", "[^", "%",
    ];

    /// <summary>Encoded wrongly, or not at all; an address takes them as they stand.</summary>
    public static readonly string[] Encoded =
    [
        "%", "%2", "%zz", "%00", "%ff", "%c0%af", "%c0%80", "%ed%a0%80", "%f4%90%80%80", "%e2%82", "%u0041", "%25%32%35", "%2e%2e%2f", "%2f", "%5c", "..", ".",
        "%2e", "a;b=c", "a//b", "a%0d%0ab", "a&b=c", "=&=&", "&&&", "#x", "a?b?c", "+", "%20%20",
        "\u00e9", "\u0443\u043a\u0440", "[", "]", "{", "}", "|", "\\", "^", "`", "<", ">", "\"", "'", "a%20b%20c", "@", ":", "!$()*,",
    ];

    /// <summary>In the place of a JSON value, byte by byte.</summary>
    public static readonly byte[][] Json =
    [
        .. Texts.Select(x => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(x)),
        .. new[]
        {
            "1e400", "-1e-400", "1e999999999", "123456789012345678901234567890", "0.1e1", "-0", "01", "+1", ".5", "1.", "0x10", "NaN", "Infinity", "-Infinity",
            "nul", "TRUE", "'x'", "\"\\u0000\"",
            "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\"", "\"\\x41\"", "\"\\u12\"", "\"a\nb\"", "\"\u007f\"", "[[[[1]]]]", "[null]", "{\"\":{\"\":{}}}",
            "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "{\"__proto__\":{}}",
            "[1,]", "{,}", "[", "}", "\"", "/**/1", "2147483648", "-2147483649", "9223372036854775808", "1.0", "1e0", "1E+2", "{\"$type\":\"System.Object\"}",
            "[\"x\",\"x\"]", "", " ", ":", "\u00a0",
        }.Select(Encoding.UTF8.GetBytes),
        [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
        [0x22, 0x00, 0x22], [0x22, 0x1F, 0x22], [0xEF, 0xBB, 0xBF], [0xFE, 0xFF],
        Deep("[", "]", 70), Deep("[", "]", 20_000), Deep("{\"item\":", "}", 70), Long(100), Long(10_000), Long(900_000), Digits(400), Digits(100_000),
    ];

    private static byte[] Deep(string open, string close, int times) =>
        Encoding.ASCII.GetBytes($"{string.Concat(Enumerable.Repeat(open, times))}1{string.Concat(Enumerable.Repeat(close, times))}");

    private static byte[] Long(int length) => Encoding.ASCII.GetBytes($"\"{new string('y', length)}\"");

    private static byte[] Digits(int count) => Encoding.ASCII.GetBytes(new string('9', count));
}
