namespace SmarketingHub.Domain.People;

/// <summary>What a person or an API key may do. The table of rights is Rights.</summary>
public enum Role
{
    Rep,
    Lead,
    Manager,
    Admin,
    Partner,
}
