using System.Net;
using Ical.Net;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.DueTimes;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Tests.Account;

namespace SmarketingHub.Web.Tests.DueTimes;

/// <summary>Somebody's due times, as a calendar program reads them.</summary>
public sealed class DueFeedTests
{
    private static readonly Actor Admin = new(ActorKind.Key, 1, Role.Admin, null);

    [Fact]
    public async Task My_clocks_stand_in_it_with_the_company_and_the_promise_alone()
    {
        await using var site = await Site.Start();
        var ben = await site.Hire("Ben");
        var ann = await site.Hire("Ann");
        var lead = await Owned(site, "ana@nordwind.example", "Nordwind; Söhne, GmbH", ben);
        await Owned(site, "bo@other.example", "Other", ann);

        var text = await (await Get(site, await Make(site, ben))).Content.ReadAsStringAsync();

        var calendar = Calendar.Load(text)!;
        var clocks = Clocks(site, lead);
        calendar.Events.Select(e => e.Start!.AsUtc).ShouldBe(clocks.Select(c => c.DueAt.ToDateTimeUtc()));
        calendar.Events.ShouldAllBe(e => e.Summary!.StartsWith("Nordwind; Söhne, GmbH: "));
        calendar.Events.ShouldContain(e => e.Summary!.StartsWith("Nordwind; Söhne, GmbH: Sales makes the first attempt within "));
        calendar.Events.Select(e => e.Uid).Distinct().Count().ShouldBe(clocks.Count);
        calendar.Events.ShouldAllBe(e => e.Url!.AbsolutePath == $"/leads/{lead}" && e.Alarms.Count == 0);
        foreach (var secret in new[] { "ana", "Kowal", "@nordwind", "Other" })
            text.ShouldNotContain(secret);
    }

