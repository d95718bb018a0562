using System.Text;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Values that could be two things: only what a column proves, or the profile says, is read.</summary>
public sealed class AmbiguousValueTests
{
    private const string DayFirst = """{ "dateFormats": ["dd/MM/yyyy"] }""", MonthFirst = """{ "dateFormats": ["MM/dd/yyyy"] }""";

    [Theory]
    [InlineData("expectedValue", "1054", "1.500", "\"2.345,50\"", 1500)]
    [InlineData("expectedValue", "", "1.500", "\"2.345,50\"", 1500)]
    public async Task A_column_of_amounts_proves_its_sign_however_late(
        string field, string first, string open, string proof, decimal amount)
    {
        await using var hub = await HubFixture.Start();
        var csv = new StringBuilder($"email,{field}\n");
        for (var i = 0; i < 1000; i++)
            csv.Append($"same@x.example,{first}\n");
        await hub.Import(csv.Append($"a@x.example,{open}\nb@x.example,{proof}\n").ToString());
        hub.Leads()[^2].Facts.ExpectedValue.ShouldBe(amount);
    }

    [Fact]
    public async Task A_column_of_dates_proves_its_order_however_late()
    {
        await using var hub = await HubFixture.Start();
        var csv = new StringBuilder("email,created\n");
        for (var i = 0; i < 1000; i++)
            csv.Append("same@x.example,2025-10-01\n");
        await hub.Import(csv.Append("a@x.example,03/11/2025\nb@x.example,27/10/2025\n").ToString());
        hub.Leads()[^2].ReceivedAt.ToString().ShouldBe("2025-11-02T23:00:00Z");
    }

