namespace SmarketingHub.Engine.Commands;

/// <summary>What was used last, by its number. For one thread.</summary>
/// <param name="most">How many are kept; 0: none.</param>
internal sealed class LastUsed<T>(int most) where T : class
{
    private readonly Dictionary<long, LinkedListNode<(long Id, T Value)>> known = [];
    private readonly LinkedList<(long Id, T Value)> byUse = [];

    /// <summary>For anything at all.</summary>
    internal bool HasRoom => most > 0;

    internal T? Find(long id)
    {
        if (!known.TryGetValue(id, out var node))
            return null;
        if (node != byUse.First)
        {
            byUse.Remove(node);
            byUse.AddFirst(node);
        }
        return node.Value.Value;
    }

    /// <summary>Takes the place of what was known by this number.</summary>
    /// <returns>What there is no room for any more; null: there was room.</returns>
    internal (long Id, T Value)? Keep(long id, T value)
    {
        if (!HasRoom)
            return (id, value);
        if (Find(id) is not null)
        {
            known[id].Value = (id, value);
            return null;
        }
        if (known.Count < most)
        {
            known.Add(id, byUse.AddFirst((id, value)));
            return null;
        }
        var (node, last) = (byUse.Last!, byUse.Last!.Value);
        byUse.Remove(node);
        known.Remove(last.Id);
        node.Value = (id, value);
        byUse.AddFirst(node);
        known.Add(id, node);
        return last;
    }

    internal T? Remove(long id)
    {
        if (!known.Remove(id, out var node))
            return null;
        byUse.Remove(node);
        return node.Value.Value;
    }

    internal void Clear()
    {
        known.Clear();
        byUse.Clear();
    }
}
