using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Tests.Writing;

/// <summary>A lead that was packed is the lead that it was, whatever stands in it.</summary>
public sealed class PackedLeadTests
{
    private static readonly long[] Edges = [0, 1, -1, 127, 1L << 62, -(1L << 62) - 1, long.MaxValue, long.MinValue];
    private static readonly SqliteHubContext Rows = (SqliteHubContext)DataFile.Open("none.db");

    [Fact]
    public void Whatever_stands_in_a_lead_stands_in_it_when_it_is_unpacked()
    {
        var packer = new LeadPacker(Rows);
        Gen.Int.Select(seed => AnyLead(new Random(seed))).Sample(lead =>
            Text(packer.Unpack(packer.Pack(lead))) == Text(lead), iter: 300, threads: 1, print: Text);
    }

    [Fact]
    public void A_lead_that_cannot_be_packed_leaves_nothing_in_the_next()
    {
        var packer = new LeadPacker(Rows);
        var (whole, broken) = (AnyLead(new(1)), AnyLead(new(2)));
        broken.Attempts.Add(null!);

        Should.Throw<NullReferenceException>(() => packer.Pack(broken));

        Text(packer.Unpack(packer.Pack(whole))).ShouldBe(Text(whole));
    }

    [Fact]
    public void What_leads_say_alike_is_one_object_once_they_are_packed_and_no_list_has_room_for_more()
    {
        var packer = new LeadPacker(Rows);
        // Longer than any text that is kept by itself: what was tried among many agreements.
        Lead Unpacked() => packer.Unpack(packer.Pack(With(new('X', 3), [.. Enumerable.Range(0, 100).Select(i =>
            new Tried(i, 1, "accept", $"the country is not the one of agreement {i}"))])));

        var (one, other) = (Unpacked(), Unpacked());

        one.Clocks[0].Tried.ShouldBeSameAs(other.Clocks[0].Tried);
        one.Clocks[0].OwedBy.ShouldBeSameAs(other.Clocks[0].OwedBy);
        one.HadBy.ShouldBeSameAs(other.HadBy);
        one.Clocks[0].Points.ShouldBeOfType<ClockPoint[]>();
        packer.Unpack(packer.Pack(one)).Clocks[0].Tried.ShouldBeSameAs(one.Clocks[0].Tried);
    }

    [Fact]
    public void What_says_a_figure_of_its_own_lead_is_shared_for_a_while_and_crowds_nothing_out()
    {
        var common = new[] { new Tried(1, 1, "accept", "the grade is B, not A") };
        for (var i = 0; i < 60_000; i++)
            SharedLists<Tried>.Of([new(1, 1, "accept", $"the value is {i}, not at least a hundred thousand, as it says")]);

        SharedLists<Tried>.Of([.. common]).ShouldBeSameAs(SharedLists<Tried>.Of([.. common]));
    }

    private static Lead With(string owedBy, List<Tried> tried)
    {
        var lead = new Lead();
        Set(lead, nameof(Lead.HadBy), new List<long> { 3, 5 });
        var clock = new Clock { Commitment = "accept", Calendar = "office", TimeZoneData = "2026a", OwedBy = owedBy };
        Set(clock, nameof(Clock.Tried), tried);
        Set(clock, nameof(Clock.Points), new List<ClockPoint> { new(PointKind.Breach, 100, HubFixture.Monday) });
        lead.Clocks.Add(clock);
        return lead;
    }

    private static void Set(object row, string property, object value) => row.GetType().GetProperty(property)!.SetValue(row, value);

    private static string Text(Lead lead) => JsonSerializer.Serialize(lead, LedgerJson.Options);

    private static Lead AnyLead(Random random)
    {
        var lead = Any(random, new Lead());
        for (var i = random.Next(3); i > 0; i--)
            lead.Handoffs.Add(Any(random, new Handoff { From = "", To = "" }));
        for (var i = random.Next(3); i > 0; i--)
            lead.Clocks.Add(Any(random, new Clock { Commitment = "", Calendar = "", TimeZoneData = "", OwedBy = "" }));
        for (var i = random.Next(3); i > 0; i--)
            lead.Attempts.Add(Any(random, new Attempt { Party = "" }));
        return lead;
    }

    private static T Any<T>(Random random, T row) where T : class => (T)Filled(random, Rows.Model.FindEntityType(typeof(T))!, row);

    private static object Filled(Random random, ITypeBase type, object row)
    {
        foreach (var property in type.GetProperties())
            property.PropertyInfo!.SetValue(row, property.IsNullable && random.Next(3) == 0 ? null : Any(random, property.ClrType));
        foreach (var part in type.GetComplexProperties())
            part.PropertyInfo!.SetValue(row, part.IsNullable && random.Next(3) == 0
                ? null : Filled(random, part.ComplexType, Activator.CreateInstance(part.ClrType, nonPublic: true)!));
        return row;
    }

    private static object Any(Random random, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } of => Enum.GetValues(of).GetValue(random.Next(Enum.GetValues(of).Length))!,
        var of when of == typeof(long) => AnyNumber(random),
        var of when of == typeof(int) => (int)AnyNumber(random),
        var of when of == typeof(bool) => random.Next(2) == 1,
        var of when of == typeof(decimal) => random.Next() / 100m,
        var of when of == typeof(string) => AnyText(random),
        var of when of == typeof(Instant) => AnyInstant(random),
        var of when of == typeof(Duration) => Duration.FromMilliseconds(random.NextInt64(1L << 40)),
        var of when of == typeof(IReadOnlyList<long>) => Many(random, () => AnyNumber(random)),
        var of when of == typeof(IReadOnlyList<ClockPoint>) => Many(random, () => new ClockPoint(
            (PointKind)random.Next(3), random.Next(200), AnyInstant(random), random.Next(2) == 0 ? null : LadderAction.Queue,
            random.Next(2) == 1)),
        var of when of == typeof(IReadOnlyList<Tried>) => Many(random, () => new Tried(
            random.Next(3), random.Next(3), "accept", random.Next(2) == 0 ? null : AnyText(random))),
        var of when of == typeof(IReadOnlyList<Hold>) => Many(random, () => new Hold(
            AnyInstant(random), random.Next(2) == 0 ? null : AnyInstant(random))),
        var of when of == typeof(IReadOnlyList<Asked>) => Many(random, () => new Asked(
            random.Next(2) == 0 ? null : AnyNumber(random), random.Next(2) == 0 ? null : AnyText(random), AnyInstant(random))),
        var of => throw new NotSupportedException($"No values of {of.Name} are made up."),
    };

    private static long AnyNumber(Random random) => random.Next(2) == 0 ? Edges[random.Next(Edges.Length)] : random.NextInt64();

    private static string AnyText(Random random) => random.Next(4) == 0 ? "" : $"text {random.Next(20)}";

    private static Instant AnyInstant(Random random) => Instant.FromUnixTimeMilliseconds(random.NextInt64(-(1L << 40), 1L << 42));

    private static List<T> Many<T>(Random random, Func<T> any) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => any())];
}
