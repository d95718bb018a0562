using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Engine.Tests.Board;

/// <summary>The board takes what changed from the door's commits, and it is what the rows say.</summary>
public sealed class CommittedCardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cards_taken_from_commits_are_those_that_the_rows_give()
    {
        await using var hub = await HubFixture.Start();
        var ana = await hub.Hire("Ana Nowak");
        using var board = await Watched.Start(hub);
        var leads = new List<long>();
        for (var i = 0; i < 6; i++)
            leads.Add(await hub.Take($"p{i}@example.com", source: i % 2 == 0 ? "demo-request" : "webinar", company: $"Company {i / 2}",
                grade: "A", country: "UK"));
        await board.IsAsTheRows();
        await hub.Fire(leads[0], Trigger.Accept, actor: Actor.Of(ana));
        await hub.Fire(leads[0], Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true }, Actor.Of(ana));
        await hub.Fire(leads[0], Trigger.Book, new() { At = hub.Now + Duration.FromDays(2) }, Actor.Of(ana));
        await hub.Fire(leads[2], Trigger.Return, new() { Reason = "wrongTerritory", Words = "Not ours." }, Actor.Of(ana));
        await hub.Fire(leads[4], Trigger.Pause, new() { Until = hub.Now + Duration.FromDays(9), Words = "They are away." });
        await hub.Fire(leads[1], Trigger.Edit,
            new() { Edit = new(new(null, null, null, null, null), null, new() { ExpectedValue = 1_000.50m }) });
        await board.IsAsTheRows();
        await hub.Pass(Duration.FromHours(30));
        await board.IsAsTheRows();
        // Their names: of the person, of the company, and of another lead of the same person.
        await hub.Fire(leads[1], Trigger.Edit, new() { Edit = new(new("Zoë", "Kowal", "zoe@example.com", null, "CEO"), "Brillo", new()) });
        await hub.Fire(leads[3], Trigger.Disqualify, new() { Reason = "spam" });
        await hub.Fire(leads[5], Trigger.Merge, new() { Into = leads[1] });
        await board.IsAsTheRows();
        await hub.Fire(leads[3], Trigger.Reopen);
        await board.IsAsTheRows();
    }

    [Fact]
    public async Task What_changes_leads_alone_is_shown_without_a_look_at_the_rows()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take("ana@example.com", source: "webinar");
        using var board = await Watched.Start(hub);
        board.Reads = 0;

        await hub.Fire(lead, Trigger.Ready);
        var version = await hub.Fire(lead, Trigger.Edit,
            new() { Edit = new(new(null, null, null, null, null), null, new() { Product = "Flow" }) });

        await board.Until(view => view.Cards[lead].Product == "Flow");
        board.Reads.ShouldBe(0);
        // A new one has a name, which no commit tells.
        await hub.Take("ben@example.com", company: "Brillo");
        await board.Until(view => view.Cards.Count == 2);
        board.Reads.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_that_a_country_reads_anew_is_found_on_the_board(bool isEdited)
    {
        await using var hub = await HubFixture.Start();
        var profile = new Profile("Ana", "Kowal", "ana@example.com", "0171 2345678", null);
        var lead = (await hub.Door.Do(HubFixture.Admin, write => write.Take(new(profile, null, new(), [], null, null)))).LeadId;
        using var board = await Watched.Start(hub);
        var facts = new LeadFacts { Country = "DE" };

        if (isEdited)
            await hub.Fire(lead, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), null, facts) });
        else
            await hub.Door.Do(HubFixture.Admin, write => write.Take(new(profile, null, facts, [], null, null)));

        var view = await board.IsAsTheRows();
        SearchQuery.Of("+49171")!.IsIn(view.Cards[lead].Search).ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_name_reaches_all_who_bear_it_though_its_own_lead_was_read_later_than_it_was_told()
    {
        await using var hub = await HubFixture.Start();
        var closed = await hub.Take("ana@example.com", company: null);
        await hub.Fire(closed, Trigger.Disqualify, new() { Reason = "spam" });
        var open = await hub.Take("ana@example.com", company: null);
        using var board = await Watched.Start(hub);
        // While the board looks up what the reopened lead is called, its person is called otherwise.
        board.BeforeRead = () => hub.Fire(closed, Trigger.Edit,
            new() { Edit = new(new("Zoë", null, null, null, null), null, new()) }).GetAwaiter().GetResult();

        await hub.Fire(closed, Trigger.Reopen);

        await board.Until(view => board.BeforeRead is null && view.Cards.ContainsKey(closed) && view.Sequence == hub.Verify().Sequence);
        (await board.IsAsTheRows()).Cards[open].Name.ShouldBe("Zoë Kowal");
    }

    [Fact]
    public async Task A_commit_of_another_process_in_between_is_read_and_nothing_goes_back()
    {
        await using var hub = await HubFixture.Start();
        var (mine, both) = (await hub.Take("ana@example.com"), await hub.Take("ben@example.com", company: "Brillo"));
        using var board = await Watched.Start(hub);
        await using var process = new ServiceCollection().AddSingleton<TimeProvider>(hub.Time).AddHubEngine($"Data Source={hub.File}")
            .BuildServiceProvider();
        var other = process.GetRequiredService<Door>();
        await other.StartAsync(default);
        for (var i = 0; i < 20; i++)
        {
            var value = 1_000 + i;
            await Value(hub.Door, both, value + 0.5m);
            await Value(other, both, value);
            await Value(hub.Door, mine, value);
            if (i % 3 == 0)
                await other.Do(HubFixture.Admin,
                    write => write.Take(new(new("Zoë", "Kowal", $"z{value}@example.com", null, null), $"Company {value}", new(), [], null,
                        null)));
            await board.IsAsTheRows();
        }
        board.Went.ShouldBeInOrder(SortDirection.Ascending);
    }

    private static Task Value(Door door, long lead, decimal value) =>
        door.Fire(HubFixture.Admin, lead, null, Trigger.Edit,
            new() { Edit = new(new(null, null, null, null, null), null, new() { ExpectedValue = value }) });

    /// <summary>A board of its own beside the fixture's door, that tells what it reads.</summary>
    private sealed class Watched : IDbContextFactory<HubContext>, IDisposable
    {
        private readonly HubFixture hub;
        private readonly LiveBoard board;
        private int reads;

        private Watched(HubFixture hub)
        {
            this.hub = hub;
            board = new(this, hub.Door, hub.Time, NullLogger<LiveBoard>.Instance);
            board.Changed += () => Went.Add(board.Current.Sequence);
        }

        public List<long> Went { get; } = [];

        public int Reads
        {
            get => Volatile.Read(ref reads);
            set => Volatile.Write(ref reads, value);
        }

        /// <summary>Done once, before the next look at the rows.</summary>
        public Action? BeforeRead { get; set; }

        public static async Task<Watched> Start(HubFixture hub)
        {
            var board = new Watched(hub);
            await board.board.StartAsync(default);
            await board.board.Ready;
            return board;
        }

        public HubContext CreateDbContext()
        {
            Interlocked.Increment(ref reads);
            var before = BeforeRead;
            BeforeRead = null;
            before?.Invoke();
            return hub.Rows();
        }

        public async Task Until(Func<WholeBoard, bool> isSo)
        {
            while (!isSo(board.Current))
                await Task.Yield();
        }

        public async Task<WholeBoard> IsAsTheRows()
        {
            var view = await board.UpToDate(Cancellation);
            using var rows = hub.Rows();
            var should = CardReader.Read(rows, CompanyStore.Read(rows), null).OrderBy(card => card.Id).ToList();
            view.Cards.Values.OrderBy(card => card.Id).ShouldBe(should);
            // To the last zero, since a card is sent as it is.
            view.Cards.Values.OrderBy(card => card.Id).Select(card => card.Value?.ToString(CultureInfo.InvariantCulture))
                .ShouldBe(should.Select(card => card.Value?.ToString(CultureInfo.InvariantCulture)));
            return view;
        }

        public void Dispose()
        {
            board.StopAsync(default).GetAwaiter().GetResult();
            board.Dispose();
        }
    }
}
