using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Domain.Leads;

/// <summary>A rule said to whom the lead is offered, and this is all that was weighed.</summary>
/// <param name="Rule">Its name, which an agreement's capture rule may have named.</param>
/// <param name="Version">Of the rules.</param>
/// <param name="Person">Null: the queue.</param>
/// <param name="Tried">The rules before it, and why they were not the one.</param>
/// <param name="Candidates">Who was weighed by it; none: nobody in particular was looked for.</param>
/// <param name="TellsCharge">Nobody was free, and those in charge are told.</param>
/// <param name="Waited">It was held until somebody was free.</param>
public sealed record LeadRouted(
    string Rule, int Version, RouteMethod Method, string To, string? Team, long? Person, IReadOnlyList<TriedRule> Tried,
    IReadOnlyList<Candidate> Candidates, bool TellsCharge = false, bool Waited = false) : LeadEvent
{
    public override bool RaisesVersion => false;
}

/// <summary>Nobody was free: the lead waits with its holder.</summary>
/// <param name="Until">Then it goes into the queue, and those in charge are told.</param>
public sealed record RouteHeld(
    string Rule, int Version, RouteMethod Method, string To, string? Team, IReadOnlyList<TriedRule> Tried,
    IReadOnlyList<Candidate> Candidates, Instant Until) : LeadEvent
{
    public override bool RaisesVersion => false;
}

/// <summary>The turn that was taken for this lead never was: all balances move back by what it moved them.</summary>
public sealed record TurnGivenBack(string Rule, GivenBackBecause Because, IReadOnlyList<Move> Moves) : LeadEvent
{
    public override bool RaisesVersion => false;
}

public enum GivenBackBecause
{
    /// <summary>It proved to be a duplicate.</summary>
    Duplicate,

    /// <summary>It was returned for a reason that is the giver's.</summary>
    Returned,

    /// <summary>The import that brought it was taken back.</summary>
    TakenBack,
}
