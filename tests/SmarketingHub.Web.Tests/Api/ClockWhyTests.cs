using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Partners;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Tests.Api;

public sealed class ClockWhyTests
{
    [Fact]
    public async Task A_deadline_is_explained_in_the_calendars_own_time_with_its_holidays_and_what_was_promised()
    {
        await using var server = await ApiServer.Start();
        (await server.Admin.Put("calendars/office", """
            {"timeZone":"Europe/Warsaw","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]]},
             "holidays":[{"date":"2026-03-03","name":"Founders' Day"}]}
            """)).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        var lead = await server.Admin.Take();

        var clock = (await server.Admin.Get($"leads/{lead}/clocks?explain=true"))["items"][0];

        clock.GetProperty("zone").GetString().ShouldBe("Europe/Warsaw");
        clock.GetProperty("segments").EnumerateArray()
            .Select(s => (s.GetProperty("kind").GetString(), s.GetProperty("startLocal").GetString(), s.GetProperty("holiday").GetString()))
            .ShouldBe(
            [
                ("counted", "2026-03-02T10:00:00+01:00", null),
                ("closed", "2026-03-02T17:00:00+01:00", null),
                ("holiday", "2026-03-03T09:00:00+01:00", "Founders' Day"),
                ("closed", "2026-03-03T17:00:00+01:00", null),
                ("counted", "2026-03-04T09:00:00+01:00", null),
            ]);
        var promised = clock.GetProperty("promised");
        (promised.GetProperty("commitment").GetString(), promised.GetProperty("target").GetString()).ShouldBe(("decide", "P1D"));
        var tried = clock.GetProperty("tried")[0];
        (tried.GetProperty("agreementName").GetString(), tried.GetProperty("version").GetInt32(),
            tried.GetProperty("whyNot").GetString()).ShouldBe(("Marketing and Sales", 1, null));
    }

    [Fact]
    public async Task A_partner_gets_neither_name_nor_words_of_an_agreement_of_others()
    {
        await using var server = await ApiServer.Start();
        await server.Do(write => write.AddPartner("Altamar", Party.Marketing));
        var lead = await server.Admin.Take();
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", """{"to":"partner:altamar"}""");
        var partner = server.Client(await server.Key("altamar", Role.Partner, "partner:altamar"));

        var clocks = (await partner.Get($"leads/{lead}/clocks?explain=true"))["items"].EnumerateArray().ToList();

        var (others, own) = (clocks.Single(c => c.GetProperty("promise").GetString() == "decide"),
            clocks.Single(c => c.GetProperty("promise").GetString() == "accept"));
        (others.TryGetProperty("promised", out _),
            others.GetProperty("agreement").TryGetProperty("name", out var name)
                && name.ValueKind != System.Text.Json.JsonValueKind.Null).ShouldBe((false, false));
        // Its calendar's holidays may name people.
        (others.TryGetProperty("segments", out _), others.TryGetProperty("zone", out _),
            own.TryGetProperty("segments", out _)).ShouldBe((false, false, true));
        (own.TryGetProperty("promised", out _), own.GetProperty("agreement").GetProperty("name").GetString()).ShouldBe((true, "Altamar"));
    }

    [Fact]
    public async Task Why_an_agreement_of_others_did_not_fit_is_told_to_nobody_whom_it_is_not_about()
    {
        await using var server = await ApiServer.Start();
        var starter = server.Live.Company.Agreements[0];
        await server.Do(write => write.AddPartner("Altamar", Party.Marketing));
        // It goes first, and asks for what the lead is not.
        await server.Do(write => write.AddVersion(starter.Id, starter.Versions[0] with
        {
            EffectiveAt = write.Now,
            Commitments = [.. starter.Versions[0].Commitments.SelectMany(c => c.Id == "decide"
                ? [c with { Id = "decide-secret", Condition = new() { Segments = ["classified"] } }, c] : new[] { c })],
        }));
        var lead = await server.Admin.Take();
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", """{"to":"partner:altamar"}""");
        var partner = server.Client(await server.Key("altamar", Role.Partner, "partner:altamar"));

        foreach (var path in new[] { $"leads/{lead}/clocks?explain=true", $"leads/{lead}/timeline", "events?limit=1000" })
        {
            (await server.Admin.Get(path)).Json.ToString().ShouldContain("not classified", customMessage: path);
            var seen = (await partner.Get(path)).Json.ToString();
            seen.ShouldNotContain("classified", customMessage: path);
            seen.ShouldNotContain("decide-secret", customMessage: path);
            // Its clocks are listed; that one started between others, before the lead came, which is not the partner's past.
            seen.Contains("decide", StringComparison.Ordinal).ShouldBe(path.Contains("clocks", StringComparison.Ordinal), path);
        }
        // Nor does the drawer tell it.
        await using var rows = await server.Services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        var decide = LeadReader.Load(rows, lead)!.Clocks.Single(c => c.Promise == Promise.Decide);
        IEnumerable<string> Told(Actor actor) => ClockExplained.Of(decide, server.Live.Company, actor).Tried.Select(t => t.Id);
        Told(new(ActorKind.Person, 9, Role.Partner, "partner:altamar")).ShouldBe(["decide"]);
        Told(Actor.System).ShouldBe(["decide-secret", "decide"]);
    }
}
