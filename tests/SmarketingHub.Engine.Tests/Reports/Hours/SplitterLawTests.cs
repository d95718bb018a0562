using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Hours;

namespace SmarketingHub.Engine.Tests.Reports.Hours;

/// <summary>Laws of the splitter over random lives, and every second of shorter ones judged by the definitions alone.</summary>
public class SplitterLawTests
{
    // Around them clocks change in Warsaw, in New York and on Lord Howe, where it is by half an hour.
    private static readonly Instant[] Nights =
        [Instant.FromUtc(2026, 3, 29, 0, 0), Instant.FromUtc(2026, 3, 8, 6, 0), Instant.FromUtc(2026, 4, 4, 14, 0)];

    private static readonly WorkCalendar[] Calendars =
    [
        Calendar("Europe/Warsaw", new Window(TimeOfDay.Of(9, 0), TimeOfDay.Of(17, 0))),
        Calendar("America/New_York", new Window(TimeOfDay.Of(22, 0), TimeOfDay.Of(6, 0))),
        Calendar("Australia/Lord_Howe",
            new Window(TimeOfDay.Of(1, 30), TimeOfDay.Of(2, 15)), new Window(TimeOfDay.Of(13, 0), TimeOfDay.EndOfDay)),
        Calendar("Etc/UTC", new Window(TimeOfDay.Of(0), TimeOfDay.EndOfDay)),
    ];

    private sealed record Life(
        WorkCalendar Calendar, Instant Begin, Duration Length, IReadOnlyList<LeadAct> Acts, IReadOnlyList<Interval> Gone,
        IReadOnlyList<LeadStretch> Stretches)
    {
        public Instant End => Begin + Length;

        public Instant ReceivedAt(long lead) => Begin + Duration.FromMinutes(lead * 7);
    }

    [Fact]
    public void The_parts_add_up_to_the_whole_to_the_second() => Lives(Duration.FromDays(40)).Sample(life =>
    {
        var whole = life.Stretches.Sum(s => s.To!.Value.ToUnixTimeSeconds() - s.From.ToUnixTimeSeconds());
        var pieces = Pieces(life, life.Begin, life.End);
        pieces.ShouldAllBe(piece => piece.From < piece.To);
        pieces.Sum(piece => piece.To - piece.From).ShouldBe(whole);
    }, iter: 2_000);

    [Fact]
    public void Two_halves_of_a_period_add_up_to_it() => Gen.Select(Lives(Duration.FromDays(40)), Gen.Double[0, 1]).Sample((life, share) =>
    {
        var middle = life.Begin + life.Length * share;
        Sums(Pieces(life, life.Begin, middle).Concat(Pieces(life, middle, life.End))).ShouldBe(Sums(Pieces(life, life.Begin, life.End)));
    }, iter: 2_000);

    [Fact]
    public void The_order_of_what_is_told_does_not_matter() => Gen.Select(Lives(Duration.FromDays(9)), Gen.Int).Sample((life, seed) =>
    {
        var dice = new Random(seed);
        var other = life with
        {
            Acts = [.. life.Acts.OrderBy(_ => dice.Next())],
            Stretches = [.. life.Stretches.OrderBy(_ => dice.Next())],
        };
        Sums(Pieces(other, life.Begin, life.End)).ShouldBe(Sums(Pieces(life, life.Begin, life.End)));
    }, iter: 2_000);

    [Fact]
    public void Every_second_is_what_the_definitions_say() => Lives(Duration.FromHours(3)).Sample(life =>
    {
        foreach (var stretch in life.Stretches)
            foreach (var (part, from, to) in Pieces(life with { Stretches = [stretch] }, life.Begin, life.End))
                for (var second = from; second < to; second++)
                    if (Judge(life, stretch, second) is var right && right != part)
                        Assert.Fail($"{Instant.FromUnixTimeSeconds(second)} is {right} and not {part}.");
    }, iter: 300);

    private static HoursPart Judge(Life life, LeadStretch stretch, long second)
    {
        var received = life.ReceivedAt(stretch.LeadId);
        var own = life.Acts.Where(act => act.Person == stretch.Person).ToList();
        bool Covers(Instant from, Instant to) => from.ToUnixTimeSeconds() <= second && second < to.ToUnixTimeSeconds();
        Instant Before(LeadAct act) =>
            own.Where(other => other.At < act.At).Select(other => other.At).DefaultIfEmpty(Instant.MinValue).Max();
        return second < stretch.KnownAt.ToUnixTimeSeconds() ? HoursPart.System
            : stretch.Kind == StretchKind.Paused ? HoursPart.Paused
            : !life.Calendar.IsOpen(Instant.FromUnixTimeSeconds(second)) ? HoursPart.Closed
            : stretch.Kind == StretchKind.Waiting ? HoursPart.Waiting
            : stretch.Person is null ? HoursPart.Unexplained
            : life.Gone.Any(gone => Covers(gone.Start, gone.End)) ? HoursPart.Away
            : own.Any(act => act.LeadId != stretch.LeadId
                && Covers(Instant.Max(act.At - Duration.FromMinutes(30), Before(act)), act.At)) ? HoursPart.Busy
            : own.Any(act => act.Takes && act.ReceivedAt > received && act.At >= stretch.From && act.At >= stretch.KnownAt
                && act.At < stretch.To && act.At.ToUnixTimeSeconds() <= second) ? HoursPart.Overtaken
            : HoursPart.Unexplained;
    }

