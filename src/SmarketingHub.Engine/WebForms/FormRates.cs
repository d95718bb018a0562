namespace SmarketingHub.Engine.WebForms;

/// <summary>How often something was done in the running ten minutes. In memory: a start forgets it.</summary>
public sealed class FormRates(TimeProvider time)
{
    /// <summary>So many are remembered at once.</summary>
    internal const int Most = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Since, int Count)> counted = new(StringComparer.Ordinal);

    /// <summary>Counts one more, if it is not too much.</summary>
    /// <returns>Null: it is counted. Else how long to wait.</returns>
    public TimeSpan? Try(string what, int most)
    {
        var now = time.GetTimestamp();
        lock (gate)
        {
            if (!counted.TryGetValue(what, out var known) || time.GetElapsedTime(known.Since, now) >= FormOptions.Window)
            {
                if (counted.Count >= Most)
                    Trim(now);
                known = (now, 0);
            }
            if (known.Count >= most)
                return FormOptions.Window - time.GetElapsedTime(known.Since, now);
            counted[what] = known with { Count = known.Count + 1 };
            return null;
        }
    }

    // What is over goes; is that nothing, those that counted least.
    private void Trim(long now)
    {
        foreach (var key in counted.OrderBy(c => time.GetElapsedTime(c.Value.Since, now) < FormOptions.Window).ThenBy(c => c.Value.Count)
            .Take(Most / 4).Select(c => c.Key).ToList())
            counted.Remove(key);
    }
}
