namespace SmarketingHub.Domain.People;

/// <summary>To whom a lead is offered: a party's queue, one of its teams, or a person in it.</summary>
public sealed record Addressee(string Party, string? Team = null, long? Person = null)
{
    public override string ToString() => Person is { } id ? $"person:{id}" : Team is { } team ? $"team:{team}" : Party;
}
