
namespace SmarketingHub.Domain;

/// <summary>A command that was understood and is not done. Nothing was changed.</summary>
/// <param name="said">Why. The message is its English.</param>
/// <param name="inner">What it comes from.</param>
public abstract class Refusal(Phrase said, Exception? inner = null) : Exception(said.ToString(), inner)
{
    public Phrase Said { get; } = said;
}

/// <summary>An argument that is wrong: names the field and says what would be right.</summary>
public sealed class InvalidArgument(string field, Phrase message) : Refusal(message)
{
    public string Field { get; } = field;
}

/// <summary>The role does not allow it.</summary>
public sealed class NotAllowed(Phrase message) : Refusal(message);

/// <summary>No such thing, or not visible to this actor.</summary>
public sealed class NotFound(Phrase what) : Refusal(what);

/// <summary>Somebody changed the lead, or the draft, since: says what and who, so that the caller can decide again.</summary>
public sealed class Stale(int version, IReadOnlyList<MissedChange> missed) : Refusal(
    missed.Count == 0 ? Phrase.Of($"It is at version {version} by now.") : Phrase.Of(string.Join(" ", missed.Select(m => m.Text))))
{
    public int Version { get; } = version;
    public IReadOnlyList<MissedChange> Missed { get; } = missed;
}

/// <summary>One thing that happened after the version that the caller knew.</summary>
public sealed record MissedChange(long Sequence, string Type, string By, NodaTime.Instant At, string Text);

/// <summary>The same idempotency key came with another body.</summary>
public sealed class KeyReused() : Refusal("This Idempotency-Key was used before with another body. Use a new key for a new request.");
