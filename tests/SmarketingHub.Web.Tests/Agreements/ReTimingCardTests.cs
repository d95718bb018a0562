using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Agreements.Life;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Agreements;

/// <summary>Everybody's running clocks are read when somebody wants to know, and not with each word that is typed.</summary>
public sealed class ReTimingCardTests : IAsyncLifetime
{
    private ApiServer server = null!;
    private Actor marta = null!;
    private Person person = null!;

    public async ValueTask InitializeAsync()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        server = await ApiServer.Start();
        marta = Actor.Of(person = await server.Hire("Marta", Party.Marketing, Role.Lead));
        await server.Hire("Nadia", Party.Sales, Role.Lead);
        var lead = await server.Admin.Take();
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", """{"to":"sales"}""");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private Door Door => server.Services.GetRequiredService<Door>();

    private Agreement Starter => server.Live.Company.Agreements[0];

    private async Task Write(string target)
    {
        await Door.Do(marta, write =>
        {
            var before = write.Company.Agreements[0].Versions[^1].TermsOf();
            return write.ChangeDraft(Starter.Id, 2, before, before with
            {
                ReTimes = true,
                Commitments = [.. before.Commitments.Select(c => c.Id == "accept"
                    ? c with { Target = BusinessDuration.Parse(target) } : c)],
            });
        });
        await server.Live.CompanyUpToDate(default);
    }

    [Fact]
    public async Task A_draft_is_looked_at_when_somebody_asks_and_says_when_it_was_changed_since()
    {
        await Door.Do(marta, write => write.NewVersion(Starter.Id));
        await Write("PT3H");
        await using var circuit = await server.Circuit(person);
        var card = circuit.Render<ReTimingCard>(p => p.Add(x => x.Agreement, Starter).Add(x => x.Version, Starter.Versions[1]));
        card.FindAll("dl").ShouldBeEmpty();

        await card.Find("button").ClickAsync(new());
        card.WaitForAssertion(() => card.Find("dd").TextContent.ShouldBe("1"));
        card.FindAll(".field-hint").ShouldBeEmpty();

        // By the new text it stays where it is: what was seen stays, and says that it is old.
        await Write("PT4H");
        card.Render(p => p.Add(x => x.Agreement, Starter).Add(x => x.Version, Starter.Versions[1]));
        card.Find(".field-hint").TextContent.ShouldBe("The draft was changed since.");
        card.Find("dd").TextContent.ShouldBe("1");

        await card.Find("button.link-button").ClickAsync(new());
        card.WaitForAssertion(() => card.Find("dd").TextContent.ShouldBe("0"));
        card.FindAll(".field-hint").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_frozen_text_is_looked_at_at_once()
    {
        await Door.Do(marta, write => write.NewVersion(Starter.Id));
        await Write("PT3H");
        await Door.Do(marta, write => write.Propose(Starter.Id, 2));
        await server.Live.CompanyUpToDate(default);
        await using var circuit = await server.Circuit(person);

        var card = circuit.Render<ReTimingCard>(p => p.Add(x => x.Agreement, Starter).Add(x => x.Version, Starter.Versions[1]));

        card.WaitForAssertion(() => card.Find("dd").TextContent.ShouldBe("1"));
    }
}
