using System.ComponentModel;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api.Forms;

/// <summary>How much came by a form.</summary>
/// <param name="Taken">Inquiries that it brought.</param>
/// <param name="Held">What looked like spam, with what was let in or dismissed since.</param>
/// <param name="LetIn">Of those, what somebody let in.</param>
/// <param name="Dismissed">Of those, what somebody dismissed.</param>
/// <param name="Refused">How often somebody sent too much in too short a time, or from another site.</param>
/// <param name="AskedAgain">How often somebody had to look once more and send again.</param>
public sealed record FormCounts(int Taken, int Held, int LetIn, int Dismissed, int Refused, int AskedAgain);

/// <summary>A form for other sites.</summary>
public sealed record FormOut
{
    public required long Id { get; init; }

    [Description("Rises with each change: its ETag, for If-Match.")]
    public required int Version { get; init; }

    [Description("Where it stands for everybody; what is sent there is an inquiry.")]
    public required string Address { get; init; }
    public required string Name { get; init; }
    public required string Source { get; init; }
    public required string? Campaign { get; init; }
    public required string? Product { get; init; }
    public required IReadOnlyList<string> Fields { get; init; }
    public required IReadOnlyList<string> Required { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required IReadOnlyDictionary<string, FormWordsBody> Words { get; init; }

    [Description("Rises with each change of what is agreed to; 0: nothing ever was.")]
    public required int ConsentVersion { get; init; }
    public required bool ConsentRequired { get; init; }
    public required string? ThanksUrl { get; init; }
    public required IReadOnlyList<string> Origins { get; init; }

    [Description("Whether it takes inquiries; else it says that it is closed.")]
    public required bool Open { get; init; }

    [Description("`person:7` or `key:12`.")]
    public required string MadeBy { get; init; }
    public required Instant MadeAt { get; init; }
    public required FormCounts Counts { get; init; }

    /// <param name="form">As it is stored.</param>
    /// <param name="address">Its public address.</param>
    /// <param name="more">What is counted and not stored yet.</param>
    internal static FormOut Of(WebForm form, Uri address, (int Refused, int AskedAgain) more) => new()
    {
        Id = form.Id,
        Version = form.Version,
        Address = address.AbsoluteUri,
        Name = form.Name,
        Source = form.Source,
        Campaign = form.Campaign,
        Product = form.Product,
        Fields = form.Fields,
        Required = form.Required,
        Languages = form.Languages,
        Words = form.Words.ToDictionary(w => w.Language, w => new FormWordsBody
        {
            Title = w.Title,
            Intro = w.Intro,
            Consent = w.Consent,
            Thanks = w.Thanks,
        }),
        ConsentVersion = form.ConsentVersion,
        ConsentRequired = form.IsConsentRequired,
        ThanksUrl = form.ThanksUrl,
        Origins = form.Origins,
        Open = form.IsOpen,
        MadeBy = form.MadeBy,
        MadeAt = form.MadeAt,
        Counts = new(form.Taken, form.Held, form.LetIn, form.Dismissed, form.Refused + more.Refused, form.AskedAgain + more.AskedAgain),
    };
}
