using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Telling;

/// <summary>How sending a letter went.</summary>
/// <param name="Told">The deliveries that it told.</param>
/// <param name="Items">How many things.</param>
/// <param name="Answer">Null: nothing was left to tell.</param>
internal sealed record Posted(IReadOnlySet<long> Told, int Items, Answer? Answer);

/// <summary>Writes a letter as of now, and hands it to its channel once.</summary>
public sealed class LetterPost(
    IEnumerable<IChannel> channels, IEnumerable<IComposer> composers, Door door, IDbContextFactory<HubContext> contexts, TimeProvider time,
    ILogger<LetterPost> log)
{
    private static readonly IReadOnlySet<long> None = new HashSet<long>();

    // Who presses a button is not left waiting for longer.
    private static readonly Duration LongestWait = Duration.FromSeconds(10);

    private readonly CompanyInHand company = new();
    private readonly Turnstiles turnstiles = new(time);
    private readonly Lock gate = new();

    /// <summary>Those that this installation can send by.</summary>
    public IReadOnlyList<IChannel> Channels { get; } = [.. channels];

    /// <summary>Null: there is none of this name.</summary>
    public IChannel? Channel(string name) => Channels.FirstOrDefault(channel => channel.Name == ChannelName.Kind(name));

    /// <summary>
    /// Waits for the turn of somebody's letter at the address that it goes to. Dispose what comes back; null: nobody waits for such.
    /// </summary>
    internal async Task<Turnstiles.Turn?> Turn(LetterQueue queue, CancellationToken stopping)
    {
        if (Channel(queue.Channel) is not { IsSetUp: true } channel || channel.Pause == Duration.Zero)
            return null;
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        var reach = await rows.Reaches.AsNoTracking()
            .FirstOrDefaultAsync(r => r.PersonId == queue.Person && r.Channel == queue.Channel, stopping);
        return (await Company(stopping)).Person(queue.Person) is { } person && channel.AddressOf(person, reach) is { } address
            ? await turnstiles.Enter(address, channel.Pause, stopping) : null;
    }

    /// <summary>Sends a person a message about nothing, now: whoever presses the link in it proves that it arrived.</summary>
    /// <param name="actor">A person, who is sent it.</param>
    /// <param name="name">Of the channel.</param>
    /// <param name="language">In which it is written; null: as the person chose.</param>
    /// <exception cref="NotFound">There is no such channel, or it is not set up here.</exception>
    public async Task<Reach> Test(Actor actor, string name, string? language = null, CancellationToken stopping = default)
    {
        if (Channel(name) is not { IsSetUp: true } channel || channel.AddressFrom == AddressFrom.Browser && name == channel.Name)
            throw new NotFound($"There is no channel '{name}' here.");
        var known = await Company(stopping);
        var person = known.Person(actor.PersonId) ?? throw new NotAllowed("Only people are sent messages.");
        var choices = ChoicesOf(known, person);
        var proof = LetterRecord.NewToken();
        var reach = await door.Do(actor, write =>
        {
            var kept = write.ReachOf(person.Id, name);
            // From now on no earlier test proves anything.
            (kept.ProofToken, kept.ProvenAt, kept.TestedAt, kept.TestedTo) = (proof, null, write.Now, channel.AddressOf(person, kept));
            return kept;
        });
        var test = new Letter { PersonId = person.Id, Channel = name, Kind = LetterKind.Test };
        var letter = new LetterToWrite(
            test, person, language is null ? choices : choices with { Language = language }, reach, known, [], channel.MostItems,
            time.Now());
        var answer = await SendInTurn(channel, letter, $"test-{proof[..12]}", stopping) ?? Answer.TryLater(LetterProblem.Failed);
        return await door.Do(actor, write =>
        {
            var kept = write.ReachOf(person.Id, name);
            if (kept.ProofToken != proof)
                return kept;
            (kept.Problem, kept.Status, kept.Said) = (answer.Problem, answer.Status, answer.Said);
            if (answer.IsGone)
                write.EndAddress(reach, answer);
            return kept;
        });
    }

    /// <summary>What a letter without deliveries would say to a person now. Nothing is sent.</summary>
    /// <returns>Null: nothing would be.</returns>
    public async Task<Message?> Preview(Person person, LetterKind kind, string channel, CancellationToken stopping = default)
    {
        var known = await Company(stopping);
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        var reach = await rows.Reaches.AsNoTracking().FirstOrDefaultAsync(r => r.PersonId == person.Id && r.Channel == channel, stopping)
            ?? new() { PersonId = person.Id, Channel = channel, StopToken = "" };
        var letter = new Letter { PersonId = person.Id, Channel = channel, Kind = kind };
        return await composers.First(composer => composer.Kind == kind).Compose(
            new(letter, person, ChoicesOf(known, person), reach, known, [], Channel(channel)?.MostItems ?? 0, time.Now()), stopping);
    }

    private async Task<Answer?> SendInTurn(IChannel channel, LetterToWrite letter, string id, CancellationToken stopping)
    {
        if (channel.Pause == Duration.Zero || channel.AddressOf(letter.To, letter.Reach) is not { } address)
            return await Send(channel, letter, id, stopping);
        if (turnstiles.Left(address) is var left && left > LongestWait)
            return Answer.TryLater(LetterProblem.TooMany, retryAfter: left);
        using var turn = await turnstiles.Enter(address, channel.Pause, stopping);
        return turn.Answer = await Send(channel, letter, id, stopping);
    }

    internal async Task<Posted> Send(TakenLetter taken, CancellationToken stopping)
    {
        var (letter, reach, _) = taken;
        var known = await Company(stopping);
        if (known.Person(letter.PersonId) is not { } person)
            return new(None, 0, null);
        var channel = Channel(letter.Channel);
        var (told, items) = (None, (IReadOnlyList<ToldItem>)[]);
        if (letter.Kind == LetterKind.Notices)
        {
            await using var rows = await contexts.CreateDbContextAsync(stopping);
            var choices = known.TellChoices.GetValueOrDefault(person.Id);
            (items, told) = await LetterItems.Read(rows, letter, person, choices, known, time.Now(), stopping);
            if (items.Count == 0)
                return new(None, 0, null);
        }
        else if (letter.Kind == LetterKind.Nightly && !TellChoices.WantsNightly(known.TellChoices.GetValueOrDefault(person.Id), person))
            return new(None, 0, null);
        var toWrite = new LetterToWrite(
            letter, person, ChoicesOf(known, person), reach, known, items, channel?.MostItems ?? 0, time.Now());
        return new(told, items.Count, channel is { IsSetUp: true }
            ? await Send(channel, toWrite, $"letter-{letter.Id}", stopping) : Answer.TryLater(LetterProblem.NotSetUp));
    }

    /// <returns>Null: nothing is to be told.</returns>
    private async Task<Answer?> Send(IChannel channel, LetterToWrite letter, string id, CancellationToken stopping)
    {
        try
        {
            if (channel.AddressOf(letter.To, letter.Reach) is not { Length: > 0 } address)
                return Answer.Refused(LetterProblem.NoAddress);
            var composer = composers.First(composer => composer.Kind == letter.Letter.Kind);
            return await composer.Compose(letter, stopping) is { } message
                ? await channel.Send(new(id, letter.To, address, message), stopping) : null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One that cannot be written must not hold up those behind it for ever: it is tried again, and given up in the end.
            log.LogError(error, "A letter to person {Person} by {Channel} could not be written or sent", letter.To.Id, channel.Name);
            return Answer.TryLater(LetterProblem.Failed, mayHaveArrived: true);
        }
    }

    private static TellChoices ChoicesOf(Company company, Person person) =>
        company.TellChoices.GetValueOrDefault(person.Id) ?? new() { Person = person.Id };

    // As of now, also where another process changed it; read again only then.
    private async Task<Company> Company(CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        await using var moment = rows.BeginRead();
        var sequence = await rows.Head.Select(head => head.CompanySequence).SingleAsync(stopping);
        lock (gate)
            return company.Current(rows, sequence);
    }
}
