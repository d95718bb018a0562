using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Forms;

public sealed class SubmissionTests : IAsyncLifetime
{
    private PageFixture hub = null!;
    private Submission submission = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Mia Roth"));
        submission = hub.Pages.Services.GetRequiredService<Submission>();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_command_is_run_as_the_viewer()
    {
        Actor? by = null;
        (await submission.Run(actor =>
        {
            by = actor;
            submission.IsBusy.ShouldBeTrue();
            return Task.CompletedTask;
        })).ShouldBeTrue();
        hub.Board.Company.Person(by!.Id)!.Name.ShouldBe("Mia Roth");
        (submission.IsBusy, submission.Refusal, submission.Reason, submission.Alert).ShouldBe((false, null, null, null));
    }

    [Fact]
    public async Task A_second_press_waits_for_nothing_and_does_nothing()
    {
        var first = new TaskCompletionSource();
        var running = submission.Run(_ => first.Task);
        (await submission.Run(_ => throw new InvalidOperationException("It ran."))).ShouldBeFalse();
        first.SetResult();
        (await running).ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_field_is_told_at_the_field()
    {
        await Refuse("name", "name", "email");
        (submission.ErrorOf("name"), submission.ErrorOf("email"), submission.Alert).ShouldBe(("Say why.", null, null));
        submission.ClearField();
        submission.ErrorOf("name").ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_field_that_the_page_does_not_show_is_told_above_it()
    {
        await Refuse("phone", "name");
        submission.Alert.ShouldBe("Say why.");
        submission.ClearField();
        submission.Alert.ShouldBe("Say why.");
    }

    [Fact]
    public async Task A_wrong_field_that_the_page_shows_no_more_is_told_above_it()
    {
        await Refuse("name", "name", "standIn");
        await Refuse("standIn", "name");
        submission.Alert.ShouldBe("Say why.");
        await Refuse("standIn", "name", "standIn");
        submission.Alert.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_about_no_field_is_told_above_and_gone_with_the_next_try()
    {
        await submission.Run(_ => throw new NotFound("There is no such lead."), refusal => Task.FromResult($"Look: {refusal.Message}"));
        (submission.Alert, submission.Field).ShouldBe(("Look: There is no such lead.", null));
        await submission.Run(_ => Task.CompletedTask);
        submission.Alert.ShouldBeNull();
    }

    [Fact]
    public async Task A_fault_is_no_refusal()
    {
        await Should.ThrowAsync<InvalidOperationException>(submission.Run(_ => throw new InvalidOperationException("Broken.")));
        (submission.IsBusy, submission.Reason).ShouldBe((false, null));
    }

    /// <summary>A field is refused, on a page that shows these.</summary>
    private async Task Refuse(string field, params string[] shown)
    {
        var isDrawn = new TaskCompletionSource();
        var running = submission.Run(async _ =>
        {
            await isDrawn.Task;
            throw new InvalidArgument(field, "Say why.");
        });
        foreach (var name in shown)
            submission.ErrorOf(name).ShouldBeNull();
        isDrawn.SetResult();
        (await running).ShouldBeFalse();
    }
}
