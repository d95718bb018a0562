using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>When a stage was reached.</summary>
internal sealed record Reached(Stage Stage, Instant At);

/// <summary>What a row says, in our words.</summary>
internal sealed record ImportRow
{
    private const byte Remembered = 2;

    [JsonIgnore]
    public int Line { get; init; }

    /// <summary>Its cells.</summary>
    internal required RowValues Values { get; init; }

    /// <summary>What of them is not in the lead, as far as the row alone tells.</summary>
    internal IReadOnlyList<LeftOutValue> LeftOut { get; init; } = [];
    public required Profile Profile { get; init; }
    public string? Company { get; init; }
    public required LeadFacts Facts { get; init; }
    public IReadOnlyList<ExternalRef> ExternalIds { get; init; } = [];
    public Instant? ReceivedAt { get; init; }
    public Stage? Stage { get; init; }

    /// <summary>In their order; of closed stages only the row's own.</summary>
    public IReadOnlyList<Reached> Reached { get; init; } = [];
    public decimal? Amount { get; init; }
    public string? CloseReason { get; init; }
    public string? Owner { get; init; }
    public string? Holder { get; init; }
    public string? Note { get; init; }

    /// <summary>Fields that the file has a column for and this row says nothing in: of a lead that it updates they are cleared.</summary>
    [JsonIgnore]
    public IReadOnlySet<string> Emptied { get; init; } = FrozenSet<string>.Empty;

    /// <summary>A deal without an id: two of one company, or of one person, are two leads.</summary>
    public bool? IsDeal { get; init; }

    /// <summary>What such a deal is called.</summary>
    public string? Deal { get; init; }

    /// <summary>So many rows before it in the file have its key, and say something else; of deals, so many in all. Null: none.</summary>
    public int? Again { get; init; }

    /// <summary>Of a row of history that has ended and has no id: whose it is and when it began, by which it is known again.</summary>
    [JsonIgnore]
    public string? Ended { get; init; }

    /// <summary>Without an id of its own, and yet known again by what it was called before.</summary>
    [JsonIgnore]
    public bool IsRememberedLead => IsDeal == true || Ended is not null;

    /// <summary>A row with its own external id, or a deal, is its own lead, else duplicates are found by email.</summary>
    [JsonIgnore]
    public bool IsOwnLead => ExternalIds.Count > 0 || IsDeal == true;

    [JsonIgnore]
    public Stage At => Stage ?? Domain.Life.Stage.Captured;

    /// <summary>The same when, and only when, the row says the same.</summary>
    public byte[] Hash() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, LedgerJson.Options));

    /// <summary>What is remembered of it: of a lead of its own also which columns were there and empty.</summary>
    public byte[] Memory() => !IsOwnLead ? Hash()
        : [Remembered, .. SHA256.HashData([.. Hash(), .. Encoding.UTF8.GetBytes(string.Join(',', Emptied.Order(StringComparer.Ordinal)))])];

    /// <summary>It said just this before. An older version remembered nothing of what was empty.</summary>
    public bool Said(byte[] memory) => memory.AsSpan().SequenceEqual(memory.Length > SHA256.HashSizeInBytes ? Memory() : Hash());

    /// <summary>Under what it is remembered.</summary>
    public string Key(byte[] hash) => ExternalIds.Count > 0
        ? string.Join('/', new[] { ExternalIds[0].System, ExternalIds[0].Type, ExternalIds[0].Id }.Select(Uri.EscapeDataString))
            + (Again is { } again ? $"/{again}" : "")
        : Deal is not null ? $"deal/{Name()}/{Again ?? 0}"
        : Ended is not null ? $"ended/{Ended}/{Again ?? 0}" : RowKey(hash);

    /// <summary>Under what a row without an id of its own is remembered; those that have ended were by older versions.</summary>
    public static string RowKey(byte[] hash) => "row/" + Convert.ToHexStringLower(hash);

    /// <summary>What a deal without an id is known by: how it and its company or person are called, and when it began.</summary>
    internal string Name() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Deal, Company, Profile.Email, ReceivedAt },
            LedgerJson.Options)));

    public InquiryIn ToInquiry() => new(Profile, Company, Facts, ExternalIds, ReceivedAt, Note);
}
