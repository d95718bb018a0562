using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Tests.People;

/// <summary>A hub with some people of Sales, a team lead among them, and what tests of those who leave ask for.</summary>
internal sealed class Office : IAsyncDisposable
{
    public required HubFixture Hub { get; init; }
    public required Person Ana { get; init; }
    public required Person Ben { get; init; }
    public required Person Lea { get; init; }
    public required Person Mia { get; init; }

    public Troubles Troubles => Hub.Services.GetRequiredService<Troubles>();

    public static async Task<Office> Start()
    {
        // What is damaged in the file is met only by who reads it.
        var hub = await HubFixture.Start(door: new() { LeadsInMemory = 0 });
        return new()
        {
            Hub = hub,
            Ana = await hub.Hire("Ana Nowak"),
            Ben = await hub.Hire("Ben Kowal"),
            Lea = await hub.Hire("Lea Lis", role: Role.Lead),
            Mia = await hub.Hire("Mia Marek", Party.Marketing),
        };
    }

    /// <summary>A lead that somebody of Sales has accepted.</summary>
    public async Task<long> Accepted(Person by, int number = 1)
    {
        var lead = await Hub.Take($"c{number}@firm{number}.example", "demo-request", $"Firm {number}");
        return await Hub.Fire(lead, Trigger.Accept, actor: Actor.Of(by));
    }

    /// <summary>A lead that is offered to somebody by name.</summary>
    public async Task<long> Offered(Person to, int number = 1)
    {
        var lead = await Hub.Take($"o{number}@other{number}.example", company: $"Other {number}");
        await Hub.Fire(lead, Trigger.Ready);
        return await Hub.Fire(lead, Trigger.Offer, new() { To = $"person:{to.Id}" });
    }

    public Task Deactivate(Person person, Person? standIn = null) =>
        Hub.Door.Do(HubFixture.Admin, write => { write.Deactivate(person.Id, standIn?.Id); return true; });

    public Task Change(long person, Func<Person, Person> change) =>
        Hub.Door.Do(HubFixture.Admin, write => { write.ChangePerson(change(write.Company.Person(person)!)); return true; });

    public Task Away(Person person, Person? standIn, Instant? from = null, Instant? until = null) =>
        Hub.Door.Do(HubFixture.Admin, write => { write.SetAway(person.Id, from ?? Hub.Now, until, standIn?.Id); return true; });

    public List<NoticeKind> Told(Person person, long lead)
    {
        using var rows = Hub.Rows();
        return [.. rows.Notices.Where(n => n.PersonId == person.Id && n.LeadId == lead).OrderBy(n => n.Id).Select(n => n.Kind)];
    }

    public int Count(string type)
    {
        using var rows = Hub.Rows();
        return rows.Ledger.Count(e => e.Type == type);
    }

    /// <summary>Damages what is stored of a lead, so that it cannot be loaded; answers with how to mend it.</summary>
    public async Task<Func<Task>> Damage(long lead)
    {
        async Task Set(string hadBy)
        {
            await using var rows = Hub.Rows();
            await rows.Database.ExecuteSqlAsync($"UPDATE Leads SET HadBy = {hadBy} WHERE Id = {lead}");
        }
        string before;
        await using (var rows = Hub.Rows())
            before = await rows.Database.SqlQuery<string>($"SELECT HadBy AS Value FROM Leads WHERE Id = {lead}").SingleAsync();
        await Set("{no list");
        return () => Set(before);
    }

    /// <summary>Lets the database refuse whatever is written to some rows; answers with how to mend it.</summary>
    /// <param name="on">What is done to which table, such as <c>UPDATE ON Leads</c>.</param>
    /// <param name="when">Of which rows.</param>
    public async Task<Func<Task>> Refuse(string on, string when)
    {
        await Run($"CREATE TRIGGER Refused BEFORE {on} WHEN {when} BEGIN SELECT RAISE(ABORT, 'refused'); END");
        return () => Run("DROP TRIGGER Refused");
    }

    private async Task Run(string sql)
    {
        await using var rows = Hub.Rows();
        await rows.Database.ExecuteSqlRawAsync(sql);
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
