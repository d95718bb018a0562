namespace SmarketingHub.Domain.Life;

/// <summary>A text that lives beside the ledger, and the keyed digest by which the ledger proves it.</summary>
public sealed record TextRef(long Id, string Digest);
