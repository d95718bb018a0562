using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Partners;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

/// <summary>Whom the bell tells of an agreement.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task What_is_proposed_rings_for_the_other_side_and_what_is_sent_back_for_whoever_else_signs()
    {
        await using var table = await Set();
        var max = Actor.Of(await table.Hub.Hire("Max Lead", Party.Marketing, Role.Lead));
        await table.Hub.Hire("Rita Rep");
        var draft = await table.Draft(table.Starter.Id, Target("accept", "PT2H"));

        await table.Propose(table.Starter.Id, draft.Number);
        Rung(table).ShouldBe([(NoticeKind.ToSign, table.Sal.PersonId, table.Mia.ToString())]);

        await table.Hub.Door.Do(table.Sal, write => write.AskForChanges(table.Starter.Id, draft.Number, [(null, "Not now.")]));
        Rung(table).Skip(1)
            .ShouldBe([(NoticeKind.ChangesAsked, table.Mia.PersonId, table.Sal.ToString()),
                (NoticeKind.ChangesAsked, max.PersonId, table.Sal.ToString())]);
    }

    [Fact]
    public async Task What_takes_effect_rings_for_everybody_of_both_parties_and_for_nobody_else()
    {
        await using var table = await Set();
        var rita = await table.Hub.Hire("Rita Rep");
        var partner = await table.Hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Sales));
        await table.Hub.Hire("Paula", partner.Receiver, Role.Partner);
        var from = table.Hub.Now + Duration.FromHours(2);
        await table.PutInForce(table.Starter.Id, t => Target(t, "accept", "PT2H") with { From = from });
        Rung(table).Where(n => n.Kind != NoticeKind.ToSign).ShouldBe([(NoticeKind.InForceFrom, table.Mia.PersonId, table.Sal.ToString())]);

        await table.Hub.Pass(Duration.FromHours(2));

        Rung(table).Where(n => n.Kind == NoticeKind.InForce).Select(n => n.Person)
            .ShouldBe([table.Mia.PersonId, table.Sal.PersonId, rita.Id]);
    }

    [Fact]
    public async Task An_end_that_is_taken_back_never_comes_and_both_ring_for_those_it_binds()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        var end = table.Hub.Now + Duration.FromHours(1);
        await table.Hub.Door.Do(table.Sal, write => write.End(table.Starter.Id, 1, end));

        await table.Hub.Door.Do(table.Sal, write => write.TakeBackEnd(table.Starter.Id, 1));
        await table.Hub.Pass(Duration.FromHours(2));

        table.Accept(lead).VoidReason.ShouldBeNull();
        table.Told("agreementEnded").ShouldBeEmpty();
        table.Agreement(table.Starter.Id).InForce(table.Hub.Now).ShouldNotBeNull();
        Rung(table).Select(n => (n.Kind, n.Person))
            .ShouldBe([(NoticeKind.Ends, table.Mia.PersonId), (NoticeKind.GoesOn, table.Mia.PersonId)]);
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_ended_is_not_taken_back_nor_what_no_end_was_said_of()
    {
        await using var table = await Set();
        Task<AgreementVersion> TakeBack() => table.Hub.Door.Do(table.Sal, write => write.TakeBackEnd(table.Starter.Id, 1));
        (await Should.ThrowAsync<Domain.Life.NotPermitted>(TakeBack())).Message.ShouldContain("no end");
        await table.Hub.Door.Do(table.Sal, write => write.End(table.Starter.Id, 1, null));
        await table.Hub.Pass(Duration.FromMinutes(1));

        (await Should.ThrowAsync<Domain.Life.NotPermitted>(TakeBack())).Message.ShouldContain("ended at");
    }

    private static List<(NoticeKind Kind, long? Person, string? About)> Rung(Table table)
    {
        using var rows = table.Hub.Rows();
        return [.. rows.Notices.Where(n => n.Agreement != null).OrderBy(n => n.Id).AsEnumerable()
            .Select(n => (n.Kind, (long?)n.PersonId, n.About))];
    }
}
