using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>What taking an import back would do.</summary>
/// <param name="Import">The run.</param>
/// <param name="WhyNot">Why it cannot be taken back, whatever its leads; null: it can, if none stands in the way.</param>
/// <param name="Gone">Leads that its rows brought: they would be gone.</param>
/// <param name="PutBack">Leads that were there: they would be as they were without it.</param>
/// <param name="InTheWay">Leads that stand in the way.</param>
/// <param name="First">The first 20 of these, and why.</param>
public sealed record UndoLook(long Import, Phrase? WhyNot, int Gone, int PutBack, int InTheWay, IReadOnlyList<LeadInTheWay> First)
{
    internal const int Most = 20;

    public bool CanBe => WhyNot is null && InTheWay == 0;
}

/// <summary>A lead for which an import cannot be taken back.</summary>
public sealed record LeadInTheWay(long Lead, Phrase Why);
