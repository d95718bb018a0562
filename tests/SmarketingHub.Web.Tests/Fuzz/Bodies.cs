using CsCheck;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>
/// JSON bodies that are nearly right: known fields with right values, here and there something else, now and then cut or garbled.
/// </summary>
public static class Bodies
{
    private static readonly Dictionary<string, string> Lead = new()
    {
        ["email"] = "\"ana@x.example\"",
        ["company"] = "\"Nordwind\"",
        ["firstName"] = "\"Ana\"",
        ["lastName"] = "\"Kowal\"",
        ["phone"] = "\"+48 22 123 45 67\"",
        ["title"] = "\"CFO\"",
        ["country"] = "\"PL\"",
        ["timeZone"] = "\"Europe/Warsaw\"",
        ["source"] = "\"web-form\"",
        ["campaign"] = "\"spring\"",
        ["channel"] = "\"ads\"",
        ["product"] = "\"Anvil\"",
        ["score"] = "50",
        ["grade"] = "\"A\"",
        ["expectedValue"] = "{\"amount\":10.5,\"currency\":\"EUR\"}",
    };

    private static readonly Dictionary<string, string> Inquiry = new(Lead)
    {
        ["externalId"] = "\"c-1\"",
        ["externalIds"] = "[{\"system\":\"crm\",\"type\":\"lead\",\"id\":\"7\"}]",
        ["receivedAt"] = "\"2026-03-02T08:00:00Z\"",
        ["note"] = "\"hi\"",
    };

    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["to"] = "\"sales\"",
        ["reason"] = "\"notNow\"",
        ["words"] = "\"because\"",
        ["until"] = "\"2026-03-20T08:00:00Z\"",
        ["at"] = "\"2026-03-20T08:00:00Z\"",
        ["occurredAt"] = "\"2026-03-02T08:59:00Z\"",
        ["amount"] = "{\"amount\":10.5,\"currency\":\"EUR\"}",
        ["kind"] = "\"call\"",
        ["reached"] = "true",
        ["by"] = "\"bo@hub.example\"",
        ["owner"] = "\"bo@hub.example\"",
        ["into"] = "1",
        ["externalId"] = "\"a-1\"",
    };

    private static readonly Dictionary<string, string> Calendar = new()
    {
        ["timeZone"] = "\"Europe/Warsaw\"",
        ["hours"] = "{\"mon\":[[\"09:00\",\"17:00\"]],\"fri\":[[\"22:00\",\"06:00\"]]}",
        ["holidays"] = "[\"2026-12-25\"]",
        ["dayLength"] = "\"PT8H\"",
        ["start"] = "\"2026-03-02T08:00:00Z\"",
        ["pauses"] = "[{\"start\":\"2026-03-02T09:00:00Z\",\"end\":\"2026-03-02T10:00:00Z\"}]",
    };

    private static readonly Dictionary<string, string> Due = new(Calendar) { ["target"] = "\"PT8H\"" };
    private static readonly Dictionary<string, string> Elapsed = new(Calendar) { ["end"] = "\"2026-03-20T08:00:00Z\"" };

    private static readonly Dictionary<string, string> Stored = new()
    {
        ["name"] = "\"Warsaw\"",
        ["copyOf"] = "\"office\"",
        ["timeZone"] = "\"Europe/Warsaw\"",
        ["hours"] = "{\"mon\":[[\"09:00\",\"17:00\"]],\"fri\":[[\"22:00\",\"06:00\"]]}",
        ["holidays"] = "[{\"date\":\"2026-12-25\",\"name\":\"Christmas\"}]",
        ["dayLength"] = "\"PT8H\"",
    };

    private static readonly Dictionary<string, string> Feed = new()
    {
        ["name"] = "\"Poland\"",
        ["ics"] = "\"BEGIN:VCALENDAR\\r\\nBEGIN:VEVENT\\r\\nUID:1\\r\\nDTSTART;VALUE=DATE:20260501\\r\\nEND:VEVENT\\r\\nEND:VCALENDAR\"",
        ["address"] = "\"http://127.0.0.1:1/a.ics\"",
        ["rule"] = """{"only":["holiday"],"leaveOut":["Observance"]}""",
    };

    private static readonly Dictionary<string, string> Rule = new()
    {
        ["only"] = """["holiday"]""",
        ["leaveOut"] = """["Observance", "feast of"]""",
        ["keptOut"] = """["Kansas Day"]""",
        ["counted"] = """["Lei Day"]""",
    };

    public static readonly Gen<string> OfCalendar = Garbled(Like(Stored, 0.7));
    public static readonly Gen<string> OfFeed = Garbled(Like(Feed, 0.7));
    public static readonly Gen<string> OfRule = Garbled(Like(Rule, 0.5).Select(rule => $$"""{"rule":{{rule}}}"""));
    public static readonly Gen<string> OfInquiry = Garbled(Like(Inquiry, 0.3));
    public static readonly Gen<string> OfEdit = Garbled(Like(Lead, 0.3));
    public static readonly Gen<string> OfTrigger = Garbled(Like(Arguments, 0.25));
    public static readonly Gen<string> OfDue = Garbled(Like(Due, 0.9));
    public static readonly Gen<string> OfElapsed = Garbled(Like(Elapsed, 0.9));

    /// <summary>An object with each of the fields by this chance, one in six of them with something else in it.</summary>
    private static Gen<string> Like(Dictionary<string, string> fields, double chance)
    {
        var names = fields.Keys.ToArray();
        var one = Gen.Select(Gen.Double.Unit, Gen.Int[0, 5], Hostile.Json,
            (there, odd, hostile) => (There: there < chance, Hostile: odd == 0 ? hostile : null));
        var more = Gen.Frequency((8, Gen.Const("")),
            (1, Hostile.OneOf("\"shoeSize\":44", "\"\\ud800\":1", "\"Email\":\"a@b.example\"", "\"\":{}", "\"a\\u0000\":1")));
        return Gen.Select(one.Array[names.Length], more, (chosen, extra) => "{" + string.Join(',', names
            .Where((_, i) => chosen[i].There).Select(name => $"\"{name}\":{chosen[Array.IndexOf(names, name)].Hostile ?? fields[name]}")
            .Concat(extra.Length > 0 ? [extra] : [])) + "}");
    }

    private static Gen<string> Garbled(Gen<string> json) => Gen.Frequency(
        (20, json),
        (1, Gen.Select(json, Gen.Int[0, 200], (text, at) => text[..Math.Min(at, text.Length)])),
        (1, Gen.Select(json, Gen.Int[0, 200], Gen.Char, (text, at, c) => text.Insert(Math.Min(at, text.Length), $"{c}"))),
        (1, Gen.Select(json, text => text[..^1] + (text.Length > 2 ? "," : "") + text[1..])),
        (1,
            Hostile.OneOf("", " ", "null", "[]", "5", "\"text\"", "{", "\uFEFF{}", "{}{}", new string('[', 5_000),
                "{\"words\":\"" + new string('x', 1_000_000) + "\"}", new string(' ', 2_000_000))));
}
