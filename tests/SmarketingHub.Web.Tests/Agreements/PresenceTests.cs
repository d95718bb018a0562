using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.Agreements;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Agreements;

/// <summary>Who is where in an agreement, and who may see it at all, while that changes.</summary>
public sealed class PresenceTests : AtTheAgreement
{
    [Fact]
    public async Task Others_are_told_the_whole_a_sentence_or_a_removed_one_and_nothing_of_the_version_that_was_left()
    {
        await Draft();
        await using var hers = await Server.Circuit(Nadia);
        await using var theirs = await Server.Circuit(Marta);
        var (page, other) = (await Page(hers, "?version=2"), await Page(theirs, "?version=2"));
        void Told(string what) => other.WaitForAssertion(() => Said(other.Find(".agreement-others")).ShouldBe(what));

        await Press(page, "#field-scope-scope");
        Told("Nadia is editing the whole");
        await Press(page, "#field-accept-target");
        Told($"Nadia is editing sentence {Sentence(page, "accept").QuerySelector(".sentence-number")!.TextContent}");
        await Fill(page, "#field-accept-target-target", "2");
        await ByMarta(terms => terms with { Commitments = [.. terms.Commitments.Where(c => c.Id != "accept")] });
        Told("Nadia is editing a removed sentence");

        hers.Services.GetRequiredService<NavigationManager>().NavigateTo($"agreements/{Starter.Id}?version=1");
        page.Render(p => p.Add(x => x.Id, Starter.Id));

        page.WaitForAssertion(() => page.Find(".agreement-badge").TextContent.ShouldBe("Version 1 · in force"));
        Told("Nadia is here");
    }

    [Fact]
    public async Task Who_is_moved_to_a_partner_while_the_pages_are_open_sees_nothing_there_any_more()
    {
        await Draft();
        await Server.Partner();
        await using var circuit = await Server.Circuit(Nadia);
        await using var theirs = await Server.Circuit(Marta);
        var (page, other, list) = (await Page(circuit), await Page(theirs), circuit.Render<AgreementsPage>());
        list.WaitForElement(".agreement-row");
        other.WaitForElement(".agreement-others");

        await Door.Do(Actor.System,
            write => { write.ChangePerson(Nadia with { Party = "partner:altamar", Role = Role.Partner }); return true; });

        await Server.Shows(() => page.Markup.Contains("There is no such agreement", StringComparison.Ordinal)
            && list.FindAll(".agreement-row, #new-name").Count == 0);
        other.WaitForAssertion(() => other.FindAll(".agreement-others").ShouldBeEmpty());
        await page.InvokeAsync(page.Instance.Undo);
    }
}
