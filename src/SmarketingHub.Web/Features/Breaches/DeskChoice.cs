namespace SmarketingHub.Web.Features.Breaches;

/// <summary>
/// What is chosen, each as the list showed it when it was: who gives a lead to somebody else decided by that. Boxes and the bar listen, so
/// that a click draws two of them and not the page.
/// </summary>
public sealed class DeskChoice
{
    private readonly Dictionary<long, DeskItem> items = [];

    public event Action? Changed;

    public IReadOnlyList<DeskItem> Items => [.. items.Values];

    public bool Has(DeskItem item) => items.ContainsKey(item.Clock);

    /// <param name="of">Chosen from now on, or not any more.</param>
    /// <param name="isChosen">Which of both.</param>
    public void Set(IEnumerable<DeskItem> of, bool isChosen)
    {
        foreach (var item in of)
            if (isChosen)
                items.TryAdd(item.Clock, item);
            else
                items.Remove(item.Clock);
        Changed?.Invoke();
    }

    /// <summary>What is chosen still, as it is shown now: it was told how that differs from what was shown before.</summary>
    public void Renew(IEnumerable<DeskItem> shown)
    {
        foreach (var item in shown.Where(Has))
            items[item.Clock] = item;
        Changed?.Invoke();
    }

    public void Clear()
    {
        items.Clear();
        Changed?.Invoke();
    }
}