    [Fact]
    public async Task What_is_met_or_closed_is_gone_and_a_held_one_while_it_is_held()
    {
        await using var site = await Site.Start();
        var ben = await site.Hire("Ben");
        var lead = await Owned(site, "ana@nordwind.example", "Nordwind", ben);
        var address = await Make(site, ben);
        var before = await Events(site, address);
        before.ShouldNotBeEmpty();

        await site.Door.Do(Actor.Of(ben), write =>
        {
            write.Lead(lead).Pause(write.Now + Duration.FromDays(3), "waits for budget");
            return true;
        });
        // A pause holds all clocks but those for an answer that is owed by whoever pauses.
        var left = await Events(site, address);
        left.Count.ShouldBeLessThan(before.Count);
        left.Count.ShouldBe(Clocks(site, lead).Count);
        site.Time.Advance(TimeSpan.FromMinutes(10));
        await site.Door.Do(Actor.Of(ben), write =>
        {
            write.Lead(lead).Resume();
            return true;
        });
        var after = await Events(site, address);
        after.Select(e => e.Uid).Order().ShouldBe(before.Select(e => e.Uid).Order());
        foreach (var was in before.Where(e => left.All(other => other.Uid != e.Uid)))
        {
            var now = after.Single(e => e.Uid == was.Uid);
            now.Start!.AsUtc.ShouldBeGreaterThan(was.Start!.AsUtc);
            now.Sequence.ShouldBeGreaterThan(was.Sequence);
            now.LastModified!.AsUtc.ShouldBeGreaterThan(was.LastModified!.AsUtc);
        }
        await site.Door.Do(Actor.Of(ben), write =>
        {
            write.Lead(lead).Lose("no budget");
            return true;
        });
        (await Events(site, address)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reminders_stand_at_the_warn_points_if_they_are_wished()
    {
        await using var site = await Site.Start();
        var ben = await site.Hire("Ben");
        var lead = await Owned(site, "ana@nordwind.example", "Nordwind", ben);
        var events = await Events(site, await Make(site, ben, hasAlarms: true));
        var warnings = Clocks(site, lead).SelectMany(c => c.Points).Where(p => p.Kind == Domain.Clocks.PointKind.Warn).ToList();
        warnings.ShouldNotBeEmpty();
        events.SelectMany(e => e.Alarms).Select(a => a.Trigger!.DateTime!.AsUtc).Order()
            .ShouldBe(warnings.Select(w => w.At.ToDateTimeUtc()).Order());
    }

    [Fact]
    public async Task Nothing_new_is_304()
    {
        await using var site = await Site.Start();
        var ben = await site.Hire("Ben");
        var lead = await Owned(site, "ana@nordwind.example", "Nordwind", ben);
        var address = await Make(site, ben);
        var first = await Get(site, address);
        first.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        var tag = first.Headers.ETag!.ToString();
        site.Time.Advance(TimeSpan.FromMinutes(1));

        (await Get(site, address, tag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await Get(site, address, $"\"other\", W/{tag}")).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await site.Door.Do(Actor.Of(ben), write =>
        {
            write.Lead(lead).Pause(write.Now + Duration.FromDays(3), "waits");
            return true;
        });
        (await Get(site, address, tag)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_that_has_ended_is_as_one_that_never_was()
    {
        await using var site = await Site.Start();
        var ben = await site.Hire("Ben");
        var old = await Make(site, ben);
        var renewed = await Make(site, ben);
        (await Get(site, old)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(site, renewed)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var secret = renewed.Split('.')[1];
        foreach (var wrong in new[] { $"{ben.Id}.", $"{ben.Id}.x", "999999.x", "x", $"-1.{renewed}", $"{ben.Id + 1}.{secret}" })
            (await Get(site, wrong)).StatusCode.ShouldBe(HttpStatusCode.NotFound, wrong);
        using (var rows = site.Rows())
            Convert.ToHexString(rows.DueFeeds.Single().Hash).ShouldNotContain(secret);

        await site.Change(ben with { Active = false });
        (await Get(site, renewed)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await site.Change(ben);
        await site.Door.Do(Actor.Of(ben), write =>
        {
            write.RemoveDueFeed();
            return true;
        });
        (await Get(site, renewed)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_partner_has_its_own_leads_alone_and_no_longer_than_it_has_them()
    {
        await using var site = await Site.Start();
        await site.Door.Do(Actor.System, write =>
        {
            write.AddParty(new("partner:altamar", "Altamar", PartyKind.Partner));
            return true;
        });
        var pia = await site.Hire("Pia", Role.Partner, "partner:altamar");
        var ben = await site.Hire("Ben");
        await Owned(site, "bo@other.example", "Other", ben);
        var lead = await Take(site, "ana@nordwind.example", "Nordwind");
        await site.Door.Do(Admin, write =>
        {
            write.Lead(lead).Ready();
            write.Lead(lead).Offer(new("partner:altamar", null, pia.Id));
            return true;
        });
        var address = await Make(site, pia);
        (await Events(site, address)).ShouldAllBe(e => e.Summary!.StartsWith("Nordwind"));
        await site.Door.Do(Admin, write =>
        {
            write.Lead(lead).Withdraw();
            return true;
        });
        (await Events(site, address)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_speaks_the_language_of_its_address()
    {
        await using var site = await Site.Start();
        var ben = await site.Hire("Ben");
        var lead = await Take(site, "ana@nordwind.example", "Nordwind");
        await site.Door.Do(Admin, write =>
        {
            write.Lead(lead).Ready();
            write.Lead(lead).Offer(new(Party.Sales, null, ben.Id));
            return true;
        });
        await site.Live.UpToDate(default);
        using var program = site.Server.CreateClient();
        var text = await program.GetStringAsync($"/calendar/{await Make(site, ben)}.ics?lang=pl");
        text.ShouldContain("NAME:Moje terminy");
        // The abbreviation keeps its stop, and the sentence adds none.
        Calendar.Load(text)!.Events.Single().Summary
            .ShouldBe("Nordwind: Sprzedaż: każdy zaoferowany lead przyjęty lub zwrócony w ciągu: 4 godz. rob.");
    }

    private static async Task<string> Make(Site site, Person person, bool hasAlarms = false) =>
        (await site.Door.Do(Actor.Of(person), write => write.MakeDueFeed(hasAlarms))).ToString();

    private static async Task<HttpResponseMessage> Get(Site site, string address, string? known = null)
    {
        await site.Live.UpToDate(default);
        using var program = site.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/calendar/{address}.ics");
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await program.SendAsync(request);
    }

    private static async Task<IReadOnlyList<Ical.Net.CalendarComponents.CalendarEvent>> Events(Site site, string address) =>
        [.. Calendar.Load(await (await Get(site, address)).Content.ReadAsStringAsync())!.Events];

    private static async Task<long> Take(Site site, string email, string company) => (await site.Door.Do(Admin,
        write => write.Take(new(new("Ana", "Kowal", email, null, null), company, new(), [], null, null)))).LeadId;

    private static async Task<long> Owned(Site site, string email, string company, Person owner)
    {
        var lead = await Take(site, email, company);
        await site.Door.Do(Admin, write =>
        {
            write.Lead(lead).Ready();
            write.Lead(lead).Offer(new(Party.Sales, null, owner.Id));
            return true;
        });
        await site.Door.Do(Actor.Of(owner), write =>
        {
            write.Lead(lead).Accept();
            return true;
        });
        return lead;
    }

    private static List<Domain.Clocks.Clock> Clocks(Site site, long lead)
    {
        using var rows = site.Rows();
        return [.. LeadReader.Load(rows, lead)!.Clocks.Where(c => c.IsLive && c.HeldAt is null && c.Person is not null)
            .OrderBy(c => c.DueAt).ThenBy(c => c.Id)];
    }
}
