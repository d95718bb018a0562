using System.Collections.Concurrent;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>A channel that keeps what it is given, and answers as a test wants.</summary>
internal sealed class Pigeons(string name = "pigeon") : IChannel
{
    public string Name => name;
    public bool IsSetUp => true;
    public int MostItems { get; init; } = 20;
    public Func<Outgoing, Answer> Answer { get; set; } = _ => Engine.Telling.Answer.Accepted;

    /// <summary>All that it was given, also what it did not take.</summary>
    public ConcurrentQueue<Outgoing> Given { get; } = [];

    public string? AddressOf(Person person, Reach? reach) => person.Email;

    public Task<Answer> Send(Outgoing outgoing, CancellationToken stopping)
    {
        Given.Enqueue(outgoing);
        var answer = Answer(outgoing);
        stopping.ThrowIfCancellationRequested();
        return Task.FromResult(answer);
    }
}
