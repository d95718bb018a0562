using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Identities;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Leads;

/// <summary>An inquiry as it comes in. At least one of email, phone, company and an external id.</summary>
/// <param name="ReceivedAt">Null: now.</param>
public sealed record InquiryIn(
    Profile Profile, string? Company, LeadFacts Facts, IReadOnlyList<ExternalRef> ExternalIds, Instant? ReceivedAt, string? Note)
{
    public Profile Profile { get; init; } = Profiles.Clean(Profile);
    public LeadFacts Facts { get; init; } = Facts.Clean();
    public Instant? ReceivedAt { get; init; } = StoredTime.Of(ReceivedAt);

    /// <summary>The form that it was typed into; null: none of ours.</summary>
    public FormAnswer? Form { get; init; }
}

/// <summary>What a form says beside the inquiry.</summary>
/// <param name="Form">Which one.</param>
/// <param name="Consent">The version of the form's words that was agreed to; null: to none.</param>
/// <param name="Told">From where it was filled in, and the words agreed to: kept beside the ledger.</param>
public sealed record FormAnswer(long Form, int? Consent, string Told);

/// <summary>The lead that an inquiry opened or joined.</summary>
public sealed record Taken(long LeadId, bool Created);

/// <summary>Takes inquiries in: finds the person, the account and the open lead, or makes them.</summary>
public static class Intake
{
    public static Taken Take(this Write write, InquiryIn inquiry)
    {
        if (!write.Actor.SeesAll())
            throw new NotAllowed("A partner moves its own leads and takes none in: they would be held by Marketing, out of its sight.");
        Check(inquiry);
        if (inquiry.ReceivedAt < write.Now - Turn.BackdateLimit)
            throw new InvalidArgument("receivedAt",
                $"An inquiry can be dated back by {Turn.BackdateLimit.Days} days at most; import older ones as history.");
        return Take(write, inquiry, ownLead: false, clocksFrom: null);
    }

    /// <summary>An inquiry of any age that comes to the door only now, of a file or after it was held back: its clocks start now.</summary>
    /// <param name="ownLead">Never joins an open lead.</param>
    internal static Taken TakeImported(this Write write, InquiryIn inquiry, bool ownLead)
    {
        Check(inquiry);
        return Take(write, inquiry, ownLead, write.Now);
    }

    private static Taken Take(Write write, InquiryIn inquiry, bool ownLead, Instant? clocksFrom)
    {
        var receivedAt = inquiry.ReceivedAt ?? write.Now;
        var known = FindByExternalId(write, inquiry.ExternalIds);
        var whose = Identity.Find(write.Lookups, inquiry.Profile, inquiry.Facts.Country, known);
        var account = Accounts.Of(write, inquiry.Company, whose.Profile.Email, whose.Contact);
        var open = known is { ClosedAt: null } ? known.Id : ownLead ? null : FindOpenLead(write, whose.Contact, account, inquiry);
        if (open is { } id)
            return Join(write, id, whose, account, inquiry, receivedAt, clocksFrom);
        return Open(write, whose, account, inquiry, receivedAt, known?.Id, clocksFrom);
    }

    private static Taken Join(
        Write write, long id, IdentityMatch whose, Account? account, InquiryIn inquiry, Instant receivedAt, Instant? clocksFrom)
    {
        var turn = write.Lead(id);
        turn.FirePassed(write.Now);
        var contact = write.Lookups.Contact(turn.Lead.ContactId);
        var profile = Profiles.Fill(write, contact, whose.Profile, inquiry.Facts.Country ?? turn.Lead.Facts.Country);
        SetCompany(write, contact, inquiry.Company is null ? null : account, profile);
        var inquiryId = AddInquiry(write, id, contact.Id, inquiry, receivedAt);
        turn.Join(inquiryId, inquiry.Facts, receivedAt, profile, clocksFrom, LeadOf(write, whose.Other));
        TellForm(turn, inquiryId, inquiry.Form);
        Finish(write, turn, inquiry);
        return new(id, false);
    }

    private static Taken Open(
        Write write, IdentityMatch whose, Account? account, InquiryIn inquiry, Instant receivedAt, long? previous, Instant? clocksFrom)
    {
        var contact = whose.Contact;
        previous ??= contact is null ? null : write.Lookups.NewestLeadOf(contact.Id);
        contact ??= AddContact(write);
        var profile = Profiles.Fill(write, contact, whose.Profile, inquiry.Facts.Country, anew: previous is null);
        SetCompany(write, contact, inquiry.Company is null ? null : account, profile);
        var turn = write.NewLead();
        var heldBySales = account is not null && (account.IsCustomer
            || write.Lookups.HasOpportunity(account));
        var inquiryId = AddInquiry(write, turn.Lead.Id, contact.Id, inquiry, receivedAt);
        turn.Capture(
            contact.Id, account?.Id, inquiryId, inquiry.Facts, receivedAt, previous, heldBySales, account?.Owner, profile, clocksFrom,
            LeadOf(write, whose.Other));
        TellForm(turn, inquiryId, inquiry.Form);
        Finish(write, turn, inquiry);
        return new(turn.Lead.Id, true);
    }

