using System.Globalization;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;

namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>
/// A channel that outlives all processes: it takes letters or not as one seed throws, says so or not, and knows each by its id.
/// </summary>
internal sealed class Loft(Random thrown, SimTime time) : IChannel, IComposer
{
    private static readonly Uri Somewhere = new("https://hub.example/");

    // In a row, so that none is given up.
    private const int MostLost = 4;

    private readonly Dictionary<long, string> told = [];
    private readonly Dictionary<string, long> arrived = [];
    private readonly Dictionary<string, int> tries = [];
    private (long Notice, long At) last;

    public string Name => "pigeon";
    public bool IsSetUp => true;
    public int MostItems => int.MaxValue;
    public LetterKind Kind => LetterKind.Notices;

    /// <summary>From now on it takes all.</summary>
    public bool IsCalm { get; set; }

    /// <summary>The first rule that was broken: whoever sends goes on, whatever a channel does.</summary>
    public Reference.Broken? Broken { get; private set; }

    /// <summary>The notices that arrived, each with the id of its letter.</summary>
    public IReadOnlyDictionary<long, string> Told => told;

    public string? AddressOf(Person person, Reach? reach) => "loft";

    public Task<Message?> Compose(LetterToWrite letter, CancellationToken stopping) => Task.FromResult<Message?>(new()
    {
        Language = "en",
        Subject = "",
        Heading = "",
        Items =
        [
            .. letter.Items.Select(item =>
                new MessageItem($"{item.Notice.Id}", $"{item.Notice.At.ToUnixTimeMilliseconds()}", Somewhere)),
        ],
        Why = "",
        Choices = new("", Somewhere),
        Stop = new("", Somewhere),
    });

    public Task<Answer> Send(Outgoing outgoing, CancellationToken stopping)
    {
        var tried = tries[outgoing.Id] = tries.GetValueOrDefault(outgoing.Id) + 1;
        var fate = IsCalm || tried > MostLost ? 0 : thrown.Next(10);
        if (fate == 9)
            return Task.FromResult(Answer.TryLater(LetterProblem.Unreachable));
        if (fate != 8)
            TryArrive(outgoing);
        return fate switch
        {
            < 6 => Task.FromResult(Answer.Accepted),
            // It arrived, and whoever sent it died of it.
            6 => throw new OperationCanceledException(),
            _ => Task.FromResult(Answer.TryLater(LetterProblem.TimedOut, mayHaveArrived: true)),
        };
    }

    private void TryArrive(Outgoing outgoing)
    {
        try
        {
            Arrives(outgoing);
        }
        catch (Reference.Broken error)
        {
            Broken ??= error;
        }
    }

    private void Arrives(Outgoing outgoing)
    {
        Reference.Broken.Unless(outgoing.Message.Items.Count > 0, "nothing is sent that says nothing", outgoing.Id);
        foreach (var item in outgoing.Message.Items)
        {
            var notice = long.Parse(item.Text, CultureInfo.InvariantCulture);
            if (told.TryGetValue(notice, out var id))
            {
                Reference.Broken.Unless(id == outgoing.Id, "nothing comes twice without its id",
                    $"notice {notice}: {id}, then {outgoing.Id}");
                continue;
            }
            var at = long.Parse(item.Detail!, CultureInfo.InvariantCulture);
            if (arrived.TryGetValue(outgoing.Id, out var first))
            {
                // Who has it already looks at none of its kind again. What was over when it was sent first, and whoever sent it died,
                // may be news once more: that rings anew, too.
                Reference.Broken.Unless(at <= first, "to what may have arrived nothing is added", $"notice {notice} to {outgoing.Id}");
                told[notice] = outgoing.Id;
                continue;
            }
            // A clock that was set back makes of what came later what is due first.
            Reference.Broken.Unless(notice > last.Notice || at > last.At, "what comes comes in order",
                $"notice {notice} in {outgoing.Id}, after {last.Notice}");
            told[notice] = outgoing.Id;
            last = (notice, at);
        }
        arrived.TryAdd(outgoing.Id, time.Now);
    }
}
