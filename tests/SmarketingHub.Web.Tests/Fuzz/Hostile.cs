using CsCheck;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>Texts that break what takes texts for granted.</summary>
public static class Hostile
{
    /// <summary>Each is a text that a person or a program can rightly be called by: it comes out as it went in.</summary>
    public static readonly string[] Texts =
    [
        "Ana \u202Enoitca\u202C Kowal",
        "שלום עולם",
        "مرحبا بالعالم",
        "\u200Fright-to-left first",
        "👩‍👩‍👧‍👦 family 🏳️‍🌈",
        "🇵🇱🇪🇸 flags",
        "Z̸̡̛̯͔̤̗̓͌̀͒a̵̢͎͕̓͛̕l̶̰̍g̷̨̈ȯ̴̜" + new string('\u0301', 60),
        "zero\u200Bwidth\uFEFFmark\u2060join",
        "=cmd|'/c calc'!A1",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "＝1+1",
        "'=quoted",
        "<script>window.hacked=1</script>",
        "<img src=x onerror=\"window.hacked=1\">",
        "\"><svg/onload=window.hacked=1>",
        "{{constructor.constructor('window.hacked=1')()}}",
        "javascript:window.hacked=1",
        "'; DROP TABLE Leads; --",
        "100% _under_ \\back\\slash",
        "semi;colon,comma\ttab \"quotes\"",
        "first line\r\nsecond line\nthird",
        "../../../../etc/passwd",
        "%00%0d%0aSet-Cookie: a=b",
        "NULL",
        "\uFFFD\uFFFE\uFFFF",
        "𝕬𝖓𝖆 \uD83D\uDE00 astral",
        "İıŞßǅ casing",
        "next\u0085line\u2028and\u2029paragraph",
        new string('M', 200),
        string.Concat(Enumerable.Repeat("Wi", 100)),
    ];

    /// <summary>No text at all, or more than fits: named and refused.</summary>
    public static readonly string[] NoTexts = ["half \ud800 one", "\udc00", new string('x', 201), new string('x', 1_000_000)];

    /// <summary>As JSON is written, lone surrogates and all.</summary>
    private static readonly string[] Literals =
    [
        "null", "true", "false", "0", "-1", "1", "101", "2147483648", "9223372036854775808", "123456789012345678901234567890", "1e400",
        "-1e400", "1e-400", "0.1", "-0.0",
        "1E28", "79228162514264337593543950335", "\"\"", "\" \"", "\"5\"", "\"A\"", "\"\\ud800\"", "\"\\udc00 low\"", "\"\\u0000\"",
        "\"a\\u0000b\"", "[]", "{}", "[null]", "[[]]", "[1,\"a\",{}]",
        "{\"amount\":1,\"currency\":\"EUR\"}", "{\"amount\":1e400,\"currency\":\"EUR\"}", "{\"amount\":-1,\"currency\":\"EUR\"}",
        "{\"amount\":1,\"currency\":\"\\ud800\"}",
        "{\"amount\":999999999999999.99999,\"currency\":\"EUR\"}", "{\"\\ud800\":1}", "{\"\":\"\"}", "{\"a\":1,\"a\":2}",
        "{\"__proto__\":{}}", "[{\"system\":\"s\",\"type\":\"t\",\"id\":\"\\u0000\"}]",
        "[{\"system\":\"s\",\"type\":\"t\",\"id\":\"i\"},{\"system\":\"s\",\"type\":\"t\",\"id\":\"i\"}]",
        "\"2026-03-02T09:00:00Z\"", "\"2026-03-09T09:00:00+01:00\"", "\"9999-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59-18:00\"",
        "\"0001-01-01T00:00:00Z\"", "\"-9998-01-01T00:00:00Z\"", "\"2026-02-30T09:00:00Z\"",
        "\"2199-12-31T00:00:00Z\"", "\"1899-12-31T00:00:00Z\"", "\"2026-03-02\"", "\"24:00\"", "\"PT8H\"", "\"P1D\"", "\"PT9999999H\"",
        "\"P999999D\"", "\"-PT1H\"",
        "\"sales\"", "\"team:x\"", "\"person:1\"", "\"person:99999999999999999999\"", "\"partner:\"", "\"person:\\ud800\"", "\"none\"",
        new string('[', 100) + new string(']', 100), string.Concat(Enumerable.Repeat("{\"a\":", 70)) + "1" + new string('}', 70),
        $"[{string.Join(',', Enumerable.Repeat("1", 10_000))}]",
    ];

    public static readonly Gen<string> Text = Gen.Frequency(
        (6, OneOf(Texts)), (1, OneOf(NoTexts[..3])), (3, Gen.String),
        (2, Gen.String[Gen.Char["\0\t\r\n\"'\\,;=+-@<>&%_/\uFEFF\u202E\u0301😀a1"], 0, 40]));

    /// <summary>Any value as JSON writes it.</summary>
    public static readonly Gen<string> Json = Gen.Frequency((5, OneOf(Literals)),
        (3, Text.Select(text => System.Text.Json.JsonSerializer.Serialize(text))), (1, Gen.Int.Select(n => $"{n}")));

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
