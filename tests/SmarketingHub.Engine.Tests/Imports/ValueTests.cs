using System.Globalization;
using CsCheck;
using NodaTime;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Dates, amounts and placeholders as programs write them.</summary>
public sealed class ValueTests
{
    private static readonly string[] Days =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy.MM.dd", "dd.MM.yyyy", "d.M.yyyy",
        "MMM d, yyyy", "MMMM d, yyyy", "d MMM yyyy", "dd-MMM-yyyy", "ddd MMM dd yyyy", "dddd, MMMM d, yyyy",
    ];

    private static readonly string[] Times = [" HH:mm:ss", " H:mm:ss", ", HH:mm:ss", " h:mm:ss tt", " h:mm:sstt", " HH:mm:ss.ffffff"];
    private static readonly (string Text, int Hours)[] Zones =
    [
        ("", 0), ("Z", 0), (" UTC", 0), ("+00", 0), ("+0000", 0), (" +00:00", 0), ("+02:00", 2), (" GMT+2", 2), (" CET", 1), (" EST", -5),
    ];

    private static readonly Gen<(DateTime At, string Text, Instant Instant)> Moments =
        from minutes in Gen.Int[0, 60 * 24 * 360]
        from day in OneOf(Days)
        from time in OneOf(Times)
        from zone in OneOf(Zones)
        let at = new DateTime(2024, 1, 1).AddMinutes(minutes)
        let local = LocalDateTime.FromDateTime(at)
        let instant = zone.Text.Length > 0 ? local.WithOffset(Offset.FromHours(zone.Hours)).ToInstant()
            : DateTimeZoneProviders.Tzdb["Europe/Warsaw"].AtLeniently(local).ToInstant()
        select (at, at.ToString(day + time, CultureInfo.InvariantCulture) + zone.Text, instant);

    private static readonly Gen<(string Text, decimal Amount)> Amounts =
        from cents in Gen.Long[0, 100_000_000_00]
        from parted in OneOf(",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’")
        from sign in OneOf("{0}", "€ {0}", "€{0}", "{0}\u00a0EUR", "EUR{0}", "{0}€", "EUR {0}", "{0} €")
        let point = parted == "." ? "," : "."
        let format = new NumberFormatInfo { NumberGroupSeparator = parted, NumberDecimalSeparator = point }
        select (string.Format(CultureInfo.InvariantCulture, sign, (cents / 100m).ToString("#,##0.00", format)), cents / 100m);

    [Fact]
    public async Task A_moment_is_read_however_it_is_written()
    {
        await Moments.Array[300].SampleAsync(async all =>
        {
            await using var hub = await HubFixture.Start();
            var csv = "email,created\n" + string.Concat(all.Select((m, i) => $"{i}@x.example,\"{m.Text}\"\n"));

            var result = await hub.Import(csv);

            result.RejectsCsv.ShouldBeNull();
            hub.Leads().Select((lead, i) => (all[i].Text, lead.ReceivedAt)).ShouldBe(all.Select(m => (m.Text, m.Instant)));
        }, iter: 3, threads: 1);
    }

    [Fact]
    public async Task An_amount_is_read_however_it_is_written()
    {
        await Amounts.Array[300].SampleAsync(async all =>
        {
            await using var hub = await HubFixture.Start();
            var csv = "email,expectedValue\n" + string.Concat(all.Select((a, i) => $"{i}@x.example,\"{a.Text}\"\n"));

            var result = await hub.Import(csv);

            result.RejectsCsv.ShouldBeNull();
            hub.Leads().Select((lead, i) => (all[i].Text, lead.Facts.ExpectedValue))
                .ShouldBe(all.Select(a => (a.Text, (decimal?)a.Amount)));
        }, iter: 3, threads: 1);
    }

    [Theory]
    [InlineData("1.5E7", 15_000_000)]
    [InlineData("1,5E+07", 15_000_000)]
    [InlineData("CHF 1'054.50", 1054.5, "CHF")]
    [InlineData("Fr. 1'054.50", 1054.5, "CHF")]
    [InlineData("2 345,50 zł", 2345.5, "PLN")]
    [InlineData("2\u00a0345,50\u00a0zł", 2345.5, "PLN")]
    [InlineData("$ 1,054.50 CAD", 1054.5, "CAD")]
    [InlineData("1 054,50 kr", 1054.5, "SEK")]
    [InlineData("R$ 1.054,50", 1054.5, "BRL")]
    [InlineData("1.054,50", 1054.5)]
    [InlineData("1.234.567", 1_234_567)]
    [InlineData("12,34,567.50", 1_234_567.5)]
    [InlineData("1,054", 1054)]
    [InlineData("0,5", 0.5)]
    [InlineData("1054,5", 1054.5)]
    public async Task An_amount_that_can_be_one_only_needs_no_profile(string text, double amount, string currency = "EUR")
    {
        await using var hub = await HubFixture.Start(currency: currency);
        var result = await hub.Import($"email,expectedValue\na@x.example,\"{text}\"\n");
        result.RejectsCsv.ShouldBeNull();
        hub.Leads().Single().Facts.ExpectedValue.ShouldBe((decimal)amount);
    }

    [Theory]
    [InlineData("CHF 1'054.50", "CHF"), InlineData("2 345,50 zł", "zł"), InlineData("$500", "$"), InlineData("500 CAD", "CAD")]
    [InlineData("€ 500 USD", "USD"), InlineData("£500", "£")]
    public async Task Money_of_another_currency_is_no_amount_here(string text, string money)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import($"email,expectedValue\na@x.example,\"{text}\"\n");
        var lead = hub.Leads().Single();
        lead.Facts.ExpectedValue.ShouldBeNull();
        hub.LeftOut(lead.Id).ShouldBe([("expectedValue", text, $"The amount is in {money}; money here is in EUR.")]);
    }

    [Theory]
    [InlineData("1054 kg"), InlineData("1,05,4"), InlineData("1 05"), InlineData("12.34.56"), InlineData("EUR")]
    [InlineData("1'05"), InlineData("--5")]
    public async Task What_is_no_amount_is_refused(string text)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,expectedValue\na@x.example,\"{text}\"\n", profile: Files.Strict)).RejectsCsv!
            .ShouldContain("is no amount");
    }

    [Fact]
    public async Task A_column_proves_its_decimal_sign()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,expectedValue,amount,stage\na@x.example,1.054,1.054,Won\nb@x.example,\"2.345,50\",2.5,Won\n");
        hub.Leads().Select(l => (l.Facts.ExpectedValue, l.Amount)).ShouldBe([(1054m, 1.054m), (2345.5m, 2.5m)]);
    }

    [Theory]
    [InlineData("27/10/2025", "03/11/2025", "2025-11-02T23:00:00Z")]
    [InlineData("10/27/2025", "11/03/2025", "2025-11-02T23:00:00Z")]
    [InlineData("27-10-2025 08:00", "03-11-2025 08:00", "2025-11-03T07:00:00Z")]
    [InlineData("10/27/25, 8:00 AM", "11/3/25, 8:00 AM", "2025-11-03T07:00:00Z")]
    public async Task A_day_over_12_somewhere_proves_the_order_of_its_column(string clear, string open, string at)
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import($"email,created\na@x.example,\"{open}\"\nb@x.example,\"{clear}\"\n");
        result.RejectsCsv.ShouldBeNull();
        hub.Leads()[0].ReceivedAt.ToString().ShouldBe(at);
    }

    [Fact]
    public async Task Another_column_proves_nothing_and_both_orders_in_one_prove_nothing()
    {
        await using var hub = await HubFixture.Start();
        var other = await hub.Import("email,created,closed date,stage\na@x.example,03/11/2025,27/11/2025,Won\n", profile: Files.Strict);
        other.RejectsCsv!.ShouldContain(",2,created,");
        other.RejectsCsv!.ShouldContain("could be two days");
        (await hub.Import("email,created\na@x.example,27/10/2025\nb@x.example,10/27/2025\nc@x.example,03/11/2025\n")).LeftOut.ShouldBe(3);
    }

    [Theory]
    [InlineData("1764169449000", "2025-11-26T15:04:09Z")]
    [InlineData("1764169449", "2025-11-26T15:04:09Z")]
    [InlineData("2025-11-26T15:04:09.5678901Z", "2025-11-26T15:04:09Z")]
    [InlineData("Wed, 26 Nov 2025 15:04:09 GMT", "2025-11-26T15:04:09Z")]
    [InlineData("2025/11/26 3:04:09 PM GMT-3:30", "2025-11-26T18:34:09Z")]
    [InlineData("2025/11/26 3:04:09 p. m. CET", "2025-11-26T14:04:09Z")]
    [InlineData("26 Nov 2025", "2025-11-25T23:00:00Z")]
    [InlineData("11/11/2025", "2025-11-10T23:00:00Z")]
    public async Task Moments_of_other_kinds(string text, string at)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,created\na@x.example,\"{text}\"\n")).RejectsCsv.ShouldBeNull();
        hub.Leads().Single().ReceivedAt.ToString().ShouldBe(at);
    }

    [Theory]
    [InlineData("2025-11-26 25:00"), InlineData("2025-11-26 13:00 PM"), InlineData("2025-11-26 10:00 IST"), InlineData("Nov 31, 2025")]
    [InlineData("20251126"), InlineData("12"), InlineData("2025-13-01")]
    [InlineData("26 Brumaire 2025"), InlineData("2025-11-26 10:00 +99:00")]
    public async Task What_is_no_moment_is_refused(string text)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,created\na@x.example,\"{text}\"\n", profile: Files.Strict)).RejectsCsv!.ShouldContain("is no date");
    }

    [Theory]
    [InlineData("#N/A"), InlineData("N/A"), InlineData("n/a"), InlineData("-")]
    [InlineData("(null)"), InlineData("--None--"), InlineData("—"), InlineData("\\N")]
    [InlineData("[not provided]")]
    [InlineData("null", "Null"), InlineData("none", "None"), InlineData("NaN", "Nan"), InlineData("undefined", "Ana")]
    public async Task A_placeholder_is_an_empty_cell_in_every_field(string nothing, string? name = null)
    {
        await using var hub = await HubFixture.Start();
        const string Header = "Lead ID,email,firstName,company,lastName,phone,title,country,timeZone,source,"
            + "score,grade,expectedValue,amount,created,stage,closed date,owner,note,currency";
        // A word for nothing may be somebody's name.
        var names = string.Concat(Enumerable.Repeat("," + (name ?? nothing), 3));
        var result = await hub.Import($"{Header}\n1,a@x.example{names}{string.Concat(Enumerable.Repeat("," + nothing, 15))}\n");

        result.RejectsCsv.ShouldBeNull();
        var lead = hub.Leads().Single();
        var contact = hub.Contact(lead.Id);
        (contact.Name, contact.Title, contact.Phone, lead.AccountId is null, lead.Facts, lead.Amount, lead.ReceivedAt)
            .ShouldBe((name is null ? null : $"{name} {name}", null, null, name is null, new(), null, hub.Now));
    }

    [Theory]
    [InlineData("85%", 85), InlineData("85.0", 85), InlineData("7", 7), InlineData("12,00", 12)]
    public async Task Scores(string text, int score)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,score\na@x.example,\"{text}\"\n")).RejectsCsv.ShouldBeNull();
        hub.Leads().Single().Facts.Score.ShouldBe(score);
    }

    [Theory]
    [InlineData("america_slash_new_york", "America/New_York")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("(GMT-05:00) Eastern Standard Time (America/New_York)", "America/New_York")]
    [InlineData("Central European Standard Time", "Europe/Warsaw")]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    public async Task Time_zones(string text, string zone)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,timeZone\na@x.example,\"{text}\"\n")).RejectsCsv.ShouldBeNull();
        hub.Leads().Single().Facts.TimeZone.ShouldBe(zone);
    }

    private static Gen<T> OneOf<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);
}
