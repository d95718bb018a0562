namespace SmarketingHub.Domain.Leads.Machines;

/// <summary>The reasons of refusals. The pages translate them by these texts.</summary>
public static class Why
{
    public const string NotTheHolder = "Another party holds this lead.";
    public const string Offered = "The lead waits for its hand-off: accept, return or withdraw it first.";
    public const string AnswerFirst = "The lead was returned: answer the return first.";
    public const string NotReturned = "There is no return to answer.";
    public const string NotOffered = "The lead is not offered to anybody.";
    public const string NothingToReturn = "There is no hand-off to return.";
    public const string NotTimedOut = "The return was somebody's decision, no time-out.";
    public const string ByItself = "This happens by itself when its time has come.";
    public const string OnlyLateEvidence = "The lead is closed: only a connector or a team lead can add what happened before.";
    public const string NotTheAddressee = "The lead is offered to somebody else.";
    public const string NotInvolved = "Your party neither holds this lead nor is offered it.";
    public const string AlreadyPaused = "The lead is paused already.";
    public const string NotPaused = "The lead is not paused.";
    public const string Merged = "The lead was merged into another and cannot be reopened.";
    public const string TakenBack = "The import that brought this lead was taken back: the lead is gone.";
    public const string AcceptedAlready = "The lead was accepted already.";
    public const string DisputedOnce = "A return can be disputed once.";
    public const string BouncedTooOften = "The lead came back from there three times: decide what becomes of it instead.";
}
