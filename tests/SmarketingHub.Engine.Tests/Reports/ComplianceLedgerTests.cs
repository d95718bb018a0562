using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Samples;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Reports;

/// <summary>Compliance against a count of its own: over the clocks themselves, and over the ledger line by line.</summary>
public sealed class ComplianceLedgerTests
{
    [Fact]
    public async Task Over_a_year_of_the_sample_company_every_count_is_that_of_the_clocks()
    {
        var now = HubFixture.Monday + Duration.FromHours(5);
        await using var hub = await HubFixture.On(file => SampleCompany.Fill(file, now), now);

        await Compare(hub);
        (await Total(hub)).Promises.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task Over_a_real_history_that_is_worked_on_every_count_is_that_of_the_clocks()
    {
        await using var hub = await HubFixture.Start("America/New_York", "USD");
        await using (var csv = Files.CrmSales("sales_pipeline.csv"))
            await hub.Services.GetRequiredService<Importer>().Import(Files.CrmRequest(csv), HubFixture.Admin);

        // What was placed somewhere by its history had no clocks here.
        (await Total(hub)).Promises.ShouldBe(0);

        var open = hub.Rows().Leads.Where(l => l.Stage == Stage.Working).OrderBy(l => l.Id).Select(l => l.Id).Take(90).ToList();
        await hub.Pass(Duration.FromHours(8));
        foreach (var (at, lead) in open.Index())
        {
            await hub.Fire(lead, Trigger.Offer, new() { To = "marketing" });
            if (at % 3 == 0)
                continue;
            await hub.Fire(lead, Trigger.Accept);
            await hub.Fire(lead, Trigger.Offer, new() { To = "sales" });
            if (at % 3 == 1)
                await hub.Fire(lead, Trigger.Accept);
            if (at % 20 == 19)
                await hub.Pass(Duration.FromHours(2));
        }
        await hub.Pass(Duration.FromDays(2));

        await Compare(hub);
        (await Total(hub)).Promises.ShouldBeGreaterThan(90);
    }

    [Fact]
    public async Task Behind_every_count_stand_its_leads()
    {
        var now = HubFixture.Monday + Duration.FromHours(5);
        await using var hub = await HubFixture.On(file => SampleCompany.Fill(file, now), now);
        var request = Ever(hub);
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), request.AsKnownAt, default);

        foreach (var by in Enum.GetValues<ComplianceBy>())
        {
            var report = ComplianceReport.Read(moment, request, by);
            foreach (var count in Enum.GetValues<PromiseCount>())
            {
                foreach (var item in report.Items)
                    ComplianceLeads.Read(moment, request, by, count, item.Key, item.Agreement).Count
                        .ShouldBe(item.Counts.Of(count), $"{count} by {by}: {item.Key}");
                ComplianceLeads.Read(moment, request, by, count, null, null).Count.ShouldBe(report.Total.Of(count));
            }
        }
    }

    private static ReportRequest Ever(HubFixture hub) => new(NodaConstants.UnixEpoch, hub.Now + Duration.FromDays(1), hub.Now);

    private static async Task<PromiseCounts> Total(HubFixture hub)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        return ComplianceReport.Read(moment, Ever(hub), ComplianceBy.Party).Total;
    }

    private static async Task Compare(HubFixture hub)
    {
        await using var rows = hub.Rows();
        var company = hub.Company();
        var promises = Promises(rows);
        await using var moment = await ReportMoment.Open(rows, company, hub.Now, default);
        foreach (var by in Enum.GetValues<ComplianceBy>())
        {
            // When an uncovered promise began and whose it would have been, no clock says.
            var clocksAlone = by is ComplianceBy.Week or ComplianceBy.Person or ComplianceBy.Team;
            var counted = promises.Where(p => !clocksAlone || p.Clock is not null).GroupBy(p => Key(p, by, company))
                .ToDictionary(g => g.Key, g => g.Aggregate(new PromiseCounts(), (sum, p) => sum + One(p.Clock)));
            var told = ComplianceReport.Read(moment, Ever(hub), by).Items.ToDictionary(i => $"{i.Agreement}|{i.Key}",
                i => clocksAlone ? i.Counts with { Uncovered = 0 } : i.Counts);
            foreach (var (key, counts) in told.Where(t => t.Value.Promises > 0))
                counts.ShouldBe(counted.GetValueOrDefault(key), $"by {by}: {key}");
            told.Count(t => t.Value.Promises > 0).ShouldBe(counted.Count);
        }
    }

    private static PromiseCounts One(Clock? clock) => clock switch
    {
        null => new() { Uncovered = 1 },
        { State: ClockState.Met } => new() { Met = 1, Corrected = clock.Corrected ? 1 : 0 },
        { State: ClockState.Breached, Excuse: null } => new() { Breached = 1 },
        { State: ClockState.Breached } => new() { Excused = 1 },
        { State: ClockState.Paused } => new() { Paused = 1 },
        { State: ClockState.Void } => new() { Void = 1 },
        _ => new() { Running = 1 },
    };

    private static string Key(Promised p, ComplianceBy by, Company company)
    {
        var (person, agreement) = (p.Clock?.Person, p.Clock?.Agreement);
        return by switch
        {
            ComplianceBy.Commitment => $"{agreement}|{p.Clock?.Commitment}",
            ComplianceBy.Agreement => $"{agreement}|{agreement}",
            ComplianceBy.Party => $"|{p.OwedBy}",
            ComplianceBy.Team => $"|{company.Person(person)?.Team}",
            ComplianceBy.Person => $"|{person}",
            ComplianceBy.Source => $"|{p.Facts.Source}",
            ComplianceBy.Campaign => $"|{p.Facts.Campaign}",
            ComplianceBy.Grade => $"|{p.Facts.Grade}",
            ComplianceBy.Country => $"|{p.Facts.Country}",
            _ => $"|{Week(p.Clock!.StartedAt, company.TimeZone)}",
        };
    }

    private static string Week(Instant at, string zone)
    {
        var day = at.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        return $"{WeekYearRules.Iso.GetWeekYear(day)}-W{WeekYearRules.Iso.GetWeekOfWeekYear(day):00}";
    }

    private sealed record Promised(Clock? Clock, string OwedBy, LeadFacts Facts);

    // What was known of a lead when its clocks started is read from the ledger; what became of them, from the clocks.
    private static List<Promised> Promises(HubContext rows)
    {
        var clocks = rows.Clocks.AsNoTracking().ToDictionary(c => c.Id);
        var (facts, found) = (new Dictionary<long, LeadFacts>(), new List<Promised>());
        foreach (var line in rows.Ledger.AsNoTracking().Where(e => e.LeadId != null).OrderBy(e => e.Sequence))
        {
            var lead = line.LeadId!.Value;
            switch (LedgerJson.Read(line.Type, line.Body))
            {
                case LeadCaptured e: facts[lead] = e.Facts; break;
                case InquiryJoined e: facts[lead] = e.Facts; break;
                case LeadEdited e: facts[lead] = e.Facts; break;
                case ClockStarted e: found.Add(new(clocks[e.Clock], e.OwedBy, facts[lead])); break;
                case Uncovered e: found.Add(new(null, e.OwedBy, facts[lead])); break;
            }
        }
        return found;
    }
}
