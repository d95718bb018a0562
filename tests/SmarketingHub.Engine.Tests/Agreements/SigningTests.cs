using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

public sealed class SigningTests
{
    [Fact]
    public async Task A_version_binds_nobody_until_both_sides_have_signed()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var draft = await table.Draft(id, Target("accept", "PT2H"));
        await table.Propose(id, draft.Number);
        await table.Sign(table.Mia, id, draft.Number);

        table.Agreement(id).InForce(table.Hub.Now)!.Number.ShouldBe(1);
        table.Accept(await table.Offered("a@example.com")).AgreementVersion.ShouldBe(1);
        await table.Hub.Pass(Duration.FromMinutes(10));
        var signed = await table.Sign(table.Sal, id, draft.Number);

        signed.State.ShouldBe(VersionState.Signed);
        signed.EffectiveAt.ShouldBe(table.Hub.Now);
        signed.Signatures.Select(s => (s.Party, s.By, s.At, s.From)).ShouldBe(
        [
            (Party.Marketing, table.Mia.ToString(), HubFixture.Monday, "10.0.0.7"),
            (Party.Sales, table.Sal.ToString(), table.Hub.Now, "10.0.0.7"),
        ]);
        table.Accept(await table.Offered("b@example.com")).AgreementVersion.ShouldBe(2);
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signed_from_a_date_on_it_waits_for_that_date()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var from = HubFixture.Monday + Duration.FromHours(2);
        (await table.PutInForce(id, t => Target(t, "accept", "PT2H") with { From = from })).EffectiveAt.ShouldBe(from);

