using System.Collections.Immutable;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>
/// What people are told: somebody has all of it by pigeons, which get lost, and processes die between sending and writing it down. Nothing
/// is lost, nothing comes twice without its id, and nothing of history is sent.
/// </summary>
internal sealed partial class Simulation
{
    private const long Day = 24 * 60 * 60_000;

    private long told;
    private long choseAfter;

    /// <summary>Somebody chooses: from now on, and nothing of before.</summary>
    private async Task ChooseTelling()
    {
        var people = Model.Company.People.Values.Where(person => person.Active).Select(person => person.Id).Order().ToList();
        told = people[telling.Next(people.Count)];
        var all = Enum.GetValues<TellTopic>().Where(topic => topic != TellTopic.Escalation)
            .ToImmutableSortedDictionary(topic => topic, _ => TellWhen.AtOnce);
        choseAfter = disk.Number("SELECT LastId FROM Head WHERE $p = 0");
        Say($"person {told} is told by pigeons");
        await main.Door.Do(HubFixture.Admin, write =>
            write.ChooseTelling(new() { Person = told, By = [new("pigeon", all)] }, [loft]));
        disk.LinesAfter(Model.Sequence).ForEach(line => Take(line));
        Settled();
    }

    private async Task Tell()
    {
        switch (telling.Next(12))
        {
            case 0 or 1 or 2:
                Say("pigeons fly");
                await main.Letters.SendDue();
                break;
            case 3 when second is not null:
                Say("2nd process: pigeons fly");
                await second.Letters.SendDue();
                break;
            case 4 when telling.Next(3) == 0:
                await TellKilled();
                break;
        }
        if (loft.Broken is { } broken)
            throw broken;
        Broken.Unless(disk.LinesAfter(Model.Sequence).Count == 0, "what is sent is not in the ledger", "");
    }

    /// <summary>The process ends while it sends.</summary>
    private async Task TellKilled()
    {
        var at = Enum.GetValues<CrashAt>()[telling.Next((int)CrashAt.Told)];
        Say($"killed at {at} while pigeons fly");
        main.Crash.Arm(at, telling.Next(20), telling.NextDouble(), disk.WalLength, disk.Keep);
        await Killed(main.Letters.SendDue());
        var crashed = main.Crash.Crashed;
        main.Crash.Disarm();
        if (!crashed)
            disk.Keep(null);
        await Leave();
        disk.Next();
        await Begin();
    }

    /// <summary>At the end of the year all has come that was to come.</summary>
    private async Task Told()
    {
        loft.IsCalm = true;
        // Past each claim and each wait for another attempt, also of a clock that was set back.
        for (var days = 0; days < 3; days++)
        {
            time.Now += Day;
            await main.Letters.SendDue();
        }
        if (loft.Broken is { } broken)
            throw broken;
        using (var missed = disk.Read("""
            SELECT Id FROM Notices WHERE PersonId = $p AND Id NOT IN (SELECT NoticeId FROM Deliveries WHERE Channel = 'pigeon')
            """, told))
            while (missed.Read())
                Broken.Unless(missed.GetInt64(0) < choseAfter, "what rings for somebody is told by what they chose",
                    $"notice {missed.GetInt64(0)} was not");
        Broken.Unless(disk.Number("SELECT COUNT(*) FROM Deliveries WHERE PersonId <> $p", told) == 0, "nobody is told who did not choose",
            "somebody else was");
        Broken.Unless(disk.Number("SELECT COUNT(*) FROM Deliveries WHERE State NOT IN ('Sent', 'LeftOut') AND $p = 0") == 0,
            "nothing is lost", "something waits, or was given up");
        var said = new Dictionary<string, (string Letter, List<long> Notices)>();
        using (var sent = disk.Read("""
            SELECT n.Id, 'letter-' || d.LetterId, n.Kind || ' ' || coalesce(n.LeadId, '') || ' ' || coalesce(n.About, '') || ' '
                || coalesce(n.Agreement, '') || ' ' || coalesce(n.Version, '')
            FROM Deliveries d JOIN Notices n ON n.Id = d.NoticeId WHERE d.State = 'Sent' AND $p = 0
            """))
            while (sent.Read())
            {
                // What says the same is said once.
                var key = $"{sent.GetString(1)} {sent.GetString(2)}";
                if (!said.TryGetValue(key, out var alike))
                    said[key] = alike = (sent.GetString(1), []);
                alike.Notices.Add(sent.GetInt64(0));
            }
        foreach (var (letter, notices) in said.Values)
            Broken.Unless(notices.Exists(notice => loft.Told.GetValueOrDefault(notice) == letter), "nothing is lost",
                $"notice {string.Join(" or ", notices)} did not come");
    }
}
