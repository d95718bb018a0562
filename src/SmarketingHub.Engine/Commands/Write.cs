using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// One command's way to the rows and the ledger, inside the group's transaction.
/// What it writes becomes durable with the group, or is undone as a whole when the command fails.
/// </summary>
public sealed partial class Write
{
    private readonly Writer writer;
    private readonly HeadInHand head;
    private readonly string by;
    private readonly Dictionary<long, Turn> turns = [];

    internal Write(Writer writer, HeadInHand head, Company company, Actor actor, Instant now)
    {
        (this.writer, this.head, Company, Actor, Now, by) = (writer, head, company, actor, now, actor.ToString());
        Services = new(NextId, Keep, Changes.Leads.OpenOf, now, Routing());
    }

    /// <summary>For questions, and for tables that are changed seldom: what is not in <see cref="Commands.Changes"/>.</summary>
    public HubContext Rows => writer.Rows;

    internal Lookups Lookups => writer.Lookups;

    internal Changes Changes => writer.Changes;
    public Company Company { get; private set; }
    public Actor Actor { get; }
    public Instant Now { get; }
    private TurnServices Services { get; }

    /// <summary>Which addresses say nothing of a company here.</summary>
    internal MailDomains MailDomains { get; init; } = MailDomains.BuiltIn;

    /// <summary>Makes the random key of a new person.</summary>
    internal Func<byte[]> NewKey { get; init; } = () => RandomNumberGenerator.GetBytes(32);

    /// <summary>
    /// What is decided is written at once, so that what cannot be written is known by what was decided last. Costs a copy of the rows.
    /// </summary>
    internal bool IsWrittenAtOnce { get; set; }

    /// <summary>Whether another command waits for the end of this one.</summary>
    internal Func<bool> IsAwaited { get; init; } = () => true;

    /// <summary>Where the ledger ends, with what this command noted so far.</summary>
    internal long Sequence => head.Sequence;

    public long NextId() => ++head.LastId;

    /// <summary>The lead's turn, if the actor may see it.</summary>
    /// <exception cref="NotFound">No such lead, or none that this actor may know of.</exception>
    public Turn Lead(long id)
    {
        if (turns.TryGetValue(id, out var turn))
            return turn;
        var lead = Changes.Leads.Find(id);
        if (lead is null || !Actor.Sees(lead))
            throw new NotFound($"There is no lead {id}.");
        return turns[id] = new(Changes.Leads.Take(lead), Actor, Now, Company, Services);
    }

    /// <summary>The lead's turn at a moment of its past, for history; never before its last event.</summary>
    internal Turn LeadAt(long id, Instant at)
    {
        var lead = Lead(id).Lead;
        return turns[id] = new(lead, Actor, at, Company, Services);
    }

    /// <summary>A turn at a lead that does not exist yet.</summary>
    public Turn NewLead(Instant? at = null)
    {
        var lead = new Lead { Id = NextId() };
        Changes.Leads.Add(lead);
        return turns[lead.Id] = new(lead, Actor, at ?? Now, Company, Services);
    }

    /// <summary>Stores a text beside the ledger; the ledger gets its number and a digest that only the contact's key can check.</summary>
    public TextRef Keep(long contactId, string text, int longest = PlainText.LongestWords)
    {
        var contact = Lookups.Contact(contactId);
        if (contact.Key is null)
            throw new InvalidArgument("words", "This person was forgotten; nothing new is kept about them.");
        PlainText.Check(text, "words", longest);
        var kept = new PersonalText { Id = NextId(), ContactId = contactId, Text = text };
        Changes.Texts.Add(kept);
        return new(kept.Id, Digest(contact.Key, text));
    }

