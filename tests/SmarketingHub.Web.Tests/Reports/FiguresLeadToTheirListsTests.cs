using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Feedback;
using SmarketingHub.Web.Features.Reports.Funnel;
using SmarketingHub.Web.Features.Reports.Hours;
using SmarketingHub.Web.Features.Reports.Loads;
using SmarketingHub.Web.Features.Reports.Overview;
using SmarketingHub.Web.Features.Reports.Pace;
using SmarketingHub.Web.Features.Reports.Pauses;
using SmarketingHub.Web.Features.Reports.Times;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Reports;

/// <summary>The law of every report: a count that is a link leads to a list of as many lines, whatever happened since.</summary>
public sealed class FiguresLeadToTheirListsTests : IAsyncLifetime
{
    private const int Leads = 20, LinksOfAPage = 8;

    private static readonly Trigger[] Triggers =
    [
        Trigger.Ready, Trigger.Ready, Trigger.Offer, Trigger.Offer, Trigger.Accept, Trigger.Accept, Trigger.Attempt, Trigger.Attempt,
        Trigger.Qualify, Trigger.Convert, Trigger.Win, Trigger.Lose, Trigger.Disqualify, Trigger.Reopen, Trigger.Pause, Trigger.Resume,
        Trigger.Return, Trigger.Keep, Trigger.Dispute, Trigger.Withdraw, Trigger.Assign, Trigger.Book, Trigger.Hold,
    ];

    private static readonly int[] Minutes = [0, 3, 20, 90, 400];

    private static readonly (Type Page, string Address)[] Pages =
    [
        (typeof(OverviewPage), "reports"),
        (typeof(HoursPage), "reports/hours"), (typeof(HoursPage), "reports/hours?view=weekday"),
        (typeof(TimesPage), "reports/times"), (typeof(TimesPage), "reports/times?view=won-business"),
        (typeof(CompliancePage), "reports/compliance"), (typeof(CompliancePage), "reports/compliance?view=person&period=thisWeek"),
        (typeof(CompliancePage), "reports/compliance?view=source"), (typeof(CompliancePage), "reports/compliance?view=week"),
        (typeof(PacePage), "reports/pace?period=thisWeek"), (typeof(PacePage), "reports/pace"),
        (typeof(FunnelPage), "reports/funnel"), (typeof(FunnelPage), "reports/funnel?view=grade"),
        (typeof(FeedbackPage), "reports/feedback"),
        (typeof(PausesPage), "reports/pauses"), (typeof(PausesPage), "reports/pauses?view=source"),
        (typeof(LoadPage), "reports/load"), (typeof(LoadPage), "reports/load?party=sales"),
    ];

    private readonly Random chance = new(1_311);
    private ApiServer server = null!;
    private Actor[] people = [];
    private int done;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_count_that_is_a_link_has_as_many_lines_behind_it()
    {
        await Live(Leads);
        done.ShouldBeGreaterThan(4 * Leads);
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var found = new List<(Type Page, string Count, string Address)>();
        foreach (var (page, address) in Pages)
        {
            var links = await Links(circuit, page, address);
            // Of hours there are times alone.
            if (page != typeof(HoursPage))
                links.ShouldNotBeEmpty(address);
            found.AddRange(links);
        }
        // A list is of the moment that was shown.
        await Live(3);

        found.Count.ShouldBeGreaterThan(80);
        foreach (var (page, count, address) in found)
        {
            var list = (await Open(circuit, page, address)).Find("#leads");
            list.QuerySelector(".report-count")!.TextContent.ShouldBe(count, address);
            if (int.Parse(count, NumberStyles.AllowThousands, CultureInfo.CurrentCulture) <= 50)
                list.QuerySelectorAll("tbody tr").Length.ToString(CultureInfo.CurrentCulture).ShouldBe(count, address);
            list.QuerySelectorAll("tbody th a").ShouldAllBe(lead => lead.GetAttribute("href")!.StartsWith("/leads/"));
        }
    }

