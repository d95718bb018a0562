using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Companies;

namespace SmarketingHub.Engine.Tests.Agreements;

/// <summary>Two team leads at one table: Mia of Marketing and Sal of Sales.</summary>
internal sealed class Table : IAsyncDisposable
{
    private Table(HubFixture hub, Person mia, Person sal) => (Hub, Mia, Sal) = (hub, Actor.Of(mia), Actor.Of(sal));

    public HubFixture Hub { get; }
    public Actor Mia { get; }
    public Actor Sal { get; }
    public Agreement Starter => Company.Agreements[0];

    public Company Company
    {
        get
        {
            using var rows = Hub.Rows();
            return CompanyStore.Read(rows);
        }
    }

    public static async Task<Table> Set()
    {
        var hub = await HubFixture.Start();
        return new(hub, await hub.Hire("Mia Lead", Party.Marketing, Role.Lead), await hub.Hire("Sal Lead", Party.Sales, Role.Lead));
    }

    public Agreement Agreement(long id) => Company.Agreements.Find(a => a.Id == id)!;

    /// <summary>A draft of the agreement in which something is changed.</summary>
    public async Task<AgreementVersion> Draft(long agreement, Func<Terms, Terms> change, Actor? actor = null)
    {
        var draft = await Hub.Door.Do(actor ?? Mia, write => write.NewVersion(agreement));
        return await Change(agreement, draft.Number, draft.TermsOf(), change(draft.TermsOf()), actor);
    }

    public Task<AgreementVersion> Change(long agreement, int number, Terms before, Terms after, Actor? actor = null) =>
        Hub.Door.Do(actor ?? Mia, write => write.ChangeDraft(agreement, number, before, after));

    public Task<AgreementVersion> Propose(long agreement, int number) => Hub.Door.Do(Mia, write => write.Propose(agreement, number));

    public Task<AgreementVersion> Sign(Actor actor, long agreement, int number) =>
        Hub.Door.Do(actor, write => write.Sign(agreement, number, null, null, "10.0.0.7"));

    /// <summary>Drafted, proposed and signed by both.</summary>
    public async Task<AgreementVersion> PutInForce(long agreement, Func<Terms, Terms> change)
    {
        var draft = await Draft(agreement, change);
        await Propose(agreement, draft.Number);
        await Sign(Mia, agreement, draft.Number);
        return await Sign(Sal, agreement, draft.Number);
    }

    public async Task<long> Offered(string email, string? grade = null)
    {
        var lead = await Hub.Take(email, company: null, grade: grade);
        await Hub.Fire(lead, Trigger.Ready);
        await Hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        return lead;
    }

    public Clock Accept(long lead) => Hub.Lead(lead).Clocks.Last(c => c.Promise == Promise.Accept);

    public List<(string Type, Instant At)> Told(string type)
    {
        using var rows = Hub.Rows();
        return [.. rows.Ledger.Where(e => e.Type == type).OrderBy(e => e.Sequence).Select(e => new { e.Type, e.At }).AsEnumerable()
            .Select(e => (e.Type, e.At))];
    }

    /// <summary>Another target for one sentence.</summary>
    public static Func<Terms, Terms> Target(string id, string target, bool reTimes = false) =>
        terms => Target(terms, id, target) with { ReTimes = reTimes };

    public static Terms Target(Terms terms, string id, string target) =>
        terms with
        {
            Commitments = [.. terms.Commitments.Select(c => c.Id == id ? c with { Target = BusinessDuration.Parse(target) } : c)],
        };

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
