using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;

namespace SmarketingHub.Web.Features.Telling;

/// <summary>Says nothing but that it arrived, and asks to prove it.</summary>
public sealed class TestComposer(Letterhead head) : IComposer
{
    public LetterKind Kind => LetterKind.Test;

    public Task<Message?> Compose(LetterToWrite letter, CancellationToken stopping) =>
        Task.FromResult<Message?>(head.In(letter, l => new Message
        {
            Language = letter.Choices.Language,
            Subject = l["A test from SmarketingHub"],
            Heading = l["A test from SmarketingHub"],
            Words = [l["If you read this, messages reach you here. Open the link and press the button, so that the hub knows it, too."]],
            Open = new(l["It has arrived"], head.Proof(letter.Reach.ProofToken ?? "")),
            Why = l["You get this because you pressed “Send a test” in the hub."],
            Choices = head.Choices(),
            Stop = head.Stop(letter),
        }));
}
