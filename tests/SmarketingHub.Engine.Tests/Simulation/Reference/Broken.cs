namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>A rule of the design that the product broke.</summary>
internal sealed class Broken(string rule, string what) : Exception($"{rule}: {what}")
{
    public string Rule { get; } = rule;

    public static void Unless(bool holds, string rule, string what)
    {
        if (!holds)
            throw new Broken(rule, what);
    }
}