    private static List<(HoursPart Part, long From, long To)> Pieces(Life life, Instant from, Instant until)
    {
        var pieces = new List<(HoursPart, long, long)>();
        var splitter = new Splitter(from, until, (part, a, b) => pieces.Add((part, a, b)));
        var open = Spans.Of(life.Calendar.OpenIntervals(from, until));
        var gone = Spans.Of(life.Gone);
        var work = life.Acts.GroupBy(act => act.Person).ToDictionary(acts => acts.Key, acts => new PersonWork(acts));
        foreach (var s in life.Stretches)
            splitter.Split(new(
                s.LeadId, life.ReceivedAt(s.LeadId), s.From, s.KnownAt, s.To!.Value, s.Kind, open, gone,
                s.Person is { } person ? work.GetValueOrDefault(person, PersonWork.None) : null));
        return pieces;
    }

    private static string Sums(IEnumerable<(HoursPart Part, long From, long To)> pieces) => string.Join(", ",
        pieces.GroupBy(p => p.Part).OrderBy(p => p.Key).Select(p => $"{p.Key} {p.Sum(piece => piece.To - piece.From)}"));

    private static Gen<Life> Lives(Duration longest) =>
        from calendar in Gen.Int[0, Calendars.Length - 1].Select(i => Calendars[i])
        from night in Gen.Int[0, Nights.Length - 1].Select(i => Nights[i])
        let begin = night - longest / 2
        from length in Gen.Long[60_000, (long)longest.TotalMilliseconds].Select(Duration.FromMilliseconds)
        let moment = Moment(begin, length)
        from acts in (from at in moment
                      from lead in Gen.Long[1, 4]
                      from person in Gen.Long[7, 8]
                      from takes in Gen.Bool
                      select new LeadAct
                      {
                          LeadId = lead,
                          Person = person,
                          At = at,
                          Takes = takes,
                          ReceivedAt = begin + Duration.FromMinutes(lead * 7),
                      }).List[0, 30]
        from gone in Cuts(moment, 2)
        from stretches in Gen.Select(Gen.Long[1, 4], moment.List[2, 6], Gen.Int).List[1, 4]
        select new Life(calendar, begin, length, acts,
            [.. gone.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new Interval(pair[0], pair[1]))],
            [.. stretches.SelectMany(life => Stretches(life.Item1, [.. life.Item2.Order()], new Random(life.Item3)))]);

    private static IEnumerable<LeadStretch> Stretches(long lead, IReadOnlyList<Instant> cuts, Random dice) =>
        cuts.Zip(cuts.Skip(1)).Select((cut, i) => new LeadStretch
        {
            LeadId = lead,
            From = cut.First,
            To = cut.Second,
            KnownAt = dice.Next(3) > 0 ? cut.First : cut.First + Duration.FromMilliseconds(dice.NextInt64(5_000_000)),
            Kind = dice.Next(4) switch { 0 => StretchKind.Paused, 1 => StretchKind.Waiting, _ => StretchKind.Turn },
            Holder = "sales",
            Party = "sales",
            Person = dice.Next(5) == 0 ? null : 7 + dice.Next(2),
        });

    // Twice as many on whole minutes, so that some meet.
    private static Gen<Instant> Moment(Instant begin, Duration length) => Gen.Frequency(
        (1, Gen.Long[0, (long)length.TotalMilliseconds]),
        (2, Gen.Long[0, (long)length.TotalMinutes].Select(minutes => minutes * 60_000)))
        .Select(milliseconds => begin + Duration.FromMilliseconds(milliseconds));

    private static Gen<List<Instant>> Cuts(Gen<Instant> moment, int pairs) =>
        moment.List[0, 2 * pairs].Select(cuts => cuts.Distinct().Order().ToList());

    private static WorkCalendar Calendar(string zone, params Window[] windows) => new(zone,
        Enum.GetValues<IsoDayOfWeek>().Where(day => day is not (IsoDayOfWeek.None or IsoDayOfWeek.Wednesday))
            .ToDictionary(day => day, _ => (IReadOnlyList<Window>)windows), [new LocalDate(2026, 3, 27)]);
}
