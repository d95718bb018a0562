using SmarketingHub.Domain.Life;


namespace SmarketingHub.Domain.Handoffs;

/// <summary>Why a lead was given back. Each says whose it is and proposes the answer.</summary>
public enum ReturnReason
{
    BadData,
    NotOurMarket,
    WrongTerritory,
    WrongProduct,
    Duplicate,
    ExistingCustomer,
    NotNow,
    Unresponsive,

    /// <summary>By the ladder only; counts against neither side.</summary>
    TimedOut,
}

public static class ReturnReasons
{
    /// <summary>What a person can choose.</summary>
    public static readonly IReadOnlyList<ReturnReason> Choices =
        [.. Enum.GetValues<ReturnReason>().Where(reason => reason != ReturnReason.TimedOut)];

    public static bool CountsAgainstGiver(this ReturnReason reason) =>
        reason is ReturnReason.BadData or ReturnReason.NotOurMarket;

    public static Trigger ProposedAnswer(this ReturnReason reason) => reason switch
    {
        ReturnReason.BadData or ReturnReason.NotOurMarket => Trigger.Disqualify,
        ReturnReason.WrongTerritory or ReturnReason.WrongProduct or ReturnReason.ExistingCustomer => Trigger.Offer,
        ReturnReason.Duplicate => Trigger.Merge,
        ReturnReason.NotNow or ReturnReason.Unresponsive => Trigger.Nurture,
        _ => Trigger.Keep,
    };
}
