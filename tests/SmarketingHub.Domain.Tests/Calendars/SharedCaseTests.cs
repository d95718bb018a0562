using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>The expected answers of other products' test suites, from tests/data/business_time_cases.json.</summary>
public class SharedCaseTests
{
    // The sources of these answer an exact fit with the next opening; we answer with the closing instant.
    private static readonly Dictionary<string, Instant> ClosingInstants = new()
    {
        ["ZAM-015"] = Instant.FromUtc(2013, 6, 4, 16, 0),
    };

    private static readonly Dictionary<string, JsonElement> Cases = Read();

    public static IEnumerable<TheoryDataRow<string>> Of(string kind) =>
        Cases.Where(known => known.Value.GetProperty("kind").GetString() == kind)
            .Select(known => new TheoryDataRow<string>(known.Key) { TestDisplayName = $"{kind} {known.Key}" });

    [Theory, MemberData(nameof(Of), "due")]
    public void Due(string id)
    {
        var (known, calendar, start) = Open(id);

        var due = calendar.Due(start, Duration.FromSeconds(known.GetProperty("seconds").GetInt64()), PausesOf(known));

        var expected = InstantOf(known, "expect_due");
        if (known.GetProperty("convention").GetString() != "next_open")
        {
            due.ShouldBe(expected);
            return;
        }
        due.ShouldBe(ClosingInstants[id]);
        calendar.NextOpening(due).ShouldBe(expected);
    }

    [Theory, MemberData(nameof(Of), "elapsed")]
    public void Elapsed(string id)
    {
        var (known, calendar, start) = Open(id);

        var elapsed = calendar.Elapsed(start, InstantOf(known, "end"), PausesOf(known));

        var minutes = (long)elapsed.TotalSeconds / 60;
        minutes.ShouldBe(known.GetProperty("expect_minutes").GetInt64());
        if (known.TryGetProperty("expect_seconds", out var seconds))
            elapsed.ShouldBe(Duration.FromSeconds(seconds.GetInt64()));
        if (known.TryGetProperty("target_seconds", out var target))
        {
            (target.GetInt64() / 60 - minutes).ShouldBe(known.GetProperty("expect_diff_minutes").GetInt64());
            (elapsed > Duration.FromSeconds(target.GetInt64())).ShouldBe(known.GetProperty("breached").GetBoolean());
        }
    }

    [Theory, MemberData(nameof(Of), "in_hours")]
    public void InHours(string id)
    {
        var (known, calendar, start) = Open(id);

        calendar.IsOpen(start).ShouldBe(known.GetProperty("expect").GetBoolean());
    }

    [Fact]
    public void None_of_the_48_cases_is_left_out() =>
        (Of("due").Count() + Of("elapsed").Count() + Of("in_hours").Count()).ShouldBe(48);

    private static (JsonElement Case, WorkCalendar Calendar, Instant Start) Open(string id)
    {
        var known = Cases[id];
        var calendar = WorkCalendar.Create(
            known.GetProperty("tz").GetString()!,
            known.GetProperty("hours").Deserialize<Dictionary<string, string[][]>>()!,
            known.GetProperty("holidays").Deserialize<string[]>()!);
        return (known, calendar, InstantOf(known, "start"));
    }

    private static Instant InstantOf(JsonElement known, string name) => InstantOf(known.GetProperty(name));

    private static Instant InstantOf(JsonElement text) => InstantPattern.ExtendedIso.Parse(text.GetString()!).Value;

    private static Interval[] PausesOf(JsonElement known) =>
        known.TryGetProperty("pauses", out var pauses)
            ? [.. pauses.EnumerateArray().Select(pause => new Interval(InstantOf(pause[0]), InstantOf(pause[1])))]
            : [];

    private static Dictionary<string, JsonElement> Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", "business_time_cases.json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.GetProperty("cases").EnumerateArray()
            .ToDictionary(known => known.GetProperty("id").GetString()!, known => known.Clone());
    }
}
