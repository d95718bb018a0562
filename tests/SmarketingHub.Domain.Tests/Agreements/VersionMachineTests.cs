using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Tests.Agreements;

public class VersionMachineTests
{
    [Theory]
    [InlineData(VersionState.Draft, VersionTrigger.Propose, VersionState.Proposed)]
    [InlineData(VersionState.Draft, VersionTrigger.Discard, VersionState.Discarded)]
    [InlineData(VersionState.Proposed, VersionTrigger.Sign, VersionState.Proposed)]
    [InlineData(VersionState.Proposed, VersionTrigger.AskForChanges, VersionState.Draft)]
    [InlineData(VersionState.Proposed, VersionTrigger.Discard, VersionState.Discarded)]
    [InlineData(VersionState.Signed, VersionTrigger.End, VersionState.Signed)]
    [InlineData(VersionState.Signed, VersionTrigger.TakeBackEnd, VersionState.Signed)]
    public void A_version_moves_along_its_life(VersionState from, VersionTrigger trigger, VersionState to) =>
        VersionMachine.Fire(from, trigger).ShouldBe(to);

    [Fact]
    public void The_last_signature_makes_it_signed() =>
        VersionMachine.Fire(VersionState.Proposed, VersionTrigger.Sign, isLast: true).ShouldBe(VersionState.Signed);

    [Fact]
    public void Whatever_else_is_refused_and_says_what_is_permitted()
    {
        (VersionState, VersionTrigger)[] permitted =
        [
            (VersionState.Draft, VersionTrigger.Propose), (VersionState.Draft, VersionTrigger.Discard),
            (VersionState.Proposed, VersionTrigger.Sign),
            (VersionState.Proposed, VersionTrigger.AskForChanges), (VersionState.Proposed, VersionTrigger.Discard),
            (VersionState.Signed, VersionTrigger.End),
            (VersionState.Signed, VersionTrigger.TakeBackEnd),
        ];
        foreach (var state in Enum.GetValues<VersionState>())
            foreach (var trigger in Enum.GetValues<VersionTrigger>().Where(t => !permitted.Contains((state, t))))
                Should.Throw<NotPermitted>(() => VersionMachine.Fire(state,
                    trigger)).Message.ShouldStartWith($"A version that is {state.ToString().ToLowerInvariant()} permits");
        Should.Throw<NotPermitted>(() => VersionMachine.Fire(VersionState.Draft,
            VersionTrigger.Sign)).Message.ShouldContain("'propose', 'discard'");
    }
}
