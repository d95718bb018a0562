using System.Net;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Web.Features.Agreements;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Rights;

/// <summary>A partner knows its own people, of the other side the parties, and of an agreement what was laid before it.</summary>
public sealed class PartnerLearnsTests : IAsyncLifetime
{
    private const string Altamar = "partner:altamar";

    private ApiServer server = null!;
    private HttpClient partner = null!;
    private Person marta = null!, jana = null!, paula = null!;
    private long lead, agreement;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start();
        partner = await server.Partner();
        (marta, jana, paula) = (await server.Hire("Marta", Party.Marketing, Role.Lead), await server.Hire("Jana"),
            await server.Hire("Paula", Altamar, Role.Partner));
        agreement = await server.Do(write => write.AddAgreement(Domain.Agreements.StarterAgreements.WithPartner(
            write.NextId(), Party.Marketing, write.Company.Parties[Altamar], write.Now,
            write.Company.Agreements[0].Versions[0].Calendar)).Id);
        var door = server.Services.GetRequiredService<Engine.Commands.Door>();
        lead = await server.Take("Nordwind");
        await Engine.Leads.Triggering.Fire(door, Actor.Of(marta), lead, null, Trigger.Assign, new() { Owner = $"{marta.Id}" });
        await Engine.Leads.Triggering.Fire(door, Actor.Of(marta), lead, null, Trigger.Note, new() { Words = "Wants a demo." });
        await Engine.Leads.Triggering.Fire(door, Actor.Of(marta), lead, null, Trigger.Ready, new());
        await Engine.Leads.Triggering.Fire(door, Actor.Of(marta), lead, null, Trigger.Offer, new() { To = Altamar });
    }

    [Fact]
    public async Task Whose_phone_an_inquiry_also_names_is_not_told()
    {
        var other = await server.Admin.Take("""{"email":"other@elsewhere.example","phone":"+48 22 555 01 01"}""");
        var named = await server.Admin.Take("""{"email":"named@elsewhere.example","phone":"+48 22 555 01 01"}""");
        var mine = await server.Admin.Take("""{"email":"mine@elsewhere.example"}""");
        await server.Admin.Post("leads", """{"email":"mine@elsewhere.example","phone":"+48 22 555 01 01"}""");
        foreach (var id in new[] { named, mine })
        {
            (await server.Admin.Post($"leads/{id}/ready")).Status.ShouldBe(HttpStatusCode.OK);
            (await server.Admin.Post($"leads/{id}/offer", $$"""{"to":"{{Altamar}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
            (await partner.Get($"leads/{id}/timeline")).Json.ToString().ShouldNotContain("alsoNames");
        }
        (await partner.Get("events?limit=1000")).Json.ToString().ShouldNotContain("alsoNames");
        (await server.Admin.Get("events?limit=1000")).Json.ToString().ShouldContain($"\"alsoNames\":{other}");
    }

    [Fact]
    public async Task Whoever_moves_a_lead_is_answered_as_whoever_reads_it()
    {
        var noted = (await partner.Post($"leads/{lead}/note", """{"words":"Seen."}""")).Json.ToString();
        var returned = (await partner.Post($"leads/{lead}/return", """{"reason":"badData"}""")).Json.ToString();

        foreach (var answer in new[] { noted, returned })
        {
            answer.ShouldContain("\"owner\"");
            answer.ShouldNotContain("Marta");
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Nobody_of_the_other_side_is_named_in_what_it_reads()
    {
        string[] paths =
        [
            "leads", $"leads/{lead}", $"leads/{lead}/timeline", $"leads/{lead}/clocks?explain=true", "board", "events?after=0",
            "agreements", $"agreements/{agreement}",
            $"agreements/{agreement}/versions/1", "calendars", "calendars/office", "reports/pace",
        ];
        foreach (var path in paths)
        {
            var read = (await partner.Get(path)).Json.ToString();
            read.ShouldNotContain("Marta", Case.Sensitive, path);
            read.ShouldNotContain("Jana", Case.Sensitive, path);
            read.ShouldNotContain("@hub.example", Case.Sensitive, path);
        }
        (await partner.Get($"leads/{lead}"))["owner"].GetProperty("name").GetString().ShouldBe("Marketing");
        (await partner.Get($"leads/{lead}/timeline"))["items"].EnumerateArray().Select(i => i.GetProperty("by").GetString())
            .ShouldContain("Marketing");
        (await server.Admin.Get($"leads/{lead}/timeline")).Json.ToString().ShouldContain("Marta");
    }

    // The same words for who is hidden and for who is nobody.
    [Fact]
    public async Task Whoever_it_asks_for_is_nobody_unless_they_are_its_own()
    {
        string[] ways = ["attempt by", "accept owner", "leads", "board", "offer to"];
        foreach (var way in ways)
        {
            async Task<string> Ask(string person)
            {
                var answer = way switch
                {
                    "attempt by" => await partner.Post($"leads/{lead}/attempt", $$"""{"kind":"call","by":"{{person}}"}"""),
                    "accept owner" => await partner.Post($"leads/{lead}/accept", $$"""{"owner":"{{person}}"}"""),
                    "leads" => await partner.Get($"leads?owner={person}"),
                    "board" => await partner.Get($"board?owner={person}"),
                    _ => await Offered(person),
                };
                answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{way} {person}: {answer.Json}");
                var refused = $"{answer["detail"]} {answer["errors"]}".Replace(person, "#", StringComparison.Ordinal);
                refused.ShouldNotContain("Jana", Case.Sensitive, way);
                refused.ShouldNotContain("@hub.example", Case.Sensitive, way);
                return refused;
            }
            var nobody = await Ask("nobody@hub.example");
            foreach (var hidden in (string[])["jana@hub.example", $"{jana.Id}", $"{marta.Id}", "999999"])
                (await Ask(hidden)).ShouldBe(nobody, $"{way} {hidden}");
        }
        (await partner.Get($"leads?owner={paula.Email}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_draft_is_its_writers_until_it_is_proposed_and_where_they_signed_stays_theirs()
    {
        var before = await partner.Get($"agreements/{agreement}");
        var made = await server.Do(write => write.NewVersion(agreement).Number);
        await server.Admin.Put($"agreements/{agreement}/versions/{made}",
            (await Text(made)).Replace("P1D", "PT3H", StringComparison.Ordinal));
        foreach (var path in (string[])[$"versions/{made}", $"versions/1?against={made}"])
            (await partner.Get($"agreements/{agreement}/{path}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Post($"agreements/{agreement}/versions/{made}/replay",
            """{"from":"2026-02-01T00:00:00Z","to":"2026-03-01T00:00:00Z"}""")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Post($"agreements/{agreement}/versions/{made}/sign", "{}",
            ("If-Match", "\"0\""))).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Get($"agreements/{agreement}"))["versions"].GetArrayLength().ShouldBe(before["versions"].GetArrayLength());

        await server.Do(write => write.Propose(agreement, made));
        (await partner.Get($"agreements/{agreement}/versions/{made}")).Status.ShouldBe(HttpStatusCode.OK);
        await server.Services.GetRequiredService<Engine.Commands.Door>()
            .Do(Actor.Of(marta), write => write.Sign(agreement, made, null, Party.Marketing, "203.0.113.7"));
        var signature = (await partner.Get($"agreements/{agreement}/versions/{made}"))["version"].GetProperty("signatures")[0];
        signature.GetProperty("by").GetString().ShouldBe("Marta");
        signature.ToString().ShouldNotContain("203.0.113.7");
        (await server.Admin.Get($"agreements/{agreement}/versions/{made}")).Json.ToString().ShouldContain("203.0.113.7");

        await using var circuit = await server.Circuit(paula);
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo($"agreements/{agreement}?version={made}");
        var page = circuit.Render<AgreementPage>(p => p.Add(a => a.Id, agreement));
        page.WaitForAssertion(() => page.Find(".signatures").TextContent.ShouldContain("Marta"));
        page.Markup.ShouldNotContain("203.0.113.7");
        await server.Do(write => write.Discard(agreement, made));
        (await partner.Get($"agreements/{agreement}/versions/{made}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_agreement_that_was_never_laid_before_it_is_none()
    {
        var drafted = await server.Do(write => write.NewAgreement("Secret plans", Party.Sales, Altamar,
            Domain.Agreements.Template.PartnerLeads).Id);
        (await partner.Get($"agreements/{drafted}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await partner.Get("agreements")).Json.ToString().ShouldNotContain("Secret plans");
        await using var circuit = await server.Circuit(paula);
        circuit.Render<AgreementsPage>().Markup.ShouldNotContain("Secret plans");
    }

    private async Task<string> Text(int version) =>
        (await server.Admin.Get($"agreements/{agreement}/versions/{version}"))["text"].GetRawText();

    private async Task<Answer> Offered(string person)
    {
        if ((await partner.Get($"leads/{lead}")).Text("holder") != Altamar)
            await partner.Fire(lead, "accept");
        return await partner.Post($"leads/{lead}/offer", $$"""{"to":"person:{{person}}"}""");
    }
}
