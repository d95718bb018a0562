using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Identities;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>What a row says and its lead does not, once the row is written: something else was known, and stands.</summary>
internal static class NotTaken
{
    private static readonly Func<HubContext, long, IEnumerable<Instant>> Before =
        EF.CompileQuery((HubContext rows, long lead) => rows.Ledger.Where(e => e.LeadId == lead).Select(e => e.At));

    /// <summary>Of an inquiry of now.</summary>
    internal static List<LeftOutValue> Of(Write write, ImportRow row, Lead lead) => Told(row, OfInquiry(write, row, lead));

    /// <summary>Of a row of history.</summary>
    /// <param name="owner">Whom it names; or why nobody.</param>
    /// <param name="wasKnown">It updates a lead that was there.</param>
    /// <param name="isPlaced">The lead went the way that it tells.</param>
    internal static List<LeftOutValue> OfHistory(
        Write write, ImportRow row, Lead lead, Parsed<Person?> owner, bool wasKnown, bool isPlaced) =>
        Told(row,
            OfInquiry(write, row, lead).Concat(OfItsWay(write, row, lead, owner, wasKnown))
                .Concat(Otherwise(OfItsDates(write, row, lead, wasKnown, isPlaced))));

    // A name in one column is two fields.
    private static List<LeftOutValue> Told(ImportRow row, IEnumerable<(string Field, Phrase? Why)> fields) =>
        [.. fields.Where(not => not.Why is not null).Select(not => row.Values.NotTaken(not.Field, not.Why!)).OfType<LeftOutValue>()
            .DistinctBy(value => value.Column)];

    private static IEnumerable<(string Field, Phrase? Why)> Otherwise(IEnumerable<string> fields) =>
        fields.Select(field => (field, (Phrase?)LeftOutWhy.KnownOtherwise));

    private static IEnumerable<(string Field, Phrase? Why)> OfInquiry(Write write, ImportRow row, Lead lead) =>
        Otherwise(OfPerson(write, row, lead).Concat(OfFacts(row, lead)).Concat(OfCompany(write, row, lead)));

    private static IEnumerable<string> OfPerson(Write write, ImportRow row, Lead lead)
    {
        var known = write.Lookups.Contact(lead.ContactId).Profile;
        foreach (var field in LeadFields.Personal)
            if (field.Of(row.Profile) is { } said && !IsSame(field, said, field.Of(known), row.Facts.Country ?? lead.Facts.Country))
                yield return row.Values.ColumnOf(field.Name) is null ? Fields.Name : field.Name;
    }

    private static bool IsSame(LeadField field, string said, string? known, string? country) =>
        said.Equals(known, StringComparison.OrdinalIgnoreCase)
        || field == LeadFields.Email && Emails.Key(said) == Emails.Key(known)
        || field == LeadFields.Phone && Phones.Key(said, country) is { } key && key == Phones.Key(known, country);

    private static IEnumerable<string> OfFacts(ImportRow row, Lead lead) => LeadFields.Facts
        .Where(field => field.IsKnown(row.Facts) && !Equals(field.Of(row.Facts), field.Of(lead.Facts))).Select(field => field.Name);

    private static IEnumerable<string> OfCompany(Write write, ImportRow row, Lead lead)
    {
        if (row.Company is { } company
            && (lead.AccountId is not { } id || write.Lookups.Account(id)?.NameKey != Accounts.KeyOf(company)))
            yield return LeadFields.Company.Name;
    }

    private static IEnumerable<(string Field, Phrase? Why)> OfItsWay(
        Write write, ImportRow row, Lead lead, Parsed<Person?> owner, bool wasKnown)
    {
        Phrase? If(bool isOtherwise) => isOtherwise ? LeftOutWhy.KnownOtherwise : null;
        yield return ("stage", If(row.Stage is { } stage && stage != lead.Stage));
        yield return ("amount", If(row.Amount is { } amount && amount != lead.Amount));
        yield return ("receivedAt", If(wasKnown && row.ReceivedAt is { } received && received != lead.ReceivedAt));
        yield return ("holder", If(row.Holder is { } holder && !IsParty(write, lead.Holder, holder)));
        yield return ("owner", owner.WhyNot ?? OfOwner(write, lead, owner.Value));
        yield return ("closeReason", OfReason(row, lead, wasKnown));
        yield return ("note", wasKnown ? LeftOutWhy.NoteOfKnown : null);
    }

    // Of the words that no reason says nobody can tell whether they are known.
    private static Phrase? OfReason(ImportRow row, Lead lead, bool wasKnown) =>
        row.CloseReason is not { } said ? null
        : !row.At.IsClosed() ? LeftOutWhy.NothingOf(row.At)
        : CloseReasons.Read(said, null).Reason is var reason && reason == lead.CloseReason && !(wasKnown && reason == CloseReasons.Other)
            ? null : LeftOutWhy.KnownOtherwise;

    private static IEnumerable<string> OfItsDates(Write write, ImportRow row, Lead lead, bool wasKnown, bool isPlaced)
    {
        if (!isPlaced)
            return Fields.Dates.Where(field => field != "receivedAt");
        // Where it stands now since when the row says it does, its earlier dates are told already.
        if (!wasKnown || row.Reached.Count == 0 || row.Reached is [var only] && only.Stage == row.At && lead.ClosedAt == only.At)
            return [];
        var known = HappenedAt(write, lead);
        return row.Reached
            .Where(step => step.Stage == lead.Stage && lead.ClosedAt is { } closed ? step.At != closed : !known.Contains(step.At))
            .SelectMany(step => new[] { Fields.AtField(step.Stage) }.Concat(step.Stage == row.At ? ["closedAt", "stageAt"] : []));
    }

    // Also what happened to it here, which its export tells.
    private static HashSet<Instant> HappenedAt(Write write, Lead lead) =>
        [.. Before(write.Rows, lead.Id), .. write.Lead(lead.Id).Events.Select(happened => happened.At)];

    // Whoever is away has a stand-in, and the timeline says so.
    private static Phrase? OfOwner(Write write, Lead lead, Person? owner) =>
        owner is null || lead.Owner == owner.Id
            || lead.Owner is { } has && write.Company.ThereFor(owner.Id, lead.Holder, write.Now)?.Id == has ? null
        : owner.Party != lead.Holder ? LeftOutWhy.OwnerElsewhere
        : LeftOutWhy.KnownOtherwise;

    private static bool IsParty(Write write, string key, string said) =>
        key == said || write.Company.Parties.GetValueOrDefault(key)?.Name.Equals(said, StringComparison.OrdinalIgnoreCase) == true;
}
