using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Verification;

/// <summary>Whether a ledger still contains a head that somebody kept, and whether this installation signed it.</summary>
public sealed record HeadCheck(bool IsContained, bool IsSigned, IReadOnlyList<string> Sentences)
{
    public bool Holds => IsContained && IsSigned;

    /// <param name="rows">Of the moment in which the ledger was walked.</param>
    /// <param name="head">That was kept.</param>
    /// <param name="last">The last event that there is.</param>
    /// <param name="hash">Of the event of the head's sequence, in hex; null: there is none.</param>
    internal static HeadCheck Of(HubContext rows, SignedHead head, long last, string? hash)
    {
        var (isContained, key) = (hash == head.Hash, HeadKey.Known(rows));
        var isSigned = key is not null && head.IsSignedBy(key.Public);
        return new(isContained, isSigned,
        [
            isContained ? $"The ledger contains this head: event {head.Sequence} has its hash."
                : last < head.Sequence
                    ? $"The ledger was CUT OFF: it ends at event {last}, and this head is of event {head.Sequence}; "
                        + $"missing: {head.Sequence - last}."
                    : $"The ledger was REWRITTEN: event {head.Sequence} has another hash than this head says.",
            isSigned ? "The signature is this installation's."
                : key is null ? "This installation has no key yet: it signed no head."
                    : "The signature is NOT this installation's: the line was changed, or another installation signed it.",
        ]);
    }
}