    /// <summary>HMAC-SHA-256 of the UTF-8 text under the contact's key, as base64.</summary>
    public static string Digest(byte[] key, string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    /// <summary>Changes one part of the company. People's names and addresses stay out of the ledger.</summary>
    /// <param name="key">Its key among its kind.</param>
    /// <param name="document">The part as it is from now on.</param>
    /// <param name="type">What the ledger calls it; null: its kind written.</param>
    /// <param name="body">What the ledger keeps of it; null: all.</param>
    public void Change<T>(string key, T document, string? type = null, object? body = null) where T : class
    {
        var kind = CompanyStore.KindOf<T>();
        var json = JsonSerializer.Serialize(document, LedgerJson.Options);
        if (Rows.Company.Find(kind, key) is { } existing)
            existing.Body = json;
        else
            Rows.Company.Add(new() { Kind = kind, Key = key, Body = json });
        Record(null, type ?? kind + "Written", body ?? (document is Person person ? person with { Name = "", Email = "" } : document), Now);
        Decide();
        writer.WriteSoFar();
        Company = CompanyStore.With<T>(Rows, Company, json);
        head.CompanySequence = head.Sequence;
    }

    /// <summary>Drops what the ledger does not have from a part of the company that is there: nothing is to be told of it.</summary>
    internal void Shorten<T>(string key, T document) where T : class =>
        Rows.Company.Find(CompanyStore.KindOf<T>(), key)!.Body = JsonSerializer.Serialize(document, LedgerJson.Options);

    /// <summary>Records something that is about no single lead.</summary>
    internal void Note(string type, object body) => Record(null, type, body, Now);

    /// <summary>What this command deletes, the one noted last, leaves nothing behind in the database's own files.</summary>
    internal void LeaveNoTrace() => Rows.LeaveNoTrace(head.Sequence);

    /// <summary>Something of the company fell due: noted under its key, so that it never fires again.</summary>
    internal void Fired(string key, string type, object body, Instant at)
    {
        Rows.Company.Add(new() { Kind = "fired", Key = key, Body = "{}" });
        Record(null, type, body, at);
        Company = Company with { Fired = Company.Fired.Add(key) };
        head.CompanySequence = head.Sequence;
    }

    /// <summary>
    /// Takes down what the turns decided; it is written when the command has ended. A lead's next turn goes on from there.
    /// </summary>
    internal void Decide()
    {
        foreach (var turn in turns.Values)
            TakeDown(turn);
        turns.Clear();
        if (IsWrittenAtOnce)
            writer.WriteSoFar();
    }

    private void TakeDown(Turn turn)
    {
        if (turn.Events.Count == 0)
            return;
        Changes.Leads.Decided(turn.Lead);
        foreach (var (happened, at) in turn.Events)
        {
            Record(turn.Lead.Id, LedgerJson.NameOf(happened.GetType()), happened, at);
            NoteRouted(turn.Lead.Id, happened, at);
        }
        var isReadAnew = Changes.Contacts.Has((before, now) => now.Id == turn.Lead.ContactId && before.PhoneKey != now.PhoneKey);
        head.Changed.Add(new(LeadSnapshot.Of(turn.Lead), turn.Events, isReadAnew));
        Consequences(turn);
    }

    private void Record(long? leadId, string type, object body, Instant at)
    {
        var bytes = LedgerJson.Write(body);
        var sequence = ++head.Sequence;
        head.IsOfLeadsAlone &= leadId is not null;
        head.Hash = Chain.Next(head.Hash, sequence, leadId, type, by, at.ToUnixTimeMilliseconds(), Now.ToUnixTimeMilliseconds(), bytes);
        Changes.Ledger.Add(new()
        {
            Sequence = sequence,
            LeadId = leadId,
            Type = type,
            Actor = by,
            At = at,
            RecordedAt = Now,
            Body = bytes,
            Hash = head.Hash,
        });
    }
}

/// <summary>
/// The head of the ledger while a transaction has it, and what the transaction changed so far; written back once, before the commit.
/// </summary>
internal sealed class HeadInHand(long sequence, byte[] hash, long lastId, long companySequence)
{
    internal long Sequence = sequence;
    internal byte[] Hash = hash;
    internal long LastId = lastId;
    internal long CompanySequence = companySequence;

    /// <summary>The leads, one after the other, as each was changed. What is undone is taken out again.</summary>
    internal readonly List<ChangedLead> Changed = [];
    internal bool IsOfLeadsAlone = true;

    internal HeadMark Mark() => new(Sequence, Hash, LastId, CompanySequence, Changed.Count, IsOfLeadsAlone);

    internal void Reset(HeadMark mark)
    {
        (Sequence, Hash, LastId, CompanySequence, var changed, IsOfLeadsAlone) = mark;
        Changed.RemoveRange(changed, Changed.Count - changed);
    }
}

/// <summary>Where a command began.</summary>
internal readonly record struct HeadMark(long Sequence, byte[] Hash, long LastId, long CompanySequence, int Changed, bool IsOfLeadsAlone);
