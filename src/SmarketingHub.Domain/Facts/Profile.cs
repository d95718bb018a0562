namespace SmarketingHub.Domain.Facts;

/// <summary>Who showed interest: personal, so it stays beside the ledger. Each of it stands in <see cref="LeadFields"/>, too.</summary>
public sealed record Profile(string? FirstName, string? LastName, string? Email, string? Phone, string? Title)
{
    public static readonly Profile Empty = new(null, null, null, null, null);

    public bool IsEmpty => this == Empty;
}
