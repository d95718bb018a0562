namespace SmarketingHub.Domain.People;

public enum PartyKind
{
    Marketing,
    SalesDevelopment,
    Sales,
    Partner,
    CustomerSuccess,
}

/// <summary>Who can hold leads. Its key is short and stable: <c>marketing</c>, <c>sales</c>, <c>partner:altamar</c>.</summary>
public sealed record Party(string Key, string Name, PartyKind Kind)
{
    public const string Marketing = "marketing";
    public const string Sales = "sales";

    public bool IsPartner => Kind == PartyKind.Partner;
}

/// <summary>Some people of one party; leads can be offered to it.</summary>
public sealed record Team(string Key, string Name, string Party);
