namespace SmarketingHub.Domain.Leads;

/// <summary>
/// Why a person was forgotten. A list: the ledger keeps it for ever, and free words there could tell of the person again.
/// </summary>
public enum ForgetReason
{
    /// <summary>The person asked for it.</summary>
    ErasureRequest,

    /// <summary>The person no longer agrees to be kept.</summary>
    ConsentWithdrawn,

    /// <summary>There is nothing left to keep it for.</summary>
    NoLongerNeeded,

    /// <summary>It was kept for as long as it may be.</summary>
    KeptTooLong,
    Other,
}
