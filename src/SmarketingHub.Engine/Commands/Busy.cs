using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>Nothing was changed, and the same command may succeed later: too many wait, or the file cannot be written now.</summary>
public sealed class Busy(Phrase message, Exception? inner = null) : Refusal(message, inner)
{
    public Busy() : this("More commands wait than can be carried out in time. Try again in a moment.")
    {
    }

    /// <summary>When to come again; null: at once, or soon.</summary>
    public Duration? After { get; private init; }

    /// <summary>What a report has to read of the ledger anew is more than goes into memory.</summary>
    internal static Busy ToReport(int leads, int most, int behind)
    {
        if (leads - behind > most)
            return new(
                $"After this moment something was recorded of {leads} leads, and a report can go back behind {most}. "
                + $"Ask for a later one.");
        // While others write, the follower makes about so many a second.
        var minutes = (int)Math.Ceiling((leads - most) / (60 * 100.0));
        return new($"What reports read is still being made of the ledger: {behind} leads to go. Try again in {minutes} min.")
        {
            After = Duration.FromMinutes(minutes),
        };
    }

    /// <summary>Others' reports read the ledger anew, and one does so at a time.</summary>
    internal static Busy WithReports() => new("Other reports read the ledger now, one after the other. Try again in 30 s.")
    {
        After = Duration.FromSeconds(30),
    };

    internal static Exception Because(Exception error) =>
        new Busy(FileFault.Of(error) is { } reason
            ? $"The change could not be written: {reason}. Nothing was changed; try again."
            : Phrase.Of("The change could not be written. Nothing was changed; try again."), error);
}
