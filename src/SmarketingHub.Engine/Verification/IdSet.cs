namespace SmarketingHub.Engine.Verification;

/// <summary>Ids that were seen, a bit each: a million of them take little more than a million bits where they lie close together.</summary>
internal sealed class IdSet
{
    private const int PageBits = 12;

    private readonly Dictionary<long, ulong[]> pages = [];

    internal void Add(long id)
    {
        if (!pages.TryGetValue(id >> PageBits, out var page))
            pages[id >> PageBits] = page = new ulong[(1 << PageBits) / 64];
        page[Word(id)] |= Bit(id);
    }

    internal bool Contains(long id) => pages.TryGetValue(id >> PageBits, out var page) && (page[Word(id)] & Bit(id)) != 0;

    private static int Word(long id) => (int)(id & ((1 << PageBits) - 1)) / 64;

    private static ulong Bit(long id) => 1UL << (int)(id & 63);
}
