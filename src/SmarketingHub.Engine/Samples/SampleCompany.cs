using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Samples;

/// <summary>Fills a file with a company and months of its history. For Development alone.</summary>
public static class SampleCompany
{
    private const int OldLeads = 345;
    private static readonly Duration Past = Duration.FromDays(90);

    // The newest leads are told one by one.
    private static readonly Duration Told = Duration.FromHours(28);

    /// <summary>Makes the file, whole or not at all.</summary>
    public static async Task Fill(string file, Instant now, int seed = 20)
    {
        var unfinished = file + ".unfinished";
        Delete(unfinished);
        var clock = new SampleClock(now - Past);
        var services = new ServiceCollection()
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<TimeProvider>(clock)
            .AddHubEngine($"Data Source={unfinished}")
            .AddHubServer()
            .BuildServiceProvider();
        await using (services)
        {
            await HubEngine.Open(services, new("Europe/Warsaw", "EUR"));
            await Live(services, clock, now, new Random(seed));
            await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
            DataFile.LetGo();
            DataFile.Remove(file);
            FileCopy.Make(rows, file);
        }
        Delete(unfinished);
    }

    private static async Task Live(IServiceProvider services, SampleClock clock, Instant now, Random random)
    {
        var door = services.GetRequiredService<Door>();
        var begin = clock.Now;
        var company = await door.Do(Actor.System, write =>
        {
            SamplePeople.Hire(write);
            SamplePeople.Agree(write);
            return write.Company;
        });
        var walk = new SampleWalk(door, services.GetRequiredService<Enforcer>(), clock, () => company, random);
        var inquiries = new SampleInquiries(random);
        for (var i = 0; i < OldLeads; i++)
        {
            // More and more of them, as it goes with a company that does well.
            var at = begin + (now - Told - begin) * Math.Pow((i + random.NextDouble()) / OldLeads, 0.85);
            var inquiry = inquiries.Next();
            walk.Plan(at, () => Take(door, inquiry));
        }
        var half = begin + Past / 2;
        void Agreed(Instant at, string by, Action<Write> change) => walk.Plan(at, () => door.Do(company.Named(by), write =>
        {
            change(write);
            company = write.Company;
            return (Lead?)null;
        }));
        Agreed(half, "marta.kowal@sample.example", SamplePeople.Tighten);
        Agreed(half + Duration.FromHours(2), "nadia.brandt@sample.example", SamplePeople.Sign);
        Agreed(now - Duration.FromHours(20), "marta.kowal@sample.example",
            write => SamplePeople.TightenFurther(write, now + Duration.FromDays(7)));
        foreach (var story in SamplePresent.Stories(now))
            Tell(walk, door, () => company, inquiries.Told(story.Company, story.Source), story, now);
        await walk.To(now);
        await Finish(door, company, now);
    }

    private static async Task<Lead?> Take(Door door, InquiryIn inquiry) =>
        await door.Do(Actor.System, write => write.Lead(write.Take(inquiry).LeadId).Lead);

    // Told leads stay where their story ends: nothing more is planned for them.
    private static void Tell(SampleWalk walk, Door door, Func<Company> company, InquiryIn inquiry, SamplePresent.Story story, Instant now)
    {
        long lead = 0;
        walk.Plan(now - Duration.FromHours(story.HoursAgo), async () =>
        {
            lead = (await Take(door, inquiry))!.Id;
            return null;
        }, exact: true);
        foreach (var step in story.Steps)
            walk.Plan(now - Duration.FromHours(step.HoursAgo), async () =>
            {
                await door.Fire(company().Named(step.By), lead, null, step.Trigger, step.Args);
                return null;
            }, exact: true);
    }

    private static Task<bool> Finish(Door door, Company company, Instant now) =>
        door.Do(company.Named("marta.kowal@sample.example"), write =>
        {
            var breached = write.Rows.Clocks.Where(c => c.State == ClockState.Breached && c.StoppedAt != null
                && c.BreachedAt > now - Duration.FromDays(30))
                .OrderByDescending(c => c.BreachedAt).AsEnumerable().Where(c => write.Actor.Excuses(c, write.Company)).ToList();
            foreach (var clock in breached.Where((_, i) => i % 6 == 2).Take(5))
                write.Lead(clock.LeadId).Excuse(clock.Id, ExcuseReason.SystemOutage, "The telephone system was down that morning.");
            // What rang in the past was heard; what still waits for a signature was not.
            var (heard, waiting) = (now - Duration.FromHours(9), write.Company.Agreements[0].Versions[^1].Number);
            write.Rows.Notices.Where(n => n.At < heard && !(n.Kind == NoticeKind.ToSign && n.Version == waiting))
                .ExecuteUpdate(set => set.SetProperty(n => n.ReadAt, n => n.At));
            return true;
        });

    private static void Delete(string file)
    {
        DataFile.LetGo();
        DataFile.Remove(file);
    }
}