    // Counts alone: what is behind a share or a time is of another number.
    private async Task<List<(Type, string, string)>> Links(BunitContext circuit, Type page, string address)
    {
        var shown = await Open(circuit, page, address);
        var links = shown.FindAll(".report-table td a").Select(a => (Count: a.TextContent.Trim(), To: a.GetAttribute("href")!))
            .Where(link => link.To.EndsWith("#leads", StringComparison.Ordinal)).Distinct().ToList();
        foreach (var (count, to) in links)
            Uri.UnescapeDataString(to).ShouldContain("as=2026-", Case.Sensitive, count);
        return
        [
            .. links.Where(link => int.TryParse(link.Count, NumberStyles.AllowThousands, CultureInfo.CurrentCulture, out _))
                .OrderBy(_ => chance.Next()).Take(LinksOfAPage).Select(link => (PageOf(link.To), link.Count, link.To.TrimStart('/'))),
        ];

        static Type PageOf(string to) => Pages.First(p => p.Address == to.TrimStart('/').Split('?')[0]).Page;
    }

    private async Task Live(int leads)
    {
        if (people.Length == 0)
        {
            people = [Actor.Of(await server.Hire("Nina", Party.Sales, Role.Manager)), Actor.Of(await server.Hire("Jana")),
                Actor.Of(await server.Hire("Karl"))];
            await server.Do(write => write.AddVersion(write.Company.Agreements[0].Id, write.Company.Agreements[0].Versions[^1] with
            {
                EffectiveAt = write.Now,
                PeriodCommitments =
                [
                    new() { Id = "volume", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 22 },
                    new() { Id = "quality", Measure = Measure.AcceptedShare, OwedBy = Party.Marketing, Amount = 70 },
                    new() { Id = "qualified", Measure = Measure.Qualified, Amount = 5, Period = Domain.Agreements.Period.Week },
                ],
            }));
        }
        var door = server.Services.GetRequiredService<Door>();
        for (var i = 0; i < leads; i++)
        {
            var lead = await server.Take($"C{chance.Next()}", OneOf<string?>("Webinar", "webinar", "Ads", null));
            foreach (var trigger in Triggers.Where(_ => chance.Next(3) > 0))
            {
                server.Time.Advance(TimeSpan.FromMinutes(OneOf(Minutes)));
                try
                {
                    await door.Fire(chance.Next(3) > 0 ? people[0] : OneOf(people), lead, null, trigger, Args(trigger));
                    done++;
                }
                catch (Refusal refused)
                {
                    // What a life does not permit does not happen in it.
                    _ = refused;
                }
            }
        }
    }

    private TriggerArgs Args(Trigger trigger) => trigger switch
    {
        Trigger.Offer => new() { To = OneOf("sales", $"person:{people[1].Id}") },
        Trigger.Attempt => new() { Kind = AttemptKind.Call, Reached = chance.Next(2) == 0 },
        Trigger.Book => new() { At = Now + Duration.FromHours(chance.Next(1, 40)) },
        Trigger.Pause => new() { Until = Now + Duration.FromHours(chance.Next(1, 90)), Words = "later" },
        Trigger.Return => new() { Reason = OneOf("badData", "notNow"), Words = "no" },
        Trigger.Dispute => new() { Words = "it is one" },
        Trigger.Lose or Trigger.Disqualify => new() { Reason = "spam" },
        Trigger.Convert or Trigger.Win => new() { Amount = 100 },
        Trigger.Assign => new() { Owner = OneOf(null, $"{people[1].Id}", $"{people[2].Id}") },
        _ => TriggerArgs.None,
    };

    private Instant Now => Instant.FromDateTimeOffset(server.Time.GetUtcNow());

    private T OneOf<T>(params T[] values) => values[chance.Next(values.Length)];

    private async Task<IRenderedComponent<IComponent>> Open(BunitContext circuit, Type page, string address)
    {
        // Those that were opened before would be read anew with each address.
        await circuit.DisposeComponentsAsync();
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var shown = circuit.Render(builder =>
        {
            builder.OpenComponent(0, page);
            builder.CloseComponent();
        });
        await server.Shows(() => shown.FindAll(".report-body, [role=alert]").Count == 1
            && shown.FindAll("#leads:not(:has(table))").Count == 0);
        shown.FindAll("[role=alert]").Select(wrong => wrong.TextContent).ShouldBeEmpty(address);
        return shown;
    }
}