        table.Accept(await table.Offered("a@example.com")).AgreementVersion.ShouldBe(1);
        await table.Hub.Pass(Duration.FromHours(2));
        table.Accept(await table.Offered("b@example.com")).AgreementVersion.ShouldBe(2);
        table.Told("agreementTookEffect").Last().At.ShouldBe(from);
    }

    [Fact]
    public async Task A_date_that_has_passed_meanwhile_is_not_proposed_and_not_waited_for()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        Task<AgreementVersion> Dated() =>
            table.Draft(id, t => Target(t, "accept", "PT2H") with { From = table.Hub.Now + Duration.FromHours(1) });
        var (late, slow) = (await Dated(), await Dated());
        await table.Propose(id, slow.Number);
        await table.Hub.Pass(Duration.FromHours(2));

        (await Should.ThrowAsync<InvalidArgument>(table.Propose(id, late.Number))).Field.ShouldBe("from");
        await table.Sign(table.Mia, id, slow.Number);
        (await table.Sign(table.Sal, id, slow.Number)).EffectiveAt.ShouldBe(table.Hub.Now);
    }

    [Fact]
    public async Task What_was_signed_is_frozen_and_its_hash_is_in_the_ledger_but_no_address()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var signed = await table.PutInForce(id, Target("accept", "PT2H"));

        (await Should.ThrowAsync<NotPermitted>(table.Change(id, 2, signed.TermsOf(),
            Target(signed.TermsOf(), "accept", "PT9H")))).Message.ShouldContain("frozen");
        using var rows = table.Hub.Rows();
        var lines = rows.Ledger.Where(e => e.Type == "agreementSigned").AsEnumerable()
            .Select(e => System.Text.Encoding.UTF8.GetString(e.Body)).ToList();
        lines.Count.ShouldBe(2);
        lines.ShouldAllBe(line => line.Contains(SignedText.HashOf(table.Agreement(id), signed)));
        rows.Ledger.AsEnumerable().Select(e => System.Text.Encoding.UTF8.GetString(e.Body))
            .ShouldNotContain(body => body.Contains("10.0.0.7"));
    }

    [Fact]
    public async Task Verify_tells_of_a_signed_text_that_was_changed_in_the_file()
    {
        await using var table = await Set();
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H"));
        using (var rows = table.Hub.Rows())
        {
            var document = rows.Company.Single(d => d.Kind == "agreement");
            document.Body = document.Body.Replace("PT2H", "PT3H", StringComparison.Ordinal);
            rows.SaveChanges();
        }

        table.Hub.Verify().Problems.ShouldContain(p => p.Contains("version 2") && p.Contains("signed"));
    }

    [Fact]
    public async Task Asking_for_changes_sends_it_back_and_voids_the_signatures()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var draft = await table.Draft(id, Target("accept", "PT1H"));
        await table.Propose(id, draft.Number);
        await table.Sign(table.Mia, id, draft.Number);

        var asked = await table.Hub.Door.Do(table.Sal,
            write => write.AskForChanges(id, draft.Number, [("accept", "One hour is too short on Mondays.")]));

        asked.State.ShouldBe(VersionState.Draft);
        asked.Signatures.ShouldBeEmpty();
        asked.Comments.Single()
            .ShouldBe(new("accept", Party.Sales, table.Sal.ToString(), HubFixture.Monday, "One hour is too short on Mondays."));
        (await Should.ThrowAsync<NotPermitted>(table.Sign(table.Mia, id, draft.Number))).Message.ShouldContain("'propose'");
        using var rows = table.Hub.Rows();
        rows.Ledger.AsEnumerable().Select(e => System.Text.Encoding.UTF8.GetString(e.Body))
            .ShouldNotContain(body => body.Contains("too short"), "free text stays beside the ledger");
    }

    [Fact]
    public async Task Nobody_signs_for_the_other_side()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var draft = await table.Draft(id, Target("accept", "PT2H"));
        await table.Propose(id, draft.Number);
        await table.Sign(table.Mia, id, draft.Number);
        var rep = Actor.Of(await table.Hub.Hire("Rita Rep"));

        (await Should.ThrowAsync<NotPermitted>(table.Sign(table.Mia, id, draft.Number))).Message.ShouldBe("Marketing has signed already.");
        await Should.ThrowAsync<NotAllowed>(table.Hub.Door.Do(table.Mia, write => write.Sign(id, draft.Number, null, Party.Sales, null)));
        await Should.ThrowAsync<NotAllowed>(table.Sign(rep, id, draft.Number));
        (await Should.ThrowAsync<InvalidArgument>(table.Hub.Door.Do(table.Mia,
            write => write.Sign(id, draft.Number, table.Sal.Id, null, null)))).Field.ShouldBe("by");
    }

    [Fact]
    public async Task Without_a_team_lead_of_the_side_an_administrator_signs_for_it()
    {
        await using var hub = await HubFixture.Start();
        var root = Actor.Of(await hub.Hire("Root Admin", Party.Marketing, Role.Admin));
        var id = await hub.Door.Do(root, write => write.Company.Agreements[0].Id);
        var draft = await hub.Door.Do(root, write => write.NewVersion(id));
        await hub.Door.Do(root, write => write.ChangeDraft(id, 2, draft.TermsOf(), Target(draft.TermsOf(), "accept", "PT2H")));
        await hub.Door.Do(root, write => write.Propose(id, 2));
        await hub.Door.Do(root, write => write.Sign(id, 2, null, Party.Sales, null));
        (await hub.Door.Do(root, write => write.Sign(id, 2, null, null, null))).State.ShouldBe(VersionState.Signed);
    }

    [Fact]
    public async Task An_end_that_nobody_will_live_to_see_is_refused_since_it_would_bar_every_change_until_then()
    {
        await using var table = await Set();
        var wrong = await Should.ThrowAsync<InvalidArgument>(table.Hub.Door.Do(table.Sal,
            write => write.End(table.Starter.Id, 1, Instant.FromUtc(9999, 12, 31, 23, 59))));
        (wrong.Field, wrong.Message).ShouldBe(("at", "A date within the next five years."));
        (await table.PutInForce(table.Starter.Id, Target("accept", "PT3H"))).Number.ShouldBe(2);
    }

    [Fact]
    public async Task What_would_never_fall_due_by_its_calendar_is_neither_promised_nor_made_so_by_a_change_of_the_calendar()
    {
        await using var table = await Set();
        var hours = new Dictionary<string, string[][]> { ["mon"] = [["09:00", "09:01"]] };
        await table.Hub.Door.Do(table.Mia, write => write.CreateCalendar(new("A minute", "Europe/Warsaw", hours, [], "PT24H")));

        (await Should.ThrowAsync<InvalidArgument>(table.PutInForce(table.Starter.Id,
            t => t with { Calendar = new("a-minute", 1) }))).Field.ShouldBe("effort.target");
        (await Should.ThrowAsync<InvalidArgument>(table.Hub.Door.Do(table.Mia,
            write => write.ChangeCalendar("office", null, new(null, "Europe/Warsaw", hours, [], "PT24H"))))).Field.ShouldBe("hours");
        table.Accept(await table.Offered("a@example.com")).DueAt.ShouldBe(HubFixture.Monday + Duration.FromHours(4));
    }
}
