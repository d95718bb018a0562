using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Play;

/// <summary>One trigger at one lead: what has to become of it, and what it has to write.</summary>
internal sealed class TriggerCommand(World world, long id, Trigger trigger, TriggerArgs args, Actor actor, int? version, string? key)
{
    private const long Day = 86_400_000;
    private readonly string name = trigger.ToApi();
    private readonly string body = $"{id} {trigger} {args}";

    private Model Model => world.Model;

    public Command Make() => new()
    {
        What = $"{name} on {id}{(version is { } known ? $" at version {known}" : "")}{(key is null ? "" : $" as {key}")} {Text()}",
        Actor = actor,
        Leads = args.Into is { } into ? [id, into] : [id],
        Send = door => door.Fire(actor, id, version, trigger, args,
            key is null ? null : IdempotentRequest.Of(key, System.Text.Encoding.UTF8.GetBytes(body))),
        Expect = Expect,
        Wrote = Wrote,
        MayBeSilent = trigger is Trigger.Assign or Trigger.Edit or Trigger.Attempt || world.Keys.ContainsKey((actor.ToString(), key ?? "")),
    };

    /// <summary>The same request once more, or another with its key.</summary>
    public TriggerCommand Again(bool sameBody) =>
        sameBody ? this : new(world, id, trigger, args with { Words = args.Words + " again" }, actor, version, key);

    public bool HasKey => key is not null;

    private string Text() => string.Join(' ', new[]
    {
        args.To, args.Reason, args.Words, args.Owner is null ? null : $"owner {args.Owner}", args.By is null ? null : $"by {args.By}",
        args.Kind?.ToString(),
        args.Reached ? "reached" : null, args.Until is null ? null : $"until {args.Until}",
        args.OccurredAt is null ? null : $"occurred {args.OccurredAt}", args.ExternalId,
    }.Where(text => text is not null));

    private Expected Expect()
    {
        if (Model.Now(actor) is not { } who)
            return Expected.Refused<NotAllowed>();
        if (key is not null && world.Keys.TryGetValue((actor.ToString(), key), out var before))
            return before.Body == body ? Expected.Success : Expected.Refused<KeyReused>();
        if (Model.Lead(id) is not { } lead || !Model.Sees(who, lead))
            return Expected.Refused<NotFound>();
        if (version is { } known && trigger is not (Trigger.Attempt or Trigger.Note) && known != lead.Version)
            return Expected.Refused<Stale>();
        return !Model.Permits(lead, name, who) ? Expected.Refused<NotPermitted>() : Arguments(lead, who);
    }

    private Expected Arguments(RefLead lead, Actor who)
    {
        var now = Math.Max(world.Time.Now, lead.LastAt);
        var wrong = trigger switch
        {
            Trigger.Nurture => !Ahead(args.Until, now),
            Trigger.Pause => !Ahead(args.Until, now) || args.Words is null,
            Trigger.Book => args.At is null || Ms(args.At) < now,
            Trigger.Convert => args.Amount is null,
            Trigger.Win => args.Amount is null && lead.Amount is null,
            Trigger.Lose or Trigger.Disqualify => args.Reason is null,
            Trigger.Dispute or Trigger.Note => args.Words is null,
            Trigger.Accept => args.Owner is not null && !IsOf(args.Owner, lead.Offered!.To),
            Trigger.Assign => IsWrongAssign(lead, who),
            Trigger.Attempt => IsWrongAttempt(lead, who, now),
            Trigger.Merge =>
                args.Into is null || args.Into == id || Model.Lead(args.Into) is not { IsOpen: true } into || !Model.Sees(who, into),
            _ => false,
        };
        if (wrong)
            return Expected.Refused<InvalidArgument>();
        if (trigger == Trigger.Offer)
            return Offer(lead, who);
        // A partner changes nothing that is known of the person from others' leads; the title may be what it was.
        if (trigger == Trigger.Edit && args.Edit!.Profile.Title is not null
            && Model.Leads.Values.Any(l => l.Contact == lead.Contact && !Model.Sees(who, l)))
            return Expected.Either;
        return trigger == Trigger.Return && args.Reason == "unresponsive" ? Expected.Either : Expected.Success;
    }

