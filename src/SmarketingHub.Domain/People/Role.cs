namespace SmarketingHub.Domain.People;

/// <summary>What a person or an API key may do. The table of rights is <c>RightsTable</c>.</summary>
public enum Role
{
    Rep,
    Lead,
    Manager,
    Admin,
    Partner,
}
