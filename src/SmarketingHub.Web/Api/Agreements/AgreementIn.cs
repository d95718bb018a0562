using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Web.Api.Agreements;

/// <summary>A new agreement, as a first draft.</summary>
public sealed record AgreementIn
{
    public string? Name { get; init; }

    /// <summary>The party that hands leads over.</summary>
    public string? Giver { get; init; }
    public string? Receiver { get; init; }

    /// <summary>The text to begin with; <c>blank</c> without.</summary>
    public Template? Template { get; init; }

    /// <summary>An agreement whose text is copied instead.</summary>
    public long? CopyOf { get; init; }
}

/// <summary>A new draft of an agreement.</summary>
public sealed record NewVersionIn
{
    /// <summary>The version to begin with; without: the one in force.</summary>
    public int? BasedOn { get; init; }
}

/// <summary>The arguments of all triggers of a version; each takes its own.</summary>
public sealed record VersionTriggerIn
{
    /// <summary><c>sign</c>: who signs, <c>person:7</c>, an id or an email.</summary>
    public string? By { get; init; }

    /// <summary><c>sign</c>: for which side, when it could be both.</summary>
    public string? Party { get; init; }

    /// <summary><c>askForChanges</c>: about the whole.</summary>
    public string? Words { get; init; }

    /// <summary><c>askForChanges</c>: by sentence.</summary>
    public IReadOnlyList<WishIn>? Comments { get; init; }

    /// <summary><c>end</c>: when; without: now.</summary>
    public Instant? At { get; init; }
}

public sealed record WishIn
{
    /// <summary>A commitment's id.</summary>
    public string? Sentence { get; init; }
    public string? Words { get; init; }
}
