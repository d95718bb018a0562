using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Web.Features.Agreements.Replay;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Agreements;

public sealed class ReplayPanelTests : IAsyncLifetime
{
    private ApiServer server = null!;
    private BunitContext circuit = null!;
    private Person marta = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start();
        marta = await server.Hire("Marta");
        circuit = await server.Circuit(marta);
        circuit.Services.AddSingleton(server.Services.GetRequiredService<Replayer>());
    }

    public async ValueTask DisposeAsync()
    {
        await circuit.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_draft_shows_what_it_would_have_made_of_last_month_and_of_which_leads()
    {
        await AcceptedInMarch(("Nordwind", 3), ("Sundberg", 1));
        var (dialogs, panel) = (Dialogs(), Panel(Draft(2)));

        await Try(panel);

        panel.Find("h2").TextContent.ShouldBe("Had version 2 been in force: March 2026");
        Row(panel, "Accepted in time").ShouldBe(["100.0% → 50.0%"]);
        Row(panel, "Met").ShouldBe(["8 → 7"]);
        Row(panel, "Breaches").ShouldBe(["0 → 1"]);
        Row(panel, "Most breaches").ShouldBe(["Mon 10–11: 1"]);
        Row(panel, "Leads").ShouldBe(["2"]);
        panel.FindAll(".replay-figures .is-late").Count.ShouldBe(2);
        panel.Find(".replay-figures th small").TextContent.ShouldStartWith("median");

        await panel.Find(".replay-see button").ClickAsync();
        var lead = dialogs.WaitForElement(".replay-leads li");
        dialogs.FindAll(".replay-leads > li").Count.ShouldBe(1);
        dialogs.WaitForAssertion(() => lead.QuerySelector("a")!.TextContent.ShouldBe("Nordwind"));
        var (was, wouldBe) = (dialogs.FindAll(".replay-verdict")[0].TextContent, dialogs.FindAll(".replay-verdict")[1].TextContent);
        was.ShouldContain("kept");
        was.ShouldContain("version 1: Sales accepts or returns every offered lead within 4 business hours.");
        wouldBe.ShouldContain("missed");
        wouldBe.ShouldContain("version 2: Sales accepts or returns every offered lead within 2 business hours.");
    }

    [Fact]
    public async Task Two_versions_stand_side_by_side()
    {
        await AcceptedInMarch(("Nordwind", 3));
        var panel = Panel(Draft(2), Draft(4) with { Number = 3 });

        await panel.Find("select[id$=beside]").ChangeAsync(new ChangeEventArgs { Value = "3" });
        await Try(panel);

        panel.FindAll(".replay-figures thead th").Select(th => th.TextContent).ShouldBe(["As it was", "Version 2", "Version 3"]);
        Row(panel, "Accepted in time").ShouldBe(["100.0% median 3 h", "0.0% median 3 h", "100.0% median 3 h"]);
        Row(panel, "Met").ShouldBe(["4", "3", "4"]);
        panel.Find(".replay-see").TextContent.ShouldContain("Version 3: no verdict changes.");
    }

    [Fact]
    public async Task The_three_hours_with_the_most_breaches_are_told()
    {
        var taken = new List<long>();
        foreach (var company in (string?[])["Nordwind", null, "Sundberg", "Puerto", null, "Altamar", null, "Bergen", null, null])
            if (company is null)
                await server.Pass(TimeSpan.FromHours(1));
            else
                taken.Add(await server.Take(company, "pricing-request"));
        foreach (var lead in taken)
            await server.Services.GetRequiredService<Door>().Fire(Actor.Of(marta), lead, null, Trigger.Accept, TriggerArgs.None);
        await server.Pass(TimeSpan.FromDays(31));
        var panel = Panel(Draft(1));

        await Try(panel);

        var lines = panel.FindAll(".replay-figures tbody tr")
            .Single(tr => tr.QuerySelector("th")!.TextContent.StartsWith("Most breaches", StringComparison.Ordinal))
            .QuerySelectorAll(".replay-line").Select(line => line.TextContent).ToList();
        lines.Count.ShouldBe(3);
        lines.ShouldContain("Mon 10–11: 2");
    }

    [Fact]
    public async Task A_period_without_leads_says_so_and_wrong_dates_are_told_at_their_fields()
    {
        var panel = Panel(Draft(2));
        await Try(panel);
        panel.Find(".replay-none").TextContent.ShouldBe("No lead in this period.");

        await panel.Find("select[id$=period]").ChangeAsync(new ChangeEventArgs { Value = nameof(PastChoice.Dates) });
        await panel.Find("form").SubmitAsync();
        Told(panel, "from").ShouldBe("Choose a date.");
        await panel.Find("input[id$=from]").ChangeAsync(new ChangeEventArgs { Value = "2026-03-02" });
        await panel.Find("input[id$=to]").ChangeAsync(new ChangeEventArgs { Value = "2026-03-01" });
        await panel.Find("form").SubmitAsync();
        Told(panel, "to").ShouldBe("Choose a day not before the first.");
        panel.Find("input[id$=from]").GetAttribute("value").ShouldBe("2026-03-02");
        await panel.Find("input[id$=to]").ChangeAsync(new ChangeEventArgs { Value = "2036-03-01" });
        await panel.Find("form").SubmitAsync();
        Told(panel, "to").ShouldBe("Choose a day that has begun.");
    }

    [Fact]
    public async Task While_others_replay_it_says_so_and_goes_on_afterwards()
    {
        await AcceptedInMarch(("Nordwind", 1));
        var panel = Panel(Draft(2));
        using var gate = new Gate();
        var replayer = server.Services.GetRequiredService<Replayer>();
        var request = new ReplayRequest(Agreement.Id, NodaTime.NodaConstants.UnixEpoch, NodaTime.Instant.FromUtc(2030, 1, 1, 0, 0),
            [Draft(2)]);
        var others = Enumerable.Range(0, Replayer.AtOnce).Select(_ => replayer.Replay(request, Actor.System, gate)).ToList();

        await panel.Find("form").SubmitAsync();
        panel.WaitForElement("[role=alert]").TextContent.ShouldContain("Others are trying out");

        gate.Open();
        await Task.WhenAll(others);
        await Try(panel);
        Row(panel, "Accepted in time").ShouldBe(["100.0%"]);
    }

    [Fact]
    public async Task A_replay_that_takes_long_shows_its_progress_and_can_be_cancelled()
    {
        await AcceptedInMarch(("Nordwind", 1));
        using var slow = new SlowContexts(server.Services.GetRequiredService<IDbContextFactory<HubContext>>());
        using var replayer = new Replayer(slow, server.Time);
        circuit.Services.AddSingleton(replayer);
        var panel = Panel(Draft(2));

        _ = panel.Find("form").SubmitAsync();
        panel.WaitForElement("progress").GetAttribute("max").ShouldBe("1");
        panel.FindAll("button[type=submit]").ShouldBeEmpty();
        await panel.Find(".replay-running button").ClickAsync();
        slow.Open.Set();

        panel.WaitForElement("[role=status]").TextContent.ShouldBe("Cancelled.");
        panel.FindAll(".replay-figures").ShouldBeEmpty();
        await Try(panel);
        Row(panel, "Leads").ShouldBe(["1"]);
    }

    private Agreement Agreement => server.Live.Company.Agreements[0];

    /// <summary>A next version with so many hours to accept.</summary>
    private AgreementVersion Draft(int hours) => Agreement.Versions[0] with
    {
        Number = 2,
        State = VersionState.Draft,
        EffectiveAt = null,
        Commitments = [.. Agreement.Versions[0].Commitments.Select(c => c.Id == "accept"
            ? c with { Target = BusinessDuration.Parse($"PT{hours}H") } : c)],
    };

    private IRenderedComponent<MudDialogProvider> Dialogs()
    {
        circuit.Render<MudPopoverProvider>();
        return circuit.Render<MudDialogProvider>();
    }

    private IRenderedComponent<ReplayPanel> Panel(params AgreementVersion[] drafts) => circuit.Render<ReplayPanel>(panel => panel
        .Add(p => p.Agreement, Agreement with { Versions = Agreement.Versions.AddRange(drafts) })
        .Add(p => p.Version, drafts[0]));

    private static async Task Try(IRenderedComponent<ReplayPanel> panel)
    {
        await panel.Find("form").SubmitAsync();
        panel.WaitForElement(".replay-figures, .replay-none");
    }

    private static IEnumerable<string> Row(IRenderedComponent<ReplayPanel> panel, string label) =>
        panel.FindAll(".replay-figures tbody tr")
            .Single(tr => tr.QuerySelector("th")!.TextContent.Trim().StartsWith(label, StringComparison.Ordinal))
            .QuerySelectorAll("td")
            .Select(td => string.Join(' ',
                td.TextContent.Replace(" %", "%", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static string Told(IRenderedComponent<ReplayPanel> panel, string field) =>
        panel.Find($"#{panel.Find($"input[id$={field}]").GetAttribute("aria-describedby")}").TextContent;

    /// <summary>
    /// Offered on Monday 2 March at 09:00, each accepted, and its contact reached, so many hours later; it is April afterwards.
    /// </summary>
    private async Task AcceptedInMarch(params (string Company, int Hours)[] leads)
    {
        var taken = new List<(long Lead, int Hours)>();
        foreach (var (company, hours) in leads)
            taken.Add((await server.Take(company, "pricing-request"), hours));
        var passed = 0;
        foreach (var (lead, hours) in taken.OrderBy(l => l.Hours))
        {
            await server.Pass(TimeSpan.FromHours(hours - passed));
            passed = hours;
            await server.Services.GetRequiredService<Door>().Fire(Actor.Of(marta), lead, null, Trigger.Accept, TriggerArgs.None);
            await server.Services.GetRequiredService<Door>()
                .Fire(Actor.Of(marta), lead, null, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true });
        }
        await server.Pass(TimeSpan.FromDays(31));
    }

    private sealed class SlowContexts(IDbContextFactory<HubContext> contexts) : IDbContextFactory<HubContext>, IDisposable
    {
        public ManualResetEventSlim Open { get; } = new();

        public HubContext CreateDbContext()
        {
            Open.Wait();
            return contexts.CreateDbContext();
        }

        public void Dispose() => Open.Set();
    }

    private sealed class Gate : IProgress<double>, IDisposable
    {
        private readonly ManualResetEventSlim open = new();

        public void Report(double value) => open.Wait();

        public void Open() => open.Set();

        public void Dispose() => open.Set();
    }
}
