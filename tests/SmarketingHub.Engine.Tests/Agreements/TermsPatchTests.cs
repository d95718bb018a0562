using System.Text;
using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Partners;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

/// <summary>A word of a draft costs a word: in the ledger, and in what is read again because of it.</summary>
public sealed class TermsPatchTests
{
    [Fact]
    public void What_changed_over_the_text_before_is_the_text_after()
    {
        Gen.Select(Texts, Texts).Sample((before, after) =>
        {
            var stored = LedgerJson.Write(TermsPatch.Between(before, after));
            var read = System.Text.Json.JsonSerializer.Deserialize<TermsPatch>(stored, LedgerJson.Options)!;
            Encoding.UTF8.GetString(LedgerJson.Write(read.Over(before))).ShouldBe(Encoding.UTF8.GetString(LedgerJson.Write(after)));
        });
        var text = StarterAgreements.MarketingAndSales(1, HubFixture.Monday, new("office", 1)).Versions[0].TermsOf();
        Encoding.UTF8.GetString(LedgerJson.Write(TermsPatch.Between(text, text))).ShouldBe("{}");
    }

    [Fact]
    public async Task The_ledger_gets_the_sentence_that_was_changed_and_verifies()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        await table.Draft(id, Target("accept", "PT2H"));

        await using var rows = table.Hub.Rows();
        var line = rows.Ledger.Single(e => e.Type == "agreementDrafted");
        var text = Encoding.UTF8.GetString(line.Body);
        text.ShouldContain("PT2H");
        text.ShouldNotContain("touch");
        line.Body.Length.ShouldBeLessThan(LedgerJson.Write(table.Agreement(id).Version(2)!).Length / 3);
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_that_says_something_else_than_its_changes_is_found()
    {
        await using var table = await Set();
        await table.Draft(table.Starter.Id, Target("accept", "PT2H"));
        await using (var rows = table.Hub.Rows())
        {
            var document = rows.Company.Single(d => d.Kind == "agreement");
            document.Body = document.Body.Replace("PT2H", "PT9H", StringComparison.Ordinal);
            await rows.SaveChangesAsync();
        }
        table.Hub.Verify().Problems.ShouldHaveSingleItem().ShouldContain("is not what the ledger has of it");
    }

    [Fact]
    public async Task Lines_that_have_the_whole_draft_still_count()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        await table.Draft(id, Target("accept", "PT2H"));
        await table.Hub.Door.Do(table.Mia, write =>
        {
            var agreement = write.Company.Agreements[0];
            var draft = agreement.Version(2)! with
            {
                Revision = 2,
                Commitments = [.. Target(agreement.Version(2)!, "accept", "PT3H").Commitments],
            };
            write.Change($"{id}", agreement.With(draft), "agreementDrafted", new { Agreement = id, Version = draft });
            return true;
        });
        var before = table.Agreement(id).Version(2)!.TermsOf();
        await table.Change(id, 2, before, Target(before, "touch", "PT5H"));

        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task For_a_word_only_its_agreement_is_read_again()
    {
        await using var table = await Set();
        var (id, live) = (table.Starter.Id, table.Hub.Board);
        await live.StartAsync(default);
        await live.Ready;
        await table.Draft(id, Target("accept", "PT2H"));
        await live.CompanyUpToDate(default);
        var (before, behindTheDoor) = (live.Company, await Seen(table));

        var text = live.Company.Agreements[0].Version(2)!.TermsOf();
        await table.Change(id, 2, text, Target(text, "accept", "PT3H"));
        await live.CompanyUpToDate(default);

        foreach (var (then, now) in new[] { (before, live.Company), (behindTheDoor, await Seen(table)) })
        {
            now.Calendars.ShouldBeSameAs(then.Calendars);
            now.People.ShouldBeSameAs(then.People);
            TermsText.Same(now.Agreements, table.Company.Agreements).ShouldBeTrue();
            now.Agreements[0].Version(2)!.Revision.ShouldBe(2);
        }
    }

