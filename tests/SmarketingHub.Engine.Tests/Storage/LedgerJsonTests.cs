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
