using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

/// <summary>Agreements and versions that would be in force beside or after each other.</summary>
public sealed class OverlapTests
{
    [Theory]
    [InlineData("PL", null, "PL,DE", null, true)]
    [InlineData("PL", null, null, "GTX", true)]
    [InlineData("PL", null, "DE", null, false)]
    [InlineData("PL", null, "PL", "GTX", false)]
    public async Task An_equal_overlap_is_refused_at_signing(
        string? country, string? product, string? otherCountries, string? otherProduct, bool refused)
    {
        await using var table = await Set();
        static Condition Scope(string? countries, string? product) =>
            new() { Countries = countries?.Split(',') ?? [], Products = product is null ? [] : [product] };
        async Task<long> New(string name, Condition scope)
        {
            var made = await table.Hub.Door.Do(table.Mia,
                write => write.NewAgreement(name, Party.Marketing, Party.Sales, Template.InboundDemo));
            var terms = made.Versions[0].TermsOf();
            await table.Change(made.Id, 1, terms, terms with { Scope = scope });
            await table.Propose(made.Id, 1);
            await table.Sign(table.Mia, made.Id, 1);
            return made.Id;
        }
        await table.Sign(table.Sal, await New("First", Scope(country, product)), 1);
        var second = await New2();

        if (refused)
            (await Should.ThrowAsync<NotPermitted>(second())).Message.ShouldContain("'First'");
        else
            (await second()).State.ShouldBe(VersionState.Signed);

        async Task<Func<Task<AgreementVersion>>> New2()
        {
            try
            {
                var id = await New("Second", Scope(otherCountries, otherProduct));
                return () => table.Sign(table.Sal, id, 1);
            }
            // Refused at the first signature already.
            catch (NotPermitted refusal)
            {
                return () => Task.FromException<AgreementVersion>(refusal);
            }
        }
    }

    [Fact]
    public async Task An_agreement_edited_on_its_effective_day_goes_by_what_was_in_force_at_each_moment()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        await table.Hub.Pass(Duration.FromHours(1));
        await table.PutInForce(id, Target("accept", "PT3H"));
        var morning = await table.Offered("a@example.com");
        await table.Hub.Pass(Duration.FromHours(2));
        await table.PutInForce(id, Target("accept", "PT2H"));
        var noon = await table.Offered("b@example.com");

        (table.Accept(morning).AgreementVersion, table.Accept(noon).AgreementVersion).ShouldBe((2, 3));
        table.Accept(morning).Target.ShouldBe(Duration.FromHours(3));
    }

    [Fact]
    public async Task A_version_that_a_later_one_would_undo_is_refused()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        await table.PutInForce(id, t => Target(t, "accept", "PT3H") with { From = HubFixture.Monday + Duration.FromDays(7) });
        (await Should.ThrowAsync<NotPermitted>(table.PutInForce(id,
            Target("accept", "PT2H")))).Message.ShouldContain("Version 2 takes effect later");
    }

    [Fact]
    public async Task A_draft_from_before_another_was_signed_undoes_nothing_unseen()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var older = await table.Draft(id, Target("accept", "PT3H"));
        await table.PutInForce(id, Target("accept", "PT2H"));
        await table.Propose(id, older.Number);

        (await Should.ThrowAsync<NotPermitted>(table.Sign(table.Mia, id,
            older.Number))).Message.ShouldContain("Version 3 was signed meanwhile");
        table.Agreement(id).InForce(table.Hub.Now)!.Number.ShouldBe(3);
    }
}
