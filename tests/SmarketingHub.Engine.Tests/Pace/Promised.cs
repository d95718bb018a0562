using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Pace;

namespace SmarketingHub.Engine.Tests.Pace;

/// <summary>Promises over periods, and leads that count towards them.</summary>
internal static class Promised
{
    internal static PeriodCommitment Of(
        Measure measure, decimal amount, Domain.Agreements.Period period = Domain.Agreements.Period.Month) =>
        new() { Id = measure.ToString(), Measure = measure, Amount = amount, Period = period };

    /// <summary>The starter agreement promises these from now on.</summary>
    internal static Task Promise(this HubFixture hub, params PeriodCommitment[] promised) =>
        hub.Promise(version => version with { PeriodCommitments = promised });

    internal static Task Promise(this HubFixture hub, Func<AgreementVersion, AgreementVersion> change) =>
        hub.Door.Do(HubFixture.Admin, write =>
        {
            var starter = write.Company.Agreements[0];
            return write.AddVersion(starter.Id, change(starter.Versions[^1]) with { EffectiveAt = write.Now });
        });

    internal static async Task<IReadOnlyList<PaceOf>> Pace(this HubFixture hub, Instant? at = null)
    {
        await using var rows = hub.Rows();
        var (company, moment) = (CompanyStore.Read(rows), at ?? hub.Now);
        return await PaceReport.Read(rows, company, company.Agreements[0], company.Agreements[0].InForce(moment)!, moment);
    }

    internal static async Task<PaceOf> Pace(this HubFixture hub, Measure measure, Instant? at = null) =>
        (await hub.Pace(at)).Single(p => p.Commitment.Measure == measure);

    private static int people;

    internal static async Task<long> Offered(this HubFixture hub, string? source = "webinar", string? grade = "A", string to = Party.Sales)
    {
        var lead = await hub.Take($"p{Interlocked.Increment(ref people)}@x.example", source, company: null, grade);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = to });
        return lead;
    }

    internal static async Task<long> Accepted(this HubFixture hub, string? source = "webinar", string? grade = "A")
    {
        var lead = await hub.Offered(source, grade);
        await hub.Fire(lead, Trigger.Accept);
        return lead;
    }

    internal static async Task<long> Returned(this HubFixture hub, ReturnReason reason, string? source = "webinar")
    {
        var lead = await hub.Offered(source);
        await hub.Fire(lead, Trigger.Return, new() { Reason = reason.ToString() });
        return lead;
    }

    internal static async Task<long> Qualified(this HubFixture hub, string? source = "webinar", string? grade = "A")
    {
        var lead = await hub.Accepted(source, grade);
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true });
        await hub.Fire(lead, Trigger.Qualify);
        return lead;
    }

    internal static async Task<long> Won(this HubFixture hub, decimal amount, string? source = "webinar", string? grade = "A")
    {
        var lead = await hub.Qualified(source, grade);
        await hub.Fire(lead, Trigger.Convert, new() { Amount = amount });
        await hub.Fire(lead, Trigger.Win);
        return lead;
    }
}
