using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Data;

/// <summary>A company in the world. Not personal, so the ledger names it by id and nothing is shredded.</summary>
public sealed class Account
{
    public long Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The name as it is compared: lower case, letters and digits only.</summary>
    public required string NameKey { get; set; }
    public bool IsCustomer { get; set; }

    /// <summary>The import that made it a customer: taken back, it is none. Null: won here, or imported by an older version.</summary>
    public long? CustomerBy { get; set; }
    public long? Owner { get; set; }

    /// <summary>What a search looks in; it follows the name.</summary>
    public string Search
    {
        get => SearchText.Of(this);
        private set => _ = value;
    }
}

/// <summary>A mail domain that people of companies have. None that anybody's addresses have.</summary>
public sealed class WorkDomain
{
    /// <summary>As addresses are compared: lower case, ASCII.</summary>
    public required string Domain { get; init; }

    /// <summary>Whose people alone have it; null: people of several companies, so that it says nothing of anybody's.</summary>
    public long? AccountId { get; set; }
}

/// <summary>A person in the world. All that is personal stands here and in <see cref="PersonalText"/>, and nowhere else.</summary>
public sealed class Contact
{
    public long Id { get; init; }
    public long? AccountId { get; set; }

    /// <summary>
    /// Turned out to be this other contact, the last one of a chain: whoever is found here is that one. Its texts stay under its own key.
    /// </summary>
    public long? MergedInto { get; set; }

    /// <summary>Keys the digests by which the ledger proves this person's texts; gone when the person is forgotten.</summary>
    public byte[]? Key { get; set; }

    /// <summary>When the person was forgotten; null: is known, or nobody is known yet.</summary>
    public Instant? ForgottenAt { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Email { get; set; }
    public string? EmailKey { get; set; }
    public string? Phone { get; set; }
    public string? PhoneKey { get; set; }

    /// <summary>The digits of a number that got its country from a lead, as they were typed: without it they say the same number.</summary>
    public string? PhoneTyped { get; set; }
    public string? Title { get; set; }

    /// <summary>What is known of the person, in one.</summary>
    public Profile Profile
    {
        get => new(FirstName, LastName, Email, Phone, Title);
        set => (FirstName, LastName, Email, Phone, Title) = value;
    }

    /// <summary>Sets by what its number is compared.</summary>
    internal void ReadPhone(string? key, string? phone) =>
        (PhoneKey, PhoneTyped) = (key, key is ['+', ..] && Phones.Key(phone, null) is { } typed && typed != key ? typed : null);

    public string? Name => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : null;

    /// <summary>What a search looks in; it follows what is known of the person, and goes with it.</summary>
    public string Search
    {
        get => SearchText.Of(this);
        private set => _ = value;
    }
}

/// <summary>One text of or about a person, one version: a profile, a note, the words of a return.</summary>
public sealed class PersonalText
{
    public long Id { get; init; }
    public long ContactId { get; init; }
    public required string Text { get; init; }
}

/// <summary>One form, call, event visit or imported row.</summary>
public sealed class Inquiry
{
    public long Id { get; init; }
    public long LeadId { get; set; }
    public long ContactId { get; init; }
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Channel { get; init; }
    public string? Product { get; init; }
    public Instant ReceivedAt { get; init; }
}

/// <summary>What another system calls a lead.</summary>
public sealed class ExternalId
{
    public required string System { get; init; }
    public required string Type { get; init; }
    public required string Value { get; init; }

    /// <summary>As it is compared; empty in rows of an older version until the upgrade has filled it.</summary>
    public required string Key { get; set; }
    public long LeadId { get; set; }

    /// <summary>The run of an import by which it is this lead's; null: by something else.</summary>
    public long? Import { get; set; }

    /// <summary>Whose it was before that run; null: nobody's.</summary>
    public long? Earlier { get; set; }
}

/// <summary>A lead that was with a partner at some time: which lines of the ledger can concern it at all.</summary>
public sealed class PartnerLead
{
    public required string Party { get; init; }
    public long LeadId { get; init; }
}

/// <summary>The one row that says where the ledger ends. Read inside every write transaction, never cached.</summary>
public sealed class LedgerHead
{
    public int Id { get; init; } = 1;
    public long Sequence { get; set; }
    public required byte[] Hash { get; set; }

    /// <summary>The last number given to anything.</summary>
    public long LastId { get; set; }

    /// <summary>The last event that changed the company: what was read before it is stale.</summary>
    public long CompanySequence { get; set; }
}

/// <summary>A request that was answered once and must not be carried out again.</summary>
public sealed class IdempotencyKey
{
    public required string Caller { get; init; }
    public required string Key { get; init; }
    public required byte[] BodyHash { get; init; }

    /// <summary>What it made or moved.</summary>
    public long LeadId { get; init; }
    public Instant At { get; init; }
}

/// <summary>A program's key; itself shown once and kept as a hash.</summary>
public sealed class ApiKey
{
    public long Id { get; init; }
    public required string Name { get; init; }
    public required byte[] Hash { get; init; }
    public Role Role { get; init; }
    public string? Party { get; init; }
    public Instant CreatedAt { get; init; }
    public Instant? RevokedAt { get; set; }
}

/// <summary>A key pair of the installation, ECDSA P-256, made once, when it is first needed. It is in every backup.</summary>
public sealed class InstallationKey
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>PKCS #8. Who has it can sign as this installation.</summary>
    public required byte[] Private { get; init; }

    /// <summary>SubjectPublicKeyInfo: may be told to anybody.</summary>
    public required byte[] Public { get; init; }
    public Instant MadeAt { get; init; }
}

/// <summary>One part of the company, as JSON: a party, a team, a person, a calendar version, an agreement, the installation.</summary>
public sealed class CompanyDocument
{
    public required string Kind { get; init; }
    public required string Key { get; init; }
    public required string Body { get; set; }
}

/// <summary>Something a person is told by the bell: about a lead, or about a version of an agreement.</summary>
public sealed class Notice
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public long? LeadId { get; init; }
    public long? Agreement { get; init; }
    public int? Version { get; init; }
    public NoticeKind Kind { get; init; }

    /// <summary>
    /// The promise whose clock it is about (<see cref="Domain.Clocks.WhichPromise"/>), or the party that handed it over; of an agreement,
    /// whoever did it: <c>person:7</c>.
    /// </summary>
    public string? About { get; init; }
    public Instant At { get; init; }
    public Instant? ReadAt { get; set; }
}