    [Fact]
    public async Task What_is_read_since_is_what_is_read_anew()
    {
        await using var table = await Set();
        var (id, live) = (table.Starter.Id, table.Hub.Board);
        await live.StartAsync(default);
        await live.Ready;
        foreach (var step in new Func<Task>[]
        {
            () => table.Hub.Hire("Rita Rep"),
            () => table.PutInForce(id, Target("accept", "PT1H", reTimes: true)),
            () => table.Hub.Pass(Duration.FromHours(1)),
            () => table.Hub.Door.Do(table.Mia, write => write.NewAgreement("Another", Party.Marketing, Party.Sales, Template.InboundDemo)),
            () => table.Hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Marketing)),
            () => table.Hub.Door.Do(table.Mia, write => write.End(id, 2, null)),
            () => table.Hub.Pass(Duration.FromHours(1)),
        })
        {
            await step();
            await live.CompanyUpToDate(default);
            foreach (var company in new[] { live.Company, await Seen(table) })
                Text(company).ShouldBe(Text(table.Company));
        }
    }

    [Fact]
    public async Task What_was_undone_is_not_in_hand()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        await Should.ThrowAsync<Domain.NotFound>(table.Hub.Door.Do(table.Mia, Domain.Agreements.Agreement (write) =>
        {
            write.NewVersion(id);
            throw new Domain.NotFound("nothing");
        }));
        Text(await Seen(table)).ShouldBe(Text(table.Company));
        (await Seen(table)).Agreements[0].Versions.Count.ShouldBe(1);
    }

    private static Task<Company> Seen(Table table) => table.Hub.Door.Do(table.Mia, write => write.Company);

    private static string Text(Company company) => Encoding.UTF8.GetString(LedgerJson.Write(new
    {
        People = company.People.Values.OrderBy(p => p.Id),
        Parties = company.Parties.Values.OrderBy(p => p.Key, StringComparer.Ordinal),
        company.Agreements,
        Fired = company.Fired.Order(StringComparer.Ordinal),
        Calendars = company.CalendarNames.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal),
    }));

    private static readonly Gen<Condition> Conditions = Gen.Select(
        Gen.Int[0, 2].Select(i => "ABC"[i].ToString()).Array[0, 2], Gen.Int[0, 9].Select(i => i == 0 ? null : (decimal?)i),
        (grades, worth) => new Condition { Grades = grades, WorthOver = worth });

    // Sentences of few names in any order, so that texts share some of them.
    private static readonly Gen<Terms> Texts =
        from scope in Conditions
        from version in Gen.Int[1, 3]
        from day in Gen.Int[0, 2]
        from reTimes in Gen.Bool
        from sentences in Gen.Shuffle(new[] { "a", "b", "c", "d" }, 0, 4)
        from hours in Gen.Int[1, 2].Array[4]
        from goals in Gen.Shuffle(new[] { "x", "y" }, 0, 2)
        from rules in Conditions.Array[0, 2]
        from worth in Gen.Int[0, 2]
        select new Terms
        {
            Scope = scope,
            Calendar = new("office", version),
            From = day == 0 ? null : HubFixture.Monday + Duration.FromDays(day),
            ReTimes = reTimes,
            Commitments = [.. sentences.Select((key, i) => new Commitment
            {
                Id = key,
                Promise = Promise.Accept,
                OwedBy = Party.Sales,
                Starts = StartsAt.Offer,
                Target = BusinessDuration.Parse($"PT{hours[i]}H"),
            })],
            PeriodCommitments = [.. goals.Select(key => new PeriodCommitment { Id = key, Measure = Measure.Revenue, Amount = worth + 1 })],
            CaptureRules = [.. rules.Select(c => new CaptureRule(c, Party.Sales))],
            Worths = worth == 0 ? [] : [new(null, "A", worth)],
        };
}
