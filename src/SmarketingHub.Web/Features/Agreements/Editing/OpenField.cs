using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>A field that somebody is typing in. Whatever goes wrong, what was typed stays here.</summary>
public sealed class OpenField(SentenceField of, Terms before, InputValues typed)
{
    public SentenceField Field => of;

    /// <summary>The text as it was when the field was opened, or when the other one's was looked at.</summary>
    public Terms Before { get; internal set; } = before;
    public InputValues Values => typed;

    /// <summary>Why it was not saved; null: nothing is wrong.</summary>
    public Refusal? Refusal { get; internal set; }

    /// <summary>What somebody else made of this field meanwhile; null: nobody did, or its sentence was removed.</summary>
    public string? Theirs { get; internal set; }

    /// <summary>The text that <see cref="Theirs"/> is from.</summary>
    internal Terms? TheirText { get; set; }

    /// <summary>Whether the browser has had it before.</summary>
    public bool WasDrawn { get; internal set; }
    public bool Busy { get; internal set; }

    /// <summary>Rises with each change of these, so that a card knows that it has to be drawn again.</summary>
    public int Revision { get; internal set; }
}
