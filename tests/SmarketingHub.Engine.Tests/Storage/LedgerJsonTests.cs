using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Tests.Storage;

/// <summary>The bytes of the ledger are forever: how they are made may change, what they are may not.</summary>
public sealed class LedgerJsonTests
{
    /// <summary>Every type looked up in the running program, as all versions did before.</summary>
    private static readonly JsonSerializerOptions LookedUp = new(LedgerJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static TheoryData<Type> Written { get; } =
    [
        .. typeof(LeadEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LeadEvent)) && !type.IsAbstract),
        typeof(Agreement), typeof(Party), typeof(Person), typeof(Team),
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public void What_the_compiler_worked_out_writes_the_same_bytes_and_reads_them(Type type)
    {
        LedgerJson.Options.TypeInfoResolverChain.OfType<JsonSerializerContext>().Single().GetTypeInfo(type)
            .ShouldNotBeNull("it is looked up in the running program: name it in the context");
        for (var seed = 0; seed < 20; seed++)
        {
            var value = new Filler(new(seed)).Make(type)!;
            var should = JsonSerializer.Serialize(value, type, LookedUp);

            var bytes = LedgerJson.Write(value);

            Encoding.UTF8.GetString(bytes).ShouldBe(should);
            JsonSerializer.Serialize(JsonSerializer.Deserialize(bytes, type, LedgerJson.Options), type, LookedUp).ShouldBe(should);
        }
    }

    [Fact]
    public void Instants_are_written_as_NodaTime_writes_them()
    {
        var theirs = new JsonSerializerOptions().ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        Gen.Select(Gen.Long[Instant.MinValue.ToUnixTimeSeconds(), Instant.MaxValue.ToUnixTimeSeconds()],
            Gen.Long[-62_135_596_900, 253_402_300_900], Gen.Int[0, 999_999_999], Gen.Int[0, 9])
            .Sample((any, near, nanoseconds, digits) =>
            {
                foreach (var second in (long[])[any, near])
                {
                    var instant = Instant.FromUnixTimeSeconds(second)
                        + Duration.FromNanoseconds(digits == 0 ? 0 : nanoseconds - nanoseconds % (long)Math.Pow(10, 9 - digits));
                    JsonSerializer.Serialize(instant, LedgerJson.Options).ShouldBe(JsonSerializer.Serialize(instant, theirs));
                }
            });
    }

    [Fact]
    public void Instants_are_read_as_NodaTime_reads_them()
    {
        var theirs = new JsonSerializerOptions().ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        Gen.Select(
                Gen.Int[0, 10_000], Gen.Int[0, 13], Gen.Int[0, 32], Gen.Int[0, 25], Gen.Int[0, 61], Gen.Int[0, 999_999_999], Gen.Int[0, 10])
            .Sample((year, month, day, hour, second, nanoseconds, digits) =>
            {
                var fraction = digits == 0 ? "" : "." + $"{nanoseconds:D9}0"[..digits];
                foreach (var end in (string[])["Z", "", "z", "+01:00"])
                {
                    var json = $"\"{year:D4}-{month:D2}-{day:D2}T{hour:D2}:00:{second:D2}{fraction}{end}\"";
                    Read(json, LedgerJson.Options).ShouldBe(Read(json, theirs), json);
                }
            });
    }

    [Fact]
    public void Points_of_clocks_are_written_to_the_byte_as_any_record_and_read_back()
    {
        var asAnyRecord = new JsonSerializerOptions(LedgerJson.Options);
        asAnyRecord.Converters.Remove(asAnyRecord.Converters.Single(c => c.CanConvert(typeof(ClockPoint))));
        Gen.Select(Gen.Enum<PointKind>(), Gen.Int[0, 1_000], Gen.Long[-99_000_000_000, 9_000_000_000_000],
            Gen.Enum<LadderAction>().Nullable(),
                Gen.Bool).Select((kind, percent, at, action, fired) =>
                new ClockPoint(kind, percent, Instant.FromUnixTimeMilliseconds(at), action, fired)).Array[0, 7]
            .Sample(points =>
            {
                var json = JsonSerializer.Serialize<IReadOnlyList<ClockPoint>>(points, LedgerJson.Options);

                json.ShouldBe(JsonSerializer.Serialize<IReadOnlyList<ClockPoint>>(points, asAnyRecord));
                JsonSerializer.Deserialize<ClockPoint[]>(json, LedgerJson.Options).ShouldBe(points);
            });
    }

