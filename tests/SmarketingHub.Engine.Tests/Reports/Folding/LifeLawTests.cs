using System.Text.Json;
using CsCheck;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Reports.Folding;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Reports.Folding;

/// <summary>Whatever happens to a lead: its stretches are its life, and every promise of it is one row.</summary>
public sealed class LifeLawTests
{
    private static readonly Trigger[] Triggers =
    [
        Trigger.Ready, Trigger.Offer, Trigger.Offer, Trigger.Accept, Trigger.Accept, Trigger.Attempt, Trigger.Attempt, Trigger.Book,
        Trigger.Hold, Trigger.NoShow, Trigger.Qualify, Trigger.Convert, Trigger.Win, Trigger.Lose, Trigger.Disqualify, Trigger.Reopen,
        Trigger.Pause, Trigger.Resume, Trigger.Nurture, Trigger.Return, Trigger.Keep, Trigger.Dispute, Trigger.Withdraw, Trigger.Assign,
        Trigger.Note, Trigger.Merge, Import, Import, TakeBack,
    ];

    // A row of a file tells of it, and the last such file is taken back.
    private const Trigger Import = (Trigger)1_000, TakeBack = (Trigger)1_001;
    private const int Lives = 60;

    private static readonly string[] Told = ["Lost", "Won", "Working", "Accepted", "Disqualified", "Ready"];

    private int done, imported, takenBack;

    private static readonly int[] Minutes = [0, 0, 1, 7, 40, 200, 1_500];

    private static readonly Gen<(Trigger Trigger, int Minutes, int Way)> Deed =
        Gen.Select(OneOf(Triggers), OneOf(Minutes), Gen.Int[0, 11]);

    [Fact]
    public void Stretches_follow_each_other_from_receipt_to_close_and_stay_as_they_were_known()
    {
        Gen.Select(Deed.List[1, 25], Gen.Int[0, 90]).Sample(
            (deeds, late) => Play(deeds, late).GetAwaiter().GetResult(), iter: Lives, threads: 1);
        // A law over lives in which all is refused would always hold.
        done.ShouldBeGreaterThan(Lives);
        imported.ShouldBeGreaterThan(Lives / 4);
        takenBack.ShouldBeGreaterThan(Lives / 20);
    }

