using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests;

/// <summary>What is somebody else's is changed by nobody who only comes upon it.</summary>
public sealed class RightsTests
{
    private const string Altamar = "partner:altamar";

    [Theory]
    [InlineData(ActorKind.Person)]
    [InlineData(ActorKind.Key)]
    public async Task A_team_leads_import_tells_the_history_of_its_own_partys_leads_alone(ActorKind kind)
    {
        await using var hub = await HubFixture.Start();
        var (lead, rep) = (await hub.Hire("Max Lead", Party.Marketing, Role.Lead), await hub.Hire("Ann Rep"));
        var actor = kind == ActorKind.Person ? Actor.Of(lead) : new Actor(ActorKind.Key, 7, Role.Lead, Party.Marketing);
        await hub.Import("externalId,email,stage,holder,grade\n1,a@x.example,Working,sales,B\n2,b@x.example,Ready,marketing,B\n");
        var (theirs, ours) = (hub.Leads()[0], hub.Leads()[1]);

        var told = await hub.Import(
            "externalId,email,stage,holder,owner,grade\n"
            + "1,a@x.example,,,,A\n"              // an edit of a lead that Sales holds
            + "2,b@x.example,,,,A\n"              // of one that is Marketing's
            + "2,b@x.example,Working,sales,,C\n"  // out of Marketing's hands
            + "3,c@x.example,Working,sales,,A\n"  // a new one into Sales' hands
            + "4,d@x.example,Ready,marketing,,A\n"
            + $"5,e@x.example,Working,,{rep.Email},A\n"
            + "6,f@x.example,,,,A\n", actor: actor);

        (told.Added, told.Rejected).ShouldBe((2, 4), told.RejectsCsv);
        told.RejectsCsv!.ShouldContain($"Lead {theirs.Id} is with Sales");
        told.RejectsCsv!.ShouldContain("It would be with Sales");
        (hub.Lead(theirs.Id).Facts.Grade, hub.Lead(ours.Id).Facts.Grade, hub.Lead(ours.Id).Holder).ShouldBe(("B", "A", Party.Marketing));
        hub.Leads().Where(l => l.Id != theirs.Id).ShouldAllBe(l => l.Holder == Party.Marketing);

        var all = await hub.Import("externalId,email,stage,holder,grade\n1,a@x.example,,,D\n",
            actor: new(ActorKind.Key, 8, Role.Manager, Party.Marketing));
        (all.Rejected, hub.Lead(theirs.Id).Facts.Grade).ShouldBe((0, "D"));
        (await hub.Import("externalId,email,grade\n1,a@x.example,A\n", actor: new(ActorKind.Key, 9, Role.Lead, null))).Rejected.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_inquiry_in_a_team_leads_file_joins_as_one_from_a_form_does()
    {
        await using var hub = await HubFixture.Start();
        var lead = Actor.Of(await hub.Hire("Max Lead", Party.Marketing, Role.Lead));
        var working = await hub.Take("ana@x.example");
        await hub.Fire(working, Trigger.Ready);
        await hub.Fire(working, Trigger.Offer, new() { To = Party.Sales });
        await hub.Fire(working, Trigger.Accept);

        var told = await hub.Import("email,source\nana@x.example,webinar\nbo@y.example,webinar\n", ImportAs.New, actor: lead);

        (told.Added, told.Joined, told.Rejected).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task A_partners_edit_leaves_a_person_alone_whom_others_know()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddParty(new(Altamar, "Altamar", PartyKind.Partner));
            return true;
        });
        var partner = Actor.Of(await hub.Hire("Pia Mar", Altamar, Role.Partner));
        var earlier = await hub.Take("ana@x.example");
        await hub.Fire(earlier, Trigger.Disqualify, new() { Reason = "spam" });
        var (theirs, alone) = (await hub.Take("ana@x.example"), await hub.Take("bo@y.example"));
        foreach (var lead in new[] { theirs, alone })
        {
            await hub.Fire(lead, Trigger.Ready);
            await hub.Fire(lead, Trigger.Offer, new() { To = Altamar });
            await hub.Fire(lead, Trigger.Accept, actor: partner);
        }

        foreach (var (field, profile) in new (string, Profile)[]
        {
            ("firstName", Nobody with { FirstName = "Anna" }), ("email", Nobody with { Email = "other@x.example" }),
            ("phone", Nobody with { Phone = "+48 22 123 45 67" }), ("title", Nobody with { Title = "CEO" }),
        })
            (await Should.ThrowAsync<InvalidArgument>(Edit(theirs, new(profile, null, new() { Grade = "A" })))).Field.ShouldBe(field);
        await Edit(theirs, new(Nobody with { FirstName = "Ana", Email = "ana@x.example" }, null, new() { Grade = "A" }));
        await Edit(alone, new(Nobody with { FirstName = "Bo" }, null, new()));

        using var rows = hub.Rows();
        var names = rows.Contacts.ToDictionary(c => c.Email!, c => (c.FirstName, c.Phone, c.Title));
        names["ana@x.example"].ShouldBe(("Ana", null, "CFO"));
        names["bo@y.example"].FirstName.ShouldBe("Bo");
        hub.Lead(theirs).Facts.Grade.ShouldBe("A");
        (await Should.ThrowAsync<InvalidArgument>(hub.Fire(alone, Trigger.Merge, new() { Into = theirs }, partner))).Field.ShouldBe("into");

        Task<long> Edit(long lead, EditIn edit) => hub.Fire(lead, Trigger.Edit, new() { Edit = edit }, partner);
    }

    private static readonly Profile Nobody = new(null, null, null, null, null);
}