    [Fact]
    public void Points_are_read_whatever_stands_beside_them_in_whatever_order()
    {
        const string Json = """{ "fired": true, "later": { "kind": [1] }, "action": null, "at": "2026-03-02T09:00:00Z", "percent": 80 }""";

        JsonSerializer.Deserialize<ClockPoint>(Json, LedgerJson.Options)
            .ShouldBe(new(PointKind.Warn, 80, Instant.FromUtc(2026, 3, 2, 9, 0), Fired: true));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ClockPoint>("""{"kind":"rung"}""", LedgerJson.Options));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ClockPoint>("[]", LedgerJson.Options));
    }

    private static Instant? Read(string json, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<Instant>(json, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(2_000)]
    [InlineData(100_000)]
    public void The_chain_hashes_each_field_with_its_length_in_front(int length)
    {
        byte[] previous = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        byte[] body = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];
        foreach (var lead in (long?[])[null, 12])
            Chain.Next(previous, 99, lead, "clockMét", "person:7", 1_700_000_000_000, 1_700_000_000_001, body)
                .ShouldBe(PieceByPiece(previous, [99, lead ?? -1, 1_700_000_000_000, 1_700_000_000_001], ["clockMét", "person:7"], body));
    }

    private static byte[] PieceByPiece(byte[] previous, long[] numbers, string[] texts, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        static byte[] Bytes(long number) => [.. BitConverter.GetBytes(number).Reverse()];
        hash.AppendData(previous);
        foreach (var number in numbers)
            hash.AppendData(Bytes(number));
        foreach (var bytes in texts.Select(Encoding.UTF8.GetBytes).Append(body))
        {
            hash.AppendData(Bytes(bytes.Length));
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>Makes values of any type of an event, some of their fields empty.</summary>
    private sealed class Filler(Random random)
    {
        public object? Make(Type type)
        {
            if (Nullable.GetUnderlyingType(type) is { } inner)
                return random.Next(3) == 0 ? null : Make(inner);
            if (type.IsEnum)
                return type.GetEnumValues().GetValue(random.Next(type.GetEnumValues().Length));
            if (type.IsGenericType && type.GetGenericTypeDefinition() is var list
                && (list == typeof(IReadOnlyList<>) || list == typeof(ImmutableList<>) || list == typeof(List<>)))
                return List(type, type.GetGenericArguments()[0]);
            return type switch
            {
                _ when type == typeof(string) => random.Next(4) == 0 ? "" : $"Zoë \"{random.Next(1000)}\" <Ж>/'+\n\u2028😀",
                _ when type == typeof(bool) => random.Next(2) == 0,
                _ when type == typeof(int) => random.Next(-5, 5_000),
                _ when type == typeof(long) => random.NextInt64(),
                _ when type == typeof(decimal) => Math.Round((decimal)random.NextDouble() * 100_000, random.Next(5)),
                _ when type == typeof(Instant) =>
                    Instant.FromUnixTimeMilliseconds(random.NextInt64(-1_000_000_000, 4_000_000_000_000) / (random.Next(2) == 0
                        ? 1 : 1000)),
                _ when type == typeof(BusinessDuration) => BusinessDuration.Parse(random.Next(2) == 0 ? "P2D" : "PT90M"),
                _ when type == typeof(Phrase) => Phrase.Of("Nothing."),
                _ => Fill(type),
            };
        }

        private object? List(Type type, Type of)
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(of))!;
            for (var i = random.Next(4); i > 0; i--)
                list.Add(Make(of) ?? Activator.CreateInstance(of));
            return type.GetGenericTypeDefinition() == typeof(ImmutableList<>)
                ? typeof(ImmutableList).GetMethods()
                    .Single(m => m.Name == nameof(ImmutableList.CreateRange)
                        && m.GetParameters() is [{ ParameterType: { IsGenericType: true } from }]
                        && from.GetGenericTypeDefinition() == typeof(IEnumerable<>)).MakeGenericMethod(of).Invoke(null, [list])
                : list;
        }

        private object Fill(Type type)
        {
            var made = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
            var nulls = new NullabilityInfoContext();
            object? Value(Type of, NullabilityInfo nullability) =>
                nullability.WriteState == NullabilityState.Nullable && random.Next(3) == 0 ? null : Make(of);
            var filled = made.Invoke([.. made.GetParameters().Select(p => Value(p.ParameterType, nulls.Create(p)))]);
            foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
                property.SetValue(filled, Value(property.PropertyType, nulls.Create(property)));
            return filled;
        }
    }
}
