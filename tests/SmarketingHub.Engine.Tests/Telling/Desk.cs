using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>Writes each thing as its kind and lead, in no language.</summary>
internal sealed class PlainComposer(LetterKind kind) : IComposer
{
    private static readonly Uri Somewhere = new("https://hub.example/");

    public LetterKind Kind => kind;

    public Task<Message?> Compose(LetterToWrite letter, CancellationToken stopping) => Task.FromResult<Message?>(new()
    {
        Language = letter.Choices.Language,
        Subject = kind == LetterKind.Test ? $"test {letter.Reach.ProofToken}" : $"{letter.Items.Count} things",
        Heading = $"{letter.Items.Count} things",
        Others = Math.Max(letter.Items.Count - letter.MostItems, 0),
        AndMore = count => $"and {count} more",
        Items =
        [
            .. letter.Items.Take(letter.MostItems)
                .Select(item => new MessageItem($"{item.Notice.Kind} {item.Notice.LeadId}", null, Somewhere)),
        ],
        Why = "",
        Choices = new("", Somewhere),
        Stop = new("", new(Somewhere, letter.Reach.StopToken)),
    });
}

/// <summary>A hub with Rita, who sells, and Sal, who leads her party; and pigeons.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private Desk(HubFixture hub, Pigeons pigeons, Person rita, Person sal) => (Hub, Pigeons, Rita, Sal) = (hub, pigeons, rita, sal);

    public HubFixture Hub { get; }
    public Pigeons Pigeons { get; }
    public Person Rita { get; }
    public Person Sal { get; }
    public LetterPost Post => Hub.Services.GetRequiredService<LetterPost>();
    public LetterSender Sender => Hub.Services.GetRequiredService<LetterSender>();

    /// <summary>What the pigeons were given, each as its lines.</summary>
    public List<string[]> Given => [.. Pigeons.Given.Select(given => given.Message.Items.Select(item => item.Text).ToArray())];

    public static Task<Desk> Set(params IChannel[] more) => Set(new ChannelOptions(), more);

    /// <summary>Where addresses of this machine are sent to, and browsers are pushed to.</summary>
    public static Task<Desk> SetNearby() => Set(new ChannelOptions { AllowPrivate = true, Contact = "mailto:hub@hub.example" });

    private static async Task<Desk> Set(ChannelOptions options, params IChannel[] more)
    {
        var pigeons = new Pigeons();
        var hub = await HubFixture.Start(with: services =>
        {
            services.AddSingleton(options);
            foreach (var channel in more.Prepend(pigeons))
                services.AddSingleton(channel);
            return services.AddSingleton<IComposer>(new PlainComposer(LetterKind.Notices))
                .AddSingleton<IComposer>(new PlainComposer(LetterKind.Test))
                .AddSingleton<IComposer>(new PlainComposer(LetterKind.Nightly));
        });
        return new(hub, pigeons, await hub.Hire("Rita Rep"), await hub.Hire("Sal Lead", role: Role.Lead));
    }

    public static TellBy By(string channel, params (TellTopic Topic, TellWhen When)[] topics) =>
        new(channel, topics.ToImmutableSortedDictionary(t => t.Topic, t => t.When));

    public Task<TellChoices> Choose(Person person, params (TellTopic, TellWhen)[] topics) =>
        Choose(new TellChoices { Person = person.Id, By = [By("pigeon", topics)] });

    public Task<TellChoices> Choose(TellChoices choices) =>
        Hub.Door.Do(Actor.Of(Hub.Company().Person(choices.Person)!), write => write.ChooseTelling(choices, Post.Channels));

    /// <summary>A lead that is offered to Rita, who has four business hours to answer.</summary>
    public async Task<long> Offer(string email = "ana@example.com")
    {
        var lead = await Hub.Take(email, company: null, grade: "A");
        await Hub.Fire(lead, Trigger.Ready);
        await Hub.Fire(lead, Trigger.Offer, new() { To = $"person:{Rita.Id}" });
        return lead;
    }

    public Task Send() => Sender.SendDue();

    /// <summary>Sends what waits for its turn at an address, or for an answer that never comes.</summary>
    public Task SendSlowly(TimeSpan? step = null) => Finish(Send(), step);

    /// <summary>Time goes on, by a tenth of a second or another step, until what is on its way has ended.</summary>
    public async Task Finish(Task sending, TimeSpan? step = null)
    {
        while (!sending.IsCompleted)
        {
            await Task.WhenAny(sending, Task.Delay(20));
            Hub.Time.Advance(step ?? TimeSpan.FromMilliseconds(100));
        }
        await sending;
    }

    /// <summary>A person names the address of a channel, and is told all by it at once.</summary>
    public async Task TellAt(Person person, string channel, string address)
    {
        await Name(person, channel, address);
        await Choose(new TellChoices { Person = person.Id, By = [By(channel, (HandedOver, AtOnce), (Late, AtOnce))] });
    }

    public Task<Reach> Name(Person person, string channel, string? address) =>
        Hub.Door.Do(Actor.Of(person), write => write.NameAddress(person.Id, Post.Channel(channel)!, address));

    public Reach? Reach(Person person, string channel)
    {
        using var rows = Hub.Rows();
        return rows.Reaches.AsNoTracking().FirstOrDefault(r => r.PersonId == person.Id && r.Channel == channel);
    }

    public List<Notice> Notices(Person person)
    {
        using var rows = Hub.Rows();
        return [.. rows.Notices.AsNoTracking().Where(n => n.PersonId == person.Id).OrderBy(n => n.Id)];
    }

    public async Task Pass(Duration duration)
    {
        await Hub.Pass(duration);
        await Send();
    }

    public List<Delivery> Deliveries()
    {
        using var rows = Hub.Rows();
        return [.. rows.Deliveries.AsNoTracking().OrderBy(d => d.Id)];
    }

    public List<Letter> Letters()
    {
        using var rows = Hub.Rows();
        return [.. rows.Letters.AsNoTracking().OrderBy(l => l.Id)];
    }

    /// <summary>As somebody who looks at the bell.</summary>
    public Task Read(Person person) => Hub.Door.Do(Actor.Of(person), write => write.Rows.Notices.Where(n => n.PersonId == person.Id)
        .ExecuteUpdate(set => set.SetProperty(n => n.ReadAt, write.Now)));

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
