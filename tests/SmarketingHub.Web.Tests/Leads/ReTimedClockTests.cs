using Bunit;
using NodaTime;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Leads;

public sealed class ReTimedClockTests
{
    [Fact]
    public async Task A_clock_tells_which_version_it_was_started_with_which_moved_it_and_which_left_it()
    {
        await using var hub = await PageFixture.Start();
        var (mia, sal) = (await hub.Hire("Mia Lead", Party.Marketing, Role.Lead), await hub.Hire("Sal Lead", Party.Sales, Role.Lead));
        hub.SignIn(mia);
        var lead = await hub.Take();
        await hub.Pass(Duration.FromHours(1));
        await PutInForce(hub, mia, sal, "P2D");
        await hub.Pass(Duration.FromHours(1));
        await PutInForce(hub, mia, sal, "PT1H");
        await hub.Pass(Duration.FromMinutes(1));
        await PageFixture.Until(() => hub.Board.Company.Agreements[0].Versions.Count == 3);

        var page = hub.Render<LeadDrawer>(builder =>
        {
            builder.AddComponentParameter(3, "LeadId", lead);
            builder.AddComponentParameter(4, "Href", (Func<string, string>)(path => "/" + path));
        });
        page.WaitForElement(".clock-list details").TriggerEvent("ontoggle", EventArgs.Empty);

        page.WaitForElement(".why");
        var why = page.Find(".why").TextContent;
        why.ShouldContain("It was started with version 1, due Mon 2 Mar, 17:00.");
        why.ShouldContain("Version 2 moved it when it took effect, Mon 2 Mar, 10:00: due Tue 3 Mar, 17:00.");
        why.ShouldContain("Version 3 moved other running clocks and left this one");
        why.ShouldContain("Marketing and Sales · version 2 · Office hours, version 1");
        var said = page.FindAll(".timeline-said").Select(e => e.TextContent).ToList();
        said.ShouldContain("“decide”: goes by version 2 of the agreement from here on, due Tue 3 Mar, 17:00.");
        said.ShouldContain("“decide”: keeps its deadline; version 3 of the agreement moves others.");
    }

    private static async Task PutInForce(PageFixture hub, Person mia, Person sal, string target)
    {
        var (id, marketing, sales) = (hub.Board.Company.Agreements[0].Id, Actor.Of(mia), Actor.Of(sal));
        await hub.Door.Do(marketing, write =>
        {
            var draft = write.NewVersion(id);
            var changed = draft.TermsOf() with
            {
                ReTimes = true,
                Commitments = [.. draft.Commitments.Select(c => c.Id == "decide" ? c with { Target = BusinessDuration.Parse(target) } : c)],
            };
            write.ChangeDraft(id, draft.Number, draft.TermsOf(), changed);
            write.Propose(id, draft.Number);
            return write.Sign(id, draft.Number, null, null, null);
        });
        await hub.Door.Do(sales, write => write.Sign(id, write.Company.Agreements[0].Versions.Max(v => v.Number), null, null, null));
    }
}
