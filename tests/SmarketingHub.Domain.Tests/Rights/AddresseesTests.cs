using SmarketingHub.Domain.Rights;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Rights;

public class AddresseesTests
{
    [Theory]
    [InlineData("sales", "sales", null, null)]
    [InlineData("partner:altamar", Altamar, null, null)]
    [InlineData("team:east", "sales", "east", null)]
    [InlineData("person:11", "sales", "east", 11)]
    [InlineData("person:ANN@example.com", "sales", "east", 11)]
    public void It_is_a_partys_queue_a_team_or_a_person(string text, string party, string? team, int? person) =>
        Addressees.Parse(text, Firm).ShouldBe(new(party, team, person));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("Sales department")]
    [InlineData("team:north")]
    [InlineData("person:999")]
    [InlineData("partner:nobody")]
    public void Nobody_of_that_name_is_refused(string? text) =>
        Should.Throw<InvalidArgument>(() => Addressees.Parse(text, Firm)).Field.ShouldBe("to");

    [Fact]
    public void Stand_ins_are_followed_to_one_who_is_there_and_round_no_circle()
    {
        var now = Stories.Story.Time("Mon 10:00");
        Firm.With(Ann.Away(Ben), Ben.Away(Wes)).ThereFor(Ann.Id, Ann.Party, now)!.Id.ShouldBe(Wes.Id);
        Firm.With(Ann.Away(Ben), Ben.Away(Ann)).ThereFor(Ann.Id, Ann.Party, now).ShouldBeNull();
        Firm.With(Ann with { AwayFrom = now, AwayUntil = Stories.Story.Time("Tue 10:00") })
            .ThereFor(Ann.Id, Ann.Party, Stories.Story.Time("Tue 10:00"))!.Id.ShouldBe(Ann.Id);
    }
}
