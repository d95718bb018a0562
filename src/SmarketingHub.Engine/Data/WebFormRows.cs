using NodaTime;

namespace SmarketingHub.Engine.Data;

/// <summary>A form that other sites embed: what is typed into it comes in as an inquiry.</summary>
public sealed class WebForm
{
    public long Id { get; init; }

    /// <summary>In its public address; cannot be guessed.</summary>
    public required string Key { get; init; }

    /// <summary>Signs when the form was served to somebody. Never in the ledger or a log.</summary>
    public required byte[] Secret { get; init; }
    public required string Name { get; set; }

    /// <summary>What each inquiry of it says of where it came from.</summary>
    public required string Source { get; set; }

    /// <summary>Null: that of the address (<c>utm_campaign</c>).</summary>
    public string? Campaign { get; set; }
    public string? Product { get; set; }

    /// <summary>What it asks, by names of fields, in its order.</summary>
    public IReadOnlyList<string> Fields { get; set; } = [];
    public IReadOnlyList<string> Required { get; set; } = [];

    /// <summary>The first is what somebody gets who reads none of them.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];

    /// <summary>One for each language.</summary>
    public IReadOnlyList<FormWords> Words { get; set; } = [];

    /// <summary>Rises when any text that is agreed to changes; 0: there never was one.</summary>
    public int ConsentVersion { get; set; }
    public bool IsConsentRequired { get; set; }

    /// <summary>Where whoever sent it is led; null: the form thanks itself.</summary>
    public string? ThanksUrl { get; set; }

    /// <summary>The sites that may embed it: <c>https://www.example.com</c>.</summary>
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <summary>Else it says that it is closed. It is never deleted: leads tell of it.</summary>
    public bool IsOpen { get; set; }
    public required string MadeBy { get; init; }
    public Instant MadeAt { get; init; }

    /// <summary>Rises with each change by somebody.</summary>
    public int Version { get; set; }

    /// <summary>So many inquiries it brought.</summary>
    public int Taken { get; set; }

    /// <summary>So many looked like spam and were held back, among them those that were let in or dismissed since.</summary>
    public int Held { get; set; }
    public int LetIn { get; set; }
    public int Dismissed { get; set; }

    /// <summary>So often somebody sent too much in too short a time and was told to come again.</summary>
    public int Refused { get; set; }

    /// <summary>So often somebody had to look once more and send again, since nothing said when the form was served to them.</summary>
    public int AskedAgain { get; set; }

    public FormWords In(string language) => Words.First(w => w.Language == language);

    public bool HasConsent => Words.Any(w => w.Consent is not null);
}

/// <summary>What a form says in one language.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Consent">What is agreed to by a tick; null: nothing is asked.</param>
/// <param name="Thanks">When it was sent; null: a sentence of ours.</param>
public sealed record FormWords(string Language, string Title, string? Intro, string? Consent, string? Thanks);

/// <summary>Why something that was sent looks like spam.</summary>
public enum SpamSign
{
    /// <summary>A field that nobody sees was filled in.</summary>
    HiddenField,

    /// <summary>It was sent sooner than anybody types.</summary>
    TooFast,

    /// <summary>More links than a question needs, or one where a name should be.</summary>
    Links,
}

/// <summary>
/// What was typed into a form and looks like spam: it waits for somebody who lets it in or dismisses it. Personal, so it stands here alone,
/// for a time.
/// </summary>
public sealed class HeldInquiry
{
    public long Id { get; init; }
    public long FormId { get; init; }
    public Instant At { get; init; }
    public IReadOnlyList<SpamSign> Signs { get; init; } = [];

    /// <summary>What was sent, as JSON.</summary>
    public required string Sent { get; init; }
}
