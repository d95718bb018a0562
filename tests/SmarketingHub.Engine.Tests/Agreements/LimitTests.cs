using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Agreements;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

public sealed class LimitTests
{
    [Fact]
    public async Task An_agreement_has_two_hundred_versions_at_most()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        await table.Hub.Door.Do(table.Mia, write =>
        {
            for (var number = 2; number <= 200; number++)
                write.NewVersion(id);
            return true;
        });

        (await Should.ThrowAsync<NotPermitted>(table.Hub.Door.Do(table.Mia,
            write => write.NewVersion(id)))).Message.ShouldBe(
                "An agreement has at most 200 versions. Make a new agreement as a copy of it.");
        table.Agreement(id).Versions.Count.ShouldBe(200);
    }

    [Fact]
    public async Task A_version_has_a_thousand_comments_at_most()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var draft = await table.Draft(id, Target("accept", "PT2H"));
        Task<AgreementVersion> Ask(int wishes) => table.Hub.Door.Do(table.Sal, write =>
            write.AskForChanges(id, draft.Number, [.. Enumerable.Range(0, wishes).Select(n => ((string?)null, $"Wish {n}"))]));
        for (var round = 0; round < 10; round++)
        {
            await table.Propose(id, draft.Number);
            await Ask(round == 9 ? 99 : 100);
        }
        await table.Propose(id, draft.Number);

        (await Should.ThrowAsync<InvalidArgument>(Ask(2))).Message.ShouldBe(
            "A version has at most 1000 comments. Discard it and make a new one.");
        (await Ask(1)).Comments.Count.ShouldBe(1000);
    }
}
