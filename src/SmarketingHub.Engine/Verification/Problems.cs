namespace SmarketingHub.Engine.Verification;

/// <summary>What is wrong with a file; the first of it, since one damage can show in a million places.</summary>
internal sealed class Problems
{
    private const int Most = 50;

    private readonly List<string> all = [];

    internal IReadOnlyList<string> All => all;

    internal void Add(string problem)
    {
        if (all.Count < Most)
            all.Add(problem);
    }

    internal void AddRange(IEnumerable<string> problems) => all.AddRange(problems.Take(Most - all.Count));

    /// <summary>A stored value that is none any more can throw anything; told is where.</summary>
    internal bool Read(string what, Func<string> where, Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (Exception error)
        {
            Add($"{what} cannot be read {where()}: {error.Message.ReplaceLineEndings(" ")}");
            return false;
        }
    }
}
