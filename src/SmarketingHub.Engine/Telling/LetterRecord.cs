using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling;

/// <summary>
/// A person's letters of one kind by one channel: they go one after the other. The nightly mail, which is large and made of much, holds up
/// nothing else.
/// </summary>
internal readonly record struct LetterQueue(long Person, string Channel, LetterKind Kind = LetterKind.Notices);

/// <summary>A letter that this process alone sends now, and how the person is reached.</summary>
/// <param name="MayHaveArrived">By an earlier attempt: whatever comes of this one, that stays so.</param>
internal sealed record TakenLetter(Letter Letter, Reach Reach, bool MayHaveArrived);

/// <summary>What of sending is written down: who sends what, and how it went.</summary>
internal static class LetterRecord
{
    /// <summary>So long a claim holds; whoever died with one is waited for so long. No channel takes as long.</summary>
    internal static readonly Duration ClaimHolds = Duration.FromMinutes(2);

    /// <summary>
    /// The next letter of a person: the one that waits, or one of all that is due. What is due goes into the one that waits, too, if
    /// that cannot have arrived.
    /// </summary>
    /// <returns>Null: nothing is to be sent now, or another process sends it.</returns>
    internal static Task<TakenLetter?> TakeLetter(this Door door, LetterQueue queue, string process) =>
        door.DoPaced(Actor.System, write =>
        {
            var now = write.Now;
            var head = write.Rows.Letters.AsTracking()
                .Where(l => l.PersonId == queue.Person && l.Channel == queue.Channel && l.Kind == queue.Kind
                    && l.State == LetterState.Waiting)
                .OrderBy(l => l.Id).FirstOrDefault();
            if (head is not null && (head.NextAt > now || head.ClaimedBy != process && head.ClaimedUntil > now))
                return null;
            if (Quiet(write, queue, now) is { } end && !TellsEscalation(write.Rows, head, queue, now))
            {
                if (head is { Kind: not LetterKind.Test })
                    head.NextAt = end;
                if (head is null or { Kind: not LetterKind.Test })
                    return null;
            }
            var due = Due(write.Rows, queue, now);
            if (head is null)
            {
                if (queue.Kind != LetterKind.Notices || !due.Any())
                    return null;
                head = new()
                {
                    Id = write.NextId(),
                    PersonId = queue.Person,
                    Channel = queue.Channel,
                    MadeAt = now,
                    NextAt = now,
                };
                write.Rows.Letters.Add(head);
            }
            if (head.Kind == LetterKind.Notices && !head.MayHaveArrived)
                due.ExecuteUpdate(set => set.SetProperty(d => d.LetterId, head.Id));
            head.FirstAt ??= now;
            head.Attempts++;
            // Until the answer is written down.
            var mayHaveArrived = head.MayHaveArrived;
            head.MayHaveArrived = true;
            (head.ClaimedBy, head.ClaimedUntil, head.NextAt) = (process, now + ClaimHolds, now + ClaimHolds);
            return new TakenLetter(head, write.ReachOf(queue.Person, queue.Channel), mayHaveArrived);
        });

    /// <summary>How a person is reached, made when it is first asked for.</summary>
    internal static Reach ReachOf(this Write write, long person, string channel)
    {
        if (write.Rows.Reaches.Find(person, channel) is { } known)
            return known;
        var made = new Reach { PersonId = person, Channel = channel, StopToken = NewToken() };
        write.Rows.Reaches.Add(made);
        return made;
    }

    internal static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>Writes down how a letter went.</summary>
    /// <param name="told">The deliveries that it told; those that it left out were handled.</param>
    /// <param name="items">How many things it named or counted.</param>
    /// <param name="answer">Null: nothing was left to tell, and nothing was sent.</param>
    internal static Task<Letter?> RecordLetter(
        this Door door, TakenLetter taken, string process, IReadOnlySet<long> told, int items, Answer? answer) =>
        door.DoPaced(Actor.System, write =>
        {
            var now = write.Now;
            var letter = write.Rows.Letters.Find(taken.Letter.Id);
            if (letter is not { State: LetterState.Waiting } || letter.ClaimedBy != process)
                return null;
            (letter.LastAt, letter.Told, letter.ClaimedBy, letter.ClaimedUntil) = (now, items, null, null);
            (letter.Problem, letter.Status, letter.Said) = (answer?.Problem, answer?.Status, answer?.Said);
            letter.MayHaveArrived = taken.MayHaveArrived || answer is { MayHaveArrived: true };
            letter.State = answer is null ? LetterState.LeftOut : answer.Problem is null ? LetterState.Sent : LetterState.Waiting;
            if (letter.State == LetterState.Waiting)
            {
                if (!answer!.IsFinal
                    && LetterSchedule.Next(letter.FirstAt ?? now, now, letter.Attempts, answer.RetryAfter) is { } next)
                    letter.NextAt = next;
                else
                    letter.State = LetterState.Dead;
            }
            Deliveries(write, letter, told);
            if (answer is { IsGone: true })
                write.EndAddress(taken.Reach, answer);
            return letter;
        });

    private static void Deliveries(Write write, Letter letter, IReadOnlySet<long> told)
    {
        var state = letter.State switch
        {
            LetterState.Sent => DeliveryState.Sent,
            LetterState.LeftOut => DeliveryState.LeftOut,
            LetterState.Dead => DeliveryState.Dead,
            _ => DeliveryState.Waiting,
        };
        if (state != DeliveryState.Waiting)
            write.Rows.Deliveries.Where(d => d.LetterId == letter.Id)
                .ExecuteUpdate(set => set.SetProperty(d => d.State, state));
        // What one that may have arrived left out is not in it when it is sent again, either.
        if (state != DeliveryState.Sent && !letter.MayHaveArrived)
            return;
        var ids = write.Rows.Deliveries.Where(d => d.LetterId == letter.Id).Select(d => d.Id).ToList();
        foreach (var some in ids.Where(id => !told.Contains(id)).Chunk(HubContext.MostIds))
            write.Rows.Deliveries.Where(d => some.Contains(d.Id))
                .ExecuteUpdate(set => set.SetProperty(d => d.State, DeliveryState.LeftOut));
    }

    private static IQueryable<Delivery> Due(HubContext rows, LetterQueue queue, Instant now) => rows.Deliveries.Where(d =>
        d.PersonId == queue.Person && d.Channel == queue.Channel && d.State == DeliveryState.Waiting && d.LetterId == null
        && d.DueAt <= now);

    // What was due before the quiet hours and not sent, as after a stop, comes at their end.
    private static Instant? Quiet(Write write, LetterQueue queue, Instant now)
    {
        if (write.Company.TellChoices.GetValueOrDefault(queue.Person)?.QuietEnd(now, write.Company.Zone) is not { } end)
            return null;
        Due(write.Rows, queue, now).Where(d => d.Topic != TellTopic.Escalation)
            .ExecuteUpdate(set => set.SetProperty(d => d.DueAt, end));
        return end;
    }

    private static bool TellsEscalation(HubContext rows, Letter? head, LetterQueue queue, Instant now) =>
        head is null or { Kind: LetterKind.Notices, MayHaveArrived: false } && Due(rows, queue, now).Any()
        || head is not null && rows.Deliveries.Any(d => d.LetterId == head.Id && d.Topic == TellTopic.Escalation);
}