    private Expected Offer(RefLead lead, Actor who)
    {
        var to = world.PartyOf(args.To);
        if (!Model.SeesAll(who))
            return Expected.Either;
        return to is null || to == lead.Holder ? Expected.Refused<InvalidArgument>()
            : lead.Bounces(to) >= 3 ? Expected.Refused<NotPermitted>() : Expected.Success;
    }

    private bool IsOf(string person, string party) => world.Person(person) is { Active: true } named && named.Party == party;

    private bool IsWrongAssign(RefLead lead, Actor who)
    {
        var owner = args.Owner is null ? null : world.Person(args.Owner);
        var party = lead.Offered is { } offer && (args.Owner is null ? who.Party : owner?.Party) == offer.To ? offer.To : lead.Holder;
        return args.Owner is not null && !IsOf(args.Owner, party) || !Model.ActsFor(who, party);
    }

    private bool IsWrongAttempt(RefLead lead, Actor who, long now)
    {
        var occurred = args.OccurredAt is null ? now : Ms(args.OccurredAt);
        var by = args.By is null ? null : world.Person(args.By);
        return args.Kind is null || occurred > now + 60_000 || occurred < now - 60_000 && !Model.Backdates(who) || occurred < now - 30 * Day
            || lead.ClosedAt is { } closed && Math.Min(occurred, now) > closed
            || args.By is not null && (by is null || !Model.ActsFor(who, by.Party));
    }

    private void Wrote(IReadOnlyList<Line> lines, long? answer)
    {
        if (key is not null && world.Keys.TryGetValue((actor.ToString(), key), out var before))
        {
            Broken.Unless(lines.Count == 0, "the same key does it once", ToText(lines));
            Broken.Unless(answer is null || answer == before.Lead, "the same key gets the same answer", $"{answer}, before {before.Lead}");
            return;
        }
        if (key is not null)
            world.Keys[(actor.ToString(), key)] = (body, id);
        var lead = Model.Lead(id)!;
        if (Sign is { } sign)
            Broken.Unless(
                lines.Count(l => l.Type == sign && (l.Lead == id) && (sign != "stageMoved" || l.Body.Text("trigger") == name)) == 1,
                "nothing acknowledged is lost", $"no {sign} of {name}: {ToText(lines)}");
        if (trigger == Trigger.Attempt)
            Evidence.Counts(Model, lead, lines);
        if (trigger == Trigger.Merge)
        {
            world.Merged(id, args.Into!.Value);
            Broken.Unless(!Model.SeesAll(actor) || lead.Contact == Model.Lead(args.Into)!.Contact, "a merge is of persons, too",
                ToText(lines));
            Broken.Unless(Model.Leads.Values.All(l => l.TakenBack is not null || l.Contact == Model.PersonOf(l.Contact)),
                "a merged person's leads go along",
                ToText(lines));
        }
        var asked = trigger == Trigger.Assign ? args.Owner
            : args.To is { } to && to.StartsWith("person:", StringComparison.Ordinal) ? to[7..] : null;
        if (asked is not null && world.Person(asked) is { } person)
            Broken.Unless(
                lead.Asked(person.Party).Person == Model.Company.ThereFor(person.Id, person.Party, Math.Max(world.Time.Now, lead.LastAt)),
                "who is away is stood in for", $"{asked} was asked, and {lead.Asked(person.Party).Person} has lead {id}");
    }

    /// <summary>The event without which it was not done.</summary>
    private string? Sign => trigger switch
    {
        Trigger.Assign or Trigger.Edit or Trigger.Attempt => null,
        Trigger.Note => "noteAdded",
        Trigger.Pause => "leadPaused",
        Trigger.Resume => "leadResumed",
        Trigger.Merge => "leadMerged",
        Trigger.Offer => "handoffOffered",
        Trigger.Accept => "handoffAccepted",
        Trigger.Return => "handoffReturned",
        Trigger.Keep or Trigger.Withdraw => "handoffClosed",
        Trigger.Dispute => "handoffDisputed",
        _ => "stageMoved",
    };

    private static long Ms(NodaTime.Instant? at) => at!.Value.ToUnixTimeMilliseconds();

    private static bool Ahead(NodaTime.Instant? until, long now) => until is not null && Ms(until) > now;

    internal static string ToText(IReadOnlyList<Line> lines) => lines.Count == 0 ? "it wrote nothing" : string.Join("; ", lines);
}