    [Theory]
    [InlineData("22/03/15"), InlineData("24-03-05"), InlineData("23.09.26"), InlineData("03.04.25"), InlineData("22/03/15 10:00")]
    public async Task A_year_of_two_digits_proves_nothing(string text)
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import($"email,created\na@x.example,{text}\nb@x.example,05/06/2025\n", profile: Files.Strict);
        result.Rejected.ShouldBe(2);
        result.RejectsCsv!.ShouldContain($"'{text}' could be two days");
    }

    [Theory]
    [InlineData("22/03/15", "dd/MM/yy", "2015-03-21T23:00:00Z"), InlineData("22/03/15", "yy/MM/dd", "2022-03-14T23:00:00Z")]
    public async Task A_format_says_what_a_year_of_two_digits_is(string text, string format, string at)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import($"email,created\na@x.example,{text}\n", profile: $$"""{ "dateFormats": ["{{format}}"] }""");
        hub.Leads().Single().ReceivedAt.ToString().ShouldBe(at);
    }

    [Theory]
    [InlineData(MonthFirst, "\"03/11/2025, 08:00\"", "27/10/2025", "2025-03-11T07:00:00Z")]
    [InlineData(DayFirst, "\"03/11/2025, 08:00\"", "10/27/2025", "2025-11-03T07:00:00Z")]
    public async Task The_profiles_format_says_the_order_whatever_the_column_proves(string profile, string open, string proof, string at)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,created\na@x.example,{open}\nb@x.example,{proof}\n", profile: profile)).LeftOut.ShouldBe(1);
        hub.Leads().Select(lead => lead.ReceivedAt.ToString()).ShouldBe([at, hub.Now.ToString()]);
    }

    [Theory]
    [InlineData("Submit Date (UTC)", "11/26/2025 10:00", MonthFirst, "2025-11-26T10:00:00Z")]
    [InlineData("Submit Date (UTC)", "45987.5", "{}", "2025-11-26T12:00:00Z")]
    [InlineData("Submit Date (UTC)", "2025-11-26 10:00", "{}", "2025-11-26T10:00:00Z")]
    [InlineData("created_utc", "2025-11-26 10:00", "{}", "2025-11-26T10:00:00Z")]
    [InlineData("Outcome date", "2025-11-26 10:00", "{}", "2025-11-26T09:00:00Z")]
    [InlineData("Created (UTC+2)", "2025-11-26 10:00", "{}", "2025-11-26T09:00:00Z")]
    public async Task A_zone_in_a_columns_name_counts_however_its_times_are_written(string column, string text, string profile, string at)
    {
        await using var hub = await HubFixture.Start();
        var mapped = $$"""{ "columns": { "{{column}}": "receivedAt" }{{(profile == "{}" ? " }" : "," + profile[1..])}}""";
        (await hub.Import($"email,{column}\na@x.example,{text}\n", profile: mapped)).RejectsCsv.ShouldBeNull();
        hub.Leads().Single().ReceivedAt.ToString().ShouldBe(at);
    }

    [Fact]
    public async Task Two_columns_of_one_field_prove_each_its_own()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,created,create date\na@x.example,27/10/2025,\nb@x.example,03/11/2025,\n"
            + "c@x.example,,10/27/2025\nd@x.example,,10/11/2025\n");
        hub.Leads().Select(lead => lead.ReceivedAt.ToString()).ShouldBe(
            ["2025-10-26T23:00:00Z", "2025-11-02T23:00:00Z", "2025-10-26T23:00:00Z", "2025-10-10T22:00:00Z"]);
    }

    [Theory]
    [InlineData("1,000", 1000), InlineData("12,00", 12), InlineData("85.0", 85)]
    public async Task Three_noughts_behind_a_comma_are_thousands_of_a_score(string text, int score)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import($"email,score\na@x.example,\"{text}\"\n");
        var lead = hub.Leads().Single();
        lead.Facts.Score.ShouldBe(score > 100 ? null : score);
        hub.LeftOut(lead.Id).Select(left => left.Value).ShouldBe(score > 100 ? [text] : []);
    }

    [Theory]
    [InlineData("Nil"), InlineData("Nan"), InlineData("Null"), InlineData("None")]
    [InlineData("null"), InlineData("none"), InlineData("NaN")]
    public async Task People_and_companies_are_called_so(string name)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import($"email,firstName,lastName,company\na@x.example,{name},{name},{name}\n");
        var lead = hub.Leads().Single();
        hub.Contact(lead.Id).Name.ShouldBe($"{name} {name}");
        using var rows = hub.Rows();
        rows.Accounts.Single().Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("Nil", "Nil"), InlineData("None", "None"), InlineData("nil", null), InlineData("none", null), InlineData("null", null)]
    [InlineData("NaN", null), InlineData("Nan", "Nan")]
    public async Task Elsewhere_a_word_for_nothing_is_one_as_programs_write_it(string text, string? source)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import($"email,source\na@x.example,{text}\n");
        hub.Leads().Single().Facts.Source.ShouldBe(source);
    }

    [Theory]
    [InlineData("created", "٢٠٢٥-١١-٢٦"), InlineData("created", "٠٣/١١/٢٠٢٥")]
    [InlineData("expectedValue", "١٠٥٤"), InlineData("score", "٨٥")]
    public async Task Digits_of_another_script_are_left_out(string field, string text)
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import($"email,{field}\na@x.example,{text}\nb@x.example,\n");
        (result.Added, result.LeftOut).ShouldBe((2, 1));
        hub.LeftOut(hub.Leads()[0].Id).Select(left => left.Value).ShouldBe([text]);
    }

    [Theory]
    [InlineData("2. 3. 2026", "2026-03-01T23:00:00Z"), InlineData("1. 3. 2026 14:05", "2026-03-01T13:05:00Z")]
    [InlineData("2025-11-26 10:00 GMT+2", "2025-11-26T08:00:00Z"), InlineData("2025-11-26 10:00 CET", "2025-11-26T09:00:00Z")]
    public async Task Spaces_between_and_zones_behind(string text, string at)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,created\na@x.example,{text}\n")).RejectsCsv.ShouldBeNull();
        hub.Leads().Single().ReceivedAt.ToString().ShouldBe(at);
    }

    [Theory]
    [InlineData("2025-11-26 10:00 CET+01:00"), InlineData("2025-11-26 10:00 CST"), InlineData("2025-11-26 10:00 MST")]
    public async Task A_zone_that_could_be_two_is_refused(string text)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,created\na@x.example,{text}\n", profile: Files.Strict)).RejectsCsv!.ShouldContain("is no date");
    }
}
