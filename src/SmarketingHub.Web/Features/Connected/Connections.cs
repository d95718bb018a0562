using System.Collections.Concurrent;

namespace SmarketingHub.Web.Features.Connected;

/// <summary>Who is at the other end of a line.</summary>
/// <param name="Person">Null: a program.</param>
/// <param name="Key">The number of a program's key.</param>
/// <param name="KeyName">What it is called.</param>
public readonly record struct Visitor(long? Person, long? Key, string? KeyName);

/// <summary>The lines that are up now: pages of people, and programs at the board's hub.</summary>
public sealed class Connections
{
    private readonly ConcurrentDictionary<object, Visitor> lines = new(ReferenceEqualityComparer.Instance);

    /// <summary>A line is up; the same again changes nothing.</summary>
    public void Enter(object line, Visitor visitor) => lines[line] = visitor;

    public void Leave(object line) => lines.TryRemove(line, out _);

    /// <summary>Each with how many lines; the most first.</summary>
    public IReadOnlyList<(Visitor Who, int Lines)> All =>
        [.. lines.Values.GroupBy(visitor => visitor).Select(same => (same.Key, same.Count())).OrderByDescending(same => same.Item2)];

    public int People => lines.Values.Count(visitor => visitor.Key is null);

    public int Programs => lines.Values.Count(visitor => visitor.Key is not null);
}