    private async Task Play(List<(Trigger Trigger, int Minutes, int Way)> deeds, int late)
    {
        await using var hub = await HubFixture.Start();
        Actor[] people = [HubFixture.Admin, Actor.Of(await hub.Hire("Berta Rep")), Actor.Of(await hub.Hire("Carl Rep"))];
        var stays = await hub.Take("b@two.example", company: null);
        hub.Time.Advance(TimeSpan.FromMinutes(90));
        var lead = await Receive(hub, late);
        var (known, half, run) = (hub.Now, "", (long?)null);
        for (var i = 0; i < deeds.Count; i++)
        {
            var (trigger, minutes, way) = deeds[i];
            await hub.Pass(Duration.FromMinutes(minutes));
            if (trigger == Import)
                run = await Tell(hub, way);
            // Every third at once, before anybody works on it.
            if (run is { } last && (trigger == TakeBack || trigger == Import && way % 3 == 0))
                await Try(hub.Undo().TakeBack(last, HubFixture.Admin), () => takenBack++);
            if (trigger is not (Import or TakeBack))
                await Try(hub.Fire(lead, trigger, Args(trigger, way, hub.Now, people, stays), people[way % people.Length]), () => done++);
            if (i == deeds.Count / 2)
            {
                (known, half) = (hub.Now, Rows(hub, lead, hub.Now));
                hub.Time.Advance(TimeSpan.FromMilliseconds(1));
            }
        }
        Rows(hub, lead, known).ShouldBe(half);
        await using var rows = hub.Rows();
        await using var reading = rows.BeginRead();
        foreach (var (id, lines, last) in Histories.Read(rows, [lead, stays]))
            Holds(LeadReport.Of(id, lines, last), lines);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    // Some were over before anybody here knew of them.
    private static async Task<long> Receive(HubFixture hub, int late)
    {
        if (late % 4 == 0)
        {
            await hub.Import($"email,source,stage\na@one.example,webinar,{Told[late % Told.Length]}\n");
            return hub.Leads().Single(lead => lead.Facts.Source == "webinar").Id;
        }
        return (await hub.Door.Do(HubFixture.Admin, write => write.Take(new(
            new("Ana", "Kowal", "a@one.example", null, null), null, new() { Source = "demo-request" }, [],
            hub.Now - Duration.FromMinutes(late), null)))).LeadId;
    }

    private async Task<long> Tell(HubFixture hub, int way) =>
        (await hub.Import($"email,source,stage,id\na@one.example,fair-{way},{Told[way % Told.Length]},{++imported}\n")).Run;

    private static string Rows(HubFixture hub, long lead, Instant known)
    {
        using var rows = hub.Rows();
        using var reading = rows.BeginRead();
        return string.Join("\n", Histories.Read(rows, [lead], knownAt: known)
            .Select(life => JsonSerializer.Serialize(LeadReport.Of(life.Lead, life.Lines, life.KnownAt), LedgerJson.Options)));
    }

    private static async Task Try(Task fired, Action isDone)
    {
        try
        {
            await fired;
            isDone();
        }
        catch (Refusal refused)
        {
            // What a life does not permit does not happen in it.
            _ = refused;
        }
    }

    private static TriggerArgs Args(Trigger trigger, int way, Instant now, Actor[] people, long other) => trigger switch
    {
        Trigger.Offer => new() { To = way % 2 == 0 ? "sales" : $"person:{people[1 + way % 2].Id}" },
        Trigger.Attempt => new()
        {
            Kind = AttemptKind.Call,
            Reached = way % 3 == 0,
            OccurredAt = way > 5 ? now - Duration.FromMinutes(way * 9) : null,
            By = way > 5 ? $"{people[1].Id}" : null,
        },
        Trigger.Book => new() { At = now + Duration.FromMinutes(1 + way * 30) },
        Trigger.Pause or Trigger.Nurture => new() { Until = now + Duration.FromMinutes(1 + way * 30), Words = "later" },
        Trigger.Return => new() { Reason = way % 2 == 0 ? "badData" : "notNow", Words = "no" },
        Trigger.Dispute => new() { Words = "it is one" },
        Trigger.Lose or Trigger.Disqualify => new() { Reason = "spam" },
        Trigger.Convert or Trigger.Win => new() { Amount = 100 },
        Trigger.Assign => new() { Owner = way % 3 == 0 ? null : $"{people[1 + way % 2].Id}" },
        Trigger.Note => new() { Words = "heard" },
        Trigger.Merge => new() { Into = other },
        _ => TriggerArgs.None,
    };

    private static void Holds(LeadReport report, List<Line> lines)
    {
        var (lead, stretches) = (report.Lead!, report.Stretches);
        if (stretches.Count == 0)
        {
            // It was never open here.
            lead.ClosedAt.ShouldNotBeNull();
            return;
        }
        var closed = Closed(lines);
        // Over in the instant of its receipt, its life began when it was opened again.
        (stretches[0].From == lead.ReceivedAt || closed.Contains(lead.ReceivedAt)).ShouldBeTrue();
        stretches[^1].To.ShouldBe(closed[^1]);
        stretches.ShouldAllBe(s => s.To == null || s.From < s.To);
        var gaps = stretches.Zip(stretches.Skip(1)).Where(pair => pair.First.To != pair.Second.From).ToList();
        gaps.ShouldAllBe(gap => gap.First.To < gap.Second.From);
        // It is nobody's while it is closed, and then alone.
        var reopened = Events<StageMoved>(lines).Count(e => e.Trigger == Trigger.Reopen) + Events<LeadPlaced>(lines).Count();
        gaps.Count.ShouldBeLessThanOrEqualTo(reopened);
        report.Promises.Count.ShouldBe(Events<ClockStarted>(lines).Count() + Events<Uncovered>(lines).Count());
        report.Handoffs.Count.ShouldBe(Events<HandoffOffered>(lines).Count());
        report.Returns.Count.ShouldBe(Events<HandoffReturned>(lines).Count());
        report.Pauses.Count.ShouldBe(Events<LeadPaused>(lines).Count());
        report.Acts.Select(a => a.Sequence).ShouldBeUnique();
    }

    // When it was over, each time: one that was lost and then merged was over when it was lost. Null: it is open in the end.
    private static List<Instant?> Closed(List<Line> lines)
    {
        var (lead, closed, opened) = (new Lead { Id = 1 }, new List<Instant?> { null }, (Instant?)null);
        foreach (var line in lines)
        {
            lead.Apply(LedgerJson.Read(line.Type, line.Body)!, line.At);
            if (lead.IsOpen == closed[^1] is null)
                continue;
            // Opened again and over in the same instant, it was not open in between.
            if (!lead.IsOpen && closed.Count > 1 && lead.ClosedAt == opened)
                closed.RemoveAt(closed.Count - 1);
            else
                closed.Add(lead.ClosedAt);
            opened = line.At;
        }
        return closed;
    }

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static IEnumerable<T> Events<T>(List<Line> lines) where T : LeadEvent =>
        lines.Select(line => LedgerJson.Read(line.Type, line.Body)).OfType<T>();
}