    private static void TellForm(Turn turn, long inquiry, FormAnswer? answer)
    {
        if (answer is { } filled)
            turn.FillForm(inquiry, filled.Form, filled.Consent, filled.Told);
    }

    /// <summary>The person's company, once what is known of the person is filled in.</summary>
    /// <param name="named">In the inquiry. Whom a domain gives to a company has not said so: the next inquiry is looked at anew.</param>
    internal static void SetCompany(Write write, Contact contact, Account? named, TextRef? profile)
    {
        contact.AccountId ??= named?.Id;
        if (named is not null || profile is not null)
            Accounts.Learn(write, contact, named?.Id);
    }

    internal static void Finish(Write write, Turn turn, InquiryIn inquiry)
    {
        if (inquiry.Note is not null)
            turn.Note(inquiry.Note);
        foreach (var external in inquiry.ExternalIds.Distinct())
            if (write.Lookups.Of(external) is not { } existing)
                Add(write, turn.Lead.Id, external);
            else if (IsEarlier(write, existing.LeadId, turn.Lead))
                (existing.LeadId, existing.Import, existing.Earlier) = (turn.Lead.Id, write.Import, existing.LeadId);
            else if (existing.LeadId != turn.Lead.Id)
                throw new InvalidArgument("externalIds", $"{external.System}/{external.Type}/{external.Id} is lead {existing.LeadId}.");
    }

    // A record elsewhere goes on with the person's next lead.
    private static bool IsEarlier(Write write, long id, Lead lead) => id != lead.Id && (id == lead.PreviousLead
        || write.Changes.Leads.Find(id) is { ClosedAt: not null } other && other.ContactId == lead.ContactId);

    private static void CheckIds(IReadOnlyList<ExternalRef> ids)
    {
        foreach (var part in ids.SelectMany(id => new[] { id.System, id.Type, id.Id }))
            PlainText.Check(part, "externalIds");
    }

    /// <summary>Further names of a lead in other systems.</summary>
    /// <exception cref="InvalidArgument">One is another lead's.</exception>
    public static void AddExternalIds(this Write write, long lead, IReadOnlyList<ExternalRef> ids)
    {
        CheckIds(ids);
        foreach (var external in ids.Distinct())
            if (write.Lookups.Of(external) is not { } existing)
                Add(write, lead, external);
            else if (existing.LeadId != lead)
                throw new InvalidArgument("externalIds", $"{external.System}/{external.Type}/{external.Id} is lead {existing.LeadId}.");
    }

    private static void Add(Write write, long lead, ExternalRef external) =>
        write.Changes.ExternalIds.Add(new()
        {
            System = external.System,
            Type = external.Type,
            Value = external.Id,
            Key = ExternalKeys.Of(external),
            LeadId = lead,
            Import = write.Import,
        });

    public static Contact AddContact(Write write)
    {
        var contact = new Contact { Id = write.NextId(), Key = write.NewKey() };
        write.Changes.Contacts.Add(contact);
        return contact;
    }

    internal static long AddInquiry(Write write, long lead, long contact, InquiryIn inquiry, Instant receivedAt)
    {
        var row = new Inquiry
        {
            Id = write.NextId(),
            LeadId = lead,
            ContactId = contact,
            Source = inquiry.Facts.Source,
            Campaign = inquiry.Facts.Campaign,
            Channel = inquiry.Facts.Channel,
            Product = inquiry.Facts.Product,
            ReceivedAt = receivedAt,
        };
        write.Changes.Inquiries.Add(row);
        return row.Id;
    }

    internal static Lead? FindByExternalId(Write write, IReadOnlyList<ExternalRef> ids)
    {
        foreach (var id in ids)
            if (write.Lookups.Of(id) is { } found)
                return write.Changes.Leads.Find(found.LeadId);
        return null;
    }

    /// <summary>Under which a person is told of another: its newest lead.</summary>
    internal static long? LeadOf(Write write, long? contact) => contact is { } id ? write.Lookups.NewestLeadOf(id) : null;

    internal static long? FindOpenLead(Write write, Contact? contact, Account? account, InquiryIn inquiry)
    {
        if (contact is not null)
            return write.Lookups.OpenLeadOf(contact.Id);
        // An account whose person is not known yet has one such lead open at a time.
        return account is null || !inquiry.Profile.IsEmpty || inquiry.ExternalIds.Count > 0 ? null
            : (from lead in write.Rows.Leads
               join person in write.Rows.Contacts on lead.ContactId equals person.Id
               where lead.AccountId == account.Id && lead.ClosedAt == null && person.Key != null
                   && person.Email == null && person.Phone == null && person.FirstName == null && person.LastName == null
               select (long?)lead.Id).Min();
    }

    /// <param name="known">Of the lead that the inquiry changes.</param>
    internal static void Check(InquiryIn inquiry, LeadFacts? known = null)
    {
        if (inquiry.Profile is { Email: null, Phone: null } && inquiry.Company is null && inquiry.ExternalIds.Count == 0)
            throw new InvalidArgument("email", "Give at least one of email, phone, company and externalId.");
        Profiles.Check(inquiry.Profile);
        inquiry.Facts.Check(known);
        PlainText.Check(inquiry.Company, "company");
        PlainText.Check(inquiry.Note, "note", PlainText.LongestWords);
        CheckIds(inquiry.ExternalIds);
    }
}
