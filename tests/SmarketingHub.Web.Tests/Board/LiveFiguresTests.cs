using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Board;

namespace SmarketingHub.Web.Tests.Board;

public sealed class LiveFiguresTests
{
    [Fact]
    public async Task Figures_are_counted_once_for_all_who_see_the_same_and_again_after_a_while()
    {
        await using var hub = await PageFixture.Start();
        var figures = hub.Pages.Services.GetRequiredService<LiveFigures>();
        var (ana, ben) = (Actor.Of(await hub.Hire("Ana Nowak")), Actor.Of(await hub.Hire("Ben Smith")));
        await hub.Seen(await hub.Take(source: "event"));

        var first = await figures.Newest(ana);
        await hub.Seen(await hub.Take("Brillo", source: "referral"));

        first.Choices.Sources.ShouldBe(["event"]);
        (await figures.Newest(ben)).ShouldBeSameAs(first);
        figures.Known(ben).ShouldBeSameAs(first);
        hub.Time.Advance(TimeSpan.FromSeconds(15));
        (await figures.Newest(ben)).Choices.Sources.ShouldBe(["event", "referral"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_partner_chooses_from_its_own_leads()
    {
        await using var hub = await PageFixture.Start();
        await hub.AddPartner();
        var (ana, partner) = (Actor.Of(await hub.Hire("Ana Nowak")),
            Actor.Of(await hub.Hire("Pia Partner", "partner:altamar", Role.Partner)));
        await hub.Seen(await hub.Take(source: "event"));
        var figures = hub.Pages.Services.GetRequiredService<LiveFigures>();

        (await figures.Newest(ana)).Choices.Sources.ShouldBe(["event"]);
        (await figures.Newest(partner)).Choices.Sources.ShouldBeEmpty();
        figures.Known(partner).Choices.Sources.ShouldBeEmpty();
    }
}
