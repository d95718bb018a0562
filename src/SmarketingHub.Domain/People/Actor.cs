namespace SmarketingHub.Domain.People;

public enum ActorKind
{
    Person,
    Key,
    System,
}

/// <summary>Who is at the door: a person, a program with an API key, or a clock.</summary>
public sealed record Actor(ActorKind Kind, long Id, Role Role, string? Party, string? Team = null)
{
    public static readonly Actor System = new(ActorKind.System, 0, Role.Admin, null);

    public static Actor Of(Person person) => new(ActorKind.Person, person.Id, person.Role, person.Party, person.Team);

    public long? PersonId => Kind == ActorKind.Person ? Id : null;

    /// <summary>As the ledger writes it: <c>person:7</c>, <c>key:12</c>, <c>system</c>.</summary>
    public override string ToString() => Kind == ActorKind.System ? "system" : $"{(Kind == ActorKind.Key ? "key" : "person")}:{Id}";
}
