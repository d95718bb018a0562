namespace SmarketingHub.Domain.Facts;

/// <summary>How good a lead is held to be.</summary>
public static class LeadGrades
{
    public static readonly IReadOnlyList<string> All = ["A", "B", "C", "D"];

    public static bool IsOne(string text) => text is "A" or "B" or "C" or "D";
}
