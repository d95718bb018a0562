namespace SmarketingHub.Engine.Values;

/// <summary>What another system calls a lead.</summary>
public sealed record ExternalRef(string System, string Type, string Id);
