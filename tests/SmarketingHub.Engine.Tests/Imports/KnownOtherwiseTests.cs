using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>What a row says and its lead does not, as something else was known, is told and kept.</summary>
public sealed class KnownOtherwiseTests
{
    [Fact]
    public async Task Two_people_on_one_mailbox_have_the_first_ones_name_and_the_second_is_told()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("email,First Name,Last Name,Job Title,Country\noffice@x.example,Ana,Kowal,CFO,PL\n"
            + "office@x.example,Bo,Lind,cfo,DE\n");

        (result.Added, result.Joined, result.LeftOut).ShouldBe((1, 1, 3));
        var lead = hub.Leads().Single();
        hub.Contact(lead.Id).Name.ShouldBe("Ana Kowal");
        hub.LeftOut(lead.Id).Select(left => (left.Column, left.Value))
            .ShouldBe([("First Name", "Bo"), ("Last Name", "Lind"), ("Country", "DE")], ignoreOrder: true);
        hub.LeftOut(lead.Id).ShouldAllBe(left => left.Why == "The lead or its person is known otherwise, and stays so.");
    }

    [Fact]
    public async Task A_name_in_one_column_is_told_once()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,Full Name\noffice@x.example,Ana Kowal\noffice@x.example,Bo Lind\n");
        hub.LeftOut(hub.Leads().Single().Id).Select(left => left.Value).ShouldBe(["Bo Lind"]);
    }

    [Fact]
    public async Task An_owner_who_does_not_get_the_lead_is_told()
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Eva Lind");
        await hub.Door.Do(HubFixture.Admin, write => write.AddPerson(new()
        {
            Id = 0,
            Name = "Eva Lind",
            Email = "lind@hub.example",
            Party = Party.Sales,
            Role = Role.Rep,
        }));
        await hub.Hire("Ola Berg");
        await hub.Import("email,stage,owner\na@x.example,Working,Eva Lind\nb@x.example,New,Ola Berg\nc@x.example,Working,Ola Berg\n");
        string?[] Why(int lead) => [.. hub.LeftOut(hub.Leads()[lead].Id).Select(left => left.Why)];
        Why(0).Single().ShouldNotBeNull().ShouldContain("2 people here are called 'Eva Lind'");
        Why(1).ShouldBe(["Its owner is of another party than the one that has the lead."]);
        Why(2).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_rows_of_one_id_say_nothing_new_when_they_come_again()
    {
        await using var hub = await HubFixture.Start();
        const string File = "Lead ID,email,stage,amount\n7,a@x.example,Opportunity,5\n7,a@x.example,Opportunity,8\n8,b@x.example,New,\n"
            + "7,a@x.example,Opportunity,5\n";
        var first = await hub.Import(File);
        var head = hub.Verify().Sequence;
        var again = await hub.Import(File);

        (first.Added, first.Joined, again.Skipped).ShouldBe((2, 1, 4));
        hub.Verify().Sequence.ShouldBe(head);
        hub.Leads()[0].Amount.ShouldBe(8);
    }

    [Fact]
    public async Task Rows_that_differ_in_what_is_kept_alone_are_two()
    {
        await using var hub = await HubFixture.Start();
        const string File = "email,What do you need?\na@x.example,A quote\na@x.example,A demo\na@x.example,A quote\n";
        var first = await hub.Import(File);
        (first.Added, first.Joined, first.Skipped).ShouldBe((1, 1, 1));
        hub.LeftOut(hub.Leads().Single().Id).ShouldBe([("What do you need?", "A demo", null)]);
        (await hub.Import(File)).Skipped.ShouldBe(3);
    }

    [Fact]
    public async Task A_closed_row_imported_again_with_other_values_is_the_same_lead_corrected()
    {
        await using var hub = await HubFixture.Start();
        const string Header = "email,Job Title,received,stage,closedAt,amount\n";
        await hub.Import(Header + "a@x.example,CFO,2026-01-05,Won,2026-01-20,500\na@x.example,CFO,2026-01-05,Won,2026-01-21,700\n"
            + "b@x.example,CEO,2026-01-05,Lost,2026-01-20,\n");
        const string Corrected = Header + "a@x.example,CTO,2026-01-05,Won,2026-01-20,550\na@x.example,CFO,2026-01-05,Won,2026-01-21,700\n"
            + "b@x.example,CEO,2026-01-05,Lost,2026-01-20,\n";
        var corrected = await hub.Import(Corrected);

        (corrected.Added, corrected.Joined, corrected.Skipped).ShouldBe((0, 1, 2), corrected.RejectsCsv);
        hub.Leads().Select(lead => (lead.Stage, lead.Amount)).ShouldBe([(Stage.Won, 550), (Stage.Won, 700), (Stage.Lost, null)]);
        hub.Contact(hub.Leads()[0].Id).Title.ShouldBe("CTO");
        hub.Events(hub.Leads()[0].Id)[^3..].ShouldBe(["leadEdited", "leadPlaced", "rowImported"]);
        (await hub.Import(Corrected)).Skipped.ShouldBe(3);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_that_moved_here_takes_the_rest_of_its_row()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("Lead ID,email,stage,source\n7,a@x.example,MQL,web\n");
        await hub.Fire(hub.Leads().Single().Id, Trigger.Offer, new() { To = Party.Sales });
        var result = await hub.Import("Lead ID,email,stage,source\n7,a@x.example,Lost,fair\n");

        (result.Joined, result.Rejected).ShouldBe((1, 0));
        (hub.Leads().Single().Facts.Source, hub.Leads().Single().Stage).ShouldBe(("fair", Stage.Ready));
        hub.LeftOut(hub.Leads().Single().Id).Select(left => left.Value).ShouldBe(["Lost"]);
        (await hub.Import("Lead ID,email,stage,source\n7,a@x.example,Won,fair\n", profile: Files.Strict)).RejectsCsv!
            .ShouldContain("has moved here");
    }
}
