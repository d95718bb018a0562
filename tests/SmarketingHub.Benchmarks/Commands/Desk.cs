using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>Somebody who takes leads in and works each to an opportunity, one command after the other.</summary>
internal sealed class Desk(Door door, Person rep, string name)
{
    /// <summary>The commands of one lead's life.</summary>
    internal const int CommandsALead = 10;

    private static readonly Actor Key = new(ActorKind.Key, 1, Role.Admin, null);
    private readonly Actor actor = Actor.Of(rep);

    /// <param name="timed">Carries one command out, and may look at the clock before and after.</param>
    internal async Task Work(int leads, Func<Func<Task>, Task> timed)
    {
        for (var i = 0; i < leads; i++)
        {
            long lead = 0;
            await timed(async () => lead = (await door.Do(Key, write => write.Take(Inquiry(i)))).LeadId);
            foreach (var (trigger, args) in Moves())
                await timed(() => door.Fire(actor, lead, null, trigger, args));
        }
    }

    private InquiryIn Inquiry(int i) => new(
        new("Jo", $"Field {name}-{i}", $"jo.{name}.{i}@{name}.example", null, "Head of IT"), $"Company {name} no{i}",
        new() { Source = "demo-request", Country = "PL", Grade = "A", ExpectedValue = 20_000 }, [], null, null);

    private static IEnumerable<(Trigger Trigger, TriggerArgs Args)> Moves() =>
    [
        (Trigger.Accept, TriggerArgs.None),
        (Trigger.Attempt, new() { Kind = AttemptKind.Call }),
        (Trigger.Note, new() { Words = "No answer; the switchboard says that mornings are best." }),
        (Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true }),
        (Trigger.Book, new() { At = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) + Duration.FromDays(2) }),
        (Trigger.Hold, TriggerArgs.None),
        (Trigger.Note, new() { Words = "Two plants, 140 seats, a decision before the summer." }),
        (Trigger.Qualify, TriggerArgs.None),
        (Trigger.Convert, new() { Amount = 24_000 }),
    ];
}
