namespace SmarketingHub.Engine.Data;

/// <summary>A row of reports about a lead, with what was known of it.</summary>
public interface IAboutLead
{
    long LeadId { get; }
    string? Source { get; }
    string? Campaign { get; }
    string? Grade { get; }
    string? Country { get; }
}
