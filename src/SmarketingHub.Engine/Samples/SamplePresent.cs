using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Samples;

/// <summary>
/// What the board shows when it is opened, whenever that is: most in time, some at risk, a few breached.
/// Each line is a lead and how many hours ago its steps were.
/// </summary>
internal static class SamplePresent
{
    internal sealed record Step(double HoursAgo, string By, Trigger Trigger, TriggerArgs Args);

    internal sealed record Story(double HoursAgo, string? Company, string? Source, params Step[] Steps);

    private const string Rosa = "rosa.soto@sample.example";
    private const string Adam = "adam.lis@sample.example";
    private const string Jan = "jan.tomczak@sample.example";
    private const string Karl = "karl.meyer@sample.example";
    private const string Ines = "ines.pardo@sample.example";

    internal static IEnumerable<Story> Stories(Instant now)
    {
        // Captured: decided within a day.
        foreach (var hours in new[] { 25.1, 23.4, 20.6, 20.1 })
            yield return new(hours, null, null, Take(hours - 0.4, Adam));
        for (var i = 0; i < 24; i++)
            yield return i % 3 == 0
                ? new(0.3 + i * 0.75, null, null) : new(0.3 + i * 0.75, null, null, Take(0.2 + i * 0.7, i % 3 == 1 ? Rosa : Adam));
        for (var i = 0; i < 9; i++)
            yield return new(12 + i, null, null, Take(11 + i, i % 2 == 0 ? Rosa : Adam), Ready(2 + i));

        // Offered: accepted or returned within four hours.
        yield return new(9, "Nordwind GmbH", "webinar", Ready(6), Offer(4.37, "team:centre"));
        yield return new(8, "Brillo Foods", "webinar", Ready(5), Offer(3.8, "person:" + Jan));
        yield return new(9, "Tatra Steel", "referral", Ready(5), Offer(3.23, "person:" + Jan));
        yield return new(6, "Ilmarine", "webinar", Ready(3), Offer(1.2, "person:" + Karl));
        yield return new(5, "Kowal i Syn", "ebook", Ready(3), Offer(0.4, "team:south"));
        yield return new(4, "Puerto Frío", "web-form", Ready(3), Offer(2, SamplePeople.Partner));
        yield return new(30, "Granit Bau", "ads", Ready(20), Offer(14, "team:centre"), Accept(12.6, Karl), Call(11, Karl),
            Return(9.4, Karl));

        // Accepted: a first attempt within four hours.
        yield return new(20, "Mirador Labs", "trade-fair", Ready(10), Offer(6, "person:" + Jan), Accept(3.36, Jan));
        yield return new(20, "Puente & Co", "referral", Ready(10), Offer(4, "team:south"), Accept(2, Ines));
        yield return new(18, "Hafen AG", "ads", Ready(9), Offer(3, "team:centre"), Accept(0.8, Karl));
        for (var i = 0; i < 4; i++)
            yield return new(20, null, "webinar", Ready(9), Offer(3, "team:centre"), Accept(0.3 + i * 0.4, i % 2 == 0 ? Jan : Karl));

        // Working: five attempts in ten days; one is past them, one nearly.
        yield return new(260, "Sable Energy", "ads", Ready(250), Offer(243, "team:centre"), Accept(241.08, Karl), Call(239, Karl),
            Call(200, Karl), Call(150, Karl));
        yield return new(222, "Quercus", "web-form", Ready(210), Offer(200, "person:" + Jan), Accept(197, Jan), Call(195, Jan),
            Call(160, Jan));
        yield return new(100, "Lindqvist", "ads", Ready(90), Offer(80, "team:centre"), Accept(78, Karl),
            Call(76, Karl), Call(52, Karl), Call(30, Karl), Call(5, Karl));

        Step Take(double ago, string by) => new(ago, by, Trigger.Assign, new() { Owner = by });
        Step Ready(double ago) => new(ago, ago > 5 ? Adam : Rosa, Trigger.Ready, TriggerArgs.None);
        Step Offer(double ago, string to) => new(ago, Rosa, Trigger.Offer, new() { To = to });
        Step Accept(double ago, string by) => new(ago, by, Trigger.Accept, TriggerArgs.None);
        Step Call(double ago, string by) => new(ago, by, Trigger.Attempt, new() { Kind = AttemptKind.Call });
        Step Return(double ago, string by) =>
            new(ago, by, Trigger.Return, new() { Reason = nameof(ReturnReason.NotNow), Words = "Budget is decided next quarter." });
    }

    internal static Actor Named(this Company company, string email) => Actor.Of(Addressees.FindPerson(email, company)!);
}
