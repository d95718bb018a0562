using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Forms;

/// <summary>
/// How a page or dialog runs a command: one at a time, and with why the last one was refused. What was typed is the page's, and stays.
/// </summary>
public sealed class Submission(Me me, IStringLocalizer<Texts> l, Viewer viewer)
{
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);

    public bool IsBusy { get; private set; }

    /// <summary>Null: the last command was not refused.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Why the last command was refused, in the viewer's words; null: it was not.</summary>
    public string? Reason { get; private set; }

    /// <summary>A reason that is about no field of the page: it stands where the page shows what is about all of it.</summary>
    public string? Alert => Field is { } named && shown.Contains(named) ? null : Reason;

    /// <summary>Which field the reason is about, as the API calls it; null: none.</summary>
    public string? Field => Refusal is InvalidArgument { Field: { Length: > 0 } named } ? named : null;

    /// <summary>Runs a command as the viewer, unless another one is still running.</summary>
    /// <param name="say">A refusal in the viewer's words; null: in its own.</param>
    /// <returns>Whether it was carried out.</returns>
    public async Task<bool> Run(Func<Actor, Task> command, Func<Refusal, Task<string>>? say = null)
    {
        if (IsBusy)
            return false;
        IsBusy = true;
        Clear();
        // Fields come and go with what is chosen: which ones the page shows is learnt anew, as it draws itself before the command goes on.
        shown.Clear();
        await Task.Yield();
        try
        {
            if (await RefusalOf(async () => await command(await me.Actor())) is not { } refusal)
                return true;
            (Refusal, Reason) = (refusal, say is null ? l.Said(refusal, viewer) : await say(refusal));
            return false;
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>
    /// The reason, when it is about this field. Who asks shows it: only a reason that no field shows is an <see cref="Alert"/>.
    /// </summary>
    /// <param name="name">As the API calls the field.</param>
    public string? ErrorOf(string name)
    {
        shown.Add(name);
        return Field == name ? Reason : null;
    }

    public void Clear() => (Refusal, Reason) = (null, null);

    /// <summary>Forgets an error of a field once something else is typed; what is about all of the page stays.</summary>
    public void ClearField()
    {
        if (Alert is null)
            Clear();
    }

    /// <summary>Runs a command; null: it was carried out.</summary>
    public static async Task<Refusal?> RefusalOf(Func<Task> command)
    {
        try
        {
            await command();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal;
        }
    }
}
