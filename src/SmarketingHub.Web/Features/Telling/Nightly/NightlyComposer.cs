using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Nightly;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Telling.Nightly;

/// <summary>
/// The nightly pace mail: what to do, how both sides' promises stand, and the signed head of the ledger. Read when it is sent.
/// </summary>
public sealed class NightlyComposer(Letterhead head, NightlyReader reader, ILogger<NightlyComposer> log) : IComposer
{
    public LetterKind Kind => LetterKind.Nightly;

    public async Task<Message?> Compose(LetterToWrite letter, CancellationToken stopping) =>
        await reader.Read(letter.To, letter.Company, letter.Choices.Zone(letter.Company.Zone), stopping) is { } report
            ? head.In(letter, l => Write(letter, report, l)) : null;

    private Message Write(LetterToWrite letter, NightlyReport report, IStringLocalizer<Texts> l)
    {
        var known = letter.Company.SeenBy(Domain.People.Actor.Of(letter.To));
        var (words, stands) = (new ToDoWords(letter, known, head, l), new StandWords(known, l, log));
        var behind = report.Pace.Items.Count(item => item.Pace.OnPace == false) + report.Pace.FollowUps.Count(f => f.OnPace == false);
        var day = Letterhead.Day(letter, report.Pace.At);
        var counts = new[]
        {
            behind == 0 ? l["nothing is behind pace"].Value : l.Count("behind", behind),
            report.ToDos.Count == 0 ? null : l.Count("to do", report.ToDos.Count),
        };
        var said = $"{day}: {string.Join(", ", counts.OfType<string>())}";
        return new()
        {
            Language = letter.Choices.Language,
            Subject = said,
            Heading = said,
            Words = [report.ToDos.Count == 0 ? l["Nothing waits to be done now."] : l["To do, the most urgent first:"]],
            Items = [.. report.ToDos.Select(words.Say)],
            Sections =
            [
                .. known.Agreements.Select(agreement => stands.Say(agreement, report.Pace)).Where(section => section.Parts.Count > 0),
                new(l["Head of the ledger"],
                [
                    new(null, null, [l["Where the record ended when this was written, signed by this installation. Keep this mail: if "
                        + "something is ever cut off or rewritten, the record does not contain this line any more. An operator checks it "
                        + "with the command verify --head, and anybody can check the signature."]])
                    {
                        Exact = report.Head.ToString(),
                    },
                ]),
            ],
            Open = new(l["Open the pace report"], head.At("reports/pace")),
            Why = letter.Choices.Nightly == true ? l["You get this nightly mail because you chose it."]
                : l["You get this nightly mail because you lead a team of a side of these agreements."],
            Choices = head.Choices(),
            Stop = head.Stop(letter),
        };
    }

    /// <summary>All that is counted in it, by its name among the texts.</summary>
    public static IReadOnlyList<string> Counted { get; } =
        ["behind", "to do", .. Enum.GetValues<ToDoKind>().Select(ToDoWords.Key).OfType<string>()];
}
