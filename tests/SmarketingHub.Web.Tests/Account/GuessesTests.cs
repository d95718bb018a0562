using System.Net;
using Microsoft.Extensions.Time.Testing;
using SmarketingHub.Web.Features.Account;

namespace SmarketingHub.Web.Tests.Account;

public sealed class GuessesTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Guesses guesses;

    public GuessesTests() => guesses = new(time);

    private static IPAddress Ip(int i) => new([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]);

    [Fact]
    public void From_wherever_one_account_is_guessed_at_each_further_guess_waits_longer_up_to_an_hour()
    {
        for (var guess = 0; guess < 5; guess++)
            guesses.Try(" ANA@x.example", Ip(guess)).ShouldBeNull();
        var pauses = new List<double>();
        for (var guess = 0; guess < 6; guess++)
        {
            var pause = guesses.Try("ana@x.example ", Ip(10 + guess)).ShouldNotBeNull();
            pauses.Add(pause.TotalMinutes);
            time.Advance(pause);
            guesses.Try("ana@x.example", Ip(20 + guess)).ShouldBeNull();
        }
        pauses.ShouldBe([5, 10, 20, 40, 60, 60]);
    }

    [Fact]
    public void Every_spelling_that_signs_in_to_an_account_is_a_guess_at_it()
    {
        string[] spellings = ["ana@x.example", "mailto:ana@x.example", "Ana <ANA@x.example>", "ana@x.example.", "an\u200Ba@x.example"];
        foreach (var (spelling, i) in spellings.Select((spelling, i) => (spelling, i)))
            guesses.Try(spelling, Ip(i)).ShouldBeNull(spelling);

        foreach (var (spelling, i) in spellings.Select((spelling, i) => (spelling, i)))
            guesses.Try(spelling, Ip(10 + i)).ShouldNotBeNull(spelling);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData(null, null, true)]
    public void A_network_is_an_address_or_with_IPv6_its_64_bits(string? one, string? other, bool same)
    {
        static IPAddress? Of(string? text) => text is null ? null : IPAddress.Parse(text);
        for (var i = 0; i < 20; i++)
            guesses.Try($"somebody{i}", Of(one)).ShouldBeNull();

        (guesses.Try("another", Of(other)) is not null).ShouldBe(same);
    }

    [Fact]
    public void The_right_password_counts_for_nothing_and_ends_what_was_guessed_before()
    {
        for (var i = 0; i < 200; i++)
        {
            guesses.Try("ana", Ip(1)).ShouldBeNull();
            guesses.Right("ana", Ip(1));
        }
        for (var i = 0; i < 4; i++)
            guesses.Try("ana", Ip(2)).ShouldBeNull();
        guesses.Try("ana", Ip(2)).ShouldBeNull();
        guesses.Right("ana", Ip(2));
        guesses.Try("ana", Ip(2)).ShouldBeNull("it began anew");
    }

    [Fact]
    public void Many_at_once_are_no_way_around_it()
    {
        var passed = 0;
        Parallel.For(0, 500, _ => Interlocked.Add(ref passed, guesses.Try("ana", Ip(1)) is null ? 1 : 0));
        passed.ShouldBe(5);
    }

    [Fact]
    public void A_network_of_many_people_is_forgiven_a_wrong_guess_every_five_minutes()
    {
        for (var i = 0; i < 500; i++)
        {
            guesses.Try($"somebody{i}", Ip(1)).ShouldBeNull();
            time.Advance(TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public void Another_password_begins_anew()
    {
        for (var i = 0; i < 5; i++)
            guesses.Try("ana", Ip(i));
        guesses.Try("ana", Ip(9)).ShouldNotBeNull();
        guesses.Forgive("ana");
        guesses.Try("ana", Ip(9)).ShouldBeNull();
    }

    [Fact]
    public void Whoever_guesses_at_ever_more_accounts_fills_no_memory_and_frees_nobody_who_waits()
    {
        for (var i = 0; i < 5; i++)
            guesses.Try("ana", Ip(i));
        for (var i = 0; i < 60_000; i++)
            guesses.Try($"{i}" + new string('x', i % 1000 == 0 ? 1_000_000 : 0), Ip(i + 10));
        guesses.Remembered.ShouldBeLessThanOrEqualTo(Guesses.Most + 2);
        guesses.Try("ana", Ip(9)).ShouldNotBeNull();
    }
}
